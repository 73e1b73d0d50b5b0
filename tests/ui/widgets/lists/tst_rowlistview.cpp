// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/lists/rowlistview.h"

#include <QLabel>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStringListModel>
#include <QStyledItemDelegate>
#include <QTest>

using namespace milassist;

namespace {

class Rows : public QAbstractListModel {
public:
    explicit Rows(int count) : m_count(count) {}
    int rowCount(const QModelIndex &) const override { return m_count; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(index.row()) : QVariant();
    }
    void insertAbove(int count)
    {
        beginInsertRows({}, 0, count - 1);
        m_count += count;
        endInsertRows();
    }
    void removeAbove(int count)
    {
        beginRemoveRows({}, 0, count - 1);
        m_count -= count;
        endRemoveRows();
    }

private:
    int m_count;
};

class Counting : public QStyledItemDelegate {
public:
    mutable int painted = 0;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        ++painted;
        painter->drawText(option.rect, index.data().toString());
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {100, 40}; }
};

struct Shown {
    Rows rows;
    Counting delegate;
    RowListView view;
    explicit Shown(int count) : rows(count)
    {
        view.setItemDelegate(&delegate);
        view.setModel(&rows);
        view.resize(300, 400);
        view.show();
    }
};

} // namespace

class TestRowListView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMillionRowsAreShownAtOnce();
    void theKeyboardMovesThroughTheRows();
    void aClickChooses();
    void rowsAboveDoNotMoveWhatIsRead();
    void theChosenRowStaysChosenWhenOthersCome();
    void chipsFlowOntoAsManyLinesAsNeeded();
};

void TestRowListView::aMillionRowsAreShownAtOnce()
{
    QElapsedTimer timer;
    timer.start();
    Shown shown(1000000);
    QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
    shown.view.grab();
    QVERIFY2(timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(shown.view.verticalScrollBar()->maximum(), 1000000 * 40 - shown.view.viewport()->height());

    shown.delegate.painted = 0;
    shown.view.scrollTo(shown.rows.index(700000), QAbstractItemView::PositionAtTop);
    const QPixmap picture = shown.view.grab();

    QVERIFY(shown.delegate.painted > 5 && shown.delegate.painted < 40);
    QCOMPARE(shown.view.indexAt({5, 5}).row(), 700000);
    timer.restart();
    shown.rows.insertAbove(1);
    QVERIFY2(timer.elapsed() < 50, qPrintable(QString::number(timer.elapsed())));
}

void TestRowListView::theKeyboardMovesThroughTheRows()
{
    Shown shown(1000);
    QSignalSpy chosen(&shown.view, &RowListView::chosen);

    QTest::keyClick(&shown.view, Qt::Key_J);
    QCOMPARE(shown.view.currentIndex().row(), 0);
    QTest::keyClick(&shown.view, Qt::Key_J);
    QTest::keyClick(&shown.view, Qt::Key_Down);
    QTest::keyClick(&shown.view, Qt::Key_K);
    QCOMPARE(shown.view.currentIndex().row(), 1);
    QTest::keyClick(&shown.view, Qt::Key_End);
    QCOMPARE(shown.view.currentIndex().row(), 999);
    QVERIFY(shown.view.viewport()->rect().contains(shown.view.visualRect(shown.view.currentIndex())));
    QTest::keyClick(&shown.view, Qt::Key_PageUp);
    QCOMPARE(shown.view.currentIndex().row(), 999 - (shown.view.viewport()->height() / 40 - 1));
    QTest::keyClick(&shown.view, Qt::Key_Home);
    QTest::keyClick(&shown.view, Qt::Key_K);
    QCOMPARE(shown.view.currentIndex().row(), 0);
    QCOMPARE(chosen.last()[0].toInt(), 0);
    QCOMPARE(shown.view.selectionModel()->selectedIndexes().size(), 1);
}

void TestRowListView::aClickChooses()
{
    Shown shown(1000);
    QSignalSpy chosen(&shown.view, &RowListView::chosen);

    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, {50, 40 * 3 + 7});

    QCOMPARE(chosen.last()[0].toInt(), 3);
    QCOMPARE(shown.view.selectionModel()->selectedIndexes(), QModelIndexList{shown.rows.index(3)});
}

void TestRowListView::rowsAboveDoNotMoveWhatIsRead()
{
    Shown shown(1000);
    shown.view.verticalScrollBar()->setValue(2010);

    shown.rows.insertAbove(3);
    QCOMPARE(shown.view.verticalScrollBar()->value(), 2010 + 120);
    shown.rows.removeAbove(2);
    QCOMPARE(shown.view.verticalScrollBar()->value(), 2010 + 40);

    shown.view.verticalScrollBar()->setValue(0);
    shown.rows.insertAbove(1); // at the top one wants to see what comes
    QCOMPARE(shown.view.verticalScrollBar()->value(), 0);
}

void TestRowListView::theChosenRowStaysChosenWhenOthersCome()
{
    Shown shown(1000);
    shown.view.choose(5);

    shown.rows.insertAbove(2);

    QCOMPARE(shown.view.currentIndex().row(), 7);
    QVERIFY(shown.view.selectionModel()->isSelected(shown.rows.index(7)));
    shown.view.choose(-1);
    QVERIFY(!shown.view.currentIndex().isValid());
}

void TestRowListView::chipsFlowOntoAsManyLinesAsNeeded()
{
    QWidget box;
    auto *flow = new FlowLayout(&box, 10);
    QList<QLabel *> labels;
    for (int i = 0; i < 4; ++i) {
        labels.push_back(new QLabel(&box));
        labels.last()->setFixedSize(90, i == 1 ? 30 : 20);
        flow->addWidget(labels.last());
    }
    labels[2]->hide();

    QCOMPARE(flow->heightForWidth(400), 30);
    QCOMPARE(flow->heightForWidth(200), 60);
    QCOMPARE(flow->heightForWidth(50), 20 + 30 + 20 + 20);
    box.resize(200, 100);
    box.show();
    flow->activate();

    QCOMPARE(labels[0]->geometry(), QRect(0, 5, 90, 20));
    QCOMPARE(labels[1]->geometry(), QRect(100, 0, 90, 30));
    QCOMPARE(labels[3]->geometry(), QRect(0, 40, 90, 20));
}

QTEST_MAIN(TestRowListView)
#include "tst_rowlistview.moc"
