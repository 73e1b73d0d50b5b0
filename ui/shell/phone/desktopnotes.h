// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QHash>
#include <QObject>

class QDBusPendingCallWatcher;

namespace milassist {

/// What a notification offers: its name comes back, its words stand on the button.
struct NoteAction {
    QString name, text;
};

/// Notifications of the desktop, with buttons where its server has them. Where there is none nothing happens and nothing
/// waits. Source: Desktop Notifications Specification 1.2.
class DesktopNotes : public QObject {
    Q_OBJECT

public:
    explicit DesktopNotes(const QDBusConnection &bus, QObject *parent = nullptr);

    /// Shows it, in place of an earlier one of the same @p key.
    void show(quint64 key, const QString &title, const QString &body, const QList<NoteAction> &actions);
    void close(quint64 key);

Q_SIGNALS:
    /// "default" when it was clicked itself.
    void chosen(quint64 key, const QString &action);

private Q_SLOTS:
    void actionInvoked(uint id, const QString &action);
    void notificationClosed(uint id, uint reason);

private:
    QDBusConnection m_bus;
    QHash<quint64, uint> m_ids;
};

} // namespace milassist
