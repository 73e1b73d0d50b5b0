// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/calls/callstory.h"

#include "core/routing/record/decisionjson.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

struct CallStory {
    Q_DECLARE_TR_FUNCTIONS(CallStory)

public:
    const TeamCall &call;
    const routing::Plan &plan;
    std::optional<routing::Decision> decision;

    QString nameOf(const QString &id) const
    {
        const routing::Person *person = routing::find(plan.people, routing::PersonId(id));
        return person && !person->name.isEmpty() ? person->name : id;
    }

    QString begun(const QJsonObject &detail) const
    {
        QStringList names;
        for (const QJsonValue &person : detail["people"_L1].toArray())
            names << nameOf(person.toString());
        if (!names.isEmpty())
            return names.size() == 1 ? tr("%1 was rung.").arg(names.first()) : tr("%1 were rung.").arg(QLocale().createSeparatedList(names));
        const int step = detail["step"_L1].toInt(-1);
        if (!decision || step < 0 || step >= int(decision->steps.size()))
            return {};
        const routing::Action &action = decision->steps[size_t(step)].action;
        if (std::holds_alternative<routing::WaitForSomebody>(action))
            return tr("The caller waited for somebody to be free.");
        return std::holds_alternative<routing::TakeMessage>(action) ? tr("The caller came to the voicemail of the line.") : tr("An outside telephone was rung.");
    }

    QString ended(const QJsonObject &detail) const
    {
        if (detail["caller_gone"_L1].toBool())
            return tr("The caller hung up before anybody answered.");
        if (detail.contains("free"_L1))
            return detail["free"_L1].toInt() > 0 ? tr("Somebody was free.") : tr("Nobody became free in time.");
        const QString status = detail["status"_L1].toString();
        if (detail["bridged"_L1].toBool())
            return call.answeredBy.isEmpty() ? tr("The call was answered.") : tr("%1 answered.").arg(nameOf(call.answeredBy));
        if (status == "busy"_L1)
            return tr("It was busy, or declined.");
        if (status == "failed"_L1)
            return tr("The telephone could not be reached.");
        return status == "canceled"_L1 ? tr("The call was given up.") : tr("Nobody answered.");
    }

    QString outgoing(const QJsonObject &detail) const
    {
        const QString who = nameOf(detail["person"_L1].toString()), refused = detail["refused"_L1].toString();
        if (refused == "emergency"_L1)
            return tr("Refused: emergency numbers cannot be called through this line.");
        if (!refused.isEmpty())
            return tr("Refused: this is not a number that can be called.");
        return who.isEmpty() ? tr("A telephone of ours called.") : tr("%1 called.").arg(who);
    }

    /// Of a recording that somebody began, or the line's limit ended.
    QString recorded(const QJsonObject &detail) const
    {
        const QString state = detail["state"_L1].toString(), who = nameOf(detail["by"_L1].toString());
        if (detail["why"_L1].toString() == "limit"_L1)
            return limited();
        if (state == "paused"_L1)
            return tr("%1 paused the recording.").arg(who);
        return state == "on"_L1 ? tr("%1 recorded the call.").arg(who) : tr("%1 ended the recording.").arg(who);
    }

    static QString limited() { return tr("The recording ended, as it was as long as the line allows."); }

    QString sentenceOf(const TeamCallStep &step) const
    {
        const QString &name = step.name;
        if (name == "outgoing"_L1)
            return outgoing(step.detail);
        if (name == "outgoing-result"_L1)
            return step.detail["bridged"_L1].toBool() ? tr("They answered.") : ended(step.detail);
        if (name == "too-often"_L1)
            return tr("This caller had called too often within minutes, so nobody was rung.");
        if (name == "message"_L1)
            return tr("The caller left a message.");
        if (name == "no-message"_L1)
            return tr("No message was left.");
        if (name.startsWith("haste-"_L1))
            return step.detail["mailbox"_L1].toBool() ? tr("The relay's database took too long, so the caller was led to voicemail.")
                                                      : tr("The relay's database took too long, so the call was answered without it.");
        if (name.startsWith("refer-"_L1))
            return tr("The call was handed over.");
        if (name.startsWith("transfer-result-"_L1))
            return step.detail["bridged"_L1].toBool() ? tr("Whoever it was handed to answered.") : tr("Whoever it was handed to did not answer.");
        if (name.startsWith("recorded-"_L1))
            return recorded(step.detail);
        if (name == "recording-limit"_L1)
            return limited();
        if (name == "recording-not-ended"_L1)
            return tr("Twilio did not say whether the recording ended.");
        if (!name.startsWith("step-"_L1))
            return {};
        return name.endsWith("-result"_L1) ? ended(step.detail) : begun(step.detail);
    }
};

} // namespace

QList<StoryLine> storyOf(const TeamCall &call, const routing::Plan &plan)
{
    CallStory story{.call = call, .plan = plan, .decision = {}};
    if (auto decision = routing::readDecision(call.decision()))
        story.decision = std::move(*decision);
    QList<StoryLine> lines;
    for (const TeamCallStep &step : call.trace) {
        // The end of a Dial comes when the talk is over.
        const bool isAnswer = step.name.endsWith("-result"_L1) && step.detail["bridged"_L1].toBool() && call.answeredAt.isValid();
        if (const QString sentence = story.sentenceOf(step); !sentence.isEmpty())
            lines.append({isAnswer ? call.answeredAt : step.at, sentence});
    }
    return lines;
}

} // namespace milassist
