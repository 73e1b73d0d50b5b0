// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/team/teamwords.h"

#include "core/domain/phoneformat.h"
#include "ui/widgets/words.h"

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

QString inTeam(const char *text)
{
    return QCoreApplication::translate("Team", text);
}

/// What was said for a while is over by itself.
routing::Presence presenceAt(const routing::PersonNow &person, const QDateTime &at)
{
    const bool isOver = person.presenceEnds.isValid() && person.presenceEnds <= at;
    return isOver ? routing::Presence::Available : person.presence;
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace

QString numberText(const Party &party, const QString &home)
{
    return displayForm(party, home);
}

QString aboutWords(const TeamTask &task)
{
    if (task.kind == "call"_L1)
        return inTeam("From a call");
    if (task.kind == "text"_L1)
        return inTeam("From a text");
    return task.kind == "voicemail"_L1 ? inTeam("From a voicemail") : QString();
}

RowView taskRow(const TeamTask &task, const LineNames &lines, const PeopleNames &names, const QString &me, const QDateTime &now)
{
    RowView row;
    row.title = task.title;
    row.icon = task.isDone() ? u"check-circle"_s : u"check"_s;
    row.iconTone = task.isDone() ? Tone::Good : Tone::Neutral;
    row.subtitle = joined({task.peer.isEmpty() ? QString() : numberText(task.peer, lines.home()),
                           task.line.isEmpty() ? QString() : lines.nameOf(task.line)});
    if (row.subtitle.isEmpty())
        row.subtitle = task.author.isEmpty() ? inTeam("Made by a rule") : inTeam("Made by %1").arg(names.of(task.author));
    if (task.isDone()) {
        row.time = shortTime(task.doneAt, now);
        row.detail = names.of(task.doneBy);
        return row;
    }
    if (task.due.isValid()) {
        row.time = shortTime(task.due, now);
        if (task.due < now)
            row.tags << RowTag{.text = inTeam("Overdue"), .tone = Tone::Danger, .icon = {}};
    }
    const bool isMine = !me.isEmpty() && task.person == me;
    row.unread = isMine;
    row.detail = task.person.isEmpty() ? inTeam("Anybody") : isMine ? inTeam("You") : names.of(task.person);
    return row;
}

QString proofWords(const TeamOptOut &optOut, const PeopleNames &names)
{
    if (optOut.proof == "keyword"_L1)
        return inTeam("They wrote %1.").arg(optOut.keyword.isEmpty() ? u"STOP"_s : optOut.keyword);
    if (optOut.proof == "opt-out-type"_L1)
        return optOut.keyword.isEmpty() ? inTeam("Twilio took their text as a stop.") : inTeam("They wrote %1.").arg(optOut.keyword);
    if (optOut.proof == "error-21610"_L1)
        return inTeam("Twilio refused a text to them: they have opted out.");
    if (optOut.proof == "person"_L1)
        return optOut.optedOut ? inTeam("Noted by %1.").arg(names.of(optOut.by)) : inTeam("Taken back by %1.").arg(names.of(optOut.by));
    return inTeam("From the list %1.").arg(optOut.list);
}

RowView optOutRow(const TeamOptOut &optOut, const LineNames &lines, const PeopleNames &names, const QDateTime &now)
{
    RowView row;
    row.title = numberText(optOut.peer, lines.home());
    row.time = shortTime(optOut.at, now);
    row.icon = u"block"_s;
    row.iconTone = Tone::Danger;
    row.subtitle = proofWords(optOut, names);
    row.detail = optOut.scope.startsWith("MG"_L1) ? inTeam("Messaging Service") : lines.nameOf(Party(optOut.scope));
    return row;
}

QString roleWords(const Word<TeamRole> &role)
{
    if (!role.isKnown())
        return role.text();
    switch (role.valueOr(TeamRole::Assistant)) {
    case TeamRole::Assistant:
        return inTeam("Assistant");
    case TeamRole::Manager:
        return inTeam("Manager");
    case TeamRole::Admin:
        break;
    }
    return inTeam("Admin");
}

QString roleMeaning(TeamRole role)
{
    switch (role) {
    case TeamRole::Assistant:
        return inTeam("Calls, texts and voicemail of the lines on which they ring.");
    case TeamRole::Manager:
        return inTeam("Every line, giving work to others, deleting, and who did what.");
    case TeamRole::Admin:
        break;
    }
    return inTeam("Everything, also numbers, routing, and who is in the team.");
}

QString presenceWords(const TeamPerson &person, const std::optional<routing::PersonNow> &now, const QDateTime &at)
{
    if (person.isRevoked())
        return inTeam("May not come in any more");
    if (!now)
        return inTeam("Never seen");
    if (now->inCall)
        return inTeam("In a call");
    const bool isOn = now->registeredUntil > at;
    switch (presenceAt(*now, at)) {
    case routing::Presence::DoNotDisturb:
        return inTeam("Do not disturb");
    case routing::Presence::Away:
        return inTeam("Away");
    case routing::Presence::Available:
        break;
    }
    return isOn ? inTeam("Available") : inTeam("Desk is off");
}

QString personWords(const TeamPerson &person, const PeopleNames &names, const std::optional<routing::PersonNow> &now, const QDateTime &at)
{
    const QString id = names.of(person.name) == person.name ? QString() : person.name;
    return joined({id, presenceWords(person, now, at)});
}

RowView personRow(const TeamPerson &person, const PeopleNames &names, const std::optional<routing::PersonNow> &now, const QDateTime &at)
{
    RowView row;
    row.title = names.of(person.name);
    row.avatar = row.title;
    row.hasAvatar = true;
    row.subtitle = personWords(person, names, now, at);
    row.detail = roleWords(person.role);
    const bool isOn = now && now->registeredUntil > at;
    row.icon = person.isRevoked() ? u"block"_s : u"dot"_s;
    row.iconTone = person.isRevoked()                                   ? Tone::Neutral
        : now && now->inCall                                            ? Tone::Danger
        : now && presenceAt(*now, at) != routing::Presence::Available   ? Tone::Warning
        : isOn                                                          ? Tone::Good
                                                                        : Tone::Neutral;
    return row;
}

QString checkName(const DoctorCheck &check, const LineNames &lines)
{
    if (!check.about.isEmpty())
        return lines.nameOf(Party(check.about));
    static constexpr std::pair<const char *, const char *> names[] = {
        {"credentials", QT_TRANSLATE_NOOP("Team", "Credentials")},
        {"balance", QT_TRANSLATE_NOOP("Team", "Balance")},
        {"clock", QT_TRANSLATE_NOOP("Team", "Clock")},
        {"public_address", QT_TRANSLATE_NOOP("Team", "Public address")},
        {"signature", QT_TRANSLATE_NOOP("Team", "Signature")},
        {"webhooks", QT_TRANSLATE_NOOP("Team", "Webhooks")},
        {"database", QT_TRANSLATE_NOOP("Team", "Database")},
        {"queue", QT_TRANSLATE_NOOP("Team", "Queue")},
        {"desks", QT_TRANSLATE_NOOP("Team", "Desks")},
        {"reachable", QT_TRANSLATE_NOOP("Team", "Reached from outside")},
        {"certificate", QT_TRANSLATE_NOOP("Team", "Certificate")},
        {"passage", QT_TRANSLATE_NOOP("Team", "What the proxy passes on")},
        {"redirect", QT_TRANSLATE_NOOP("Team", "Redirect")},
        {"host", QT_TRANSLATE_NOOP("Team", "Host")},
        {"scheme", QT_TRANSLATE_NOOP("Team", "https")},
        {"signature_outside", QT_TRANSLATE_NOOP("Team", "Signature from outside")},
        {"relay_at_address", QT_TRANSLATE_NOOP("Team", "Which relay answers")},
        {"public_address_of_relay", QT_TRANSLATE_NOOP("Team", "The relay's own address")},
        {"messaging_services", QT_TRANSLATE_NOOP("Team", "Messaging Services")},
        {"number", QT_TRANSLATE_NOOP("Team", "Numbers")},
    };
    for (const auto &[word, name] : names) {
        if (check.check == QLatin1StringView(word))
            return inTeam(name);
    }
    return check.check;
}

QString verdictWords(const DoctorCheck &check)
{
    switch (check.verdict.valueOr(DoctorVerdict::Unknown)) {
    case DoctorVerdict::Good:
        return inTeam("Works");
    case DoctorVerdict::Note:
        return inTeam("Note");
    case DoctorVerdict::Wrong:
        return inTeam("Wrong");
    case DoctorVerdict::Unknown:
        break;
    }
    return inTeam("Not known");
}

RowView checkRow(const DoctorCheck &check, const LineNames &lines)
{
    RowView row;
    row.title = checkName(check, lines);
    row.subtitle = check.says;
    row.time = verdictWords(check);
    switch (check.verdict.valueOr(DoctorVerdict::Unknown)) {
    case DoctorVerdict::Good:
        row.icon = u"check-circle"_s;
        row.iconTone = Tone::Good;
        break;
    case DoctorVerdict::Note:
        row.icon = u"info"_s;
        row.iconTone = Tone::Warning;
        break;
    case DoctorVerdict::Wrong:
        row.icon = u"error"_s;
        row.iconTone = Tone::Danger;
        row.unread = true;
        break;
    case DoctorVerdict::Unknown:
        row.icon = u"help"_s;
        break;
    }
    return row;
}

} // namespace milassist
