// SPDX-License-Identifier: GPL-3.0-or-later
// What can go wrong on this computer and between it and Twilio: the desk says what it is, stays usable, and has the truth
// in its cache once it is over.
#include "core/store/statement.h"
#include "tests/e2e/strickendesk.h"
#include "tests/fakes/cable.h"
#include "tests/fakes/smalldisk.h"

#include <QDir>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestOutages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_on.reset(); }

    void aFullDiskIsSaidAndOverWhenThereIsRoom();
    void aFolderThatCannotBeWrittenIsReadAndFilledLater();
    void aBrokenCacheIsFetchedAgainAndDraftsStay();
    void aCacheOfANewerProgramIsLeftAlone();
    void withoutANetworkItWaitsAndThenTakesUpAgain();
    void aWrongClockLosesNothing_data();
    void aWrongClockLosesNothing();
    void aRevokedKeyStopsItAndAnotherKeyGoesOn();

private:
    using Kind = SyncState::Kind;
    QString profile() const { return m_on->path(u"profile"_s); }
    QString somebodyTexts(const QString &body);
    bool isInCache(const QString &sid);
    /// Notices come by another way than what the sync says.
    std::optional<StoreNotice::Kind> lastNotice() const
    {
        const auto notices = m_on->desk->store.notices();
        return notices.isEmpty() ? std::nullopt : std::optional(notices.last().kind);
    }

    std::unique_ptr<StrickenDesk> m_on;
    KeySid m_key;
};

namespace
{

const Party ada(u"+14155550108"_s);

} // namespace

void TestOutages::init()
{
    m_on = std::make_unique<StrickenDesk>();
    m_on->begin();
}

/// @return the sid
QString TestOutages::somebodyTexts(const QString &body)
{
    return m_on->sandbox.text(ada.text(), lineOf(*m_on->judge).text(), body);
}

bool TestOutages::isInCache(const QString &sid)
{
    return heldByCache(m_on->desk->store).contains(u"message "_s + sid);
}

void TestOutages::aFullDiskIsSaidAndOverWhenThereIsRoom()
{
    const QString folder = m_on->path(u"small"_s);
    QVERIFY(QDir().mkpath(folder));
    SmallDisk disk(folder, 16);
    if (!disk.isThere())
        QSKIP("needs the right to mount a small disk");
    m_on->desk = std::make_unique<HeadlessDesk>(folder, m_on->credentials());
    HeadlessDesk &desk = *m_on->desk;
    QTRY_VERIFY(outcomeOf(desk.drafts.save(lineOf(*m_on->judge), ada, {.body = u"kept"_s})));
    QVERIFY(disk.fill());

    desk.sync.start();
    QTRY_COMPARE_WITH_TIMEOUT(desk.sync.state().kind, Kind::StorageFailed, 30000);

    QCOMPARE(desk.sync.state().error.kind, Error::Kind::DiskFull);
    QTRY_VERIFY(lastNotice() == StoreNotice::Kind::DiskFull);
    QCOMPARE(outcomeOf(desk.drafts.draft(lineOf(*m_on->judge), ada))->body, u"kept"_s);
    QVERIFY(disk.empty());
    QCOMPARE(m_on->wrongAfterwards(), QString());
    QTRY_VERIFY(lastNotice() == StoreNotice::Kind::SpaceReturned);
    m_on->desk.reset(); // before its disk goes
}

void TestOutages::aFolderThatCannotBeWrittenIsReadAndFilledLater()
{
    const QString folder = m_on->path(u"small"_s);
    QVERIFY(QDir().mkpath(folder));
    SmallDisk disk(folder, 16);
    if (!disk.isThere())
        QSKIP("needs the right to mount a small disk");
    const auto open = [&] { m_on->desk = std::make_unique<HeadlessDesk>(folder, m_on->credentials()); };
    open();
    m_on->fetchAll();
    QCOMPARE(m_on->wrongAfterwards(), QString());
    const qsizetype known = heldByCache(m_on->desk->store).size();
    m_on->desk.reset();
    QVERIFY(disk.makeReadOnly());
    const QString late = somebodyTexts(u"While you could not write"_s);

    open();
    m_on->desk->sync.start();

    QTRY_COMPARE_WITH_TIMEOUT(m_on->desk->sync.state().kind, Kind::StorageFailed, 30000);
    QVERIFY(m_on->desk->store.isReadOnly());
    QTRY_VERIFY(lastNotice() == StoreNotice::Kind::ReadOnly);
    QCOMPARE(heldByCache(m_on->desk->store).size(), known); // everything can still be read
    m_on->desk.reset();
    QVERIFY(disk.makeWritable());
    open();
    m_on->desk->sync.start();
    QCOMPARE(m_on->wrongAfterwards(), QString());
    QVERIFY(isInCache(late));
    m_on->desk.reset();
}

void TestOutages::aBrokenCacheIsFetchedAgainAndDraftsStay()
{
    const Party line = lineOf(*m_on->judge);
    m_on->fetchAll();
    QVERIFY(outcomeOf(m_on->desk->drafts.save(line, ada, {.body = u"kept"_s})));
    m_on->desk.reset();
    QFile cache(QDir(profile()).filePath(u"cache.db"_s));
    QVERIFY(cache.open(QIODevice::ReadWrite) && cache.size() > 40000);
    cache.seek(4096);
    cache.write(QByteArray(qsizetype(cache.size()) - 4096, 'j')); // all but the first page
    cache.close();

    m_on->desk = std::make_unique<HeadlessDesk>(profile(), m_on->credentials());
    m_on->desk->sync.start();

    QCOMPARE(m_on->wrongAfterwards(), QString());
    QTRY_VERIFY(!m_on->desk->store.notices().isEmpty());
    QCOMPARE(m_on->desk->store.notices().first().kind, StoreNotice::Kind::CacheRebuilt);
    QVERIFY(QFile::exists(m_on->desk->store.notices().first().keptAs));
    QCOMPARE(outcomeOf(m_on->desk->drafts.draft(line, ada))->body, u"kept"_s);
}

