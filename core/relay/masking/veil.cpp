// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/masking/veil.h"

#include "core/domain/handle.h"

#include <QCryptographicHash>

#include <algorithm>

namespace milassist::relay
{

namespace
{

constexpr qsizetype shortestNumber = 7; // digits; what has fewer reaches nobody from outside

QString digitsOf(const QString &text)
{
    QString digits;
    for (const QChar c : text) {
        if (c.isDigit())
            digits += c;
    }
    return digits;
}

} // namespace

bool masksCallers(const routing::Plan *plan)
{
    return plan && std::ranges::any_of(plan->lines, [](const auto &line) { return line.second.callersMasked; });
}

Veil::Veil(const Visitor &visitor, const LineSight &sight, const routing::Plan *plan)
{
    if (visitor.role != Role::Assistant || !masksCallers(plan))
        return;
    m_isDrawn = std::ranges::any_of(plan->lines, [&](const auto &line) {
        return line.second.callersMasked && sight.sees(Party(line.first));
    });
    if (!m_isDrawn)
        return;
    for (const auto &[number, line] : plan->lines)
        m_own.insert(number.e164());
}

QString sightMark(const Visitor &visitor, const routing::Plan *plan)
{
    if (visitor.may(Permission::AllVoicemail))
        return QStringLiteral("everything");
    const LineSight sight(visitor, plan);
    QStringList seen = sight.seenLines();
    seen.sort();
    seen.append(Veil(visitor, sight, plan).isDrawn() ? QStringLiteral("masked") : QStringLiteral("in full"));
    return QString::fromLatin1(QCryptographicHash::hash(seen.join(u'\n').toUtf8(), QCryptographicHash::Sha256).toHex().first(16));
}

bool Veil::hides(const QString &text) const
{
    if (!m_isDrawn || m_own.contains(text) || isHandle(text))
        return false;
    const Party party(text);
    if (party.kind() == Party::Kind::Sip || party.kind() == Party::Kind::Client || party.kind() == Party::Kind::Hidden)
        return false;
    if (party.isNumber())
        return true;
    const QString digits = digitsOf(text);
    const auto isOurs = [&](const QString &line) { return line.endsWith(digits); }; // without its country, or the plus
    return digits.size() >= shortestNumber && std::ranges::none_of(m_own, isOurs);
}

} // namespace milassist::relay
