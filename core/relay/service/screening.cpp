// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/voicejobs.h"

namespace milassist::relay
{
using namespace Qt::StringLiterals;

namespace
{

/// Only a name: the number of a caller is not everybody's to know.
QString callerName(CallFile &file)
{
    constexpr qsizetype shortestNumber = 7; // which some networks send as the name
    const Call *leg = file.firstLeg();
    const QString name = leg ? leg->callerName : QString();
    const auto digits = std::count_if(name.begin(), name.end(), [](QChar c) { return c.isDigit(); });
    return digits >= shortestNumber ? QString() : name;
}

/// The last step that has begun: the one whose telephones ring.
size_t latestStep(CallFile &file)
{
    size_t latest = 0;
    for (const TraceStep &step : file.call() ? file.call()->trace : QList<TraceStep>()) {
        bool isStep = false;
        const size_t number = step.step.startsWith(u"step-") ? step.step.sliced(5).toUInt(&isStep) : 0;
        if (isStep)
            latest = std::max(latest, number);
    }
    return latest;
}

} // namespace

QString lineName(const Party &line, const routing::Plan &plan)
{
    const auto number = line.number();
    const routing::Line *found = number ? routing::find(plan.lines, *number) : nullptr;
    return found && !found->name.isEmpty() ? found->name : u"your office"_s;
}

Result<QByteArray> screen(SqlConnection &db, const VoiceScene &scene, const VoiceRequest &request, const Party &line)
{
    CallFile file(db, scene);
    file.open(request.call.parentSid);
    return file.finish(screeningOf(lineName(line, *scene.plan), callerName(file), line, 0, file.premises()));
}

Result<QByteArray> screened(SqlConnection &db, const VoiceScene &scene, const VoiceRequest &request, const Party &line,
                            const QString &digits, int attempt)
{
    CallFile file(db, scene);
    file.note(request.call, u"screened-%1"_s.arg(attempt));
    if (!file.isFirst(u"screened %1 %2"_s.arg(request.call.sid.text()).arg(attempt)))
        return file.finishAgain();
    const Call *caller = file.firstLeg();
    const bool isGone = caller && isTerminal(caller->status);
    const auto decision = file.decision();
    const size_t step = latestStep(file);
    bool isTaken = false;
    if (digits == u"1" && !isGone) {
        const routing::PersonId person = personAt(request.call.to, decision ? &*decision : nullptr, step, file.premises());
        const bool wasAnswered = file.call() && file.call()->answeredAt.isValid();
        isTaken = wasAnswered || !file.answered(person, decision ? &*decision : nullptr, step, request.call.to);
    }
    file.trace(u"screened-%1-%2"_s.arg(request.call.sid.text()).arg(attempt),
               {{u"pressed"_s,
                 digits == u"1"         ? u"1"_s
                     : digits.isEmpty() ? u"nothing"_s
                                        : u"another key"_s},
                {u"taken"_s, isTaken},
                {u"caller_gone"_s, isGone}});
    return file.finish(
        afterScreening(digits, isTaken, isGone, lineName(line, *scene.plan), callerName(file), line, attempt, file.premises()));
}

} // namespace milassist::relay