void TestOutages::aCacheOfANewerProgramIsLeftAlone()
{
    m_on->fetchAll();
    QVERIFY(outcomeOf(m_on->desk->store.write([](QSqlDatabase &db) { return runScript(db, u"PRAGMA user_version = 9999"_s); })));
    m_on->desk.reset();
    const auto bytes = [this] {
        QFile file(QDir(profile()).filePath(u"cache.db"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray before = bytes();
    QVERIFY(!before.isEmpty());

    m_on->desk = std::make_unique<HeadlessDesk>(profile(), m_on->credentials());
    m_on->desk->sync.start();

    QTRY_COMPARE_WITH_TIMEOUT(m_on->desk->sync.state().kind, Kind::StorageFailed, 30000);
    QVERIFY2(m_on->desk->sync.state().error.detail.contains("newer"_L1), qPrintable(m_on->desk->sync.state().error.detail));
    m_on->desk.reset();
    QVERIFY(bytes() == before);
}

void TestOutages::withoutANetworkItWaitsAndThenTakesUpAgain()
{
    Cable cable(m_on->address.restUrl);
    Credentials credentials = m_on->credentials();
    credentials.baseUrl = cable.url();
    m_on->desk.reset(); // one at a time in a folder
    m_on->desk = std::make_unique<HeadlessDesk>(profile(), credentials);
    HeadlessDesk &desk = *m_on->desk;
    desk.sync.start();
    desk.outbox.start();
    const Party line = lineOf(*m_on->judge);
    QTRY_VERIFY_WITH_TIMEOUT(desk.sync.progressNow().of(FeedId::Calls).firstPageHere, 30000);

    cable.pull();
    const auto id = outcomeOf(desk.outbox.send({.line = line, .peer = ada, .body = u"When it is back"_s}));
    QVERIFY(id);
    QTRY_COMPARE_WITH_TIMEOUT(desk.sync.state().kind, Kind::Offline, 30000);
    QVERIFY(desk.sync.state().nextTry.isValid());
    const QString late = somebodyTexts(u"While you were away"_s);
    QTRY_COMPARE(outcomeOf(desk.outbox.entry(*id))->state, OutboxState::Queued); // it waits, and is not called failed

    QVERIFY(cable.plug());
    QTRY_COMPARE_WITH_TIMEOUT(outcomeOf(desk.outbox.entry(*id)).value_or(OutboxEntry()).state, OutboxState::Sent, 30000);
    QCOMPARE(m_on->wrongAfterwards(), QString());
    QVERIFY(isInCache(late));
    m_on->desk.reset();
}

void TestOutages::aWrongClockLosesNothing_data()
{
    QTest::addColumn<int>("days");
    QTest::newRow("three days behind") << -3;
    QTest::newRow("three days ahead") << 3;
    QTest::newRow("a flat battery: 1970") << -20000;
}

void TestOutages::aWrongClockLosesNothing()
{
    QFETCH(int, days);
    const Clock wrong = [days] { return QDateTime::currentDateTimeUtc().addDays(days); };
    m_on->desk = std::make_unique<HeadlessDesk>(m_on->path(u"other"_s), m_on->credentials(), inHaste(), wrong);
    HeadlessDesk &desk = *m_on->desk;
    desk.outbox.start();
    m_on->fetchAll();
    QCOMPARE(m_on->wrongAfterwards(), QString());

    const QString late = somebodyTexts(u"At my own time"_s);
    const auto id = outcomeOf(desk.outbox.send({.line = lineOf(*m_on->judge), .peer = ada, .body = u"At mine"_s}));

    QVERIFY(id);
    QTRY_COMPARE_WITH_TIMEOUT(outcomeOf(desk.outbox.entry(*id)).value_or(OutboxEntry()).state, OutboxState::Sent, 30000);
    QCOMPARE(m_on->wrongAfterwards(), QString());
    QVERIFY(isInCache(late));
    QVERIFY(desk.twilio.clockSkew());
    QCOMPARE(std::chrono::round<std::chrono::days>(*desk.twilio.clockSkew()).count(), days);
}

void TestOutages::aRevokedKeyStopsItAndAnotherKeyGoesOn()
{
    const auto open = [this] {
        const auto key = outcomeOf(m_on->judge->createKey(u"Desk"_s));
        QVERIFY(key);
        Credentials credentials = m_on->credentials();
        credentials.user = key->key.sid.text();
        credentials.secret = key->secret;
        m_key = key->key.sid;
        m_on->desk.reset();
        m_on->desk = std::make_unique<HeadlessDesk>(profile(), credentials);
        m_on->desk->sync.start();
    };
    open();
    QTRY_VERIFY_WITH_TIMEOUT(m_on->desk->sync.progressNow().isComplete(), 30000);

    QVERIFY(outcomeOf(m_on->judge->deleteKey(m_key)));
    const QString late = somebodyTexts(u"While you were locked out"_s);

    QTRY_COMPARE_WITH_TIMEOUT(m_on->desk->sync.state().kind, Kind::Refused, 30000);
    QCOMPARE(m_on->desk->sync.state().error.kind, Error::Kind::Unauthorised);
    QVERIFY(!heldByCache(m_on->desk->store).isEmpty()); // what is here stays to be read
    open();
    QCOMPARE(m_on->wrongAfterwards(), QString());
    QVERIFY(isInCache(late));
}

QTEST_GUILESS_MAIN(TestOutages)
#include "tst_outages.moc"
