// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/changewords.h"

#include "ui/widgets/words.h"
#include "ui/words/findingwords.h"
#include "ui/words/planwords.h"

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

QString inChanges(const char *text, const char *note = nullptr)
{
    return QCoreApplication::translate("Changes", text, note);
}

struct FieldName {
    const char *field;
    const char *words;
};
constexpr FieldName fieldNames[] = {
    {"at_most", QT_TRANSLATE_NOOP("Changes", "people asked at most")},
    {"at_most_s", QT_TRANSLATE_NOOP("Changes", "longest wait")},
    {"announcement", QT_TRANSLATE_NOOP("Changes", "announcement of the recording")},
    {"caller_id", QT_TRANSLATE_NOOP("Changes", "number shown outside")},
    {"callers_masked", QT_TRANSLATE_NOOP("Changes", "callers' numbers hidden from assistants")},
    {"closed", QT_TRANSLATE_NOOP("Changes", "when closed")},
    {"each_s", QT_TRANSLATE_NOOP("Changes", "seconds each")},
    {"hold_when_all_busy", QT_TRANSLATE_NOOP("Changes", "music when all are busy")},
    {"hours", QT_TRANSLATE_NOOP("Changes", "hours")},
    {"inbound", QT_TRANSLATE_NOOP("Changes", "recording of incoming calls")},
    {"longest_message_s", QT_TRANSLATE_NOOP("Changes", "longest message")},
    {"members", QT_TRANSLATE_NOOP("Changes", "members")},
    {"open", QT_TRANSLATE_NOOP("Changes", "when open")},
    {"outbound", QT_TRANSLATE_NOOP("Changes", "recording of outgoing calls")},
    {"patience_s", QT_TRANSLATE_NOOP("Changes", "callers' patience")},
    {"ring_s", QT_TRANSLATE_NOOP("Changes", "seconds of ringing")},
    {"until", QT_TRANSLATE_NOOP("Changes", "end")},
    {"longest_s", QT_TRANSLATE_NOOP("Changes", "longest recording")},
    {"play", QT_TRANSLATE_NOOP("Changes", "sound that is played")},
    {"say", QT_TRANSLATE_NOOP("Changes", "words read aloud")},
    {"when", QT_TRANSLATE_NOOP("Changes", "recording is announced")},
};

QString fieldWords(const QString &path)
{
    if (path.endsWith(u']'))
        return {};
    const QString field = path.section(u'.', -1);
    for (const FieldName &name : fieldNames) {
        if (field == QLatin1StringView(name.field))
            return inChanges(name.words);
    }
    return QString(field).replace(u'_', u' ');
}

/// Ids by their names, seconds as seconds; anything else as it stands in the file.
QString valueWords(const QString &path, const QString &value, const Plan &plan)
{
    const QString field = path.section(u'.', -1);
    if (value.isEmpty())
        return value;
    if (field.endsWith("_s"_L1))
        return durationText(seconds(value.toInt()));
    if (field == "open"_L1 || field == "closed"_L1 || field == "route"_L1)
        return nameOf(plan, RouteId(value));
    if (field == "shift"_L1 || (field == "hours"_L1 && !value.startsWith(u'[')))
        return nameOf(plan, ScheduleId(value));
    if (field == "group"_L1)
        return nameOf(plan, GroupId(value));
    if (field == "rota"_L1)
        return nameOf(plan, RotaId(value));
    if (field == "members"_L1 || field == "people"_L1) {
        std::vector<PersonId> people;
        for (const QString &id : QString(value).remove(u'[').remove(u']').remove(u'"').split(u',', Qt::SkipEmptyParts))
            people.emplace_back(id);
        return peopleWords(plan, people, 8);
    }
    if (value.startsWith(u'[')) // hours of a day, words of a rule
        return QString(value).remove(u'"').remove(u'[').remove(u']').replace(u","_s, u", "_s);
    return value;
}

} // namespace

QString changeWords(const PlanChange &change, const Plan &plan, const Plan &before, const QString &home)
{
    const bool isGone = change.what == PlanChange::What::Removed;
    QString part = placeWords(change.path, isGone ? before : plan, home);
    if (const QString field = fieldWords(change.path); !field.isEmpty())
        part += u", "_s + field;
    if (change.what == PlanChange::What::Added)
        return inChanges("%1 is new").arg(part);
    if (isGone)
        return inChanges("%1 is gone").arg(part);
    const QString now = valueWords(change.path, change.after, plan), then = valueWords(change.path, change.before, before);
    if (then.isEmpty())
        return inChanges("%1: %2").arg(part, now);
    if (now.isEmpty())
        return inChanges("%1: as usual again, until now %2").arg(part, then);
    return inChanges("%1: %2, until now %3").arg(part, now, then);
}

QString changedParts(const std::vector<PlanChange> &changes, const Plan &plan, const QString &home, int most)
{
    QStringList parts;
    for (const PlanChange &change : changes)
        parts << change.path.section(u'.', 0, 0);
    return listed(placesWords(parts, plan, home, most));
}

QString authorWords(const QString &author, const QString &me, const Plan &plan)
{
    if (author.isEmpty())
        return inChanges("A program", "nobody in person changed the plan");
    return author == me ? inChanges("You", "changed the plan") : nameOf(plan, PersonId(author));
}

} // namespace milassist
