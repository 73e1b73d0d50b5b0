// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/avatar.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/splitview.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initials_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("shown");
        QTest::newRow("two words") << u"Maria Lopez"_s << u"ML"_s;
        QTest::newRow("one word") << u"zoe"_s << u"Z"_s;
        QTest::newRow("three words") << u"Ana de Sousa"_s << u"AS"_s;
        QTest::newRow("a number") << u"+1 415 555 0100"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("beyond the first plane") << u"\U00020000\U00020001"_s << u"\U00020000"_s;
    }
    void initials()
    {
        QFETCH(QString, name);
        QFETCH(QString, shown);
        QCOMPARE(initialsOf(name), shown);
    }

    void aRowIsSpokenInOrder()
    {
        const RowView row{.title = u"Maria"_s, .time = u"14:05"_s, .subtitle = u"Missed call"_s, .tags = {{u"Voicemail"_s}}, .detail = u"Boston"_s, .unread = true};
        QCOMPARE(spokenRow(row), u"Unread. Maria, 14:05. Missed call. Voicemail. Boston"_s);
    }

    void aRowFitsWhateverItsText()
    {
        RowView row{.title = QString(2000, u'W'), .time = u"Yesterday"_s, .icon = u"arrow-in"_s, .subtitle = QString(2000, u'M'),
                    .tags = {{u"Opted out"_s, Tone::Warning, u"block"_s}}, .detail = u"12:05"_s, .hasAvatar = true, .unread = true, .count = 120};
        QImage image(320, 60, QImage::Format_ARGB32_Premultiplied);
        QPainter painter(&image);
        QStyleOptionViewItem option;
        for (const int width : {320, 80, 10}) {
            option.rect = QRect(0, 0, width, 60);
            paintRow(painter, option, row);
        }
        row = {.isPlaceholder = true};
        paintRow(painter, option, row);
    }

    void searchBeginsAtOnceThenTakesQuickKeysTogetherAndEscapeClears()
    {
        SearchField field(u"Search"_s);
        QSignalSpy searched(&field, &SearchField::searched);

        field.setText(u"m"_s);
        QCOMPARE(searched.size(), 1);
        field.setText(u"ma"_s);
        field.setText(u"mar"_s);
        QTRY_COMPARE(searched.size(), 2);
        QCOMPARE(searched.last().at(0).toString(), u"mar"_s);
        QTest::keyClick(&field, Qt::Key_Escape);

        QCOMPARE(searched.last().at(0).toString(), QString());
        QVERIFY(field.text().isEmpty());
    }

    void aNoticeSaysWhatHappenedAndOffersItsAction()
    {
        Notice notice;
        QSignalSpy chosen(&notice, &Notice::actionChosen);
        QVERIFY(!notice.isTelling());

        notice.tell(Error{.kind = Error::Kind::Rejected, .twilioCode = 21610}, u"Call instead"_s);

        QVERIFY(notice.isTelling());
        QVERIFY(notice.title().contains(u"opted out"_s));
        QCOMPARE(notice.findChild<QToolButton *>(u"noticeCode"_s)->text(), u"Twilio 21610"_s);
        notice.findChild<QPushButton *>(u"noticeAction"_s)->click();
        QCOMPARE(chosen.size(), 1);
        notice.clear();
        QVERIFY(!notice.isTelling());
    }

    void anEmptyStateHidesWhatItHasNot()
    {
        EmptyState empty;
        empty.setText(u"inbox"_s, u"No missed calls."_s);
        QVERIFY(empty.findChild<QPushButton *>(u"emptyAction"_s)->isHidden());
        QVERIFY(empty.findChild<QLabel *>(u"emptyMore"_s)->isHidden());
    }

    void aNarrowSplitShowsOnePaneAtATime()
    {
        auto *list = new QWidget;
        auto *detail = new QWidget;
        SplitView split(list, detail);
        split.setFoldingWidth(600);
        split.resize(900, 400);
        split.show();
        QVERIFY(list->isVisible() && detail->isVisible());

        split.resize(500, 400);
        QTRY_VERIFY(split.isFolded());
        QVERIFY(list->isVisible() && !detail->isVisible());
        split.showDetail();
        QVERIFY(!list->isVisible() && detail->isVisible());
        split.showList();
        QVERIFY(list->isVisible());
    }

    void twoPanesNeedTwiceTheWidthAtTwiceTheTextSize()
    {
        SplitView split(new QWidget, new QWidget);
        split.setFoldingWidth(600);
        split.resize(900, 400);
        split.show();
        QVERIFY(!split.isFolded());

        QFont large = split.font();
        large.setPixelSize(2 * QFontMetrics(large).height());
        split.setFont(large);

        QVERIFY(split.isFolded());
    }

    void aBadgeOfZeroIsNotThere()
    {
        QWidget parent;
        Badge badge(&parent);
        badge.setCount(3);
        QVERIFY(!badge.isHidden());
        badge.setCount(0);
        QVERIFY(badge.isHidden());
    }
};

QTEST_MAIN(TestRows)
#include "tst_rows.moc"
