// SPDX-License-Identifier: GPL-3.0-or-later
// benchwebhooks URL CONNECTIONS SECONDS [PER_SECOND]: posts calls that come in, each another one, signed with
// TWILIO_AUTH_TOKEN, over as many connections, and counts those that were led to a telephone or to the mailbox. Without PER_SECOND each
// connection sends the next when it has its answer: that shows how many there can be. With it they are sent by the clock, and
// the time of each is counted from when it was due: that shows how long a caller waits.
#include "tests/bench/relay/wire.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <deque>
#include <vector>

#include <sys/epoll.h>

using namespace milassist;
using namespace Qt::StringLiterals;
using Instant = std::chrono::steady_clock::time_point;

namespace
{

struct Aim {
    QUrl url;
    int connections = 1;
    std::chrono::seconds length{10};
    double perSecond = 0; ///< 0: as many as there can be
};

struct Peer {
    int socket = -1;
    Instant due; ///< of the request under way
    bool isBusy = false;
    QByteArray answer;
};

bool isWhole(const QByteArray &answer)
{
    const qsizetype head = answer.indexOf("\r\n\r\n");
    if (head < 0)
        return false;
    const qsizetype length = answer.first(head).toLower().indexOf("content-length:");
    return length >= 0
        && answer.size()
        >= head + 4 + QByteArray::fromRawData(answer.constData() + length + 15, 12).trimmed().split('\r')[0].toInt();
}

class Load
{
public:
    Load(const Aim &aim, std::vector<QByteArray> requests) : m_aim(aim), m_requests(std::move(requests)) {}

    bool open()
    {
        m_epoll = ::epoll_create1(0);
        m_peers.resize(size_t(m_aim.connections));
        for (size_t i = 0; i < m_peers.size(); ++i) {
            m_peers[i].socket = connectedTo(m_aim.url);
            epoll_event event{.events = EPOLLIN, .data = {.u64 = i}};
            if (m_peers[i].socket < 0 || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_peers[i].socket, &event) != 0)
                return false;
            m_free.push_back(i);
        }
        return true;
    }

    void run()
    {
        m_start = std::chrono::steady_clock::now();
        const Instant end = m_start + m_aim.length;
        std::vector<epoll_event> events(256);
        for (Instant now = m_start; now < end || m_free.size() < m_peers.size(); now = std::chrono::steady_clock::now()) {
            if (now < end)
                sendWhatIsDue(now);
            else if (now > end + std::chrono::seconds(10))
                break;
            const int ready = ::epoll_wait(m_epoll, events.data(), int(events.size()), 1);
            for (int i = 0; i < ready; ++i)
                hear(events[size_t(i)].data.u64);
        }
        m_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }

    void print()
    {
        std::sort(m_waits.begin(), m_waits.end());
        const auto at = [this](double part) {
            return m_waits.empty() ? 0.0 : m_waits[size_t(part * double(m_waits.size() - 1))];
        };
        std::printf("{\"requests\":%zu,\"failed\":%d,\"per_second\":%.0f,\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"most_ms\":%.2f}\n",
                    m_waits.size(), m_failed, double(m_waits.size()) / m_seconds, at(0.5), at(0.99), at(1));
    }
    bool isGood() const { return m_failed == 0 && !m_waits.empty(); }

private:
    void sendWhatIsDue(Instant now)
    {
        while (!m_free.empty() && m_next < m_requests.size()) {
            Instant due = now;
            if (m_aim.perSecond > 0) {
                due = m_start + std::chrono::nanoseconds(qint64(1e9 * double(m_next) / m_aim.perSecond));
                if (due > now)
                    return;
            }
            Peer &peer = m_peers[m_free.front()];
            m_free.pop_front();
            peer.due = due;
            const QByteArray &request = m_requests[m_next++];
            if (::write(peer.socket, request.constData(), size_t(request.size())) != request.size())
                ++m_failed;
        }
    }

    void hear(size_t index)
    {
        Peer &peer = m_peers[index];
        char buffer[8192];
        const ssize_t got = ::read(peer.socket, buffer, sizeof buffer);
        if (got <= 0) {
            ++m_failed;
            ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, peer.socket, nullptr);
            m_free.push_back(index);
            return;
        }
        peer.answer.append(buffer, got);
        if (!isWhole(peer.answer))
            return;
        const auto wait = std::chrono::steady_clock::now() - peer.due;
        if (peer.answer.startsWith("HTTP/1.1 200") && (peer.answer.contains("<Dial") || peer.answer.contains("<Record")))
            m_waits.push_back(std::chrono::duration<double, std::milli>(wait).count());
        else
            ++m_failed;
        peer.answer.clear();
        m_free.push_back(index);
    }

    Aim m_aim;
    std::vector<QByteArray> m_requests;
    size_t m_next = 0;
    int m_epoll = -1, m_failed = 0;
    std::vector<Peer> m_peers;
    std::deque<size_t> m_free;
    std::vector<double> m_waits;
    Instant m_start;
    double m_seconds = 0;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Secret token(qgetenv("TWILIO_AUTH_TOKEN"));
    if (argc < 4 || token.isEmpty()) {
        std::fputs("usage: TWILIO_AUTH_TOKEN=... benchwebhooks URL CONNECTIONS SECONDS [PER_SECOND]\n", stderr);
        return 2;
    }
    const Aim aim{.url = QUrl(QString::fromLocal8Bit(argv[1]) + u"/api/twilio/incoming-call-handler"_s),
                  .connections = std::max(1, std::atoi(argv[2])),
                  .length = std::chrono::seconds(std::max(1, std::atoi(argv[3]))),
                  .perSecond = argc > 4 ? std::atof(argv[4]) : 0};
    constexpr int mostPerSecond = 20'000;
    const int count = int(double(aim.length.count()) * (aim.perSecond > 0 ? aim.perSecond : mostPerSecond));
    std::vector<QByteArray> requests; // made before the clock runs: what they cost is not the server's
    for (int i = 0; i < count; ++i)
        requests.push_back(callThatComesIn(
            aim.url, token, u"CA%1%2"_s.arg(QCoreApplication::applicationPid(), 16, 16, QChar(u'0')).arg(i, 16, 16, QChar(u'0')), i));
    Load load(aim, std::move(requests));
    if (!load.open()) {
        std::fputs("benchwebhooks: nobody listens there\n", stderr);
        return 1;
    }
    load.run();
    load.print();
    return load.isGood() ? 0 : 1;
}
