// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/identity.h"

#include "core/domain/handle.h"

#include <QUrl>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 120;

// One line, nothing that could reorder or hide text on screen.
QString tidy(QStringView text)
{
    QString out;
    for (const QChar c : text) {
        if (c.isPrint() || c.isSpace())
            out += c.isSpace() ? u' ' : c;
        else if (c.isSurrogate())
            out += c;
        if (out.size() >= longestName)
            break;
    }
    return out.simplified();
}

QString unquoted(QStringView text)
{
    text = text.trimmed();
    if (text.size() < 2 || !text.startsWith(u'"') || !text.endsWith(u'"'))
        return text.toString();
    QString out;
    for (qsizetype i = 1; i < text.size() - 1; ++i) {
        if (text[i] == u'\\' && i + 1 < text.size() - 1)
            ++i;
        out += text[i];
    }
    return out;
}

// "+1 (206) 555-0142" as in tel: links to "+12065550142".
QString withoutPunctuation(QStringView text)
{
    QString out;
    for (const QChar c : text) {
        if (!u"-.() "_s.contains(c))
            out += c;
    }
    return out;
}

Party partyOf(QStringView uri)
{
    const qsizetype colon = uri.indexOf(u':');
    const QStringView scheme = colon < 0 ? QStringView() : uri.first(colon);
    QStringView rest = uri.sliced(colon + 1);
    const bool isTel = scheme.compare("tel"_L1, Qt::CaseInsensitive) == 0;
    const bool isSip = scheme.compare("sip"_L1, Qt::CaseInsensitive) == 0 || scheme.compare("sips"_L1, Qt::CaseInsensitive) == 0;
    if (!isTel && !isSip)
        return {};
    const qsizetype at = rest.lastIndexOf(u'@');
    QStringView user = isTel ? rest : at < 0 ? QStringView() : rest.first(at);
    if (const qsizetype end = user.indexOf(u';'); end >= 0)
        user = user.first(end);
    if (const qsizetype end = user.indexOf(u':'); end >= 0) // user:password@
        user = user.first(end);
    const QString name = QUrl::fromPercentEncoding(user.toUtf8());
    const Party plain(withoutPunctuation(name));
    if (plain.isNumber() || plain.kind() == Party::Kind::Hidden || plain.kind() == Party::Kind::ShortCode)
        return plain;
    if (isTel)
        return plain;
    QStringView host = rest.sliced(at + 1);
    for (const QChar end : {u';', u'?', u'>'}) {
        if (const qsizetype i = host.indexOf(end); i >= 0)
            host = host.first(i);
    }
    if (host.isEmpty())
        return {};
    if (name.isEmpty())
        return Party(u"sip:"_s + host.toString());
    return Party(u"sip:"_s + user.toString() + u'@' + host.toString());
}

} // namespace

SipIdentity identityOf(QStringView header)
{
    header = header.first(qMin(header.size(), qsizetype(2048))).trimmed();
    QStringView uri = header;
    QStringView name;
    const qsizetype open = header.lastIndexOf(u'<');
    const qsizetype close = open < 0 ? -1 : header.indexOf(u'>', open);
    if (open >= 0) {
        if (close < 0)
            return {};
        name = header.first(open);
        uri = header.sliced(open + 1, close - open - 1);
    } else if (const qsizetype end = header.indexOf(u';'); end >= 0 && !header.contains(u'@')) {
        uri = header.first(end);
    }
    SipIdentity who{.party = partyOf(uri), .name = tidy(unquoted(name))};
    if (who.party.isEmpty())
        return {};
    if (withoutPunctuation(who.name) == who.party.text() || who.name.compare(who.party.user(), Qt::CaseInsensitive) == 0)
        who.name.clear();
    return who;
}

IncomingFacts factsOf(QStringView from, const SipHeaders &headers)
{
    const auto text = [&headers](const char *name) { return QString::fromUtf8(headers.value(name)); };
    IncomingFacts facts;
    for (const QString &header : {text("p-asserted-identity"), text("remote-party-id"), from.toString()}) {
        facts.caller = identityOf(header);
        if (!facts.caller.party.isEmpty())
            break;
    }
    const QString privacy = text("privacy");
    if (privacy.contains("id"_L1, Qt::CaseInsensitive) || privacy.contains("user"_L1, Qt::CaseInsensitive))
        facts.caller = {.party = Party(u"anonymous"_s)};
    if (const QString handle = text("x-caller").trimmed(); isHandle(handle))
        facts.caller = {.party = Party(handle)}; // whoever stands in From is our line
    facts.callSid = CallSid::parse(text("x-twilio-callsid")).value_or(CallSid());
    if (const QString line = tidy(text("x-line")); !line.isEmpty())
        facts.line = Party(line);
    else
        facts.line = identityOf(text("diversion")).party;
    facts.reason = tidy(text("x-reason"));
    return facts;
}

} // namespace milassist
