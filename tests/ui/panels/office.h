// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callstore.h"
#include "core/cache/contactstore.h"
#include "core/cache/numberstore.h"
#include "core/cache/recordingstore.h"
#include "core/cache/voicemailstore.h"
#include "core/twilio/twilioclient.h"
#include "tests/core/cache/testcache.h"
#include "tests/core/media/sounds.h"
#include "tests/fakes/scriptedserver.h"
#include "tests/ui/panels/pictures.h"
#include "ui/models/linenames.h"
#include "ui/widgets/player/playerhub.h"

#include <QSignalSpy>

#include <cmath>

namespace milassist::test {

/// Something like speech: syllables of a voice that rises and falls, with pauses between sentences.
inline Audio speech(double seconds, int seed = 1)
{
    Audio audio = sounds::silence(seconds);
    double phase = 0;
    for (qint64 i = 0; i < audio.frames(); ++i) {
        const double t = double(i) / audio.rate;
        const double sentence = std::fmod(t + seed * 0.37, 4.3);
        const double syllable = std::pow(std::abs(std::sin(t * (7.1 + seed % 3) + std::sin(t * 1.7) * 2)), 1.5);
        const double loud = sentence > 3.2 ? 0 : syllable * (0.55 + 0.45 * std::sin(t * 0.9 + seed));
        phase += 2 * std::numbers::pi * (140 + 30 * std::sin(t * 2.3)) / audio.rate;
        audio.samples[i] = qint16(9000 * loud * (std::sin(phase) + 0.5 * std::sin(2 * phase) + 0.25 * std::sin(5 * phase)));
    }
    return audio;
}

/// speech() as a file; the same one is made once for all tests.
inline QByteArray speechWav(int seconds, int seed)
{
    static QHash<std::pair<int, int>, QByteArray> made;
    QByteArray &wav = made[{seconds, seed}];
    if (wav.isEmpty())
        wav = sounds::wavOf(speech(seconds, seed));
    return wav;
}

/// A small business with real stores, a real client and a server that has its recordings; only the loudspeaker is silent.
class Office {
public:
    Office()
        : store(folder.open()), recordings(*store), calls(*store), voicemails(*store, recordings), numbers(*store), contacts(*store),
          server([this](const HeardRequest &request) { return answer(request); }),
          twilio({server.url(), *AccountSid::parse(u"AC00112233445566778899aabbccddeeff"), QStringLiteral("AC00112233445566778899aabbccddeeff"),
                  Secret("00112233445566778899aabbccddeeff")},
                 quick(), [this] { return folder.now; }),
          media(twilio, {.folder = folder.dir.filePath(QStringLiteral("media")), .key = Secret(QByteArray(32, 'k'))}),
          hub(media,
              [this] {
                  auto out = std::make_unique<SilentOut>(SilentOut::Drive::ByHand);
                  outs.push_back(out.get());
                  return out;
              }),
          lines(numbers, QStringLiteral("US"))
    {
    }

    Clock clock() const
    {
        return [this] { return folder.now; };
    }

    /// Lets @p duration of playing pass, whichever player it is.
    void play(std::chrono::milliseconds duration)
    {
        for (auto left = duration; left.count() > 0; left -= std::chrono::milliseconds(100)) {
            for (const QPointer<SilentOut> &out : outs) {
                if (out)
                    out->advance(std::chrono::milliseconds(100));
            }
            QTest::qWait(40); // a tick of the position
        }
    }

    void fill();

    Folder folder;
    std::unique_ptr<Store> store;
    RecordingStore recordings;
    CallStore calls;
    VoicemailStore voicemails;
    NumberStore numbers;
    ContactStore contacts;
    ScriptedServer server;
    TwilioClient twilio;
    MediaCache media;
    QList<QPointer<SilentOut>> outs;
    PlayerHub hub;
    LineNames lines;
    QHash<QByteArray, QByteArray> sounds;  ///< by recording sid
    int served = 0;

private:
    static TransportOptions quick()
    {
        TransportOptions options;
        options.freshPauses = {std::chrono::milliseconds(1)};
        options.retries.attempts = 1;
        return options;
    }

