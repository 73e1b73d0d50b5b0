// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/wire/frames.h"
#include "core/voice/wire/wire.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

LineAccount account()
{
    LineAccount account;
    account.user = u"desk1"_s;
    account.domain = u"acme.sip.twilio.com"_s;
    account.password = Secret("Pa55word-äöü");
    account.port = 5071;
    account.transport = SipTransport::Tcp;
    account.srtp = Srtp::IfOffered;
    account.codecs = {SoundCodec::Opus, SoundCodec::Pcma};
    account.digitsAs = DigitsAs::Info;
    account.expires = std::chrono::seconds(600);
    return account;
}

const QList<LineCommand> &commands()
{
    static const QList<LineCommand> list{
        LineSetup{.instance = QUuid(u"6f1c1a56-2f5e-4d1b-9a76-0a5a4d6f0a11"_s), .fileSound = FileSound{{{u"a"_s, u"b"_s, u"c"_s}}}, .recordFolder = u"/r"_s, .loopbackOnly = true, .lossPercent = 2.5, .firstLeg = 7},
        UseAccount{account()},
        UseAccount{},
        TryNow{},
        NetworkIs{false},
        Dial{4, u"sip:+12065550142@acme"_s, {{"x-line", "+1206"}, {"x-b", ""}}},
        Answer{3},
        Reject{3, Rejection::Declined},
        HangUp{4},
        Hold{4, false},
        Mute{4, true},
        Record{4, true},
        SendDigits{4, u"12#"_s},
        Transfer{4, u"sip:x@y"_s},
        JoinTransfer{4, 6},
        Merge{4, 6},
        WatchLevels{4, false},
        PreferDevices{{"m1", "m2"}, {"s"}, true},
        DevicesMayHaveChanged{{{u"d"_s, {}, {}}}},
        TestSound{false},
        AreYouThere{},
    };
    return list;
}

const QList<LineEvent> &events()
{
    static const QList<LineEvent> list = [] {
        const QDateTime at = QDateTime::fromString(u"2026-03-02T10:00:00.123Z"_s, Qt::ISODateWithMs);
        QList<LineEvent> all{EngineReady{}, EngineLost{true},
                             RegistrationState{Registration::WaitingToRetry, RegistrationProblem::CertificateExpired, 503, u"io error"_s,
                                               std::chrono::seconds(4), 3},
                             DevicesChanged{{{"id", u"Headset"_s, true, false}}, "id", {}},
                             SoundTest{SoundTest::Stage::Playing, -30.5F, -12}};
        for (const LegChange &change : QList<LegChange>{
                 Incoming{u"\"A\" <sip:+1206@x>"_s, u"sip:me@x"_s, u"id"_s, {{"x-line", "+1"}}}, Ringing{}, EarlyMedia{},
                 Answered{u"opus"_s, 48000, true, u"id"_s}, Held{Side::Them, true}, Muted{true}, Recorded{true, u"/x.wav"_s}, Merged{true},
                 Transferring{Transferring::Stage::Failed, 486}, DigitHeard{'#'}, DigitsSent{u"1"_s}, Levels{-12.5F, -90},
                 Quality{4.4, 1.5, 0, 12, 80, 60, 1000, 990}, Ended{EndCause::Busy, 486, u"Busy Here"_s}})
            all.append(LegEvent{5, at, change});
        return all;
    }();
    return list;
}

} // namespace

class TestWire : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCommandComesBackAsItWas()
    {
        QCOMPARE(size_t(commands().size()), std::variant_size_v<LineCommand> + 1);
        for (const LineCommand &command : commands()) {
            const auto back = commandFromWire(toWire(command));
            QVERIFY(back);
            QVERIFY2(*back == command, qPrintable(QString::number(command.index())));
        }
    }

    void everyEventComesBackAsItWas()
    {
        QCOMPARE(size_t(events().size()), std::variant_size_v<LegChange> + std::variant_size_v<LineEvent> - 1);
        for (const LineEvent &event : events()) {
            const auto back = eventFromWire(toWire(event));
            QVERIFY(back);
            QVERIFY(*back == event);
        }
    }

    void whatIsCutOffOrTooLongIsRefused()
    {
        for (const LineEvent &event : events()) {
            const QByteArray whole = toWire(event);
            for (qsizetype length = 0; length < whole.size(); ++length)
                QVERIFY(!eventFromWire(whole.left(length)));
            QVERIFY(!eventFromWire(whole + '\0'));
        }
        for (const LineCommand &command : commands()) {
            const QByteArray whole = toWire(command);
            for (qsizetype length = 0; length < whole.size(); ++length)
                QVERIFY(!commandFromWire(whole.left(length)));
        }
    }

    void anotherVersionAndUnknownWordsAreRefused()
    {
        QByteArray other = toWire(LineEvent(EngineReady{}));
        other[0] = char(wireVersion + 1);
        QVERIFY(!eventFromWire(other));

        QByteArray unknownKind = toWire(LineEvent(EngineReady{}));
        unknownKind[1] = char(std::variant_size_v<LineEvent>);
        QVERIFY(!eventFromWire(unknownKind));

        QByteArray unknownWord = toWire(LineCommand(Reject{3, Rejection::Declined}));
        unknownWord[unknownWord.size() - 1] = 2;
        QVERIFY(!commandFromWire(unknownWord));
    }

    void textOfAnyLengthPasses()
    {
        const QString longText(100'000, u'x');
        const auto back = eventFromWire(toWire(LegEvent{1, QDateTime::currentDateTimeUtc(), Ended{EndCause::Failed, 0, longText}}));

        QVERIFY(back);
        QCOMPARE(std::get<Ended>(std::get<LegEvent>(*back).change).phrase, longText.left(8192));
    }

    void framesAreCutFromAnyStream()
    {
        const QByteArray stream = framed("one") + framed("two") + framed(QByteArray(70'000, 'x'));
        for (const int step : {1, 3, 1000}) {
            FrameReader reader;
            QList<QByteArray> got;
            for (qsizetype at = 0; at < stream.size(); at += step) {
                reader.add(QByteArrayView(stream).sliced(at, qMin<qsizetype>(step, stream.size() - at)));
                while (const auto frame = reader.next())
                    got << *frame;
            }
            QCOMPARE(got.size(), 3);
            QCOMPARE(got[1], QByteArray("two"));
            QCOMPARE(got[2].size(), 70'000);
        }
    }

    void aLengthBeyondAllBoundsBreaksTheStream_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("huge") << QByteArray("\xFF\xFF\xFF\xFF", 4);
        QTest::newRow("one too long") << QByteArray("\x00\x04\x00\x01", 4);
        QTest::newRow("nothing") << QByteArray("\x00\x00\x00\x00", 4);
    }
    void aLengthBeyondAllBoundsBreaksTheStream()
    {
        QFETCH(QByteArray, head);
        FrameReader reader;

        reader.add(head);

        QVERIFY(!reader.next());
        QVERIFY(reader.isBroken());
        reader.add(framed("fine"));
        QVERIFY(!reader.next());
    }
};

QTEST_GUILESS_MAIN(TestWire)
#include "tst_wire.moc"
