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
    {"caller_id", QT_TRANSLATE_NOOP("Changes", "number shown outside")},
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
    {"when", QT_TRANSLATE_NOOP("Changes", "announcement")},
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

} // namespace

QString changeWords(const PlanChange &change, const Plan &plan, const Plan &before, const QString &home)
{
    const bool isGone = change.what == PlanChange::What::Removed;
    QString part = placeWords(change.path, isGone ? before : plan, home);
    if (change.what == PlanChange::What::Added)
        return inChanges("%1 is new").arg(part);
    if (isGone)
        return inChanges("%1 is gone").arg(part);
    if (const QString field = fieldWords(change.path); !field.isEmpty())
        part += u", "_s + field;
    if (change.before.isEmpty())
        return inChanges("%1: %2, until now as usual").arg(part, change.after);
    if (change.after.isEmpty())
        return inChanges("%1: %2 until now, as usual again").arg(part, change.before);
    return inChanges("%1: %2, until now %3").arg(part, change.after, change.before);
}

QString changedParts(const std::vector<PlanChange> &changes, const Plan &plan, const QString &home, int most)
{
    QStringList parts;
    for (const PlanChange &change : changes) {
        const QString part = placeWords(change.path.section(u'.', 0, 0), plan, home);
        if (!parts.contains(part))
            parts << part;
    }
    if (parts.size() > most) {
        const int others = int(parts.size()) - most + 1;
        parts = parts.first(most - 1);
        parts << QCoreApplication::translate("Changes", "%n other(s)", nullptr, others);
    }
    return listed(parts);
}

} // namespace milassist
