// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/record/decisionjson.h"

#include "core/routing/record/decisionfields.h"

#include <QJsonDocument>

#include <algorithm>

namespace milassist::routing
{

using namespace Qt::StringLiterals;
using Problem = FieldError::Problem;

namespace
{

constexpr int format = 1;

} // namespace

bool Json<Party>::read(const Spot &spot, Party &out)
{
    if (!spot.value.isString())
        return spot.refuse(Problem::WrongKind, u"who called, as Twilio names them"_s);
    out = Party(spot.value.toString());
    return true;
}

bool Json<QTime>::read(const Spot &spot, QTime &out)
{
    const QTime time = QTime::fromString(spot.value.toString(), Qt::ISODateWithMs);
    if (!time.isValid())
        return spot.refuse(Problem::Malformed, u"a time such as \"08:59:59.000\""_s);
    out = time;
    return true;
}

/// What follows a call reads it step by step, and every call must end somewhere.
bool makesSense(const Spot &spot, Decision &decision)
{
    const auto isMessage = [](const Step &step) { return std::holds_alternative<TakeMessage>(step.action); };
    const auto first = std::ranges::find_if(decision.steps, isMessage);
    if (first == decision.steps.end() || first + 1 != decision.steps.end())
        return spot.field(u"steps"_s).refuse(Problem::Malformed, u"one message to be taken, at the end"_s);
    return true;
}

QByteArray writeDecision(const Decision &decision)
{
    JsonText out;
    out.open('{');
    out.name("format");
    out.number(format);
    writeFields(out, decision);
    out.close('}');
    return out.written();
}

tl::expected<Decision, FieldErrors> readDecision(const QByteArray &json)
{
    FieldErrors errors;
    QJsonParseError syntax;
    const QJsonDocument document = QJsonDocument::fromJson(json, &syntax);
    if (syntax.error != QJsonParseError::NoError) {
        errors.push_back({Problem::NotJson, {}, {}, syntax.errorString()});
        return tl::unexpected(std::move(errors));
    }
    const Spot whole{document.object(), {}, &errors};
    const Spot written = whole.field(u"format"_s);
    if (written.value.toInt(format) > format) {
        written.refuse(Problem::TooNew, u"use that one, or update this"_s);
        return tl::unexpected(std::move(errors));
    }
    auto decision = blank<Decision>();
    readRecord(whole, decision, {u"format"_s});
    if (!errors.empty())
        return tl::unexpected(std::move(errors));
    return decision;
}

} // namespace milassist::routing
