// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/contacts/contactwords.h"

#include "core/domain/phoneformat.h"
#include "ui/panels/calls/calltexts.h"
#include "ui/panels/messages/messagewords.h"
#include "ui/widgets/words.h"

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

QString inContacts(const char *text)
{
    return QCoreApplication::translate("Contacts", text);
}

QString countIn(const char *text, int count)
{
    return QCoreApplication::translate("Contacts", text, nullptr, count);
}

RowView callView(const CallRow &call)
{
    const CallWords words = callWords(call);
    return {.title = call.direction == CallHeading::In ? inContacts("Call from them") : inContacts("Call to them"),
            .icon = words.icon,
            .iconTone = words.tone,
            .subtitle = words.text,
            .subtitleTone = words.tone};
}

RowView voicemailView(const VoicemailRow &voicemail)
{
    return {.title = inContacts("Voicemail"),
            .icon = u"voicemail"_s,
            .subtitle =
                voicemail.transcriptText.isEmpty() ? clockText(voicemail.duration) : voicemail.transcriptText.simplified(),
            .detail = voicemail.transcriptText.isEmpty() ? QString() : clockText(voicemail.duration),
            .unread = !voicemail.heard};
}

RowView textView(const MessageRow &message)
{
    const DeliveryView delivery = deliveryView(message);
    const QString body = message.message.body.simplified();
    RowView view{.title = isOurs(message) ? inContacts("Text to them") : inContacts("Text from them"),
                 .icon = u"message"_s,
                 .subtitle = body.isEmpty() ? countIn("%n picture(s)", std::max(message.message.mediaCount, 1)) : body};
    if (delivery.isProblem())
        view.tags.append(
            {delivery.tone == Tone::Danger ? inContacts("Not delivered") : inContacts("Not sure"), delivery.tone, {}});
    return view;
}

} // namespace

QString displayName(const Contact &contact, const QString &home)
{
    if (!contact.name.isEmpty())
        return contact.name;
    if (!contact.organisation.isEmpty())
        return contact.organisation;
    return contact.numbers.isEmpty() ? inContacts("No name") : displayForm(contact.numbers.first().number, home);
}

RowView contactRowView(const Contact &contact, const QString &home)
{
    QStringList second;
    if (!contact.organisation.isEmpty() && contact.organisation != contact.name)
        second.append(contact.organisation);
    if (!contact.numbers.isEmpty() && !contact.name.isEmpty())
        second.append(displayForm(contact.numbers.first().number, home));
    RowView view{
        .title = displayName(contact, home), .subtitle = second.join(u"  \u00b7  "_s), .avatar = contact.name, .hasAvatar = true};
    if (contact.numbers.size() > 1)
        view.detail = countIn("+%n more", int(contact.numbers.size()) - 1);
    if (contact.numbers.isEmpty())
        view.subtitle += (view.subtitle.isEmpty() ? QString() : u"  \u00b7  "_s) + inContacts("No number");
    return view;
}

RowView timelineRowView(const TimelineItem &item, const LineNames &lines, const QDateTime &now)
{
    Party line;
    RowView view;
    if (const auto *call = std::get_if<CallRow>(&item.what)) {
        view = callView(*call);
        line = call->line;
    } else if (const auto *voicemail = std::get_if<VoicemailRow>(&item.what)) {
        view = voicemailView(*voicemail);
        line = voicemail->line;
    } else if (const auto *text = std::get_if<MessageRow>(&item.what)) {
        view = textView(*text);
        line = isOurs(*text) ? text->message.from : text->message.to;
    }
    view.time = shortTime(item.at, now);
    view.titleNote = lines.lines().size() > 1 && !line.isEmpty() ? lines.nameOf(line) : QString();
    return view;
}

QString outcomeText(ImportPlan::Outcome outcome)
{
    switch (outcome) {
    case ImportPlan::Outcome::Added:
        return inContacts("New");
    case ImportPlan::Outcome::Merged:
        return inContacts("Completed");
    case ImportPlan::Outcome::Unchanged:
        return inContacts("Known already");
    case ImportPlan::Outcome::Skipped:
        return inContacts("Skipped");
    }
    return {};
}

QString issueText(const ImportIssue &issue)
{
    using Kind = ImportIssue::Kind;
    switch (issue.kind) {
    case Kind::NotReadable:
        return inContacts("This is no contact, or it is broken.");
    case Kind::NoNumber:
        return inContacts("There is no number to call or text.");
    case Kind::BadNumber:
        return inContacts("\u201c%1\u201d is no number we understand; it is kept as written.").arg(issue.text);
    case Kind::NeedsCountry:
        return inContacts("\u201c%1\u201d lacks its country; it is kept as written.").arg(issue.text);
    case Kind::EmergencyNumber:
        return inContacts("%1 is an emergency number and left out.").arg(issue.text);
    case Kind::Extension:
        return inContacts("The extension of %1 went into its label.").arg(issue.text);
    case Kind::TooMany:
        return inContacts("More numbers than fit; %1 is left out.").arg(issue.text);
    case Kind::Cut:
        return inContacts("A text was too long and is cut.");
    case Kind::OtherEmails:
        return inContacts("A second address is left out: %1.").arg(issue.text);
    case Kind::SharedNumber:
        return inContacts("%1 has the same number; both stay.").arg(issue.text);
    case Kind::SameName:
        return inContacts("There is another %1; both stay.").arg(issue.text);
    }
    return {};
}

RowView importRowView(const ImportPlan::Item &item, const QString &home)
{
    QStringList words;
    for (const ImportIssue &issue : item.issues)
        words.append(issueText(issue));
    const bool skipped = item.outcome == ImportPlan::Outcome::Skipped;
    const QString numbers = item.read.numbers.isEmpty() ? QString() : displayForm(item.read.numbers.first().number, home);
    const QString name = item.read.name.isEmpty() && item.read.numbers.isEmpty() ? inContacts("Line %1").arg(item.line)
                                                                                 : displayName(item.read, home);
    RowView view{.title = name,
                 .time = outcomeText(item.outcome),
                 .icon = skipped       ? u"warning"_s
                     : words.isEmpty() ? QString()
                                       : u"info"_s,
                 .iconTone = skipped ? Tone::Warning : Tone::Neutral,
                 .subtitle = words.isEmpty() ? numbers : words.join(u' '),
                 .detail = inContacts("line %1").arg(item.line)};
    return view;
}

QString planSummary(const ImportPlan &plan)
{
    using Outcome = ImportPlan::Outcome;
    QStringList parts;
    if (const int added = plan.count(Outcome::Added))
        parts.append(countIn("%n new", added));
    if (const int merged = plan.count(Outcome::Merged))
        parts.append(countIn("%n completed with what is new", merged));
    if (const int unchanged = plan.count(Outcome::Unchanged))
        parts.append(countIn("%n known already", unchanged));
    if (const int skipped = plan.count(Outcome::Skipped))
        parts.append(countIn("%n skipped", skipped));
    return parts.isEmpty() ? inContacts("The file holds no contacts.") : parts.join(u", "_s) + u'.';
}

QString contactProblem(const Contact &contact)
{
    if (contact.name.trimmed().isEmpty() && contact.organisation.trimmed().isEmpty() && contact.numbers.isEmpty())
        return inContacts("Give at least a name or a number.");
    return {};
}

} // namespace milassist
