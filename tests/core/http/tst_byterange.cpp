// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/byterange.h"

#include <QTest>

using namespace milassist;
using Kind = RangeRequest::Kind;
Q_DECLARE_METATYPE(milassist::RangeRequest::Kind)

class TestByteRange : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void aPartIsAnsweredWith206();
    void beyondTheEndIs416();
};

void TestByteRange::reads_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("last");
    const auto row = [](const char *header, Kind kind, qint64 first = 0, qint64 last = 0) {
        QTest::newRow(header) << QByteArray(header) << kind << first << last;
    };
    row("", Kind::Whole);
    row("bytes=0-9", Kind::Part, 0, 9);
    row("bytes=10-", Kind::Part, 10, 99);
    row("bytes=90-1000", Kind::Part, 90, 99);
    row("bytes=-10", Kind::Part, 90, 99);
    row("bytes=-1000", Kind::Part, 0, 99);
    row("bytes=99-99", Kind::Part, 99, 99);
    row("bytes=100-", Kind::Unsatisfiable);
    row("bytes=-0", Kind::Unsatisfiable);
    row("bytes=9-5", Kind::Whole);
    row("bytes=0-1,5-6", Kind::Whole);
    row("bytes=+1-5", Kind::Whole);
    row("bytes=--5", Kind::Whole);
    row("bytes=a-b", Kind::Whole);
    row("bytes=99999999999999999999-", Kind::Whole);
    row("items=0-9", Kind::Whole);
}

void TestByteRange::reads()
{
    QFETCH(QByteArray, header);
    QFETCH(Kind, kind);
    const RangeRequest range = parseRange(header, 100);
    QCOMPARE(range.kind, kind);
    QTEST(range.range.first, "first");
    QTEST(range.range.last, "last");
}

void TestByteRange::aPartIsAnsweredWith206()
{
    HttpRequest request;
    request.headers.add("range", "bytes=2-4");
    const HttpResponse response = rangeResponse(request, "0123456789", "audio/mpeg");
    QCOMPARE(response.status, 206);
    QCOMPARE(response.body, QByteArray("234"));
    QCOMPARE(response.headers.value("Content-Range"), QByteArray("bytes 2-4/10"));
}

void TestByteRange::beyondTheEndIs416()
{
    HttpRequest request;
    request.headers.add("Range", "bytes=10-");
    const HttpResponse response = rangeResponse(request, "0123456789", "audio/mpeg");
    QCOMPARE(response.status, 416);
    QCOMPARE(response.headers.value("Content-Range"), QByteArray("bytes */10"));
    QVERIFY(response.body.isEmpty());
}

QTEST_APPLESS_MAIN(TestByteRange)
#include "tst_byterange.moc"
