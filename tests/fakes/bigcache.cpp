// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fakes/bigcache.h"

#include "core/cache/callsave.h"
#include "core/cache/contactstore.h"
#include "core/cache/messagesave.h"
#include "core/cache/recordingsave.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

namespace milassist::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageRows = 1000;
constexpr qint64 historySecs = 2LL * 365 * 24 * 3600;

const QStringList &commonWords()
{
    static const QStringList words =
        u"the to you and a for is at we on can be will have your it this that me my of in are with please thanks call back tomorrow today"
        " appointment invoice office meeting time number ok yes no sure great morning afternoon monday tuesday friday see know let send"
        " sent got need help order delivery package car house room key door price paid payment bank card account email address street"
        " doctor dentist school kids late early soon now later again waiting ready done open closed problem question answer confirm"
        " confirmed cancel move change new old blue red green big small first last next week month year"_s.split(u' ');
    return words;
}

class History {
public:
    History(const BigCache &wanted, const QDateTime &now) : m_wanted(wanted), m_now(now), m_random(wanted.seed)
    {
        static const char *const vowels[] = {"a", "e", "i", "o", "u", "ea", "oo"};
        static const char *const consonants[] = {"b", "br", "c", "d", "f", "g", "gr", "l", "m", "n", "p", "r", "s", "st", "t", "v"};
        for (int i = 0; i < 3000; ++i) {
            QString word;
            for (int part = 0; part < 2 + int(m_random.bounded(2)); ++part)
                word += QLatin1StringView(consonants[m_random.bounded(16)]) + QLatin1StringView(vowels[m_random.bounded(7)]);
            m_rareWords.push_back(word + QLatin1StringView(consonants[m_random.bounded(16)]));
        }
    }

    Party line(int i) const { return Party(u"+12065550%1"_s.arg(100 + i % m_wanted.lines)); }
    Party person(int i) const { return Party(u"+1415%1"_s.arg(5'550'000 + i % m_wanted.people)); }
    // A few people write most of what is written.
    int anybody()
    {
        const double x = m_random.generateDouble();
        return int(x * x * m_wanted.people);
    }

    QString sentence()
    {
        QStringList words;
        const int length = 3 + int(m_random.bounded(14));
        for (int i = 0; i < length; ++i) {
            if (m_random.bounded(4) == 0) {
                words.push_back(m_rareWords[qsizetype(m_random.bounded(int(m_rareWords.size())))]);
            } else {
                const double x = m_random.generateDouble();
                words.push_back(commonWords()[qsizetype(x * x * double(commonWords().size()))]);
            }
        }
        return words.join(u' ');
    }

    QDateTime timeOf(int index, int count) const { return m_now.addSecs(-historySecs * index / qMax(1, count) - 60); }

    Message message(int index)
    {
        Message message;
        message.sid = *MessageSid::parse(u"SM%1"_s.arg(quint64(index) * 0x9E3779B97F4A7C15ULL, 32, 16, QLatin1Char('0')));
        const bool inbound = m_random.bounded(2) == 0;
        const int who = anybody();
        message.from = inbound ? person(who) : line(who);
        message.to = inbound ? line(who) : person(who);
        message.body = sentence();
        message.direction = inbound ? MessageDirection::Inbound : MessageDirection::OutboundApi;
        message.status = inbound ? MessageStatus::Received : MessageStatus::Delivered;
        message.segments = 1;
        message.createdAt = message.sentAt = message.updatedAt = timeOf(index, m_wanted.messages);
        message.price = Micros{-7900};
        message.priceUnit = u"USD"_s;
        return message;
    }

