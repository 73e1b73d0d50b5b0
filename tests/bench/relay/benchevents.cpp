// SPDX-License-Identifier: GPL-3.0-or-later
// benchevents DESKS CALLS DATABASE|- URL...: as many desks listen to what happens, shared out among the relays at these addresses;
// calls come in at the first, one each 50 ms, and the time is taken until the last desk has heard of each. Each desk is another person,
// who is put into DATABASE first; "-" where nobody asks who they are. Prints one line of JSON.
#include "core/relay/ledger/ledgerschema.h"
#include "core/relay/ledger/usertable.h"
#include "core/store/shared/sharedstore.h"
#include "tests/bench/relay/wire.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>
#include <QtConcurrent/QtConcurrentMap>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include <sys/epoll.h>
#include <sys/resource.h>

using namespace milassist;
using namespace Qt::StringLiterals;
using Clock = std::chrono::steady_clock;

namespace
{

QString personOf(int desk)
{
    return u"desk%1"_s.arg(desk, 4, 10, QChar(u'0'));
}

/// @return the token of each
QList<Secret> madePeople(const QString &database, int count)
{
    const auto url = DatabaseUrl::parse(database);
    auto store = url ? SharedStore::open({.url = *url, .schema = ledgerSchema()}) : fail(url.error());
    for (int tries = 0; url && !store && tries < 50; ++tries) { // a relay that has just begun makes its tables
        QThread::msleep(200);
        store = SharedStore::open({.url = *url, .schema = ledgerSchema()});
    }
    if (!store)
        return {};
    const auto tokens = QtConcurrent::blockingMapped<QList<NewToken>>(QList<int>(count), [](int) { return *makeToken(); });
    auto done = (*store)->write([tokens](SqlConnection &db) -> Result<> {
        for (int i = 0; i < tokens.size(); ++i) {
            if (auto added = UserTable(db).add(personOf(i), Role::Manager, tokens[i], QDateTime::currentDateTimeUtc()); !added)
                return added;
        }
        return {};
    });
    done.waitForFinished();
    QList<Secret> secrets;
    for (const NewToken &token : tokens)
        secrets << token.token;
    return done.result() ? secrets : QList<Secret>();
}

struct Desk {
    int socket = -1;
    QByteArray heard; ///< since the last event that counts
    bool hasHeard = false;
};

class Room
{
public:
    bool enter(const QList<QUrl> &relays, int count, const QList<Secret> &tokens)
    {
        m_epoll = ::epoll_create1(0);
        m_desks.resize(size_t(count));
        for (int i = 0; i < count; ++i) {
            Desk &desk = m_desks[size_t(i)];
            const QUrl &url = relays[i % relays.size()];
            desk.socket = connectedTo(url);
            QByteArray hello = "GET /api/events?since=0 HTTP/1.1\r\nHost: " + url.authority().toUtf8()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                  "dGhlIHNhbXBsZSBub25jZQ==\r\n";
            if (!tokens.isEmpty())
                hello += "Authorization: Bearer " + tokens[i].reveal() + "\r\n";
            hello += "\r\n";
            epoll_event event{.events = EPOLLIN, .data = {.u64 = quint64(i)}};
            if (desk.socket < 0 || ::write(desk.socket, hello.constData(), size_t(hello.size())) != hello.size()
                || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, desk.socket, &event) != 0)
                return false;
            const auto isIn = [&] { return desk.heard.startsWith("HTTP/1.1 101") && desk.heard.contains("\r\n\r\n"); };
            if (!listenUntil(isIn, std::chrono::seconds(20)))
                return false;
            if (i % 100 == 0)
                sayTheyAreThere();
        }
        settle();
        return true;
    }

