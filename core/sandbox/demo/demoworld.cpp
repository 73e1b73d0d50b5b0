// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/demo/demoworld.h"

#include "core/base/whendone.h"
#include "core/domain/segments.h"
#include "core/sandbox/demo/cast.h"
#include "core/sandbox/demo/plan.h"
#include "core/sandbox/world/callrules.h"
#include "core/sandbox/world/dice.h"
#include "core/sandbox/world/format.h"
#include "core/sandbox/world/messagerules.h"

#include <algorithm>

namespace milassist::world::demo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QStringView relayUrl = u"https://relay.cedarandpine.example/api/twilio/";

QString relay(QStringView path)
{
    return relayUrl.toString() + path.toString();
}

void addNumbers(World &world)
{
    const QDateTime now = world.ground().nowInSeconds();
    int age = 520;
    for (const Line &line : lines()) {
        IncomingNumber number;
        number.phoneNumber = line.number;
        number.friendlyName = line.name;
        number.type = isTollFree(line.number) ? u"toll-free"_s : u"local"_s;
        number.createdAt = number.updatedAt = now.addDays(-age);
        age -= 73;
        if (line.isUsed) {
            number.voiceUrl = relay(u"incoming-call-handler");
            number.smsUrl = relay(u"incoming-sms");
            number.statusCallback = relay(u"call-status");
        }
        world.numbers().add(number);
    }
}

void addSip(World &world)
{
    SipBook &sip = world.sip();
    const auto list = sip.createList(SipBook::ListKind::Credentials, Form{{u"FriendlyName"_s, u"Desk phones"_s}});
    for (const Assistant &assistant : assistants()) {
        const QString password = u"Cedar1"_s + world.ground().sids.token(qHash(assistant.user, 1)).left(12);
        (void)sip.createCredential(list->sid, Form{{u"Username"_s, assistant.user}, {u"Password"_s, password}});
    }
    const auto domain = sip.createDomain(Form{{u"DomainName"_s, sipDomain()},
                                              {u"FriendlyName"_s, u"Desk phones"_s},
                                              {u"SipRegistration"_s, u"true"_s},
                                              {u"VoiceUrl"_s, relay(u"outgoing-call-handler")}});
    const Form mapping{{u"CredentialListSid"_s, list->sid}};
    (void)sip.createMapping(SipBook::Use::CallCredentials, domain->sid, mapping);
    (void)sip.createMapping(SipBook::Use::Registrations, domain->sid, mapping);
}

void addOffice(World &world)
{
    (void)world.keys().create(Form{{u"FriendlyName"_s, u"Front desk computers"_s}});
    (void)world.applications().create(Form{{u"FriendlyName"_s, u"MilAssist Desk"_s},
                                           {u"VoiceUrl"_s, relay(u"outgoing-call-handler")},
                                           {u"MessageStatusCallback"_s, relay(u"message-status")}});
    (void)world.addresses().create(Form{{u"CustomerName"_s, businessName()},
                                        {u"FriendlyName"_s, u"Showroom"_s},
                                        {u"Street"_s, u"1410 Alder Way"_s},
                                        {u"City"_s, u"Seattle"_s},
                                        {u"Region"_s, u"WA"_s},
                                        {u"PostalCode"_s, u"98108"_s},
                                        {u"IsoCountry"_s, u"US"_s},
                                        {u"EmergencyEnabled"_s, u"true"_s}});
    const auto service = world.services().create(Form{{u"FriendlyName"_s, u"Showroom news"_s}});
    (void)world.services().addNumber(service->sid, Form{{u"PhoneNumberSid"_s, world.numbers().byNumber(lines()[3].number)->sid}});
    const QDateTime now = world.ground().nowInSeconds();
    world.callerIds().add({.friendlyName = u"Rosa's mobile"_s,
                           .phoneNumber = u"+12065550148"_s,
                           .createdAt = now.addDays(-300),
                           .updatedAt = now.addDays(-300)});
}

void addTexts(World &world, const Calendar &calendar)
{
    const Ground &ground = world.ground();
    MessageTable &table = world.messages().table();
    for (const PlannedText &text : planTexts(calendar, ground.seed)) {
        MessageRow row;
        row.created = text.at;
        row.sent = text.state == MessageState::Failed ? 0 : text.at + (text.isInbound ? 0 : 1);
        row.updated = text.at + (text.isInbound ? 0 : 4);
        row.from = world.parties().idOf(text.isInbound ? text.theirs : text.ours);
        row.to = world.parties().idOf(text.isInbound ? text.ours : text.theirs);
        row.body = table.keep(text.body);
        row.way = text.isInbound ? MessageWay::Inbound : text.isReply ? MessageWay::OutboundReply : MessageWay::OutboundApi;
        row.state = text.state;
        row.errorCode = quint16(text.errorCode);
        row.isPicture = text.motif != Motif::None;
        row.mediaCount = row.isPicture ? 1 : 0;
        row.segments = quint8(row.isPicture ? 1 : segmentsOf(text.body).parts);
        const Micros price = text.state == MessageState::Failed
            ? Micros()
            : messagePrice(ground.prices, text.theirs, text.isInbound, row.segments, row.isPicture);
        row.price = -qint32(price.value);
        const int index = table.append(row);
        if (row.isPicture) {
            const bool isPng = text.motif == Motif::Colours || text.motif == Motif::Panel;
            const char *type = isPng ? "image/png" : "image/jpeg";
            world.media().add(
                table.sid(index), QString::fromLatin1(type),
                [motif = text.motif, seed = text.motifSeed, type] { return paint(motif, seed, type); }, instant(text.at));
        }
    }
    for (const Member &member : cast()) {
        if (member.person.temper == Person::Temper::WantsOut)
            world.messages().optOuts().stop(lines().first().number, member.person.number);
    }
}