    QList<Call> conversation(int index)
    {
        Call call;
        call.sid = *CallSid::parse(u"CA%1"_s.arg(quint64(index) * 0x9E3779B97F4A7C15ULL, 32, 16, QLatin1Char('0')));
        const bool inbound = m_random.bounded(3) != 0;
        const bool answered = m_random.bounded(4) != 0;
        const int who = anybody();
        const int talk = answered ? 20 + int(m_random.bounded(600)) : 0;
        call.from = inbound ? person(who) : line(who);
        call.to = inbound ? line(who) : person(who);
        call.direction = inbound ? CallDirection::Inbound : CallDirection::OutboundApi;
        call.status = answered ? CallStatus::Completed : CallStatus::NoAnswer;
        call.createdAt = call.startedAt = timeOf(index, m_wanted.calls);
        call.endedAt = call.startedAt.addSecs(talk + 12);
        if (answered) {
            call.duration = std::chrono::seconds(talk);
            call.price = Micros{-8500};
        }
        call.priceUnit = u"USD"_s;
        QList<Call> legs{call};
        if (inbound && answered && index % 4 == 0) {
            Call child = call;
            child.sid = *CallSid::parse(u"CA1%1"_s.arg(quint64(index) * 0x9E3779B97F4A7C15ULL, 31, 16, QLatin1Char('0')));
            child.parentSid = call.sid;
            child.to = Party(u"client:anna"_s);
            child.direction = CallDirection::OutboundDial;
            child.createdAt = call.createdAt.addSecs(1);
            legs.push_back(child);
        }
        return legs;
    }

    Recording voicemail(const Call &call)
    {
        Recording recording;
        recording.sid = *RecordingSid::parse(u"RE"_s + call.sid.text().sliced(2));
        recording.callSid = call.sid;
        recording.status = RecordingStatus::Completed;
        recording.source = RecordingSource::RecordVerb;
        recording.createdAt = recording.startedAt = call.startedAt.addSecs(15);
        recording.duration = std::chrono::seconds(5 + m_random.bounded(60));
        return recording;
    }

    Transcription transcript(const Recording &recording)
    {
        Transcription transcription;
        transcription.sid = *TranscriptionSid::parse(u"TR"_s + recording.sid.text().sliced(2));
        transcription.recordingSid = recording.sid;
        transcription.status = TranscriptionStatus::Completed;
        transcription.text = sentence() + u". "_s + sentence();
        transcription.createdAt = recording.createdAt;
        return transcription;
    }

private:
    BigCache m_wanted;
    QDateTime m_now;
    QRandomGenerator m_random;
    QStringList m_rareWords;
};

template <typename Job>
bool done(Store &store, Job job)
{
    auto future = store.write(std::move(job));
    future.waitForFinished();
    return bool(future.result());
}

bool saveContacts(Store &store, const History &history, const BigCache &wanted)
{
    ContactStore contacts(store);
    QList<Contact> list;
    for (int i = 0; i < wanted.people; i += 10)
        list.push_back({.name = u"Person %1 of Fiction"_s.arg(i), .numbers = {{.number = history.person(i), .label = u"mobile"_s}}});
    auto future = contacts.saveAll(list);
    future.waitForFinished();
    return bool(future.result());
}

bool saveCallPage(Store &store, History &history, int from, int to)
{
    QList<Call> legs;
    QList<Recording> recordings;
    QList<Transcription> transcripts;
    for (int i = from; i < to; ++i) {
        const QList<Call> conversation = history.conversation(i);
        const Call &first = conversation.first();
        if (!first.duration && first.direction.is(CallDirection::Inbound) && i % 3 == 0) {
            recordings.push_back(history.voicemail(first));
            transcripts.push_back(history.transcript(recordings.last()));
        }
        legs += conversation;
    }
    return done(store, [legs](QSqlDatabase &db) { return saveCalls(db, legs); })
           && done(store, [recordings](QSqlDatabase &db) { return saveRecordings(db, recordings); })
           && done(store, [transcripts](QSqlDatabase &db) { return saveTranscripts(db, transcripts); });
}

} // namespace

double fillBigCache(Store &store, const BigCache &wanted, const QDateTime &now)
{
    History history(wanted, now);
    if (!saveContacts(store, history, wanted))
        return 0;
    QElapsedTimer timer;
    timer.start();
    for (int from = 0; from < wanted.calls; from += pageRows) {
        if (!saveCallPage(store, history, from, qMin(from + pageRows, wanted.calls)))
            return 0;
    }
    for (int from = 0; from < wanted.messages; from += pageRows) {
        QList<Message> page;
        for (int i = from; i < qMin(from + pageRows, wanted.messages); ++i)
            page.push_back(history.message(i));
        if (!done(store, [page](QSqlDatabase &db) { return saveMessages(db, page); }))
            return 0;
    }
    return 1000.0 * (wanted.calls + wanted.messages) / double(qMax<qint64>(1, timer.elapsed()));
}

} // namespace milassist::test
