// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/phone.h"
#include "core/voice/process/processline.h"
#include "tests/e2e/sip/peers.h"
#include "tests/e2e/sip/sounds.h"

#include <QDir>

#include <memory>

namespace milassist {

enum class Over { Udp, Tcp, Tls };

/// Our end: the telephone over the real engine in its own process, with a sound card made of files that says "desk.wav",
/// or with the computer's own devices.
class Desk : public QObject {
public:
    enum class Sound { Files, Real };
    explicit Desk(const Peers &peers, LineSetup setup = {}, Sound sound = Sound::Files) : m_peers(peers)
    {
        QDir().mkpath(peers.path(QStringLiteral("heard")));
        for (const QString &old : QDir(heardFolder()).entryList(QDir::Files))
            QFile::remove(heardFolder() + u'/' + old);
        if (sound == Sound::Files)
            setup.fileSound = FileSound{{{.name = QStringLiteral("desk"), .says = peers.path(QStringLiteral("desk.wav")), .hears = heardFolder()}}};
        setup.loopbackOnly = true;
        setup.instance = QUuid(QStringLiteral("6f1c1a56-2f5e-4d1b-9a76-0a5a4d6f0a11"));
        setup.recordFolder = peers.path(QStringLiteral("."));
        line = std::make_unique<ProcessLine>(
            EngineOptions{.program = QStringLiteral(BINARY_DIR "/bin/milassist-voice"), .setup = setup});
        phone = std::make_unique<Phone>(*line, PhoneOptions{.country = QStringLiteral("US")});
        connect(line.get(), &VoiceLine::happened, this, [this](const LineEvent &event) { events.append(event); });
        for (const auto signal : {&Phone::callBegan, &Phone::callChanged})
            connect(phone.get(), signal, this, [this](const LiveCall &call) { m_states[call.leg].insert(int(stateOf(call))); });
        line->start();
    }
    ~Desk() override
    {
        bool isStopped = false;
        connect(line.get(), &ProcessLine::stopped, this, [&isStopped] { isStopped = true; });
        line->stop();
        if (!waitFor([&isStopped] { return isStopped; }, 6000))
            qWarning("the engine did not stop");
    }

    LineAccount account(Over over) const
    {
        LineAccount account;
        account.user = QStringLiteral("alice");
        account.domain = QStringLiteral("acme.sip.test");
        account.password = Secret("Wonder1and-Alice");
        account.server = over == Over::Tls ? QStringLiteral("localhost") : QStringLiteral("127.0.0.1");
        account.port = over == Over::Tls ? m_peers.ports().tls : m_peers.ports().sip;
        account.transport = over == Over::Tls ? SipTransport::Tls : over == Over::Tcp ? SipTransport::Tcp : SipTransport::Udp;
        account.caFile = m_peers.path(QStringLiteral("ca.pem"));
        account.srtp = usualSrtp(account.transport);
        return account;
    }
    bool registers(const LineAccount &account)
    {
        phone->setAccount(account);
        return waitFor([this] { return phone->isRegistered(); });
    }
    DialTarget to(const QString &user) const
    {
        return {.verdict = DialTarget::Verdict::Good, .peer = Party(QStringLiteral("sip:") + user + QStringLiteral("@acme.sip.test"))};
    }
    /// Dials and waits for the answer. 0 when there is none.
    LegId talksTo(const QString &user)
    {
        const auto leg = phone->dial(to(user));
        if (!leg || !waitFor([&] { return isIn(*leg, CallState::Active) || isOver(*leg); })) {
            qWarning() << (leg ? QStringLiteral("no answer") : leg.error().detail) << m_peers.scriptOutput();
            return 0;
        }
        if (const auto end = endOf(*leg)) {
            qWarning() << "ended:" << int(end->cause) << end->sipCode << end->phrase;
            return 0;
        }
        return *leg;
    }
    bool isIn(LegId leg, CallState state) const
    {
        const auto call = phone->call(leg);
        return call && stateOf(*call) == state;
    }
    /// Is or was, however briefly: on a busy machine the next state may follow before anybody looks.
    bool hasBeenIn(LegId leg, CallState state) const { return m_states.value(leg).contains(int(state)); }
    bool isOver(LegId leg) const { return !phone->call(leg).has_value(); }
    /// The Ended of a leg, once it is there.
    std::optional<Ended> endOf(LegId leg) const
    {
        std::optional<Ended> found;
        for (const LineEvent &event : events) {
            const auto *change = std::get_if<LegEvent>(&event);
            if (change && change->leg == leg && std::holds_alternative<Ended>(change->change))
                found = std::get<Ended>(change->change);
        }
        return found;
    }
    template <typename T>
    int count() const
    {
        int n = 0;
        for (const LineEvent &event : events) {
            if (const auto *change = std::get_if<LegEvent>(&event))
                n += std::holds_alternative<T>(change->change);
        }
        return n;
    }

    QString heardFolder() const { return m_peers.path(QStringLiteral("heard")); }
    /// What came out of our loudspeaker in the latest stream.
    std::vector<qint16> heard() const
    {
        const QStringList files = QDir(heardFolder()).entryList({QStringLiteral("heard-*.wav")}, QDir::Files, QDir::Time);
        return files.isEmpty() ? std::vector<qint16>() : sounds::readAt8k(heardFolder() + u'/' + files.first());
    }

    std::unique_ptr<ProcessLine> line;
    std::unique_ptr<Phone> phone;
    QList<LineEvent> events;

private:
    const Peers &m_peers;
    QHash<LegId, QSet<int>> m_states;
};

} // namespace milassist
