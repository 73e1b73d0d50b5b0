// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/keychainstate.h"

#include "core/base/whendone.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

#include <memory>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr auto secretService = "org.freedesktop.secrets"_L1;
constexpr auto servicePath = "/org/freedesktop/secrets"_L1;
constexpr auto serviceInterface = "org.freedesktop.Secret.Service"_L1;
constexpr auto collectionInterface = "org.freedesktop.Secret.Collection"_L1;

KeychainState stateOf(const QDBusError &error)
{
    switch (error.type()) {
    case QDBusError::ServiceUnknown:
    case QDBusError::NoServer: return KeychainState::NoService;
    default:
        // dbus-daemon names a failed start of an installed service in several ways; without answer is without answer.
        return error.name().startsWith("org.freedesktop.DBus.Error.Spawn"_L1) ? KeychainState::NoService : KeychainState::NoAnswer;
    }
}

/// Two questions one after the other: which keyring is the default one, and is it locked.
class KeychainQuestion : public QObject {
public:
    explicit KeychainQuestion(int timeoutMs) : m_timeout(timeoutMs) { m_promise.start(); }

    QFuture<KeychainState> ask()
    {
        QDBusMessage call = QDBusMessage::createMethodCall(secretService, servicePath, serviceInterface, u"ReadAlias"_s);
        call << u"default"_s;
        auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, m_timeout), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
            const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
            if (!reply.isValid())
                return tell(stateOf(reply.error()));
            const QString collection = reply.value().path();
            if (collection.isEmpty() || collection == "/"_L1)
                return tell(KeychainState::NoCollection);
            askWhetherLocked(collection);
        });
        return m_promise.future();
    }

private:
    void askWhetherLocked(const QString &collection)
    {
        QDBusMessage call = QDBusMessage::createMethodCall(secretService, collection, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
        call << QString(collectionInterface) << u"Locked"_s;
        auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, m_timeout), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
            const QDBusPendingReply<QDBusVariant> reply = *watcher;
            if (!reply.isValid()) // the alias may outlive the keyring it named
                return tell(reply.error().type() == QDBusError::NoReply ? KeychainState::NoAnswer : KeychainState::NoCollection);
            tell(reply.value().variant().toBool() ? KeychainState::Locked : KeychainState::Ready);
        });
    }

    void tell(KeychainState state)
    {
        m_promise.addResult(state);
        m_promise.finish();
        deleteLater();
    }

    QPromise<KeychainState> m_promise;
    int m_timeout;
};

} // namespace

QFuture<KeychainState> keychainState(int timeoutMs)
{
    if (!QDBusConnection::sessionBus().isConnected())
        return finished(KeychainState::NoSession);
    auto *question = new KeychainQuestion(timeoutMs); // deletes itself with its answer
    return question->ask();
}

} // namespace milassist
