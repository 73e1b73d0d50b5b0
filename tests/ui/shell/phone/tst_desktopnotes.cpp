// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/desktopnotes.h"

#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QSignalSpy>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

/// A notification server that the test is the person in front of.
class Server : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown {
        uint replaces = 0;
        QString title, body;
        QStringList actions;
    };
    QList<Shown> shown;
    QList<uint> closed;

public Q_SLOTS:
    uint Notify(const QString &, uint replaces, const QString &, const QString &title, const QString &body, const QStringList &actions,
                const QVariantMap &, int)
    {
        shown.append({replaces, title, body, actions});
        return replaces ? replaces : ++m_last;
    }
    void CloseNotification(uint id) { closed.append(id); }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
    void NotificationClosed(uint id, uint reason);

private:
    uint m_last = 40;
};

class TestDesktopNotes : public QObject {
    Q_OBJECT

    QDBusConnection m_bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"server"_s);
    Server m_server;

private Q_SLOTS:
    void initTestCase()
    {
        if (!m_bus.isConnected())
            QSKIP("there is no session bus");
        if (!m_bus.registerService(u"org.freedesktop.Notifications"_s))
            QSKIP("this desktop has a notification server of its own");
        QVERIFY(m_bus.registerObject(u"/org/freedesktop/Notifications"_s, &m_server, QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    }
    void init() { m_server.shown.clear(); }

    void aButtonComesBackWithTheKeyOfItsNotification()
    {
        DesktopNotes notes(QDBusConnection::sessionBus());
        QSignalSpy chosen(&notes, &DesktopNotes::chosen);
        notes.show(7, u"Missed call from Maria"_s, u"(415) 555-0108"_s, {{u"call"_s, u"Call back"_s}});
        QTRY_COMPARE(m_server.shown.size(), 1);
        QCOMPARE(m_server.shown.first().title, u"Missed call from Maria"_s);
        QCOMPARE(m_server.shown.first().actions, QStringList({u"default"_s, QString(), u"call"_s, u"Call back"_s}));

        // The answer with the id may still be on its way; a person is not that quick.
        QTRY_VERIFY([&] {
            Q_EMIT m_server.ActionInvoked(41, u"call"_s);
            return QTest::qWaitFor([&] { return !chosen.isEmpty(); }, 100);
        }());
        QCOMPARE(chosen.first().at(0).toULongLong(), 7u);
        QCOMPARE(chosen.first().at(1).toString(), u"call"_s);
    }

    void theNotificationsOfOthersAreNotOurs()
    {
        DesktopNotes notes(QDBusConnection::sessionBus());
        QSignalSpy chosen(&notes, &DesktopNotes::chosen);
        notes.show(7, u"ours"_s, {}, {});
        QTRY_COMPARE(m_server.shown.size(), 1);
        Q_EMIT m_server.ActionInvoked(9999, u"call"_s);
        notes.show(7, u"ours, again"_s, {}, {}); // behind the signal on the same bus
        QTRY_COMPARE(m_server.shown.size(), 2);
        QVERIFY(chosen.isEmpty());
    }

    void aNameFromOutsideIsNoMarkup()
    {
        DesktopNotes notes(QDBusConnection::sessionBus());
        notes.show(8, u"Missed call"_s, u"<img src='http://example.com/x'>"_s, {});
        QTRY_COMPARE(m_server.shown.size(), 1);
        QVERIFY(!m_server.shown.first().body.contains(u'<'));
    }

    void withoutABusNothingHappens()
    {
        DesktopNotes notes(QDBusConnection(u"nowhere"_s));
        notes.show(1, u"nobody"_s, {}, {});
        notes.close(1);
        QVERIFY(m_server.shown.isEmpty());
    }
};

QTEST_MAIN(TestDesktopNotes)
#include "tst_desktopnotes.moc"
