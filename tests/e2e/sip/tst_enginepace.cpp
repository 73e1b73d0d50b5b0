// SPDX-License-Identifier: GPL-3.0-or-later
// The engine at rest: it costs next to nothing, and is wide awake when it is told something.
#include "core/voice/process/processline.h"
#include "tests/bench/voice/processload.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestEnginePace : public QObject
{
    Q_OBJECT

    std::unique_ptr<ProcessLine> m_line;
    int m_signs = 0;

    double wakeUps() const { return bench::loadOf({m_line->processId()}).wakeUps; }
    double wakeUpsIn(int milliseconds) const
    {
        const double before = wakeUps();
        QTest::qWait(milliseconds);
        return wakeUps() - before;
    }
    bool comesToRest() const
    {
        return QTest::qWaitFor([this] { return wakeUpsIn(300) < 5; }, 20'000);
    }
    bool showsSignOfLife()
    {
        const int before = m_signs;
        m_line->send(AreYouThere{});
        return QTest::qWaitFor([&] { return m_signs > before; }, 5000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        LineSetup setup;
        setup.loopbackOnly = true;
        setup.fileSound = FileSound{{{.name = u"desk"_s}}};
        m_line = std::make_unique<ProcessLine>(
            EngineOptions{.program = QStringLiteral(BINARY_DIR "/bin/milassist-voice"), .setup = setup});
        connect(m_line.get(), &VoiceLine::happened, this,
                [this](const LineEvent &event) { m_signs += std::holds_alternative<EngineReady>(event); });
        m_line->start();
        QVERIFY(QTest::qWaitFor([this] { return m_signs > 0; }, 20'000));
    }
    void cleanupTestCase() { m_line.reset(); }

    void whatItIsToldAtRestIsDoneAtOnce()
    {
        QList<qint64> atRest, awake;
        for (int i = 0; i < 5; ++i) {
            QVERIFY(comesToRest());
            for (QList<qint64> *times : {&atRest, &awake}) { // it stays awake for a moment: the second one is what the machine takes
                QElapsedTimer time;
                time.start();
                QVERIFY(showsSignOfLife());
                times->append(time.elapsed());
            }
        }

        std::ranges::sort(atRest);
        std::ranges::sort(awake);
        QVERIFY2(atRest[2] < 150 + 2 * awake[2], // it rests for a second at a time
                 qPrintable(u"half of them took %1 ms or more, and %2 ms awake"_s.arg(atRest[2]).arg(awake[2])));
    }

    void aSignOfLifeDoesNotKeepItAwake()
    {
        QVERIFY(comesToRest());

        QVERIFY(showsSignOfLife());

        const double count = wakeUpsIn(1000);
        QVERIFY2(count < 25,
                 qPrintable(u"%1 wake-ups in the second after"_s.arg(count))); // 50 when it expects something to happen
    }
};

QTEST_GUILESS_MAIN(TestEnginePace)
#include "tst_enginepace.moc"
