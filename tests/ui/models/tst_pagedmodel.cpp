// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/pagedmodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

#include <vector>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

struct Item {
    qint64 id = 0;
    QString text;
};

/// A store whose answers come when the test says so.
struct Shelf {
    QMap<QString, RowIds> ids;
    QHash<qint64, QString> texts;
    std::vector<std::pair<QString, QPromise<Result<RowIds>>>> asked;
    QList<RowIds> reads;

    PagedModel<Item, QString>::Source source()
    {
        return {.ids =
                    [this](const QString &filter) {
                        QPromise<Result<RowIds>> promise;
                        promise.start();
                        auto future = promise.future();
                        asked.emplace_back(filter, std::move(promise));
                        return future;
                    },
                .rows =
                    [this](const RowIds &wanted) {
                        reads.push_back(wanted);
                        QList<Item> items;
                        for (const qint64 id : wanted) {
                            if (texts.contains(id))
                                items.push_back({id, texts[id]});
                        }
                        return finished(Result<QList<Item>>(items));
                    }};
    }

    void answer(size_t which)
    {
        asked[which].second.addResult(ids[asked[which].first]);
        asked[which].second.finish();
    }

    void put(const RowIds &some)
    {
        for (const qint64 id : some)
            texts.insert(id, u"row %1"_s.arg(id));
    }
};

RowIds countdown(qint64 from, qint64 to = 1)
{
    RowIds ids;
    for (qint64 id = from; id >= to; --id)
        ids.push_back(id);
    return ids;
}

using Model = PagedModel<Item, QString>;

QString speak(const Item &item)
{
    return item.text;
}

} // namespace

class TestPagedModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsAreReadByPageWhenLookedAt();
    void aNewerFilterOvertakesAnOlder();
    void newRowsSlideInAboveAndKeepPositions();
    void rowsComeAndGoAnywhere_data();
    void rowsComeAndGoAnywhere();
    void aVeryDifferentListIsShownAnew();
    void pagesScrolledPastAreNotRead();
    void changedRowsAreShownAsTheyWereUntilReadAgain();
    void aFailureIsTellableAndCanBeRetried();
    void aKeptRowStaysUntilAnotherIsKept();
    void aListInAnotherOrderWorksToo();
    void aMillionRowsCostLittleTime();
};

void TestPagedModel::rowsAreReadByPageWhenLookedAt()
{
    Shelf shelf;
    shelf.ids[{}] = countdown(300);
    shelf.put(shelf.ids[{}]);
    Model model(shelf.source(), speak);
    QAbstractItemModelTester tester(&model);
    model.setFilter({});
    QCOMPARE(model.state(), RowListModel::State::Loading);
    shelf.answer(0);
    QTRY_COMPARE(model.rowCount(), 300);
    QCOMPARE(model.state(), RowListModel::State::Ready);
    QTRY_VERIFY(!shelf.reads.isEmpty()); // the tester has looked
    shelf.reads.clear();
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);

    QVERIFY(!model.row(130));
    QTRY_VERIFY(model.row(130));

    QCOMPARE(model.row(130)->text, u"row 170"_s);
    QCOMPARE(shelf.reads, QList<RowIds>{countdown(172, 109)});
    QCOMPARE(changed.last()[0].toModelIndex().row(), 128);
    QCOMPARE(changed.last()[1].toModelIndex().row(), 191);
    QCOMPARE(model.data(model.index(130), Qt::AccessibleTextRole).toString(), u"row 170"_s);
    QCOMPARE(model.data(model.index(130), RowListModel::IdRole).toLongLong(), 170);
}

void TestPagedModel::aNewerFilterOvertakesAnOlder()
{
    Shelf shelf;
    shelf.ids[u"a"_s] = {3, 2};
    shelf.ids[u"ab"_s] = {2};
    Model model(shelf.source(), speak);
    QAbstractItemModelTester tester(&model);
    model.setFilter(u"a"_s);
    model.setFilter(u"ab"_s);

    shelf.answer(1);
    QTRY_COMPARE(model.rowCount(), 1);
    shelf.answer(0);
    QCoreApplication::processEvents();

    QCOMPARE(model.rowCount(), 1);
}

