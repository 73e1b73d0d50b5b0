// SPDX-License-Identifier: GPL-3.0-or-later
// benchcalls [CALLS]: the program, registered, makes and takes that many short calls (1,000 when not said) with sound both
// ways open, and prints what memory it and its engine use before, on the way and after.
#include "tests/bench/voice/figures.h"
#include "tests/bench/voice/deskprocess.h"
#include "tests/bench/voice/processload.h"
#include "tests/bench/voice/sipcaller.h"

#include <QGuiApplication>
#include <QTest>

using namespace milassist::bench;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

int complain(const char *what, const DeskProcess &desk)
{
    std::fprintf(stderr, "benchcalls: %s\n%s\n", what, desk.log().right(2000).constData());
    return 1;
}

void keepMemory(QJsonObject &figures, const QString &when, const DeskProcess &desk)
{
    const Memory window = memoryOf(desk.desk()), engine = memoryOf(desk.engine());
    figures[u"desk_rss_kb_"_s + when] = window.resident;
    figures[u"desk_pss_kb_"_s + when] = window.fair;
    figures[u"engine_rss_kb_"_s + when] = engine.resident;
    figures[u"engine_pss_kb_"_s + when] = engine.fair;
    figures[u"both_rss_kb_"_s + when] = window.resident + engine.resident;
    figures[u"both_own_kb_"_s + when] = window.own + engine.own;
    figures[u"threads_"_s + when] = loadOf(desk.both()).threads;
}

bool waitFor(auto condition)
{
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > until)
            return false;
        QThread::usleep(500);
    }
    return true;
}

bool takesCall(SipCaller &caller, DeskProcess &desk)
{
    const QByteArray id = caller.call("+12065550142");
    return waitFor([&] { return caller.times(id).ringing.has_value(); }) && desk.tell({u"answer"_s})
        && waitFor([&] { return caller.times(id).over.has_value(); }) && caller.times(id).answer;
}

bool makesCall(SipCaller &caller, DeskProcess &desk)
{
    const int before = caller.callsTaken();
    return desk.tell({u"dial"_s, u"+12065550143"_s}) && waitFor([&] { return caller.callsTaken() > before; });
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int calls = argc > 1 ? QByteArray(argv[1]).toInt() : 1000;
    SipCaller caller;
    caller.setTalk(20ms);
    DeskProcess desk;
    if (!desk.start({.user = u"desk1"_s, .domain = u"bench.test"_s, .password = u"unasked"_s, .port = caller.port()}))
        return complain("the program does not start", desk);
    if (!waitFor([&] { return caller.isRegistered("desk1"); }))
        return complain("it does not register", desk);
    QTest::qWait(3000); // its history is here

    QJsonObject figures;
    keepMemory(figures, u"0"_s, desk);
    const Load before = loadOf(desk.both());
    double talked = 0;
    for (int i = 1; i <= calls; ++i) {
        const auto began = std::chrono::steady_clock::now();
        if (!(i % 2 ? takesCall(caller, desk) : makesCall(caller, desk)))
            return complain(i % 2 ? "a call was not taken" : "a call was not made", desk);
        talked += milliseconds(std::chrono::steady_clock::now() - began);
        if (i == calls / 2 || i == calls)
            QThread::sleep(34); // SIP has a call forgotten 32 s after its end
        if (i == 100 || i == calls / 2 || i == calls)
            keepMemory(figures, QString::number(i), desk);
    }
    figures[u"calls"_s] = calls;
    figures[u"ms_per_call"_s] = rounded(talked / calls);
    figures[u"cpu_ms_per_call"_s] = rounded((loadOf(desk.both()) - before).cpuSeconds * 1000 / calls);
    print(figures);
    return 0;
}
