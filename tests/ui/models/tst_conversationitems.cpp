// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/conversationitems.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using Kind = ConversationItem::Kind;

namespace
{

TimelineItem text(qint64 id, bool inbound, const QString &localTime)
{
    MessageRow row{.id = id, .at = QDateTime::fromString(localTime, Qt::ISODate).toUTC()};
    row.message.direction = inbound ? MessageDirection::Inbound : MessageDirection::OutboundApi;
    return {.at = row.at, .what = row};
}

TimelineItem call(qint64 id, const QString &localTime)
{
    CallRow row;
    row.id = id;
    return {.at = QDateTime::fromString(localTime, Qt::ISODate).toUTC(), .what = row};
}

TimelineItem voicemail(qint64 id, const QString &localTime)
{
    VoicemailRow row;
    row.id = id;
    return {.at = QDateTime::fromString(localTime, Qt::ISODate).toUTC(), .what = row};
}

QString shape(const QList<ConversationItem> &items)
{
    QString text;
    for (const ConversationItem &item : items) {
        if (item.kind == Kind::Day)
            text += u'D';
        else if (item.kind == Kind::Unread)
            text += u'U';
        else if (item.kind == Kind::Call)
            text += u'C' + QString::number(item.id());
        else if (item.kind == Kind::Voicemail)
            text += u'V' + QString::number(item.id());
        else
            text += QString::number(item.row.id);
    }
    return text;
}

} // namespace

class TestConversationItems : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyDayHasItsLine()
    {
        const auto items =
            conversationItems({text(1, true, u"2026-08-10T23:59:00"_s), text(2, true, u"2026-08-11T00:01:00"_s)}, 0);

        QCOMPARE(shape(items), u"D1D2"_s);
        QCOMPARE(items[2].day, QDate(2026, 8, 11));
    }

    void textsOfOneSideWithinMinutesStandTogether()
    {
        const auto items = conversationItems({text(1, true, u"2026-08-11T10:00:00"_s), text(2, true, u"2026-08-11T10:03:00"_s),
                                              text(3, false, u"2026-08-11T10:04:00"_s), text(4, false, u"2026-08-11T10:30:00"_s)},
                                             0);

        QCOMPARE(shape(items), u"D1234"_s);
        QVERIFY(items[1].groupBegins && !items[1].groupEnds);
        QVERIFY(!items[2].groupBegins && items[2].groupEnds);
        QVERIFY(items[3].groupBegins && items[3].groupEnds);
        QVERIFY(items[4].groupBegins && items[4].groupEnds);
    }

    void theLineNewStandsBeforeTheFirstUnreadAndPartsGroups()
    {
        const QList<TimelineItem> rows{text(1, true, u"2026-08-11T10:00:00"_s), text(2, true, u"2026-08-11T10:01:00"_s),
                                     text(3, false, u"2026-08-11T10:02:00"_s), text(4, true, u"2026-08-11T10:03:00"_s)};

        QCOMPARE(firstUnreadOf(rows, 2), 2);
        QCOMPARE(firstUnreadOf(rows, 0), 0);
        QCOMPARE(firstUnreadOf(rows, 9), 1);
        const auto items = conversationItems(rows, 2);
        QCOMPARE(shape(items), u"D1U234"_s);
        QVERIFY(items[1].groupEnds && items[3].groupBegins);
    }

    void callsAndVoicemailsStandBetweenTextsAndPartThem()
    {
        const auto items = conversationItems({call(1, u"2026-08-10T09:00:00"_s), text(2, true, u"2026-08-11T10:00:00"_s),
                                              voicemail(3, u"2026-08-11T10:01:00"_s), text(4, true, u"2026-08-11T10:02:00"_s)},
                                             4);

        QCOMPARE(shape(items), u"DC1D2V3U4"_s);
        QVERIFY(items[3].groupEnds && items[6].groupBegins);
        QCOMPARE(firstUnreadOf({text(1, true, u"2026-08-11T10:00:00"_s), call(2, u"2026-08-11T10:01:00"_s)}, 1), 1);
    }

    void nothingIsNothing() { QVERIFY(conversationItems({}, 0).isEmpty()); }
};

QTEST_GUILESS_MAIN(TestConversationItems)
#include "tst_conversationitems.moc"
