// SPDX-License-Identifier: GPL-3.0-or-later
// cachebench FOLDER [CALLS] [MESSAGES]: fills FOLDER with a big cache unless there is one, and prints what reading costs.
#include "core/cache/cacheoptions.h"
#include "core/cache/callstore.h"
#include "core/cache/messagestore.h"
#include "core/cache/searchstore.h"
#include "tests/fakes/bigcache.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <cstdio>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

template <typename Ask>
auto timed(const char *what, int times, Ask ask)
{
    std::vector<double> ms;
    auto answer = ask(0);
    for (int i = 0; i < times; ++i) {
        QElapsedTimer timer;
        timer.start();
        auto future = ask(i);
        future.waitForFinished();
        ms.push_back(double(timer.nsecsElapsed()) / 1e6);
        answer = future;
    }
    std::ranges::sort(ms);
    std::printf("%-44s p50 %8.2f ms   p95 %8.2f ms   max %8.2f ms\n", what, ms[ms.size() / 2], ms[ms.size() * 95 / 100], ms.back());
    return answer.result();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (argc < 2) {
        std::fprintf(stderr, "cachebench FOLDER [CALLS] [MESSAGES]\n");
        return 2;
    }
    const QString folder = QString::fromLocal8Bit(argv[1]);
    const bool fresh = !QFile::exists(folder + u"/cache.db"_s);
    QElapsedTimer timer;
    timer.start();
    auto store = Store::open(cacheOptions(folder));
    if (!store)
        return 1;
    std::printf("open %lld ms\n", static_cast<long long>(timer.elapsed()));
    if (fresh) {
        test::BigCache wanted;
        if (argc > 2)
            wanted.calls = QByteArray(argv[2]).toInt();
        if (argc > 3)
            wanted.messages = QByteArray(argv[3]).toInt();
        std::printf("filled at %.0f rows/s\n", test::fillBigCache(**store, wanted, QDateTime::currentDateTimeUtc()));
    }

    CallStore calls(**store);
    MessageStore messages(**store);
    SearchStore search(**store);
    const auto ids = timed("call ids, no filter", 10, [&](int) { return calls.rowIds({}); });
    timed("call ids, missed", 10, [&](int) { return calls.rowIds({.missedOnly = true}); });
    timed("call ids, one person", 10, [&](int) { return calls.rowIds({.peer = Party(u"+14155550003"_s)}); });
    timed("call ids, text 'person 12'", 10, [&](int) { return calls.rowIds({.text = u"person 12"_s}); });
    timed("call ids, digits '5551234'", 10, [&](int) { return calls.rowIds({.text = u"5551234"_s}); });
    timed("100 call rows, anywhere", 50, [&](int i) { return calls.rows(ids->mid((ids->size() - 100) * i / 50, 100)); });
    const auto threads = timed("thread ids", 10, [&](int) { return messages.threadIds({}); });
    timed("50 thread rows", 20, [&](int) { return messages.threads(threads->first(50)); });
    timed("100 messages of a thread", 20, [&](int i) { return messages.messages(threads->at(i), 0, 100); });
    timed("threads with 'appointment'", 10, [&](int) { return messages.threadIds({.text = u"appointment"_s}); });
    timed("unread threads", 10, [&](int) { return messages.unreadThreads(); });
    for (const QString &text : {u"a"_s, u"ap"_s, u"app"_s, u"appoi"_s, u"appointment"_s, u"please call"_s, u"th"_s, u"the"_s, u"person 120"_s,
                                u"grea"_s, u"brestov"_s, u"5551"_s, u"555 1234"_s, u"zzz"_s, u"tomorrow morning appointment"_s})
        timed(qPrintable(u"search '%1'"_s.arg(text)), 10, [&](int) { return search.search(text, 8); });
    return 0;
}
