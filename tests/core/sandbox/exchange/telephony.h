// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpserver.h"
#include "core/sandbox/exchange/board/exchange.h"
#include "core/sandbox/faults/faultbox.h"
#include "core/sandbox/faults/journal.h"
#include "tests/core/sandbox/world/testworld.h"

#include <QJsonDocument>
#include <QTest>
#include <QtEndian>

namespace milassist::exchange {

/// Somebody's server: answers with documents by path, remembers what it was told.
class Server {
public:
    struct Told {
        QString path;
        Form form;
        QByteArray method;
    };

    Server()
        : m_server([this](const HttpRequest &request, const HttpResponder &responder) {
              const QString path = request.path();
              if (!sounds.contains(path))
                  told.append({path, request.method == "GET" ? request.query() : request.form(), request.method});
              if (sounds.contains(path))
                  return responder.send({.status = 200, .headers = headersOf("audio/x-wav"), .body = sounds.value(path)});
              if (statuses.contains(path))
                  return responder.send({.status = statuses.value(path)});
              if (!documents.contains(path))
                  return responder.send({.status = 204});
              responder.send({.status = 200, .headers = headersOf("text/xml"), .body = "<Response>" + documents.value(path) + "</Response>"});
          })
    {
        (void)m_server.listen(QHostAddress::LocalHost, 0);
    }

    QString url(const QString &path) const { return QStringLiteral("http://127.0.0.1:%1%2").arg(m_server.port()).arg(path); }
    QList<Form> at(const QString &path) const
    {
        QList<Form> found;
        for (const Told &one : told)
            if (one.path == path)
                found.append(one.form);
        return found;
    }
    QStringList paths() const
    {
        QStringList paths;
        for (const Told &one : told)
            paths.append(one.path);
        return paths;
    }

    QHash<QString, QByteArray> documents, sounds;
    QHash<QString, int> statuses;
    QList<Told> told;

private:
    static HttpHeaders headersOf(const QByteArray &type)
    {
        HttpHeaders headers;
        headers.add("Content-Type", type);
        return headers;
    }
    HttpServer m_server;
};

/// A telephone network whose time passes as fast as the machine allows, and stands still while a request, a sound or a
/// sentence is under way. What is on the other side of HTTP and of espeak-ng is real.
struct Telephony {
    const QString ours = QStringLiteral("+12065550142"), theirs = QStringLiteral("+14155550108"), others = QStringLiteral("+14155550123");
    world::TestWorld world;
    faults::FaultBox faults{1};
    faults::Journal journal;
    Server server;
    webhooks::Webhooks webhooks;
    world::Speaker speaker;
    Jukebox jukebox;
    Exchange exchange;
    QHash<QString, QPointer<people::ScriptedLeg>> people; ///< by number, the last that came
    QHash<QString, QString> spoken, keys;                 ///< by number, of people who have gone

    explicit Telephony(world::WorldOptions options = {})
        : world(std::move(options)), webhooks(*world, "http://127.0.0.1:1", journal, faults), exchange(*world, webhooks, speaker, jukebox)
    {
        number = world.own(ours);
        set({{QStringLiteral("VoiceUrl"), server.url(QStringLiteral("/voice"))}, {QStringLiteral("StatusCallback"), server.url(QStringLiteral("/status"))}});
        QObject::connect(&exchange.crowd(), &people::Crowd::picked, &exchange, [this](people::ScriptedLeg *leg, const QString &who) {
            people.insert(who, leg);
            ++picked[who];
            QObject::connect(leg, &Leg::ended, &exchange, [this, leg, who] {
                spoken.insert(who, leg->spokenText());
                keys.insert(who, leg->keysReceived());
            });
        });
    }

    void set(const world::Form &form) { (void)world->numbers().update(number, form); }
    static people::Script script(const QByteArray &steps)
    {
        const auto script = people::Script::parse(QJsonDocument::fromJson("{\"steps\":[" + steps + "]}").object());
        return script ? *script : people::Script{};
    }
    void expect(const QString &who, const QByteArray &steps) { exchange.crowd().setScript(who, script(steps)); }
    /// They call us.
    void call(const QByteArray &steps) { exchange.crowd().call(theirs, ours, script(steps)); }
    /// REST. @return the call's sid, or the error's number
    QString create(world::Form form)
    {
        form.add(QStringLiteral("From"), ours);
        if (!form.has(u"To"))
            form.add(QStringLiteral("To"), theirs);
        const auto made = world->calls().create(form);
        return made ? made->sid : QString::number(made.error().twilioCode);
    }

    void settle()
    {
        while (!exchange.isQuiet())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    void run(double seconds)
    {
        settle();
        for (int i = 0; i < int(seconds * framesPerSecond); ++i) {
            world.pass(frameTime);
            settle();
        }
    }
    /// Until nobody talks any more. @return seconds it took
    double runOut(double most = 300)
    {
        settle();
        double seconds = 0;
        for (; seconds < most && (exchange.lineCount() > 0 || seconds < 0.5); seconds += 0.02)
            run(0.02);
        settle();
        return seconds;
    }
    QList<world::Call> calls()
    {
        QList<world::Call> calls;
        for (int i = 0; i < int(world->calls().table().rows().size()); ++i)
            calls.append(world->calls().table().call(i));
        return calls;
    }
    QStringList notes()
    {
        QStringList codes;
        const auto notes = world->notifications().list({});
        for (const world::Notification &note : notes->items)
            codes.prepend(note.errorCode);
        return codes;
    }
    QList<world::Recording> recordings() { return world->recordings().list({})->items; }
    QByteArray wav(const QString &sid)
    {
        auto audio = world->recordings().audio(sid);
        return audio.isFinished() && audio.result() ? *audio.result() : QByteArray();
    }

    QString number;
    QHash<QString, int> picked;
};

} // namespace milassist::exchange
