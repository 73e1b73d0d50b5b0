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
    /// Emits searched at once instead of after the pause (tests, a query set by code).
    void searchNow();

Q_SIGNALS:
    /// The text as it stands after a short pause in typing (40 ms), trimmed.
    void searched(const QString &text);
    /// Down or Return: the person wants to go on into the list.
    void leftForList();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QTimer m_pause;
    QString m_last;
};

} // namespace milassist
