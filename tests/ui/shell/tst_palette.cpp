// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettehits.h"
#include "ui/shell/palettemodel.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

const QDateTime now = QDateTime::fromString(u"2024-05-15T12:00:00Z"_s, Qt::ISODate);

PaletteItem command(const QString &words)
{
    return {.kind = PaletteItem::Kind::Command, .row = {.title = words}, .choose = [] {}};
}

QStringList titles(const QList<PaletteItem> &items)
{
    QStringList all;
    for (const PaletteItem &item : items)
        all.append(item.row.title);
    return all;
}

} // namespace

class TestPalette : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void commandsAreFoundByTheBeginningsOfTheirWords()
    {
        const QList<PaletteItem> all{command(u"Go to Calls"_s), command(u"Go to Contacts"_s), command(u"Larger text"_s)};
        QCOMPARE(titles(matchingCommands(all, u"go c"_s)), QStringList({u"Go to Calls"_s, u"Go to Contacts"_s}));
        QCOMPARE(titles(matchingCommands(all, u"CALLS go"_s)), QStringList({u"Go to Calls"_s}));
        QCOMPARE(matchingCommands(all, u"alls"_s).size(), 0);
        QCOMPARE(matchingCommands(all, u"  "_s).size(), 3);
    }

    void findsAreGroupedAndLeadToTheirScreens()
    {
        SearchHits hits;
        hits.people.append({.contact = Contact{.id = 7, .name = u"Maria Lopez"_s}, .party = Party(u"+12065550142"_s)});
        CallRow call;
        call.id = 11;
        call.peer = Party(u"+12065550142"_s);
        call.outcome = CallOutcome::Missed;
        call.startedAt = now.addSecs(-60 * 90);
        hits.calls.append(call);
        hits.texts.append({.thread = 3, .line = Party(u"+12065550100"_s), .peer = Party(u"+12065550142"_s), .at = now, .excerpt = u"<b>hello</b>"_s});
        QList<Target> opened;

        const QList<PaletteItem> items = itemsOf(hits, u"US"_s, now, [&](const Target &target) { opened.append(target); });

        QCOMPARE(titles(items), QStringList({u"People"_s, u"Maria Lopez"_s, u"Calls"_s, u"(206) 555-0142"_s, u"Texts"_s, u"(206) 555-0142"_s}));
        for (const PaletteItem &item : items)
            if (item.choose)
                item.choose();
        QCOMPARE(opened.size(), 3);
        QCOMPARE(std::get<ContactTarget>(opened[0]).id, 7);
        QCOMPARE(std::get<CallTarget>(opened[1]).row, 11);
        QCOMPARE(std::get<ThreadTarget>(opened[2]).peer.text(), u"+12065550142"_s);
    }

    void aCallThatRingsIsNotSaidToGoOn_data()
    {
        QTest::addColumn<CallStatus>("status");
        QTest::addColumn<QString>("words");
        QTest::newRow("dialed") << CallStatus::Initiated << u"Being dialed now"_s;
        QTest::newRow("rings") << CallStatus::Ringing << u"Ringing now"_s;
        QTest::newRow("talk") << CallStatus::InProgress << u"Ongoing call"_s;
    }
    void aCallThatRingsIsNotSaidToGoOn()
    {
        QFETCH(CallStatus, status);
        SearchHits hits;
        CallRow call;
        call.peer = Party(u"+12065550142"_s);
        call.direction = CallHeading::Out;
        call.outcome = CallOutcome::Ongoing;
        call.status = status;
        call.startedAt = now;
        hits.calls.append(call);

        const QList<PaletteItem> items = itemsOf(hits, u"US"_s, now, [](const Target &) {});

        QTEST(items.last().row.subtitle, "words");
    }

    void headingsCannotBeChosen()
    {
        PaletteModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show({{.kind = PaletteItem::Kind::Heading, .row = {.title = u"People"_s}}, command(u"a"_s),
                    {.kind = PaletteItem::Kind::Heading, .row = {.title = u"Calls"_s}}, command(u"b"_s)});

        QCOMPARE(model.choosable(0, 1), 1);
        QCOMPARE(model.choosable(2, 1), 3);
        QCOMPARE(model.choosable(2, -1), 1);
        QCOMPARE(model.choosable(0, -1), -1);
        QVERIFY(!(model.flags(model.index(0)) & Qt::ItemIsSelectable));
        model.show({});
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
