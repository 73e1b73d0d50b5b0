// SPDX-License-Identifier: GPL-3.0-or-later
// Everything the sandbox can do wrong, on every kind of request: nothing is lost, nothing happens twice, and when the fault
// is over the cache is the truth again. (Numbers and the account: tst_shopfaults.)
#include "core/media/mediacache.h"
#include "tests/e2e/strickendesk.h"

#include <QDir>
#include <QFile>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestDeskFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_on.reset(); }

    void theCacheIsTheTruthOnceTheFaultIsOver_data() { everyFault(); }
    void theCacheIsTheTruthOnceTheFaultIsOver();
    void aTextArrivesOnceOrIsShownAsFailed_data() { everyFault(); }
    void aTextArrivesOnceOrIsShownAsFailed();
    void aVoicemailIsDeletedInTheEnd_data() { everyFault(); }
    void aVoicemailIsDeletedInTheEnd();
    void aRecordingIsWholeOrNotThere_data() { everyFault(); }
    void aRecordingIsWholeOrNotThere();
    void aPictureIsWholeOrNotThere_data() { everyFault(); }
    void aPictureIsWholeOrNotThere();

private:
    std::unique_ptr<StrickenDesk> m_on;
};

namespace
{

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestDeskFaults::init()
{
    m_on = std::make_unique<StrickenDesk>();
    m_on->begin();
}

void TestDeskFaults::theCacheIsTheTruthOnceTheFaultIsOver()
{
    for (const char *list : {"*/Calls.json", "*/Messages.json", "*/Recordings.json", "*/Transcriptions.json",
                             "*/IncomingPhoneNumbers.json", "*/Media.json"})
        m_on->strike("GET", list, 3);

    m_on->fetchAll();
    m_on->sandbox.clearFaults();

    QCOMPARE(m_on->wrongAfterwards(), QString());
}

void TestDeskFaults::aTextArrivesOnceOrIsShownAsFailed()
{
    const Party line = lineOf(*m_on->judge);
    QVERIFY(!line.isEmpty());
    m_on->strike("POST", "*/Messages.json", 1);

    m_on->desk->outbox.start();
    const auto id = outcomeOf(m_on->desk->outbox.send(
        {.line = line, .peer = Party(u"+12065550187"_s), .body = u"Only once"_s}));
    QVERIFY2(id, qPrintable(id ? QString() : id.error().detail));
    OutboxEntry entry;
    QVERIFY(QTest::qWaitFor(
        [&] {
            entry = outcomeOf(m_on->desk->outbox.entry(*id)).value_or(OutboxEntry());
            return entry.state == OutboxState::Sent || entry.state == OutboxState::Failed;
        },
        30000));

    int arrived = 0;
    const auto messages = outcomeOf(m_on->judge->messages({.to = Party(u"+12065550187"_s)}, {}));
    QVERIFY(messages);
    for (const Message &message : messages->records)
        arrived += message.body == u"Only once"_s ? 1 : 0;
    QCOMPARE(arrived, entry.state == OutboxState::Sent ? 1 : 0);
}

void TestDeskFaults::aVoicemailIsDeletedInTheEnd()
{
    m_on->fetchAll();
    const auto ids = outcomeOf(m_on->desk->voicemails.rowIds({}));
    QVERIFY(ids && !ids->isEmpty());
    const auto rows = outcomeOf(m_on->desk->voicemails.rows({ids->first()}));
    QVERIFY(rows && rows->size() == 1);
    const RecordingSid doomed = rows->first().recording;
    m_on->strike("DELETE", "*/Recordings/*", 2);

    m_on->desk->deletions.start();
    QVERIFY(outcomeOf(m_on->desk->voicemails.markDeleting({ids->first()}, QDateTime::currentDateTimeUtc())));
    m_on->desk->deletions.tryNow();

    QVERIFY(QTest::qWaitFor(
        [&] {
            const auto recording = outcomeOf(m_on->judge->recording(doomed));
            return !recording && recording.error().kind == Error::Kind::NotFound;
        },
        30000));
    QCOMPARE(m_on->wrongAfterwards(), QString());
}

void TestDeskFaults::aRecordingIsWholeOrNotThere()
{
    const auto recordings = outcomeOf(m_on->judge->recordings({}, {}));
    QVERIFY(recordings && !recordings->records.isEmpty());
    const RecordingSid sid = recordings->records.first().sid;
    const QString truth = m_on->path(u"truth.wav"_s), saved = m_on->path(u"saved.wav"_s);
    const auto whole = outcomeOf(m_on->judge->downloadRecording(sid, AudioFormat::Wav, truth));
    QVERIFY2(whole, qPrintable(whole ? QString() : whole.error().detail));
    MediaCache media(m_on->desk->twilio, {.folder = m_on->path(u"media"_s)});
    m_on->strike("GET", "*/Recordings/*", 2);

    const auto sound = outcomeOf(media.sound(sid));

    if (!sound)
        QVERIFY(QDir(m_on->path(u"media"_s)).isEmpty()); // nothing that could be taken for it later
    m_on->sandbox.clearFaults();
    QVERIFY(outcomeOf(media.sound(sid)));
    QVERIFY(outcomeOf(media.saveRecording(sid, saved)));
    QCOMPARE(bytesOf(saved), bytesOf(truth));
}

void TestDeskFaults::aPictureIsWholeOrNotThere()
{
    const auto messages = outcomeOf(m_on->judge->messages({}, {.pageSize = 1000}));
    QVERIFY(messages);
    const auto withPicture = std::find_if(messages->records.begin(), messages->records.end(), [](const Message &m) { return m.mediaCount > 0; });
    QVERIFY(withPicture != messages->records.end());
    const auto attached = outcomeOf(m_on->judge->media(withPicture->sid, {}));
    QVERIFY(attached && !attached->records.isEmpty());
    const MediaSid sid = attached->records.first().sid;
    MediaCache media(m_on->desk->twilio, {.folder = m_on->path(u"media"_s)});
    const QSize small(200, 200);
    m_on->strike("GET", "*/Media/*", 1);
    m_on->strike("GET", "/_media/*", 1);

    const auto picture = outcomeOf(media.picture(withPicture->sid, sid, small));

    m_on->sandbox.clearFaults();
    const auto again = outcomeOf(media.picture(withPicture->sid, sid, small));
    QVERIFY2(again, qPrintable(again ? QString() : again.error().detail));
    if (picture)
        QCOMPARE(*picture, *again);
}

QTEST_GUILESS_MAIN(TestDeskFaults)
#include "tst_deskfaults.moc"
