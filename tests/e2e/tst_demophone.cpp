// SPDX-License-Identifier: GPL-3.0-or-later
// The demo as it is started, with a sound card made of files: somebody calls, and both are heard.
#include "app/desk/application.h"
#include "core/sandbox/demo/callers.h"
#include "core/sandbox/speech/speaker.h"
#include "tests/core/sandbox/restclient.h"
#include "tests/e2e/sip/sounds.h"
#include "ui/shell/phone/callpopup.h"

#include <QApplication>
#include <QDir>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestDemoPhone : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::vector<qint16> m_weSay = babble(4, 1);

    QString path(const QString &name) const { return m_folder.filePath(name); }
    static bool press(QWidget *place, const QString &name)
    {
        auto *button = place ? place->findChild<QPushButton *>(name) : nullptr;
        if (!button || !QTest::qWaitFor([button] { return button->isVisible() && button->isEnabled(); }, 20'000))
            return false;
        button->click();
        return true;
    }
    static CallPopup *popup()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *found = qobject_cast<CallPopup *>(widget))
                return found;
        }
        return nullptr;
    }
    std::vector<qint16> heard() const
    {
        const QStringList files = QDir(path(u"heard"_s)).entryList({u"heard-*.wav"_s}, QDir::Files, QDir::Time);
        return files.isEmpty() ? std::vector<qint16>() : sounds::readAt8k(path(u"heard/"_s + files.first()));
    }
    static bool isIn(const std::vector<qint16> &said, const std::vector<qint16> &sound)
    {
        return sounds::clearest(said, sound, 0.9) >= 0.9;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("PATH", QByteArray(BINARY_DIR "/bin:") + qgetenv("PATH"));
        QVERIFY(QDir().mkpath(path(u"heard"_s)));
        QVERIFY(sounds::writeWav(path(u"desk.wav"_s), m_weSay, 16000));
    }

    void somebodyCallsWithinTenSecondsAndBothAreHeard()
    {
        DeskApplication desk(*qApp, path(u"profiles"_s), {.demo = true});
        desk.useSound({{{.name = u"desk"_s, .says = path(u"desk.wav"_s), .hears = path(u"heard"_s)}}});
        desk.start();
        QElapsedTimer sinceWindow;
        sinceWindow.start();
        QVERIFY(desk.window().isVisible());
        QVERIFY(QTest::qWaitFor([&] { return desk.phone() && !desk.phone()->calls().isEmpty() && popup() && popup()->isVisible(); }, 30'000));
        QVERIFY2(sinceWindow.elapsed() <= 10'000, QByteArray::number(sinceWindow.elapsed()).constData());
        const world::demo::Caller &caller = world::demo::callers().first();
        const LiveCall ringing = desk.phone()->calls().first();
        QCOMPARE(ringing.peer.text(), caller.from);
        QCOMPARE(ringing.line.text(), caller.to);

        QVERIFY(QTest::qWaitFor([] { return !popup()->isGuarded(); }));
        QVERIFY(press(popup(), u"popupAnswer"_s));
        QVERIFY(QTest::qWaitFor([&] { return desk.phone()->call(ringing.leg) && desk.phone()->call(ringing.leg)->wasAnswered(); }, 20'000));
        QVERIFY(QTest::qWaitFor([&] { return desk.phone()->call(ringing.leg)->isEncrypted; }));
        RestClient rest(desk.demo()->address());
        const QString sid = ringing.callSid.text();
        QCOMPARE(rest.post(u"Calls/%1/Recordings.json"_s.arg(sid), "RecordingChannels=dual").status, 201);

        world::Speaker speaker;
        world::Clip words;
        speaker.say(caller.turns.first(), {caller.voice, caller.wordsPerMinute}, this, [&words](const world::Clip &clip) { words = clip; });
        QVERIFY(QTest::qWaitFor([&words] { return words != nullptr; }, 20'000));
        const std::vector<qint16> theySay(words->begin(), words->end());
        QVERIFY(QTest::qWaitFor([&] { return isIn(theySay, heard()); }, 30'000));

        QVERIFY(press(&desk.window(), u"hangUpButton"_s));
        QVERIFY(QTest::qWaitFor([&] { return desk.phone()->calls().isEmpty(); }));
        QJsonObject recording;
        QVERIFY(QTest::qWaitFor([&] {
            recording = rest.get(u"Calls/%1/Recordings.json"_s.arg(sid)).list("recordings").first().toObject();
            return recording.value("status"_L1).toString() == "completed"_L1;
        }, 20'000));
        const auto audio = readWav(rest.get(u"Recordings/%1.wav?RequestedChannels=2"_s.arg(recording.value("sid"_L1).toString())).body);
        QVERIFY(audio);
        QCOMPARE(audio->channels, 2);
        std::vector<qint16> channels[2];
        for (qsizetype i = 0; i < audio->samples.size(); ++i)
            channels[i % 2].push_back(audio->samples[i]);
        const bool isWeFirst = isIn(m_weSay, channels[0]);
        QVERIFY(isWeFirst || isIn(m_weSay, channels[1]));
        QVERIFY(isIn(theySay, channels[isWeFirst ? 1 : 0]));
    }

    void whoeverHasNoMicrophoneSpeaksWithTheVoiceOfTheDemo()
    {
        DeskApplication desk(*qApp, path(u"profiles"_s), {.demo = true, .tourFolder = path(u"pictures"_s)});
        desk.start();
        QVERIFY(QTest::qWaitFor([&] { return desk.phone() && desk.phone()->isRegistered(); }, 30'000));
        bool isTold = false;
        connect(desk.phone(), &Phone::microphoneSilent, this, [&isTold] { isTold = true; });
        const world::demo::Caller &caller = world::demo::callers().first();
        QVERIFY(desk.demo()->sandbox().call(caller.from, caller.to, u"talks"_s));
        QVERIFY(QTest::qWaitFor([&] { return popup() && popup()->isVisible() && !popup()->isGuarded(); }, 20'000));
        QVERIFY(press(popup(), u"popupAnswer"_s));

        const auto microphone = [&desk] {
            const auto call = desk.phone()->call(desk.phone()->current());
            return call && call->wasAnswered() ? call->levels.microphone : -120.F;
        };
        QVERIFY(QTest::qWaitFor([&] { return microphone() > -45; }, 20'000));
        QVERIFY(!isTold);
        QVERIFY(press(&desk.window(), u"hangUpButton"_s));
        QVERIFY(QTest::qWaitFor([&] { return desk.phone()->calls().isEmpty(); }));
    }
};

QTEST_MAIN(TestDemoPhone)
#include "tst_demophone.moc"
