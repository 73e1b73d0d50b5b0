// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sip/registrar.h"

#include "core/sandbox/sip/siptransactions.h"

#include <QLocale>
#include <QRegularExpression>

namespace milassist::sip
{

using namespace Qt::StringLiterals;
using Use = world::SipBook::Use;

namespace
{

constexpr int notAuthenticated = 32201, tooManyBindings = 32007, tooOften = 32008, noCredentialList = 32212;

} // namespace

QString canonicalDomain(const QString &host)
{
    static const QRegularExpression localised(u"^(.+)\\.sip\\.[a-z0-9-]+\\.twilio\\.com$"_s);
    const auto match = localised.match(host.toLower());
    return match.hasMatch() ? match.captured(1) + ".sip.twilio.com"_L1 : host.toLower();
}

/// One contact of a REGISTER.
struct Registrar::Wanted {
    NameAddr contact;
    quint32 expires = 0;
};

Registrar::Registrar(DigestGate &gate, FindDomain findDomain, Clock clock)
    : m_gate(gate), m_findDomain(std::move(findDomain)), m_clock(std::move(clock))
{
}

SipMessage Registrar::answer(const SipMessage &request, const Flow &flow)
{
    dropExpired();
    const auto to = request.to();
    const QString host = canonicalDomain(QString::fromLatin1(to->uri.host));
    const auto found = m_findDomain(host);
    if (!found || canonicalDomain(QString::fromLatin1(SipUri::parse(request.requestUri)->host)) != host)
        return SipMessage::response(request, 404, randomToken());
    if (to->uri.user.isEmpty())
        return SipMessage::response(request, 400, randomToken(), "To names nobody");
    if (!found->domain.sipRegistration)
        return refusal(request, *found, 403, notAuthenticated, u"SIP registration is not enabled for this domain"_s);
    if (!found->world->sip().isUsed(found->domain.sid, Use::Registrations))
        return refusal(request, *found, 403, noCredentialList, u"No credential list is mapped to the domain for registration"_s);
    if (const auto judged = judge(request, *found))
        return *judged;
    const QString aor = QString::fromUtf8(to->uri.user) + u'@' + host;
    if (isTooOften(aor)) {
        SipMessage response = refusal(request, *found, 503, tooOften, u"Too many registrations for %1"_s.arg(aor));
        response.add("Retry-After", "1");
        return response;
    }
    return bind(request, flow, *found, aor);
}

SipMessage Registrar::refusal(const SipMessage &request, const FoundDomain &found, int status, int code, const QString &text)
{
    SipMessage response = SipMessage::response(request, status, randomToken());
    response.add("X-Twilio-Error", QByteArray::number(code) + ' ' + text.toUtf8());
    found.world->notifications().add(code, {.messageText = u"%1 (%2)"_s.arg(text, found.domain.domainName)});
    return response;
}

/// The answer for who has not proved who it is; none for who has.
std::optional<SipMessage> Registrar::judge(const SipMessage &request, const FoundDomain &found)
{
    const auto judgement = m_gate.judge(request, [&](const QString &user) {
        return found.world->sip().passwordOf(found.domain.domainName, user, Use::Registrations);
    });
    switch (judgement.verdict) {
    case DigestGate::Verdict::Good:
        return std::nullopt;
    case DigestGate::Verdict::Wrong:
        return refusal(request, found, 403, notAuthenticated, u"Authentication failed"_s);
    case DigestGate::Verdict::Missing:
    case DigestGate::Verdict::Stale:
        break;
    }
    SipMessage response = SipMessage::response(request, 407, randomToken());
    response.add("Proxy-Authenticate", m_gate.challenge(judgement.verdict == DigestGate::Verdict::Stale));
    return response;
}

bool Registrar::isTooOften(const QString &aor)
{
    const QDateTime now = m_clock();
    for (auto &[name, times] : m_recent)
        std::erase_if(times, [&now](const QDateTime &at) { return at.msecsTo(now) >= 1000; });
    std::erase_if(m_recent, [](const auto &entry) { return entry.second.empty(); });
    std::deque<QDateTime> &times = m_recent[aor];
    if (times.size() >= mostPerSecond)
        return true;
    times.push_back(now);
    return false;
}

SipMessage Registrar::bind(const SipMessage &request, const Flow &flow, const FoundDomain &found, const QString &aor)
{
    const auto bad = [&request](const QByteArray &reason) { return SipMessage::response(request, 400, randomToken(), reason); };
    const QByteArray expiresHeader = request.header("Expires");
    const quint32 common = wholeNumber(expiresHeader).value_or(longest);
    QList<Wanted> wanted;
    const auto contacts = request.values("Contact");
    const bool isAll = contacts == QList<QByteArray>{"*"};
    if (isAll && expiresHeader != "0")
        return bad("Contact * without Expires 0");
    for (const QByteArray &value : isAll ? QList<QByteArray>() : contacts) {
        const auto contact = NameAddr::parse(value);
        if (!contact || !contact->uri.isSip())
            return bad("Malformed Contact");
        const auto own = wholeNumber(contact->params.value("expires"));
        const quint32 expires = std::min(own.value_or(common), longest);
        if (expires > 0 && expires < shortest) {
            SipMessage response = SipMessage::response(request, 423, randomToken());
            response.add("Min-Expires", QByteArray::number(shortest));
            return response;
        }
        wanted.append({*contact, expires});
    }

    QList<Binding> mine = bindings(aor);
    if (isAll)
        mine.clear();
    const quint32 cseq = request.cseq()->number;
    for (const Wanted &one : wanted) {
        const QByteArray instance = one.contact.params.value("+sip.instance");
        const auto isSame = [&](const Binding &binding) {
            return instance.isEmpty() || binding.instance.isEmpty() ? binding.contact.uri == one.contact.uri
                                                                    : binding.instance == instance;
        };
        const auto known = std::ranges::find_if(mine, isSame);
        if (known != mine.end() && known->callId == request.callId() && known->cseq >= cseq)
            return SipMessage::response(request, 500, randomToken(), "CSeq out of order"); // RFC 3261 10.3
        mine.removeIf(isSame);
        if (one.expires > 0)
            mine.prepend({aor, one.contact, instance, request.callId(), request.header("User-Agent"), cseq,
                          m_clock().addSecs(one.expires), flow});
    }
    if (mine.size() > mostBindings)
        return refusal(request, found, 403, tooManyBindings,
                       u"More than %1 phones are registered as %2"_s.arg(mostBindings).arg(aor));
    m_bindings.removeIf([&aor](const Binding &binding) { return binding.aor == aor; });
    m_bindings = mine + m_bindings;

    SipMessage response = SipMessage::response(request, 200, randomToken());
    for (const Binding &binding : std::as_const(mine)) {
        NameAddr contact = binding.contact;
        contact.params.set("expires", QByteArray::number(std::max<qint64>(0, m_clock().secsTo(binding.expiresAt))));
        response.add("Contact", contact.toBytes());
    }
    response.add("Date", QLocale::c().toString(m_clock().toUTC(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1());
    return response;
}

QList<Binding> Registrar::bindings(const QString &aor) const
{
    QList<Binding> found;
    const QDateTime now = m_clock();
    std::ranges::copy_if(m_bindings, std::back_inserter(found),
                         [&](const Binding &binding) { return binding.aor == aor && binding.expiresAt > now; });
    return found;
}

QList<Binding> Registrar::all() const
{
    QList<Binding> found = m_bindings;
    found.removeIf([now = m_clock()](const Binding &binding) { return binding.expiresAt <= now; });
    return found;
}

void Registrar::forget(const Flow &flow)
{
    if (flow.isReliable())
        m_bindings.removeIf([&flow](const Binding &binding) { return binding.flow == flow; });
}

void Registrar::dropExpired()
{
    m_bindings = all();
}

} // namespace milassist::sip