void addRecording(World &world, const PlannedRecording &planned, const QString &callSid, const std::shared_ptr<VoiceBooth> &booth,
                  bool isNewest)
{
    const Ground &ground = world.ground();
    Recording recording;
    recording.callSid = callSid;
    recording.createdAt = recording.startedAt = instant(planned.at);
    recording.updatedAt = instant(planned.at + quint32(planned.speech.seconds) + 3);
    recording.duration.value = planned.speech.seconds;
    recording.status = u"completed"_s;
    recording.source = planned.kind == PlannedRecording::Kind::Voicemail ? u"RecordVerb"_s : u"DialVerb"_s;
    recording.channels = planned.speech.channels;
    recording.price = Micros{-ground.prices.recordingMinute.value * billedMinutes(planned.speech.seconds)};
    const Recording added = world.recordings().add(recording, [booth, speech = planned.speech] { return booth->say(speech); });

    using Transcript = PlannedRecording::Transcript;
    if (planned.transcript == Transcript::None)
        return;
    const bool isPending = isNewest;
    const bool isReady = planned.transcript == Transcript::Ready;
    Transcription transcription;
    transcription.recordingSid = added.sid;
    transcription.createdAt = recording.updatedAt;
    transcription.updatedAt = recording.updatedAt.addSecs(isPending ? 0 : 19);
    transcription.duration.value = planned.speech.seconds;
    transcription.status = isPending ? u"in-progress"_s : isReady ? u"completed"_s : u"failed"_s;
    if (!isPending) {
        transcription.text = isReady ? orNull(planned.text) : OrNull();
        transcription.price =
            Micros{isReady ? -ground.prices.transcriptionMinute.value * billedMinutes(planned.speech.seconds) : 0};
    }
    const Transcription filed = world.recordings().add(transcription);
    if (isPending)
        world.recordings().planTranscription(filed.sid, ground.timeline.clockTime().addSecs(25), u"completed"_s, planned.text);
}

void addCalls(World &world, const Calendar &calendar, const std::shared_ptr<VoiceBooth> &booth)
{
    const Ground &ground = world.ground();
    CallTable &table = world.calls().table();
    const std::vector<PlannedLeg> legs = planCalls(calendar, ground.seed);
    const auto firstRow = qint32(table.rows().size());
    qint64 newestVoicemail = -1;
    for (size_t i = 0; i < legs.size(); ++i) {
        if (legs[i].recording && legs[i].recording->kind == PlannedRecording::Kind::Voicemail)
            newestVoicemail = qint64(i);
    }
    for (size_t i = 0; i < legs.size(); ++i) {
        const PlannedLeg &leg = legs[i];
        CallRow row = leg.row;
        row.updated = row.ended;
        row.from = world.parties().idOf(leg.from);
        row.to = world.parties().idOf(leg.to);
        row.answeredBy = world.parties().idOf(leg.answeredBy);
        row.parent = leg.parent < 0 ? -1 : firstRow + qint32(leg.parent);
        if (const IncomingNumber *own = world.numbers().byNumber(leg.ours))
            row.numberSerial = qint32(ground.sids.serialOf("PN", own->sid).value_or(0));
        const bool isCharged = row.state == CallState::Completed && row.duration > 0;
        row.price = isCharged ? -qint32(callPrice(ground.prices, leg.from, leg.to, row.way, row.duration).value) : 0;
        const int index = table.append(row);
        if (leg.recording)
            addRecording(world, *leg.recording, table.sid(index), booth, qint64(i) == newestVoicemail);
    }
}

void addNotifications(World &world, const Calendar &calendar)
{
    struct Note {
        int daysAgo, code;
        QStringView words;
    };
    static constexpr Note notes[] = {
        {61, 11200, u"sourceComponent=12000&httpResponse=502&ErrorCode=11200&LogLevel=ERROR&Msg=Bad+Gateway"},
        {34, 11205, u"sourceComponent=12000&ErrorCode=11205&LogLevel=ERROR&Msg=Http+connection+failure"},
        {12, 12200, u"sourceComponent=12200&ErrorCode=12200&LogLevel=WARN&Msg=Schema+validation+warning"},
        {3, 11200, u"sourceComponent=12000&httpResponse=504&ErrorCode=11200&LogLevel=ERROR&Msg=Gateway+Timeout"},
    };
    for (const Note &note : notes) {
        // Something happened to a call, so it hangs on the last one before that moment.
        const quint32 second = calendar.at(-note.daysAgo, 14 * 3600 + note.daysAgo * 7);
        const CallTable &table = world.calls().table();
        const auto after = std::ranges::upper_bound(table.rows(), second, {}, &CallRow::created);
        const QDateTime at = instant(second);
        Notification notification;
        if (after != table.rows().begin())
            notification.callSid = table.sid(int(after - table.rows().begin()) - 1);
        notification.log = note.code == 12200 ? u"1"_s : u"0"_s;
        notification.messageDate = at;
        notification.messageText = note.words.toString();
        notification.requestMethod = u"POST"_s;
        notification.requestUrl = relay(u"incoming-call-handler");
        world.notifications().add(note.code, notification);
    }
}

} // namespace

void furnish(World &world)
{
    world.backdate(world.ground().nowInSeconds().addDays(-540));
    addNumbers(world);
    addSip(world);
    addOffice(world);
    for (const Member &member : cast()) {
        world.people().add(member.person);
        world.stock().take(member.person.number);
    }
}

void addTraffic(World &world, const Calendar &calendar, std::shared_ptr<VoiceBooth> booth)
{
    addTexts(world, calendar);
    addCalls(world, calendar, booth);
    addNotifications(world, calendar);
}

} // namespace milassist::world::demo
