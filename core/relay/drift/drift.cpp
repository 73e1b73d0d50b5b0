// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/drift/drift.h"

#include <QUrl>

#include <algorithm>

namespace milassist::relay
{

using namespace Qt::StringLiterals;
using Verdict = Remark::Verdict;

namespace
{

/// How an address that should be @p wanted is written otherwise; empty: it is not.
QString otherwise(const QString &is, const QString &wanted)
{
    const QString plain = is.section(u'#', 0, 0);
    if (plain == wanted)
        return {};
    if (plain.isEmpty())
        return u"nowhere"_s;
    const QUrl one(plain), other(wanted);
    const bool isHostSame = one.host() == other.host();
    if (isHostSame && one.path() == other.path() && one.port() == other.port() && one.scheme() != other.scheme())
        return u"%1 in place of %2"_s.arg(one.scheme(), other.scheme());
    if (isHostSame && one.path() == other.path() && one.port() != other.port())
        return u"another port: %1"_s.arg(one.host() + (one.port() < 0 ? QString() : u":%1"_s.arg(one.port())));
    if (isHostSame && one.path() == other.path() + u'/')
        return u"a slash too many at the end"_s;
    if (isHostSame)
        return u"another path: %1"_s.arg(one.path());
    return u"another host: %1"_s.arg(one.host());
}

class NumberLook
{
public:
    NumberLook(const IncomingNumber &number, const QString &publicUrl, const ServicePool *pool)
        : m_number(number), m_config(number.config), m_url(publicUrl + u"/api/twilio/"_s), m_pool(pool)
    {
    }

    Remarks remarks()
    {
        if (m_number.capabilities.voice)
            lookAtCalls();
        if (m_number.capabilities.sms)
            lookAtTexts();
        if (const QString off = otherwise(m_config.statusCallback, m_url + u"call-status"_s); !off.isEmpty())
            say(Verdict::Note, u"Its status callback leads to %1: the relay is not told how calls end that it never answered."_s.arg(off),
                u"Set its status callback to %1."_s.arg(m_url + u"call-status"_s));
        if (m_remarks.isEmpty())
            say(Verdict::Good, u"Its calls and texts come here."_s, {});
        return m_remarks;
    }

    /// Of a number that the plan has no line for: what would lose calls of a line is as somebody may want it.
    Remarks remarksIfUnused()
    {
        const Remarks all = remarks();
        QStringList away;
        for (const Remark &one : all) {
            if (one.verdict == Verdict::Wrong)
                away << one.says;
        }
        if (away.isEmpty())
            return all;
        m_remarks.clear();
        say(Verdict::Note, u"No line of the plan is on it, and it is not answered here. "_s + away.join(u' '),
            u"If the team is to answer it, give it a line in the plan and point it at this relay. Else leave it."_s);
        return m_remarks;
    }

private:
    void say(Verdict verdict, const QString &says, const QString &fix)
    {
        m_remarks << Remark{
            .check = u"number"_s, .verdict = verdict, .says = says, .fix = fix, .about = m_number.phoneNumber.text()};
    }
    void method(const QString &method, const QString &what)
    {
        if (!method.isEmpty() && method != "POST"_L1)
            say(Verdict::Wrong, u"%1 are asked about by %2; the relay answers POST alone."_s.arg(what, method),
                u"Set the method to HTTP POST."_s);
    }

    void lookAtCalls()
    {
        const QString wanted = m_url + u"incoming-call-handler"_s, fix = u"Point its calls at %1."_s.arg(wanted);
        if (!m_config.trunkSid.isEmpty())
            return say(Verdict::Wrong, u"A SIP trunk takes its calls; the relay is not asked."_s, u"Take the number out of the trunk. "_s + fix);
        if (!m_config.voiceApplicationSid.isEmpty())
            return say(Verdict::Wrong, u"An application (%1) takes its calls; the address of the number is not asked."_s.arg(m_config.voiceApplicationSid),
                       u"Take the application off. "_s + fix);
        if (const QString off = otherwise(m_config.voiceUrl, wanted); !off.isEmpty())
            say(Verdict::Wrong, u"Its calls go to %1."_s.arg(off), fix);
        else
            method(m_config.voiceMethod, u"Its calls"_s);
        if (m_config.voiceFallbackUrl.isEmpty())
            say(Verdict::Note, u"It has no fallback: while the relay is down callers hear an error."_s,
                u"Set its fallback address, best to a second relay: %1."_s.arg(wanted));
        else
            method(m_config.voiceFallbackMethod, u"Its fallback calls"_s);
    }

    void lookAtTexts()
    {
        const QString wanted = m_url + u"incoming-sms"_s;
        if (m_pool && !m_pool->service.usesWebhookOfNumber) {
            if (const QString off = otherwise(m_pool->service.inboundUrl, wanted); !off.isEmpty())
                say(Verdict::Wrong,
                    u"The Messaging Service \"%1\" takes its texts and sends them to %2; the address of the number is not asked."_s.arg(
                        m_pool->service.friendlyName, off),
                    u"Set the service to \"Defer to sender's webhook\", or its request URL to %1."_s.arg(wanted));
            else
                method(m_pool->service.inboundMethod, u"Texts to its service"_s);
            return;
        }
        const QString fix = u"Point its texts at %1."_s.arg(wanted);
        if (!m_config.smsApplicationSid.isEmpty())
            return say(Verdict::Wrong, u"An application (%1) takes its texts; the address of the number is not asked."_s.arg(m_config.smsApplicationSid),
                       u"Take the application off. "_s + fix);
        if (const QString off = otherwise(m_config.smsUrl, wanted); !off.isEmpty())
            say(Verdict::Wrong, u"Its texts go to %1."_s.arg(off), fix);
        else
            method(m_config.smsMethod, u"Its texts"_s);
    }

    const IncomingNumber &m_number;
    const NumberConfig &m_config;
    QString m_url;
    const ServicePool *m_pool;
    Remarks m_remarks;
};

const ServicePool *poolOf(const Party &number, const std::optional<QList<ServicePool>> &pools)
{
    if (!pools)
        return nullptr;
    for (const ServicePool &pool : *pools) {
        if (pool.senders.contains(number))
            return &pool;
    }
    return nullptr;
}

} // namespace

Remarks remarksOnNumber(const IncomingNumber &number, const NumberPremises &premises)
{
    NumberLook look(number, premises.publicUrl, poolOf(number.phoneNumber, premises.pools));
    const bool isUnused = premises.lines && !premises.lines->contains(number.phoneNumber);
    return isUnused ? look.remarksIfUnused() : look.remarks();
}

Remarks remarksOn(const QList<IncomingNumber> &numbers, const NumberPremises &premises)
{
    Remarks remarks;
    for (const IncomingNumber &number : numbers)
        remarks << remarksOnNumber(number, premises);
    if (numbers.isEmpty())
        remarks << Remark{.check = u"number"_s,
                          .verdict = Verdict::Note,
                          .says = u"The account has no numbers, so nobody can call."_s,
                          .fix = u"Buy one under Numbers."_s,
                          .about = {}};
    if (!premises.pools)
        remarks << Remark{.check = u"messaging_services"_s,
                          .verdict = Verdict::Unknown,
                          .says = u"Whether a Messaging Service takes texts away from the numbers could not be found out."_s,
                          .fix = u"Ask again when Twilio answers."_s,
                          .about = {}};
    return remarks;
}

} // namespace milassist::relay