void TestPagedModel::newRowsSlideInAboveAndKeepPositions()
{
    Shelf shelf;
    shelf.ids[{}] = countdown(100);
    Model model(shelf.source(), speak);
    QAbstractItemModelTester tester(&model);
    model.setFilter({});
    shelf.answer(0);
    QTRY_COMPARE(model.rowCount(), 100);
    const QPersistentModelIndex kept(model.index(40));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);

    shelf.ids[{}] = countdown(103);
    model.storeChanged({103, 102, 101});
    QTRY_COMPARE(shelf.asked.size(), 2u);
    shelf.answer(1);

    QTRY_COMPARE(model.rowCount(), 103);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(kept.row(), 43);
    QCOMPARE(model.rowOf(60), 43);
    QCOMPARE(model.rowOf(104), -1);
}

void TestPagedModel::rowsComeAndGoAnywhere_data()
{
    QTest::addColumn<RowIds>("before");
    QTest::addColumn<RowIds>("after");
    QTest::newRow("all go") << RowIds{5, 4, 3} << RowIds{};
    QTest::newRow("all come") << RowIds{} << RowIds{5, 4, 3};
    QTest::newRow("one goes in the middle") << RowIds{5, 4, 3} << RowIds{5, 3};
    QTest::newRow("one comes in the middle") << RowIds{5, 3} << RowIds{5, 4, 3};
    QTest::newRow("both ends") << RowIds{5, 4, 3} << RowIds{9, 5, 4, 3, 1};
    QTest::newRow("exchanged") << RowIds{9, 7, 5, 3} << RowIds{8, 7, 6, 2, 1};
    QTest::newRow("nothing in common") << RowIds{9, 7} << RowIds{8, 6};
    QTest::newRow("same") << RowIds{9, 7} << RowIds{9, 7};
}

void TestPagedModel::rowsComeAndGoAnywhere()
{
    QFETCH(RowIds, before);
    QFETCH(RowIds, after);
    Shelf shelf;
    shelf.ids[{}] = before;
    Model model(shelf.source(), speak);
    QAbstractItemModelTester tester(&model);
    model.setFilter({});
    shelf.answer(0);
    QTRY_COMPARE(model.state(), RowListModel::State::Ready);
    QHash<qint64, QPersistentModelIndex> kept;
    for (const qint64 id : before)
        kept.insert(id, model.index(model.rowOf(id)));

    shelf.ids[{}] = after;
    model.storeChanged({});
    QTRY_COMPARE(shelf.asked.size(), 2u);
    shelf.answer(1);

    const auto shown = [&] {
        RowIds ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids.push_back(model.idAt(row));
        return ids;
    };
    QTRY_COMPARE(shown(), after);
    for (const qint64 id : before)
        QCOMPARE(kept[id].isValid() ? kept[id].row() : -1, int(after.indexOf(id)));
}

void TestPagedModel::aVeryDifferentListIsShownAnew()
{
    Shelf shelf;
    shelf.ids[{}] = countdown(1000);
    for (qint64 id = 1000; id > 0; id -= 3)
        shelf.ids[u"x"_s].push_back(id);
    Model model(shelf.source(), speak);
    QAbstractItemModelTester tester(&model);
    model.setFilter({});
    shelf.answer(0);
    QTRY_COMPARE(model.rowCount(), 1000);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);

    model.setFilter(u"x"_s);
    shelf.answer(1);

    QTRY_COMPARE(model.rowCount(), 334);
    QCOMPARE(reset.size(), 1);
}

void TestPagedModel::pagesScrolledPastAreNotRead()
{
    Shelf shelf;
    shelf.ids[{}] = countdown(100000);
    shelf.put(shelf.ids[{}]);
    Model model(shelf.source(), speak);
    model.setFilter({});
    shelf.answer(0);
    QTRY_COMPARE(model.rowCount(), 100000);

    for (int row = 0; row < 100000; row += 10)
        (void)model.row(row);
    QTRY_VERIFY(model.row(99999));

    QVERIFY2(shelf.reads.size() <= 10, qPrintable(QString::number(shelf.reads.size())));
    QVERIFY(shelf.reads.first().contains(1)); // where one looks now comes first
}

