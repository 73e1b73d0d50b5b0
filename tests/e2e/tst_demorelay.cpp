// SPDX-License-Identifier: GPL-3.0-or-later
// The demo as it is started, sandbox, relay and desk in one program: nobody answers, and everything that follows is seen.
#include "app/desk/application.h"
#include "core/routing/record/decisionjson.h"
#include "tests/e2e/sip/sounds.h"
#include "ui/panels/calls/callstory.h"
#include "ui/shell/phone/callpopup.h"
#include "ui/widgets/trace/traceview.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

template <typename T>
T waitFor(QFuture<T> future)
{
    return QTest::qWaitFor([&] { return future.isFinished(); }, 20'000) && future.resultCount() > 0 ? future.result() : T(fail(Error::Kind::Offline, QString()));
}

} // namespace

class TestDemoRelay : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<DeskApplication> m_desk;

    static CallPopup *popup()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *found = qobject_cast<CallPopup *>(widget))
                return found;
        }
        return nullptr;
    }
    QAbstractItemView *list(const QString &name) const { return m_desk->window().findChild<QAbstractItemView *>(name); }
    /// Whether a visible text of the window has @p words in it.
    bool isRead(const QString &words) const
    {
        for (const QLabel *label : m_desk->window().findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(words))
                return true;
        }
        for (const QTextEdit *text : m_desk->window().findChildren<QTextEdit *>()) {
            if (text->isVisible() && text->toPlainText().contains(words))
                return true;
        }
        return false;
    }
    bool becomesRead(const QString &words)
    {
        return QTest::qWaitFor([&] {
            m_desk->session()->sync().syncNow();
            return isRead(words);
        }, 60'000);
    }
    void choose(const QString &page, const QString &listName)
    {
        m_desk->window().showPage(page);
        QTRY_VERIFY_WITH_TIMEOUT(list(listName) && list(listName)->model()->rowCount() > 0, 20'000);
        list(listName)->setCurrentIndex(list(listName)->model()->index(0, 0));
    }
    /// What the sandbox was told to do, by the webhook of that name.
    QByteArrayList answersTo(const QString &webhook) const
    {
        QByteArrayList answers;
        for (const QJsonValue &entry : QJsonDocument::fromJson(m_desk->demo()->sandbox().journalJson()).object()["entries"_L1].toArray()) {
            const QByteArray text = QJsonDocument(entry.toObject()).toJson();
            if (text.contains(webhook.toUtf8()))
                answers << text;
        }
        return answers;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("PATH", QByteArray(BINARY_DIR "/bin:") + qgetenv("PATH"));
        const QString says = m_folder.filePath(u"desk.wav"_s);
        QVERIFY(sounds::writeWav(says, babble(4, 1), 16000));
        m_desk = std::make_unique<DeskApplication>(*qApp, m_folder.filePath(u"profiles"_s),
                                                   DeskCommand{.demo = true, .tourFolder = m_folder.filePath(u"pictures"_s)});
        m_desk->useSound({{{.name = u"desk"_s, .says = says, .hears = m_folder.path()}}});
        m_desk->start();
        QVERIFY(QTest::qWaitFor([&] { return m_desk->phone() && m_desk->phone()->isRegistered(); }, 60'000));
    }
    void cleanupTestCase() { m_desk.reset(); }

    void whoIsNotAnsweredLeavesAMessageAndTheTraceSaysWhy()
    {
        const QJsonArray script{QJsonObject{{u"answer"_s, 300}}, QJsonObject{{u"listen_tone"_s, 300}},
                                QJsonObject{{u"say"_s, u"This is Ada Winter, please call me back about the garden room."_s}},
                                QJsonObject{{u"wait"_s, 0.5}}, QJsonObject{{u"press"_s, u"#"_s}}, QJsonObject{{u"wait"_s, 5}}};
        const auto sid = m_desk->demo()->sandbox().call(u"+12065550181"_s, u"+12065550110"_s, script);
        QVERIFY(sid);

        // The plan rings the desk, which says by whose turn; nobody answers.
        QVERIFY(QTest::qWaitFor([&] { return !m_desk->phone()->calls().isEmpty() && popup() && popup()->isVisible(); }, 20'000));
        QCOMPARE(m_desk->phone()->calls().first().line.text(), u"+12065550110"_s);
        QVERIFY(QTest::qWaitFor([&] { return m_desk->phone()->calls().isEmpty(); }, 60'000));

        // The caller hears the line's own greeting, and what they say is here, in words.
        QVERIFY(QTest::qWaitFor([&] { return answersTo(u"dial-complete"_s).join().contains("Cedar and Pine Kitchens. Please leave your name"); }, 20'000));
        QVERIFY(QTest::qWaitFor([&] { return !answersTo(u"/transcription"_s).isEmpty(); }, 120'000));
        choose(u"voicemail"_s, u"voicemailList"_s);
        QVERIFY(QTest::qWaitFor([&] {
            m_desk->session()->sync().syncNow();
            return list(u"voicemailList"_s)->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"Ada Winter"_s);
        }, 60'000));
        list(u"voicemailList"_s)->setCurrentIndex(list(u"voicemailList"_s)->model()->index(0, 0));
        QVERIFY(becomesRead(u"please call me back about the garden room"_s));

        // The relay knows why: whose turn it was, who was passed over, what became of each step.
        const auto call = waitFor(m_desk->session()->team()->calls().find(*CallSid::parse(*sid)));
        QVERIFY(call && *call);
        QCOMPARE((*call)->outcome, u"voicemail"_s);
        QCOMPARE((*call)->planVersion, 2);
        const auto decision = routing::readDecision((*call)->decision());
        QVERIFY(decision);
        QStringList passedOver;
        for (const routing::Step &step : decision->steps) {
            for (const routing::Skipped &skipped : step.skipped)
                passedOver << skipped.person.text();
        }
        QVERIFY(passedOver.contains(u"theo"_s) && passedOver.contains(u"rosa"_s));
        QStringList story;
        for (const StoryLine &line : storyOf(**call, *m_desk->demo()->relay().relay().plan().plan()))
            story << line.sentence;
        QCOMPARE(story, QStringList({u"Maya Lindqvist was rung."_s, u"Nobody answered."_s, u"The caller came to the voicemail of the line."_s,
                                     u"The caller left a message."_s}));
    }

    void theCallLogTellsIt()
    {
        choose(u"calls"_s, u"callList"_s);

        QVERIFY(becomesRead(u"Maya Lindqvist was rung."_s));
        const auto *trace = m_desk->window().findChild<TraceView *>();
        QVERIFY(trace && trace->isVisible());
        QVERIFY2(trace->summary().contains(u"Maya Lindqvist"_s), qPrintable(trace->summary()));
    }

    void aTextComesToTheRelayToo()
    {
        m_desk->demo()->sandbox().text(u"+12065550181"_s, u"+12065550110"_s, u"Is anybody there?"_s);

        QVERIFY(QTest::qWaitFor([&] { return m_desk->demo()->relay().relay().texts().counts().answered > 0; }, 20'000));
    }
};

QTEST_MAIN(TestDemoRelay)
#include "tst_demorelay.moc"
