// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/phonewords.h"

#include <QSet>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

QDateTime at(int seconds)
{
    return QDateTime::fromString(u"2026-03-02T10:00:00Z"_s, Qt::ISODate).addSecs(seconds);
}

LiveCall over(EndCause cause, Direction direction, bool answered = false, int code = 0)
{
    LiveCall call{.direction = direction, .phase = Phase::Ended, .beganAt = at(0), .endedAt = at(14), .cause = cause, .sipCode = code};
    if (answered)
        call.answeredAt = at(3);
    return call;
}

} // namespace

class TestPhoneWords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyEndHasASentence_data()
    {
        using enum EndCause;
        constexpr auto in = Direction::Incoming, out = Direction::Outgoing;
        QTest::addColumn<LiveCall>("call");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("hasAdvice");
        QTest::addColumn<Tone>("tone");
        QTest::newRow("we hang up") << over(HungUp, out, true) << u"You hung up"_s << false << Tone::Neutral;
        QTest::newRow("they hang up") << over(TheyHungUp, in, true) << u"They hung up"_s << false << Tone::Neutral;
        QTest::newRow("busy") << over(Busy, out, false, 486) << u"The line is busy"_s << false << Tone::Warning;
        QTest::newRow("declined with busy") << over(Busy, in, false, 486) << u"You declined the call"_s << false << Tone::Neutral;
        QTest::newRow("they decline") << over(Declined, out, false, 603) << u"They declined the call"_s << false << Tone::Warning;
        QTest::newRow("we decline") << over(Declined, in, false, 603) << u"You declined the call"_s << false << Tone::Neutral;
        QTest::newRow("no such number") << over(NotFound, out, false, 404) << u"Nobody can be reached under this number"_s << true << Tone::Danger;
        QTest::newRow("nobody answers") << over(NoAnswer, out, false, 480) << u"Nobody answered"_s << false << Tone::Warning;
        QTest::newRow("missed") << over(NoAnswer, in) << u"Missed, rang 14 s"_s << false << Tone::Danger;
        QTest::newRow("caller gives up") << over(Cancelled, in) << u"Missed, rang 14 s"_s << false << Tone::Danger;
        QTest::newRow("we give up") << over(Cancelled, out) << u"You hung up before the answer"_s << false << Tone::Neutral;
        QTest::newRow("elsewhere") << over(AnsweredElsewhere, in) << u"Answered on another telephone"_s << false << Tone::Good;
        QTest::newRow("handed over") << over(Transferred, in, true) << u"Handed over"_s << false << Tone::Good;
        QTest::newRow("sound lost") << over(MediaLost, in, true) << u"The sound was lost, so the call ended"_s << true << Tone::Danger;
        QTest::newRow("not encrypted") << over(NotEncrypted, out, false, 488) << u"The call could not be encrypted"_s << true << Tone::Danger;
        QTest::newRow("server away") << over(Unreachable, out, false, 503) << u"The telephone server cannot be reached"_s << true << Tone::Danger;
        QTest::newRow("server lost") << over(Unreachable, out, true, 503) << u"The connection to the telephone server was lost"_s << true << Tone::Danger;
        QTest::newRow("refused") << over(Refused, out, false, 403) << u"The telephone server does not allow this call"_s << true << Tone::Danger;
        QTest::newRow("server fails") << over(ServerFailed, out, false, 500) << u"The telephone server had a problem of its own"_s << true << Tone::Danger;
        QTest::newRow("no device") << over(NoDevice, out) << u"There is no microphone and no loudspeaker"_s << true << Tone::Danger;
        QTest::newRow("engine lost") << over(EngineLost, in, true) << u"The voice engine stopped unexpectedly"_s << true << Tone::Danger;
        QTest::newRow("Twilio reached us not") << over(NotReachedUs, out) << u"Twilio could not call this telephone"_s << true << Tone::Danger;
        QTest::newRow("never went out") << over(NeverWentOut, out) << u"The call did not go out"_s << true << Tone::Danger;
        LiveCall refused = over(Refused, out);
        refused.twilioCode = 21215;
        QTest::newRow("refused by Twilio") << refused << u"Calls to this country are switched off."_s << true << Tone::Danger;
        LiveCall offline = over(Unreachable, out);
        offline.meFirst = MeFirst::Asking;
        QTest::newRow("Twilio away") << offline << u"Twilio cannot be reached"_s << true << Tone::Danger;
        QTest::newRow("anything else out") << over(Failed, out, false, 420) << u"The call could not be put through"_s << true << Tone::Danger;
        QTest::newRow("anything else in") << over(Failed, in) << u"The call failed"_s << true << Tone::Danger;
    }
    void everyEndHasASentence()
    {
        QFETCH(LiveCall, call);
        const EndWords words = endWords(call);
        QTEST(words.text, "text");
        QTEST(!words.advice.isEmpty(), "hasAdvice");
        QTEST(words.tone, "tone");
        QVERIFY(!words.icon.isEmpty());
        if (words.tone == Tone::Danger && call.sipCode > 0)
            QCOMPARE(words.code, u"SIP %1"_s.arg(call.sipCode));
        if (call.twilioCode > 0)
            QCOMPARE(words.code, u"Twilio %1"_s.arg(call.twilioCode));
    }

    void eachProblemOfTheConnectionHasItsOwnWordsAndAdvice()
    {
        QSet<QString> said;
        for (int problem = int(RegistrationProblem::WrongPassword); problem <= int(RegistrationProblem::EngineMissing); ++problem) {
            const RegistrationWords words = registrationWords({.is = Registration::Refused, .problem = RegistrationProblem(problem), .sipCode = 403});
            QVERIFY2(!words.text.isEmpty() && !words.advice.isEmpty(), qPrintable(QString::number(problem)));
            QVERIFY2(!said.contains(words.text), qPrintable(words.text));
            said.insert(words.text);
            QCOMPARE(words.code, u"SIP 403"_s);
            const bool isForOthersToMend = problem == int(RegistrationProblem::NotProtected) || problem == int(RegistrationProblem::EngineMissing);
            QCOMPARE(words.canTryNow, !isForOthersToMend);
            QCOMPARE(words.tone, Tone::Danger);
        }
    }

    void theNextTryIsCountedDown()
    {
        const RegistrationState waiting{.is = Registration::WaitingToRetry, .problem = RegistrationProblem::Unreachable, .retryIn = std::chrono::seconds(8)};
        QVERIFY(registrationWords(waiting).advice.endsWith(u"Next try in 8 s."_s));
        QVERIFY(registrationWords(waiting, std::chrono::seconds(5)).advice.endsWith(u"Next try in 3 s."_s));
        QVERIFY(!registrationWords(waiting, std::chrono::seconds(9)).advice.contains(u"Next try"_s));
        QCOMPARE(registrationWords(waiting).tone, Tone::Warning);
    }

    void aGoodConnectionNeedsNoAdvice()
    {
        const RegistrationWords words = registrationWords({.is = Registration::Registered});
        QCOMPARE(words.text, u"Ready for calls"_s);
        QCOMPARE(words.tone, Tone::Good);
        QVERIFY(words.advice.isEmpty() && !words.canTryNow);
        QVERIFY(!registrationWords({.is = Registration::Connecting}).text.isEmpty());
        QVERIFY(!registrationWords({.is = Registration::Off}).text.isEmpty());
        QVERIFY(!registrationWords({.is = Registration::NoNetwork}).text.isEmpty());
    }

    void whatCannotBeDialledSaysWhy()
    {
        using enum DialTarget::Verdict;
        QSet<QString> said;
        for (const auto verdict : {Unusual, NotANumber, NeedsCountry, NeedsAreaCode, TooShort, TooLong, UnknownCountry, Emergency, ShortCode, BadDigits}) {
            const DialWords words = dialWords({.verdict = verdict});
            QVERIFY2(!words.text.isEmpty(), qPrintable(QString::number(int(verdict))));
            said.insert(words.text);
        }
        QCOMPARE(said.size(), 10);
        QVERIFY(dialWords({.verdict = Good}).text.isEmpty());
        QVERIFY(dialWords({.verdict = Empty}).text.isEmpty());
    }

    void anEmergencyCallIsRefusedWithTheReasonAndWhatToDo()
    {
        const DialWords words = dialWords(dialTarget(u"911", u"US"_s));
        QCOMPARE(words.tone, Tone::Danger);
        QVERIFY(words.advice.contains(u"address"_s));
        QVERIFY(words.advice.contains(u"mobile"_s));
    }

    void availabilityIsToldWithItsEnd()
    {
        using Kind = Availability::Kind;
        const QDateTime evening(QDate(2026, 3, 2), QTime(18, 0), Qt::LocalTime);
        const QDateTime noon = evening.addSecs(-6 * 3600).toUTC();
        QCOMPARE(availabilityText({}, noon), u"Available"_s);
        QCOMPARE(availabilityText({.kind = Kind::DoNotDisturb}, noon), u"Do not disturb"_s);
        QCOMPARE(availabilityText({.kind = Kind::Away}, noon), u"Away"_s);
        QCOMPARE(availabilityText({.kind = Kind::Away, .until = evening.toUTC()}, noon), u"Away until 18:00"_s);
        QCOMPARE(availabilityText({.kind = Kind::Away, .until = evening.toUTC()}, noon.addDays(-1)), u"Away until Mon, 18:00"_s);
    }
};

QTEST_MAIN(TestPhoneWords)
#include "tst_phonewords.moc"