void TestPagedModel::changedRowsAreShownAsTheyWereUntilReadAgain()
{
    Shelf shelf;
    shelf.ids[{}] = countdown(10);
    shelf.put(shelf.ids[{}]);
    Model model(shelf.source(), speak);
    model.setFilter({});
    shelf.answer(0);
    QTRY_COMPARE(model.rowCount(), 10);
    (void)model.row(0);
    QTRY_VERIFY(model.row(0));

    shelf.texts[10] = u"other"_s;
    model.storeChanged({10});

    QCOMPARE(model.row(0)->text, u"row 10"_s);
    QTRY_COMPARE(model.row(0)->text, u"other"_s);
    QCOMPARE(shelf.reads.last(), RowIds{10});
}

void TestPagedModel::aFailureIsTellableAndCanBeRetried()
{
    Shelf shelf;
    Model model(shelf.source(), speak);
    QSignalSpy states(&model, &RowListModel::stateChanged);
    model.setFilter({});
    shelf.asked[0].second.addResult(fail(Error::Kind::Storage, u"the disk is gone"_s));
    shelf.asked[0].second.finish();

    QTRY_COMPARE(model.state(), RowListModel::State::Failed);
    QCOMPARE(model.error().detail, u"the disk is gone"_s);
    shelf.ids[{}] = {1};
    model.retry();
    shelf.answer(1);

    QTRY_COMPARE(model.state(), RowListModel::State::Ready);
    QCOMPARE(model.rowCount(), 1);
}

void TestPagedModel::aKeptRowStaysUntilAnotherIsKept()
{
    Shelf shelf;
    shelf.ids[{}] = {9, 7, 5};
    Model model(shelf.source(), speak);
    QAbstractItemModelTester tester(&model);
    model.setFilter({});
    shelf.answer(0);
    QTRY_COMPARE(model.rowCount(), 3);
    model.keep(7);

    shelf.ids[{}] = {9, 5};
    model.storeChanged({7});
    QTRY_COMPARE(shelf.asked.size(), 2u);
    shelf.answer(1);
    QTRY_COMPARE(model.state(), RowListModel::State::Ready);
    QCoreApplication::processEvents();
    QCOMPARE(model.rowOf(7), 1);

    model.keep(5);
    QCOMPARE(shelf.asked.size(), 3u);
    shelf.answer(2);

    QTRY_COMPARE(model.rowOf(7), -1);
    QCOMPARE(model.rowCount(), 2);
}

void TestPagedModel::aListInAnotherOrderWorksToo()
{
    Shelf shelf;
    shelf.ids[{}] = {4, 9, 2};
    Model model(shelf.source(), speak);
    QAbstractItemModelTester tester(&model);
    model.setFilter({});
    shelf.answer(0);
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(model.rowOf(2), 2);

    shelf.ids[{}] = {9, 4, 2};
    model.storeChanged({});
    QTRY_COMPARE(shelf.asked.size(), 2u);
    shelf.answer(1);

    QTRY_COMPARE(model.idAt(0), 9);
    QCOMPARE(model.rowOf(4), 1);
}

void TestPagedModel::aMillionRowsCostLittleTime()
{
    Shelf shelf;
    shelf.ids[{}] = countdown(1000000);
    Model model(shelf.source(), speak);
    model.setFilter({});
    shelf.answer(0);
    QTRY_COMPARE(model.rowCount(), 1000000);
    shelf.ids[{}] = countdown(1000001);
    model.storeChanged({1000001});
    QTRY_COMPARE(shelf.asked.size(), 2u);
    QElapsedTimer timer;
    timer.start();

    shelf.answer(1);
    QTRY_COMPARE(model.rowCount(), 1000001);

    QVERIFY2(timer.elapsed() < 250, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestPagedModel)
#include "tst_pagedmodel.moc"
