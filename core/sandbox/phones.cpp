// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/phones.h"

#include "core/base/logging.h"

#include <QJsonArray>

namespace milassist {

using namespace Qt::StringLiterals;
using sip::Transport;

namespace {

/// A share of what is sent, 0 to 1, or milliseconds.
struct LineNumber {
    QLatin1StringView name;
    double most;
};
constexpr LineNumber lineNumbers[] = {{"loss_in"_L1, 1},    {"rtp_loss_out"_L1, 1},     {"rtp_loss_in"_L1, 1},
                                      {"rtp_delay_ms"_L1, 5000}, {"rtp_jitter_ms"_L1, 5000}};
constexpr QLatin1StringView lineFlags[] = {"registrar_silent"_L1, "silent"_L1};

Result<std::optional<sip::TlsIdentity>> identityFor(const SandboxOptions &options)
{
    if (!options.sipCertificate.isEmpty() || !options.sipKey.isEmpty()) {
        auto identity = sip::readTlsIdentity(options.sipCertificate, options.sipKey);
        if (!identity)
            return fail(identity.error());
        return std::optional(*std::move(identity));
    }
    auto identity = sip::makeTlsIdentity({u"localhost"_s, u"*.sip.twilio.com"_s, options.address.toString()});
    if (!identity) {
        qCWarning(lcSandbox) << "no SIP over TLS:" << identity.error().detail;
        return std::optional<sip::TlsIdentity>();
    }
    return std::optional(*std::move(identity));
}

} // namespace

Phones::Phones(const SandboxOptions &options, faults::Journal &journal, exchange::CallSink &sink)
    : m_options(options), m_journal(journal), m_sink(sink)
{
}

Result<> Phones::start(const rest::Accounts &accounts)
{
    m_accounts = &accounts;
    auto identity = identityFor(m_options);
    if (!identity)
        return fail(identity.error());
    if (*identity)
        m_authority = (*identity)->authority;
    const auto findDomain = [this](const QString &name) -> std::optional<sip::FoundDomain> {
        const auto all = m_accounts->list({});
        for (const world::Account &account : all) {
            world::World &world = m_accounts->worldOf(account.sid);
            if (const world::SipDomain *domain = world.sip().domainNamed(name))
                return sip::FoundDomain{&world, *domain};
        }
        return std::nullopt;
    };
    m_edge = std::make_unique<sip::PhoneEdge>(sip::EdgeOptions{.address = m_options.address,
                                                               .port = m_options.sipPort,
                                                               .tlsPort = m_options.sipTlsPort,
                                                               .identity = *std::move(identity),
                                                               .clock = m_options.clock},
                                              findDomain, m_sink);
    connect(m_edge.get(), &sip::PhoneEdge::happened, this, &Phones::write);
    connect(m_edge.get(), &sip::PhoneEdge::stopped, this, &Phones::stopped);
    return m_edge->start();
}

void Phones::stop()
{
    m_edge->stop();
}

QString Phones::address(Transport transport) const
{
    const quint16 port = m_edge ? m_edge->port(transport) : quint16(0);
    return port == 0 ? QString() : u"%1:%2"_s.arg(m_options.address.toString()).arg(port);
}

void Phones::write(const sip::EdgeEvent &event)
{
    faults::JournalEntry entry;
    entry.kind = faults::JournalEntry::Kind::Sip;
    entry.at = QDateTime::currentDateTimeUtc();
    entry.method = event.method;
    entry.url = event.uri;
    entry.user = QString::fromUtf8(event.user);
    entry.status = event.status;
    entry.requestHeaders.add("Call-ID", event.callId);
    entry.notes = {event.isOurs ? "to a phone" : "from a phone"};
    m_journal.add(std::move(entry));
}

QJsonObject Phones::toJson() const
{
    QJsonArray registered;
    for (const sip::Binding &binding : m_edge->registrar().all())
        registered.append(QJsonObject{{"user"_L1, binding.aor},
                                      {"contact"_L1, QString::fromUtf8(binding.contact.uri.toBytes())},
                                      {"transport"_L1, QString::fromUtf8(sip::wordOf(binding.flow.transport))},
                                      {"user_agent"_L1, QString::fromUtf8(binding.userAgent)},
                                      {"expires"_L1, binding.expiresAt.toString(Qt::ISODate)}});
    const sip::EdgeFaults &line = m_edge->faults();
    return {{"udp"_L1, address(Transport::Udp)},
            {"tcp"_L1, address(Transport::Tcp)},
            {"tls"_L1, address(Transport::Tls)},
            {"authority"_L1, QString::fromUtf8(m_authority)},
            {"registered"_L1, registered},
            {"calls"_L1, m_edge->calls()},
            {"line"_L1,
             QJsonObject{{"registrar_silent"_L1, line.isRegistrarSilent},
                         {"silent"_L1, line.isSilent},
                         {"loss_in"_L1, line.lossIn},
                         {"rtp_loss_out"_L1, line.weather.lossOut},
                         {"rtp_loss_in"_L1, line.weather.lossIn},
                         {"rtp_delay_ms"_L1, qint64(line.weather.delay.count())},
                         {"rtp_jitter_ms"_L1, qint64(line.weather.jitter.count())}}}};
}

Result<> Phones::setLine(const QJsonObject &json)
{
    const auto bad = [](const QString &what) { return fail(Error::Kind::Malformed, u"line: "_s + what); };
    for (const QString &key : json.keys()) {
        const auto number = std::ranges::find(lineNumbers, key, &LineNumber::name);
        const bool isFlag = std::ranges::find(lineFlags, key) != std::end(lineFlags);
        if (number == std::end(lineNumbers) && !isFlag)
            return bad(u"field \"%1\" is not known"_s.arg(key));
        const QJsonValue value = json.value(key);
        if (isFlag && !value.isBool())
            return bad(u"%1 must be true or false"_s.arg(key));
        if (!isFlag && (!value.isDouble() || value.toDouble() < 0 || value.toDouble() > number->most))
            return bad(u"%1 must be a number from 0 to %2"_s.arg(key).arg(number->most));
    }
    const auto milliseconds = [&json](QLatin1StringView name) { return std::chrono::milliseconds(json.value(name).toInt()); };
    m_edge->faults() = {.isRegistrarSilent = json.value("registrar_silent"_L1).toBool(),
                        .isSilent = json.value("silent"_L1).toBool(),
                        .lossIn = json.value("loss_in"_L1).toDouble(),
                        .weather = {.lossOut = json.value("rtp_loss_out"_L1).toDouble(),
                                    .lossIn = json.value("rtp_loss_in"_L1).toDouble(),
                                    .delay = milliseconds("rtp_delay_ms"_L1),
                                    .jitter = milliseconds("rtp_jitter_ms"_L1)}};
    return {};
}

void Phones::mendLine()
{
    m_edge->faults() = {};
}

} // namespace milassist
