// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QTimer>

namespace milassist {

/// A field to search in, with a magnifier and a button to clear it. Escape clears it first and is only then passed on.
class SearchField : public QLineEdit {
    Q_OBJECT
public:
    explicit SearchField(const QString &placeholder, QWidget *parent = nullptr);
    /// Emits searched without regard to the rest between two searches (tests, a query set by code).
    void searchNow();

Q_SIGNALS:
    /// The text, trimmed: at once for the first key press, then as it stands every 40 ms while keys come quicker than that.
    void searched(const QString &text);
    /// Down or Return: the person wants to go on into the list.
    void leftForList();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void searchAndRest();

    QTimer m_pause;
    QString m_last;
};

} // namespace milassist