    ScriptedServer::Reply answer(const HeardRequest &request)
    {
        for (auto sound = sounds.cbegin(); sound != sounds.cend(); ++sound) {
            if (request.target.contains(sound.key())) {
                ++served;
                return {ScriptedServer::answer(200, sound.value(), {}, "audio/x-wav")};
            }
        }
        return {ScriptedServer::answer(404, R"({"code": 20404, "message": "not found", "status": 404})")};
    }
};

struct Person {
    const char *number;
    const char *name;
    const char *says;
};

inline const QList<Person> people{
    {"+14155550108", "Maria Lopez", "Hi Anna, this is Maria. I wanted to ask whether the delivery on Thursday still works for you. If not, Friday before ten would be fine as well. Please call me back when you have a minute. Thank you, bye."},
    {"+12065550199", "", "Hello, I saw your advertisement and I would like to know what it costs. My number is two zero six, five five five, zero one nine nine."},
    {"+442079460018", "Alexandra Featherstonehaugh-Cholmondeley of the Westminster Office", "Good afternoon. We spoke yesterday about the contract. Could you send me the new version before the weekend?"},
    {"+13125550143", "Ben Carter", "Ben here. Running twenty minutes late, sorry."},
    {"+493012345678", "", ""},
    {"anonymous", "", "You know who this is. Call me."},
    {"+16175550121", "Dr. Priya Natarajan", "This is Doctor Natarajan's office. Your appointment is on Monday at nine fifteen. Please bring the papers. If you cannot come, let us know by Friday."},
    {"+18005550175", "", "This is a reminder from your bank about your account."},
};

/// 60 calls and 24 voicemails of nine days.
inline void Office::fill()
{
    IncomingNumber boston, seattle;
    boston.sid = sid<PhoneNumberSid>("PN", 1);
    boston.phoneNumber = lineA;
    boston.capabilities = {true, true, true, false};
    boston.config.friendlyName = QStringLiteral("Main line");
    seattle.sid = sid<PhoneNumberSid>("PN", 2);
    seattle.phoneNumber = lineB;
    seattle.capabilities = {true, true, true, false};
    seattle.config.friendlyName = QStringLiteral("Support");
    QVERIFY(test::waitFor(numbers.replaceAll({boston, seattle})));
    QList<Contact> known;
    for (const Person &person : people) {
        if (*person.name)
            known.push_back({.name = QString::fromUtf8(person.name), .numbers = {{Party(QString::fromUtf8(person.number)), QStringLiteral("mobile")}}});
    }
    QVERIFY(test::waitFor(contacts.saveAll(known)));

    QList<Call> legs;
    QList<Recording> recorded;
    QList<Transcription> said;
    int number = 0;
    for (int i = 0; i < 60; ++i) {
        const Person &person = people[i % people.size()];
        const Party peer{QString::fromUtf8(person.number)};
        const Party line = i % 3 ? lineA : lineB;
        const QDateTime at = folder.now.addSecs(-(i * i * 190 + i * 700 + 125));
        const int kind = i % 5;
        Call parent = leg(++number, peer, line, at, 60 + (i * 37) % 400);
        if (kind == 3) { // outgoing
            parent.from = line;
            parent.to = peer;
            parent.direction = CallDirection::OutboundApi;
            if (i % 2) {
                parent.status = CallStatus::NoAnswer;
                parent.duration = std::chrono::seconds(0);
                parent.endedAt = at.addSecs(28);
                parent.price = std::nullopt;
            }
            legs.push_back(parent);
            continue;
        }
        if (i == 1 || i == 5)
            parent.price = std::nullopt; // not rated yet
        legs.push_back(parent);
        Call anna = leg(++number, peer, Party(QStringLiteral("client:anna")), at.addSecs(2), int(parent.duration->count()) - 12);
        anna.parentSid = parent.sid;
        anna.direction = CallDirection::OutboundDial;
        Call cora = leg(++number, peer, Party(QStringLiteral("sip:cora@acme.sip.twilio.com")), at.addSecs(2), 0);
        cora.parentSid = parent.sid;
        cora.direction = CallDirection::OutboundDial;
        cora.status = kind == 0 ? CallStatus::Canceled : CallStatus::NoAnswer;
        cora.endedAt = at.addSecs(14);
        cora.price = std::nullopt;
        if (kind == 1 || kind == 4 || kind == 2) { // nobody answers
            anna.status = CallStatus::NoAnswer;
            anna.duration = std::chrono::seconds(0);
            anna.endedAt = at.addSecs(22);
            anna.price = std::nullopt;
        } else {
            anna.endedAt = parent.endedAt;
        }
        legs << anna << cora;
        if (kind == 1 || kind == 4) { // a voicemail
            const int seconds = *person.says ? 5 + int(qstrlen(person.says)) / 14 : 131;
            Recording recording = voicemail(1000 + i, parent.sid, at.addSecs(30), seconds);
            recorded.push_back(recording);
            sounds.insert(recording.sid.text().toLatin1(), speechWav(seconds, i));
            if (*person.says) {
                Transcription words;
                words.sid = transcriptionSid(2000 + i);
                words.recordingSid = recording.sid;
                words.status = i == 1 ? TranscriptionStatus::InProgress : i == 14 ? TranscriptionStatus::Failed : TranscriptionStatus::Completed;
                words.text = words.status.is(TranscriptionStatus::Completed) ? QString::fromUtf8(person.says) : QString();
                words.createdAt = at.addSecs(50);
                words.updatedAt = at.addSecs(90);
                said.push_back(words);
            }
        } else if (kind == 0) {
            Recording recording = voicemail(1000 + i, parent.sid, at.addSecs(8), 45);
            recording.source = RecordingSource::DialVerb;
            recording.channels = 2;
            recorded.push_back(recording);
            sounds.insert(recording.sid.text().toLatin1(), speechWav(45, i));
        }
    }
    QVERIFY(test::waitFor(calls.save(legs)));
    QVERIFY(test::waitFor(recordings.save(recorded)));
    QVERIFY(test::waitFor(recordings.saveTranscriptions(said)));
}

} // namespace milassist::test
