// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace milassist {

class Label;

/// What a list or pane shows when there is nothing: one sentence, at most one action.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);
    /// @param action empty = no button
    void setText(const QString &iconName, const QString &sentence, const QString &more = {}, const QString &action = {});

Q_SIGNALS:
    void actionChosen();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *m_mark;
    Label *m_sentence;
    Label *m_more;
    QPushButton *m_button;
    QString m_icon;
};

} // namespace milassist