    /// A pong that nobody asked for: who says nothing is taken for gone.
    void sayTheyAreThere()
    {
        static const QByteArray pong("\x8a\x80\0\0\0\0", 6);
        for (const Desk &desk : m_desks) {
            if (desk.heard.size() > 0 || desk.hasHeard)
                (void)!::write(desk.socket, pong.constData(), size_t(pong.size()));
        }
    }
    /// Until everybody has heard @p word. @return milliseconds since @p from; none: somebody has not
    std::optional<double> heardBy(const QByteArray &word, Clock::time_point from)
    {
        m_word = word;
        m_hearing = m_desks.size();
        for (Desk &desk : m_desks) {
            desk.heard.clear();
            desk.hasHeard = false;
        }
        if (!listenUntil([this] { return m_hearing == 0; }, std::chrono::seconds(10)))
            return std::nullopt;
        return std::chrono::duration<double, std::milli>(m_last - from).count();
    }
    /// What is still on its way.
    void settle()
    {
        m_word = "no word";
        Clock::time_point quiet = Clock::now();
        m_hearing = m_desks.size();
        (void)listenUntil(
            [&] {
                quiet = std::max(quiet, m_latest);
                return Clock::now() - quiet > std::chrono::milliseconds(700);
            },
            std::chrono::seconds(60));
    }
    void pass(Clock::time_point until)
    {
        m_word = "no word";
        (void)listenUntil([&] { return Clock::now() >= until; }, std::chrono::seconds(10));
    }
    bool isLost() const { return m_lost > 0; }

private:
    bool listenUntil(const std::function<bool()> &isDone, std::chrono::seconds patience)
    {
        const auto end = Clock::now() + patience;
        epoll_event events[256];
        while (!isDone()) {
            if (Clock::now() > end || m_lost > 0)
                return false;
            const int ready = ::epoll_wait(m_epoll, events, 256, 1);
            for (int i = 0; i < ready; ++i)
                hear(m_desks[size_t(events[i].data.u64)]);
        }
        return true;
    }
    void hear(Desk &desk)
    {
        char buffer[65536];
        const ssize_t count = ::read(desk.socket, buffer, sizeof buffer);
        if (count <= 0) {
            ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, desk.socket, nullptr);
            ++m_lost;
            return;
        }
        m_latest = Clock::now();
        desk.heard.append(buffer, count);
        if (desk.hasHeard || !desk.heard.contains(m_word)) {
            if (desk.heard.size() > 300'000)
                desk.heard = desk.heard.last(1000);
            return;
        }
        desk.hasHeard = true;
        m_last = m_latest;
        --m_hearing;
    }

    std::vector<Desk> m_desks;
    QByteArray m_word;
    size_t m_hearing = 0, m_lost = 0;
    Clock::time_point m_last, m_latest;
    int m_epoll = -1;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Secret token(qgetenv("TWILIO_AUTH_TOKEN"));
    if (argc < 5 || token.isEmpty()) {
        std::fputs("usage: TWILIO_AUTH_TOKEN=... benchevents DESKS CALLS DATABASE|- URL...\n", stderr);
        return 2;
    }
    const int count = std::max(1, std::atoi(argv[1])), calls = std::max(1, std::atoi(argv[2]));
    QList<QUrl> relays;
    for (int i = 4; i < argc; ++i)
        relays << QUrl(QString::fromLocal8Bit(argv[i]));
    const rlimit files{4096, 4096};
    ::setrlimit(RLIMIT_NOFILE, &files);
    const QString database = QString::fromLocal8Bit(argv[3]);
    const auto tokens = database == u"-" ? QList<Secret>() : madePeople(database, count);
    if (database != u"-" && tokens.size() != count) {
        std::fputs("benchevents: the desks' people cannot be put into the database\n", stderr);
        return 1;
    }
    Room room;
    if (!room.enter(relays, count, tokens)) {
        std::fputs("benchevents: a desk was not let in\n", stderr);
        return 1;
    }

    const QUrl webhook(relays.first().toString() + u"/api/twilio/incoming-call-handler"_s);
    const int twilio = connectedTo(webhook);
    std::vector<double> waits;
    Clock::time_point due = Clock::now();
    for (int i = 0; i < calls && !room.isLost(); ++i) {
        const QString sid = u"CA%1%2"_s.arg(QCoreApplication::applicationPid(), 16, 16, QChar(u'0')).arg(i, 16, 16, QChar(u'0'));
        const QByteArray request = callThatComesIn(webhook, token, sid, i);
        if (i % 100 == 0)
            room.sayTheyAreThere();
        room.pass(due += std::chrono::milliseconds(50));
        const auto begun = Clock::now();
        if (::write(twilio, request.constData(), size_t(request.size())) != request.size())
            break;
        const auto wait = room.heardBy(sid.toLatin1(), begun);
        if (!wait)
            break;
        waits.push_back(*wait);
        char answer[8192];
        while (::read(twilio, answer, sizeof answer) > 0) {
        }
    }
    std::sort(waits.begin(), waits.end());
    const auto at = [&](double part) { return waits.empty() ? 0.0 : waits[size_t(part * double(waits.size() - 1))]; };
    std::printf("{\"desks\":%d,\"calls\":%zu,\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"most_ms\":%.2f}\n", count, waits.size(), at(0.5),
                at(0.99), at(1));
    if (int(waits.size()) < calls)
        std::fputs("benchevents: a desk has not heard of a call\n", stderr);
    return int(waits.size()) == calls ? 0 : 1;
}
