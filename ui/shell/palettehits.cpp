// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettehits.h"

#include "core/domain/phoneformat.h"
#include "ui/widgets/words.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QString tell(const char *text)
{
    return QCoreApplication::translate("Palette", text);
}

PaletteItem heading(const char *text)
{
    return {.kind = PaletteItem::Kind::Heading, .row = {.title = tell(text)}};
}

QString nameOf(const QString &contactName, const Party &peer, const QString &home)
{
    return contactName.isEmpty() ? displayForm(peer, home) : contactName;
}

QString ongoingWords(const CallRow &call)
{
    if (call.status.isAnyOf(CallStatus::Queued, CallStatus::Initiated))
        return call.direction == CallHeading::In ? tell("Ringing now") : tell("Being dialed now");
    return call.status.is(CallStatus::Ringing) ? tell("Ringing now") : tell("Ongoing call");
}

QString outcomeWords(const CallRow &call)
{
    switch (call.outcome) {
    case CallOutcome::Answered:
        return (call.direction == CallHeading::In ? tell("Answered, %1") : tell("You called, %1")).arg(durationText(call.talkSeconds));
    case CallOutcome::Missed: return tell("Missed call");
    case CallOutcome::Voicemail: return tell("Left a voicemail");
    case CallOutcome::Busy: return tell("You called, busy");
    case CallOutcome::NoAnswer: return tell("You called, no answer");
    case CallOutcome::Failed: return tell("Call failed");
    case CallOutcome::Canceled: return tell("Call cancelled");
    case CallOutcome::Ongoing: return ongoingWords(call);
    case CallOutcome::NotSure: return tell("You called, not sure it went out");
    }
    return {};
}

RowView rowOf(const CallRow &call, const QString &home, const QDateTime &now)
{
    const bool missed = call.outcome == CallOutcome::Missed || call.outcome == CallOutcome::Voicemail;
    return {.title = nameOf(call.contactName, call.peer, home),
            .time = shortTime(call.startedAt, now),
            .icon = missed ? u"arrow-missed"_s : call.direction == CallHeading::In ? u"arrow-in"_s : u"arrow-out"_s,
            .iconTone = missed ? Tone::Danger : Tone::Neutral,
            .subtitle = outcomeWords(call),
            .detail = displayForm(call.line, home),
            .avatar = call.contactName,
            .hasAvatar = true};
}

} // namespace

QList<PaletteItem> itemsOf(const SearchHits &hits, const QString &home, const QDateTime &now, const std::function<void(const Target &)> &open)
{
    QList<PaletteItem> items;
    if (!hits.people.isEmpty())
        items.append(heading("People"));
    for (const PersonHit &person : hits.people) {
        const QString name = person.contact ? person.contact->name : QString();
        const QString number = displayForm(person.party, home);
        items.append({.row = {.title = name.isEmpty() ? number : name,
                              .icon = u"person"_s,
                              .subtitle = person.contact && !person.contact->organisation.isEmpty()
                                  ? u"%1 \u00b7 %2"_s.arg(number, person.contact->organisation)
                                  : name.isEmpty() ? tell("Not in your contacts") : number,
                              .avatar = name,
                              .hasAvatar = true},
                      .choose = [open, person] { open(ContactTarget{person.contact ? person.contact->id : 0, person.party}); }});
    }
    if (!hits.calls.isEmpty())
        items.append(heading("Calls"));
    for (const CallRow &call : hits.calls)
        items.append({.row = rowOf(call, home, now), .choose = [open, call] { open(CallTarget{call.root, call.id}); }});
    if (!hits.texts.isEmpty())
        items.append(heading("Texts"));
    for (const TextHit &text : hits.texts) {
        items.append({.row = {.title = nameOf(text.contactName, text.peer, home),
                              .time = shortTime(text.at, now),
                              .icon = text.inbound ? u"arrow-in"_s : u"arrow-out"_s,
                              .subtitle = text.excerpt,
                              .detail = displayForm(text.line, home),
                              .avatar = text.contactName,
                              .hasAvatar = true},
                      .choose = [open, text] { open(ThreadTarget{text.line, text.peer, {}, {}}); }});
    }
    if (!hits.transcripts.isEmpty())
        items.append(heading("Voicemail and recordings"));
    for (const TranscriptHit &hit : hits.transcripts) {
        const VoicemailRow &voicemail = hit.voicemail;
        items.append({.row = {.title = voicemail.id ? nameOf(voicemail.contactName, voicemail.peer, home) : tell("Recorded call"),
                              .time = voicemail.id ? shortTime(voicemail.createdAt, now) : QString(),
                              .icon = u"transcript"_s,
                              .subtitle = hit.excerpt,
                              .avatar = voicemail.contactName,
                              .hasAvatar = true},
                      .choose = [open, hit] {
                          if (hit.voicemail.id)
                              open(VoicemailTarget{hit.recording});
                          else
                              open(CallTarget{hit.call, 0});
                      }});
    }
    return items;
}

QString calleeIn(const QString &text)
{
    const QString verb = tell("call") + u' ';
    return text.startsWith(verb, Qt::CaseInsensitive) ? text.mid(verb.size()).trimmed() : QString();
}

QList<PaletteItem> callItems(const SearchHits &hits, const QString &typed, const QString &home,
                             const std::function<void(const Party &, const QString &)> &call)
{
    QList<PaletteItem> items;
    const auto add = [&](const Party &party, const QString &name) {
        const bool isThere = std::ranges::any_of(items, [&party](const PaletteItem &item) { return item.keys == party.text(); });
        if (isThere || (!party.isNumber() && party.kind() != Party::Kind::Sip) || isEmergency(party.text(), home))
            return;
        const QString number = displayForm(party, home);
        items.append({.kind = PaletteItem::Kind::Command,
                      .row = {.title = name.isEmpty() ? tell("Call %1").arg(number) : tell("Call %1, %2").arg(name, number), .icon = u"call"_s},
                      .keys = party.text(),
                      .choose = [call, party, name] { call(party, name); }});
    };
    if (const auto number = parseTyped(typed, home))
        add(Party(*number), {});
    for (const PersonHit &person : hits.people) {
        if (!person.contact) {
            add(person.party, {});
            continue;
        }
        for (const ContactNumber &number : person.contact->numbers)
            add(number.number, person.contact->name);
    }
    for (PaletteItem &item : items)
        item.keys.clear(); // they only told doubles apart
    return items;
}

} // namespace milassist
