// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/softphone/echoreport.h"

#include <QTest>

#include <cmath>

using namespace milassist;
using namespace std::chrono_literals;
using Outcome = EchoReport::Outcome;

class TestEchoReport : public QObject {
    Q_OBJECT

    /// A call as it should be: rung, talked, its voice here, ours there.
    static EchoFacts good() { return {.hasRung = true, .talked = 12s, .heardHere = 6s, .said = 4s, .heardThere = 3s}; }

private Q_SLOTS:
    void nothingIsSaidThatWasNotProved_data()
    {
        QTest::addColumn<EchoFacts>("facts");
        QTest::addColumn<Outcome>("outcome");
        const auto row = [](const char *name, Outcome outcome, auto change) {
            EchoFacts facts = good();
            change(facts);
            QTest::newRow(name) << facts << outcome;
        };
        row("all as it should be", Outcome::BothWays, [](EchoFacts &) {});
        row("heard there although the meter here saw nothing", Outcome::BothWays, [](EchoFacts &f) { f.said = 0s; });
        row("a click is no voice", Outcome::NotHeardThere, [](EchoFacts &f) { f.heardThere = 100ms; });
        row("the microphone is muted", Outcome::MicrophoneSilent, [](EchoFacts &f) { f.said = 0s; f.heardThere = 0s; });
        row("the microphone is muted and there is no recording", Outcome::MicrophoneSilent, [](EchoFacts &f) { f.said = 0s; f.heardThere.reset(); });
        row("our sound does not arrive", Outcome::NotHeardThere, [](EchoFacts &f) { f.heardThere = 0s; });
        row("their sound does not arrive", Outcome::NotHeardHere, [](EchoFacts &f) { f.heardHere = 0s; });
        row("no sound arrives anywhere", Outcome::NotHeardHere, [](EchoFacts &f) { f.heardHere = 0s; f.heardThere = 0s; });
        row("the recording does not come", Outcome::NotRecorded, [](EchoFacts &f) { f.heardThere.reset(); });
        row("hung up during the greeting", Outcome::CutShort, [](EchoFacts &f) { f.talked = 2s; f.heardThere.reset(); });
        row("no call came", Outcome::NeverRang, [](EchoFacts &f) { f = {}; });
        row("refused", Outcome::Refused, [](EchoFacts &f) { f = {.refusal = Error{.kind = Error::Kind::Rejected, .twilioCode = 21210}}; });
        row("the answer was lost and the call came", Outcome::BothWays, [](EchoFacts &f) { f.refusal = Error{.kind = Error::Kind::OutcomeUnknown}; });
    }
    void nothingIsSaidThatWasNotProved()
    {
        QFETCH(EchoFacts, facts);
        QTEST(reportOf(facts).outcome, "outcome");
    }

    void whyItWasRefusedIsKept()
    {
        const EchoReport report = reportOf({.refusal = Error{.kind = Error::Kind::Rejected, .twilioCode = 21210}});
        QCOMPARE(report.error.twilioCode, 21210);
    }

    void soundIsMeasuredAndNoiseIsNot()
    {
        Audio audio;
        const auto add = [&audio](int milliseconds, double loudness) {
            for (int i = 0; i < milliseconds * 8; ++i)
                audio.samples.append(qint16(loudness * std::sin(i * 0.4)));
        };
        add(1000, 30);   // a line that is open
        add(1500, 8000); // a voice
        add(1000, 0);
        add(500, 3000);

        QVERIFY(std::abs((soundIn(audio) - 2000ms).count()) <= 40);
        QCOMPARE(soundIn({}), 0ms);
    }
};

QTEST_GUILESS_MAIN(TestEchoReport)
#include "tst_echoreport.moc"
