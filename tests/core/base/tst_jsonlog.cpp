// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsonlog.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestJsonLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMessageIsOneLineOfJsonWhateverIsInIt()
    {
        const QDateTime at(QDate(2026, 11, 22), QTime(8, 30, 0, 250), Qt::UTC);

        const QByteArray line = jsonLogLine(at, QtWarningMsg, u"milassist.http"_s, u"one\ntwo \"three\"\u2028"_s);

        QVERIFY(line.endsWith('\n') && line.count('\n') == 1);
        QCOMPARE(QJsonDocument::fromJson(line).object(),
                 (QJsonObject{{u"at"_s, u"2026-11-22T08:30:00.250Z"_s},
                              {u"level"_s, u"warning"_s},
                              {u"category"_s, u"milassist.http"_s},
                              {u"message"_s, u"one\ntwo \"three\"\u2028"_s}}));
    }

    void numbersAreMasked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("safe");
        QTest::newRow("one") << u"call from +15005550006 refused"_s << u"call from +1500***0006 refused"_s;
        QTest::newRow("two, at the ends") << u"+15005550006 to +442071838750"_s << u"+1500***0006 to +4420***8750"_s;
        QTest::newRow("an instant's zone stays") << u"at 08:00+0100"_s << u"at 08:00+0100"_s;
        QTest::newRow("too long for a number") << u"x+1234567890123456"_s << u"x+1234567890123456"_s;
        QTest::newRow("none") << u"nothing"_s << u"nothing"_s;
    }
    void numbersAreMasked()
    {
        QFETCH(QString, text);
        QTEST(withNumbersMasked(text), "safe");
    }

    void debugSaysWhichCategoriesTalk_data()
    {
        QTest::addColumn<QString>("debug");
        QTest::addColumn<QString>("rules");
        QTest::newRow("unset") << QString() << QString();
        QTest::newRow("all") << u"twilio:*"_s << u"milassist.*.debug=true"_s;
        QTest::newRow("some") << u"twilio:http, twilio:store"_s << u"milassist.http.debug=true\nmilassist.store.debug=true"_s;
        QTest::newRow("of another program") << u"express:*"_s << QString();
    }
    void debugSaysWhichCategoriesTalk()
    {
        QFETCH(QString, debug);
        QTEST(loggingRules(debug), "rules");
    }
};

QTEST_GUILESS_MAIN(TestJsonLog)
#include "tst_jsonlog.moc"
