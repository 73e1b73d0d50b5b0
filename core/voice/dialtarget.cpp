// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/dialtarget.h"

#include "core/domain/phoneformat.h"

#include <QRegularExpression>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostSteps = 100;
constexpr std::chrono::milliseconds extensionPause{2000}; // until a switchboard listens

DialTarget::Verdict verdictOf(TypedNumber::Verdict verdict)
{
    using From = TypedNumber::Verdict;
    using enum DialTarget::Verdict;
    switch (verdict) {
    case From::Good: return Good;
    case From::Unusual: return Unusual;
    case From::Empty: return Empty;
    case From::NotANumber: return NotANumber;
    case From::NeedsCountry: return NeedsCountry;
    case From::NeedsAreaCode: return NeedsAreaCode;
    case From::TooShort: return TooShort;
    case From::TooLong: return TooLong;
    case From::UnknownCountry: return UnknownCountry;
    case From::Emergency: return Emergency;
    case From::ShortCode: return ShortCode;
    }
    return NotANumber;
}

bool isSipAddress(QStringView text)
{
    static const QRegularExpression wellFormed(
        u"^sips?:[A-Za-z0-9_.!~*'()%&=+$/?-]+@(?:[A-Za-z0-9-]+\\.)*[A-Za-z0-9-]+(?::[0-9]{1,5})?(?:;transport=(?:udp|tcp|tls))?$"_s);
    return text.size() <= 255 && wellFormed.match(text).hasMatch();
}

// The user part of "sip:911@somewhere" dials what it says.
bool isEmergencyAddress(const Party &address, const QString &country)
{
    QString user = address.user();
    if (user.startsWith(u'+')) {
        const QString code = u'+' + callingCodeOf(country);
        user = user.sliced(user.startsWith(code) ? code.size() : 1);
    }
    return isEmergency(user, country);
}

} // namespace

std::optional<DigitPlan> digitPlan(QStringView text)
{
    DigitPlan plan;
    for (QChar c : text) {
        c = c.toUpper();
        if (c == u',') {
            if (auto *pause = plan.isEmpty() ? nullptr : std::get_if<Pause>(&plan.last()))
                pause->length += Pause().length;
            else
                plan.append(Pause());
        } else if (c == u';') {
            plan.append(AskFirst());
        } else if (u"0123456789*#ABCD"_s.contains(c)) {
            if (auto *press = plan.isEmpty() ? nullptr : std::get_if<Press>(&plan.last()))
                press->digits += c;
            else
                plan.append(Press{QString(c)});
        } else if (!u" .-()"_s.contains(c)) {
            return std::nullopt;
        }
        if (plan.size() > mostSteps)
            return std::nullopt;
    }
    return plan;
}

DialTarget dialTarget(QStringView typed, const QString &country)
{
    using enum DialTarget::Verdict;
    typed = typed.trimmed();
    if (typed.startsWith(u"sip:", Qt::CaseInsensitive) || typed.startsWith(u"sips:", Qt::CaseInsensitive)) {
        const Party address(typed.toString());
        if (!isSipAddress(typed))
            return {.verdict = NotANumber};
        if (isEmergencyAddress(address, country))
            return {.verdict = Emergency};
        return {.verdict = Good, .peer = address};
    }

    // ";ext=" and "phone-context" belong to the number, other commas and semicolons begin what is pressed afterwards.
    const bool isLink = typed.startsWith(u"tel:", Qt::CaseInsensitive);
    qsizetype cut = -1;
    for (qsizetype i = 0; i < typed.size() && cut < 0; ++i) {
        const bool belongs = typed[i] == u';' && (isLink || typed.sliced(i).startsWith(u";ext=", Qt::CaseInsensitive));
        if ((typed[i] == u',' || typed[i] == u';') && !belongs)
            cut = i;
    }
    const TypedNumber number = readTyped(cut < 0 ? typed : typed.first(cut), country);
    DialTarget target{.verdict = verdictOf(number.verdict)};
    if (!target.canBeDialled())
        return target;
    target.peer = Party(*number.number);
    if (!number.extension.isEmpty())
        target.digits = {Pause{extensionPause}, Press{number.extension}};
    if (cut >= 0) {
        const auto rest = digitPlan(typed.sliced(cut));
        if (!rest)
            return {.verdict = BadDigits};
        target.digits += *rest;
    }
    return target;
}

std::optional<QString> dialUri(const Party &peer, const QString &domain)
{
    if (peer.isNumber() && !domain.isEmpty())
        return u"sip:"_s + peer.text() + u'@' + domain;
    if (peer.kind() == Party::Kind::Sip && isSipAddress(peer.text()))
        return peer.text();
    return std::nullopt;
}

} // namespace milassist
