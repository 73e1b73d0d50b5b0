// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/desktopnotes.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

const QString notesService = u"org.freedesktop.Notifications"_s;
const QString notesPath = u"/org/freedesktop/Notifications"_s;

} // namespace

DesktopNotes::DesktopNotes(const QDBusConnection &bus, QObject *parent) : QObject(parent), m_bus(bus)
{
    m_bus.connect(notesService, notesPath, notesService, u"ActionInvoked"_s, this, SLOT(actionInvoked(uint, QString)));
    m_bus.connect(notesService, notesPath, notesService, u"NotificationClosed"_s, this, SLOT(notificationClosed(uint, uint)));
}

void DesktopNotes::show(quint64 key, const QString &title, const QString &body, const QList<NoteAction> &actions)
{
    if (!m_bus.isConnected())
        return;
    QStringList offered{u"default"_s, {}};
    for (const NoteAction &action : actions)
        offered << action.name << action.text;
    QDBusMessage call = QDBusMessage::createMethodCall(notesService, notesPath, notesService, u"Notify"_s);
    // The body may be read as markup, and names come from outside.
    call << QCoreApplication::applicationName() << m_ids.value(key) << u"call-missed"_s << title << body.toHtmlEscaped() << offered
         << QVariantMap{{u"category"_s, u"call.unanswered"_s}, {u"desktop-entry"_s, u"milassist-desk"_s}} << -1;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key](QDBusPendingCallWatcher *done) {
        done->deleteLater();
        const QDBusPendingReply<uint> reply = *done;
        if (reply.isValid())
            m_ids.insert(key, reply.value());
    });
}

void DesktopNotes::close(quint64 key)
{
    if (const uint id = m_ids.take(key); id != 0) {
        QDBusMessage call = QDBusMessage::createMethodCall(notesService, notesPath, notesService, u"CloseNotification"_s);
        call << id;
        m_bus.asyncCall(call);
    }
}

void DesktopNotes::actionInvoked(uint id, const QString &action)
{
    if (const quint64 key = m_ids.key(id, 0); key != 0)
        Q_EMIT chosen(key, action);
}

void DesktopNotes::notificationClosed(uint id, uint)
{
    if (const quint64 key = m_ids.key(id, 0); key != 0)
        m_ids.remove(key);
}

} // namespace milassist
