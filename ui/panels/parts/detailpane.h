// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace milassist {

/// The right side of a screen: one column that scrolls, never wider than is good to read, with a way back to the list
/// where the window is too narrow for both.
class DetailPane : public QScrollArea {
    Q_OBJECT

public:
    explicit DetailPane(QWidget *parent = nullptr);

    QVBoxLayout *column() const { return m_column; }
    void setFolded(bool folded);

Q_SIGNALS:
    void backWanted();

private:
    QVBoxLayout *m_column;
    QPushButton *m_back;
};

/// A button that does not ask for attention.
QToolButton *quietTool(const QString &name, const QString &text, const QString &iconName, QWidget *parent);

} // namespace milassist
