// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/demo/cast.h"
#include "core/sandbox/demo/makeworld.h"
#include "core/sandbox/demo/plan.h"
#include "tests/core/sandbox/demo/snapshot.h"

#include <QImage>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <ctime>

using namespace milassist;
using namespace milassist::world;
using namespace milassist::world::demo;
using namespace Qt::StringLiterals;

namespace
{

Clock clockAt(const QDateTime &instant)
{
    return [instant] { return instant; };
}

const QDateTime noon(QDate(2026, 8, 11), QTime(19, 42, 7), Qt::UTC);

std::unique_ptr<World> demoWorld(quint64 seed, const QDateTime &now = noon)
{
    return *makeWorld({.isLively = false}, {.seed = seed, .clock = clockAt(now)});
}

} // namespace

class TestDemoWorld : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSameSeedMakesTheSameWorldByteForByte()
    {
        const auto first = demoWorld(7), second = demoWorld(7), other = demoWorld(8);
        const QByteArray bytes = snapshot(*first);

        QCOMPARE(snapshot(*second), bytes);
        QVERIFY(snapshot(*other) != bytes);
        QCOMPARE(snapshot(*demoWorld(7, noon.addSecs(15 * 60))), bytes); // the clock matters only by the full hour
    }

    void itIsReadyAtOnce()
    {
        const std::clock_t before = std::clock(); // our own work, whatever else the machine does
        const auto world = demoWorld(1);
        const double worked = double(std::clock() - before) / CLOCKS_PER_SEC * 1000;
        qInfo("the demo took %.0f ms", worked);
        QVERIFY(worked < 1000);
    }

    void itIsABusinessOfTheSizeItShouldBe()
    {
        const auto world = demoWorld(1);
        const auto calls = everything([&](const Form &q) { return world->calls().list(q); });
        const auto messages = everything([&](const Form &q) { return world->messages().list(q); });
        const auto recordings = everything([&](const Form &q) { return world->recordings().list(q); });
        QHash<QString, int> callStates, textStates;
        for (const Call &call : calls)
            ++callStates[call.status];
        for (const Message &message : messages)
            ++textStates[message.status];
        int pictures = 0;
        for (const Message &message : messages)
            pictures += int(message.mediaCount.value.value_or(0));
        qInfo("%lld legs, %lld texts with %d pictures, %lld recordings", calls.size(), messages.size(), pictures,
              recordings.size());

        QCOMPARE(world->numbers().all().size(), 6);
        QVERIFY(world->people().all().size() >= 40);
        QVERIFY(calls.size() > 1500 && calls.size() < 4000);
        QVERIFY(messages.size() > 600 && messages.size() < 2000);
        QVERIFY(pictures > 20);
        QVERIFY(recordings.size() > 50 && recordings.size() < 160);
        for (const QString &state : {u"completed"_s, u"busy"_s, u"no-answer"_s, u"failed"_s, u"canceled"_s})
            QVERIFY2(callStates.value(state) > 0, qPrintable(state));
        for (const QString &state : {u"delivered"_s, u"received"_s, u"undelivered"_s, u"failed"_s, u"sent"_s})
            QVERIFY2(textStates.value(state) > 0, qPrintable(state));
        QSet<int> errors;
        for (const Message &message : messages)
            errors.insert(message.errorCode.value_or(0));
        for (const int code : {30003, 30006, 30007})
            QVERIFY2(errors.contains(code), qPrintable(QString::number(code)));
        QCOMPARE(world->messages().optOuts().pairs().size(), 2);

        const QStringList unused{lines()[4].number, lines()[5].number};
        for (const Call &call : calls)
            QVERIFY(!unused.contains(call.to) && !unused.contains(call.from));
        for (const Message &message : messages)
            QVERIFY(!unused.contains(message.to) && !unused.contains(*message.from));
    }

    void everythingIsInThePastAndInOrder()
    {
        const auto world = demoWorld(3);
        quint32 before = 0;
        const auto now = quint32(noon.toSecsSinceEpoch());
        for (const CallRow &row : world->calls().table().rows()) {
            QVERIFY(row.created >= before && row.ended <= now && row.ended >= row.created);
            QVERIFY(row.parent < 0 || world->calls().table().rows()[size_t(row.parent)].created <= row.created);
            QVERIFY(row.duration <= 0 || row.started + quint32(row.duration) == row.ended);
            before = row.created;
        }
        before = 0;
        for (const MessageRow &row : world->messages().table().rows()) {
            QVERIFY(row.created >= before && row.updated <= now);
            before = row.created;
        }
    }

    void theOfficeSleepsAtNightWhereverItIs_data()
    {
        QTest::addColumn<int>("minutesAhead");
        QTest::newRow("Seattle") << -7 * 60;
        QTest::newRow("Berlin") << 2 * 60;
        QTest::newRow("Delhi") << 5 * 60 + 30;
        QTest::newRow("Auckland") << 12 * 60;
    }
    void theOfficeSleepsAtNightWhereverItIs()
    {
        QFETCH(int, minutesAhead);
        const auto world = *makeWorld({.officeZone = std::chrono::minutes(minutesAhead), .isLively = false}, {.seed = 1, .clock = clockAt(noon)});
        const auto hourOf = [minutesAhead](quint32 at) { return (qint64(at) + minutesAhead * 60) % 86400 / 3600; };

        int texts = 0;
        for (const MessageRow &row : world->messages().table().rows()) {
            if (row.way == MessageWay::Inbound)
                continue;
            QVERIFY2(hourOf(row.created) >= 8 && hourOf(row.created) < 18, qPrintable(QString::number(row.created)));
            ++texts;
        }
        QVERIFY(texts > 300);
        for (const CallRow &row : world->calls().table().rows())
            QVERIFY2(hourOf(row.created) >= 7 && hourOf(row.created) <= 22, qPrintable(QString::number(row.created)));
    }

    void allNumbersAreFictional()
    {
        static const QRegularExpression fictional(u"^\\+1[2-9][0-9]{2}55501[0-9]{2}$"_s);
        const auto world = demoWorld(5);
        const auto check = [&](const QString &party) {
            QVERIFY2(party.startsWith(u"sip:"_s) || fictional.match(party).hasMatch(), qPrintable(party));
        };
        for (const Call &call : everything([&](const Form &q) { return world->calls().list(q); })) {
            check(call.from);
            check(call.to);
        }
        for (const Message &message : everything([&](const Form &q) { return world->messages().list(q); })) {
            check(*message.from);
            check(message.to);
            QVERIFY2(!message.body.contains(u'{'), qPrintable(message.body)); // every placeholder was filled in
            QVERIFY(!message.body.isEmpty());
        }
        QSet<QString> seen;
        for (const Person &person : world->people().all()) {
            check(person.number);
            QVERIFY(!seen.contains(person.number) && !world->numbers().owns(person.number));
            seen.insert(person.number);
        }
    }

    void transcriptsAreReadyFailedMissingAndPending()
    {
        const auto world = demoWorld(1);
        QHash<QString, int> states;
        int voicemails = 0;
        for (const Transcription &t : everything([&](const Form &q) { return world->recordings().transcriptions(q); })) {
            ++states[t.status];
            QCOMPARE(t.text.has_value(), t.status == "completed"_L1);
        }
        for (const Recording &recording : everything([&](const Form &q) { return world->recordings().list(q); }))
            voicemails += recording.source == "RecordVerb"_L1;
        QCOMPARE(states.value(u"in-progress"_s), 1);
        QVERIFY(states.value(u"failed"_s) > 0);
        QVERIFY(states.value(u"completed"_s) > 30);
        QVERIFY(voicemails > states.value(u"completed"_s) + states.value(u"failed"_s) + 1); // the rest has none
    }

    void aPendingTranscriptBecomesReady()
    {
        QDateTime now = noon;
        const auto world = *makeWorld({.isLively = false}, {.clock = [&now] { return now; }});
        const auto pending = world->recordings().transcriptions({})->items.first();
        QCOMPARE(pending.status, u"in-progress"_s);

        now = now.addSecs(60);
        world->timeline().runDue();

        const auto ready = world->recordings().transcription(pending.sid);
        QCOMPARE(ready->status, u"completed"_s);
        QVERIFY(ready->price->value < 0);
    }

    void everythingThatIsSaidFitsItsRecording()
    {
        if (QStandardPaths::findExecutable(u"espeak-ng"_s).isEmpty())
            QSKIP("espeak-ng is not installed");
        bool isDeep = false;
        for (const VoicemailScript &script : voicemails()) {
            isDeep = !isDeep;
            Speech speech{.utterances = {{.words = script.words.toString(), .voice = 4, .isDeep = isDeep}}};
            speech.seconds = secondsFor(speech.utterances);
            const double spoken = double(*VoiceBooth::spokenSamples(speech)) / telephoneRate;
            QVERIFY2(spoken <= speech.seconds, qPrintable(u"%1 > %2: %3"_s.arg(spoken).arg(speech.seconds).arg(script.words)));
            QVERIFY2(spoken + 6 > speech.seconds,
                     qPrintable(u"%1 << %2: %3"_s.arg(spoken).arg(speech.seconds).arg(script.words)));
        }
        for (const DialogueScript &script : dialogues()) {
            Speech speech{.channels = 2};
            for (int turn = 0; turn < 8 && !script.turns[turn].isEmpty(); ++turn)
                speech.utterances.append({.words = script.turns[turn].toString(), .isDeep = turn % 2 == 1, .channel = turn % 2});
            speech.seconds = secondsFor(speech.utterances);
            QVERIFY(double(*VoiceBooth::spokenSamples(speech)) / telephoneRate <= speech.seconds);
        }
    }

    void recordingsAreSpokenAndLastAsLongAsTheySay()
    {
        if (QStandardPaths::findExecutable(u"espeak-ng"_s).isEmpty())
            QSKIP("espeak-ng is not installed");
        const auto world = demoWorld(1);
        const auto recordings = everything([&](const Form &q) { return world->recordings().list(q); });
        const auto again = demoWorld(1);
        QSet<int> channels;
        for (const Recording &recording : recordings) {
            if (channels.contains(recording.channels))
                continue; // one voicemail and one conversation
            channels.insert(recording.channels);
            const auto audio = world->recordings().audio(recording.sid).result();
            QVERIFY2(audio, qPrintable(audio ? QString() : audio.error().detail));
            QCOMPARE(audio->size(), 44 + qsizetype(*recording.duration.value) * 8000 * 2 * recording.channels);
            int loudest = 0;
            for (qsizetype i = 44; i + 1 < audio->size(); i += 2)
                loudest = std::max(loudest, std::abs(int(qint16(quint8((*audio)[i]) | quint8((*audio)[i + 1]) << 8))));
            QVERIFY2(loudest > 5000, qPrintable(QString::number(loudest)));
            QCOMPARE(again->recordings().audio(recording.sid).result()->toHex().right(64), audio->toHex().right(64));
            QVERIFY(*again->recordings().audio(recording.sid).result() == *audio);
        }
        QCOMPARE(channels.size(), 2);
    }

    void picturesAreRealPictures()
    {
        const auto world = demoWorld(1), again = demoWorld(1);
        QSet<QString> types;
        for (const Message &message : everything([&](const Form &q) { return world->messages().list(q); })) {
            for (const QString &sid : world->media().sidsOf(message.sid)) {
                const auto bytes = world->media().bytes(message.sid, sid);
                if (types.contains(bytes->contentType))
                    continue;
                types.insert(bytes->contentType);
                const QImage image = QImage::fromData(bytes->data);
                QCOMPARE(image.size(), QSize(960, 720));
                QVERIFY(bytes->data.startsWith(bytes->contentType == "image/png"_L1 ? QByteArray("\x89PNG")
                                                                                    : QByteArray("\xff\xd8")));
                QVERIFY(again->media().bytes(message.sid, sid)->data == bytes->data);
            }
        }
        QCOMPARE(types, QSet<QString>({u"image/png"_s, u"image/jpeg"_s}));
    }
};

QTEST_GUILESS_MAIN(TestDemoWorld)
#include "tst_demoworld.moc"
