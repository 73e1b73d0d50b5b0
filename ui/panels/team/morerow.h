// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace milassist
{

class Label;

/// Below a list that is not all there yet: how much of it is, and the way to more.
class MoreRow : public QWidget
{
    Q_OBJECT
public:
    explicit MoreRow(QWidget *parent = nullptr);

    /// Hidden where @p shown is all.
    void tell(int shown, int total);
    bool isTelling() const { return !isHidden(); }

Q_SIGNALS:
    void wanted();

private:
    Label *m_words;
    QPushButton *m_button;
};

} // namespace milassist
