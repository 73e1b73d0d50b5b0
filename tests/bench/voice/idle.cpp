// SPDX-License-Identifier: GPL-3.0-or-later
// benchidle [SECONDS]: our program with its engine, and linphone-desktop, both registered at the same server, in the same
// session, for the same SECONDS (60 when not said) of nothing: processor time, wake-ups, threads and memory of each.
#include "tests/bench/voice/figures.h"
#include "tests/bench/voice/deskprocess.h"
#include "tests/bench/voice/processload.h"
#include "tests/bench/voice/sipcaller.h"

#include <QCoreApplication>
#include <QDir>
#include <QTest>

using namespace milassist::bench;
using namespace Qt::StringLiterals;

namespace
{

bool startLinphone(QProcess &linphone, const QString &folder, int port)
{
    QDir().mkpath(folder + u"/linphone"_s);
    QFile settings(folder + u"/linphone/linphonerc"_s);
    if (!settings.open(QIODevice::WriteOnly))
        return false;
    settings.write("[sip]\ndefault_proxy=0\nsip_port=-1\nsip_tcp_port=0\nsip_tls_port=0\n"
                   "[proxy_0]\nreg_proxy=<sip:127.0.0.1:"
                   + QByteArray::number(port)
                   + ";transport=udp>\n"
                     "reg_identity=<sip:linphone@127.0.0.1>\nreg_expires=3600\nreg_sendregister=1\npublish=0\n"
                     "[auth_info_0]\nusername=linphone\npasswd=unasked\nrealm=127.0.0.1\n");
    settings.close();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_s, folder);
    environment.insert(u"XDG_DATA_HOME"_s, folder + u"/data"_s);
    linphone.setProcessEnvironment(environment);
    linphone.setStandardInputFile(QProcess::nullDevice());
    linphone.setStandardOutputFile(folder + u"/linphone.log"_s);
    linphone.setStandardErrorFile(folder + u"/linphone.log"_s, QIODevice::Append);
    linphone.start(u"linphone"_s, {});
    return linphone.waitForStarted();
}

void keep(QJsonObject &figures, const QString &who, const Load &load, int seconds)
{
    figures[who + u"_cpu_ms_per_minute"_s] = rounded(load.cpuSeconds * 60'000 / seconds);
    figures[who + u"_wakeups_per_s"_s] = rounded(load.wakeUps / seconds, 2);
    figures[who + u"_threads"_s] = load.threads;
}

int complain(const char *what)
{
    std::fprintf(stderr, "benchidle: %s\n", what);
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int seconds = argc > 1 ? QByteArray(argv[1]).toInt() : 60;
    QTemporaryDir folder;
    SipCaller server;
    DeskProcess desk;
    QProcess linphone;
    if (!desk.start({.user = u"desk1"_s, .domain = u"bench.test"_s, .password = u"unasked"_s, .port = server.port()})
        || !QTest::qWaitFor([&] { return server.isRegistered("desk1"); }, 30'000))
        return complain("the program does not register");
    if (!startLinphone(linphone, folder.path(), server.port())
        || !QTest::qWaitFor([&] { return server.isRegistered("linphone"); }, 60'000))
        return complain("linphone-desktop does not register");
    QTest::qWait(15'000); // at rest

    const QList<qint64> theirs{linphone.processId()};
    const Load oursBefore = loadOf(desk.both()), theirsBefore = loadOf(theirs), deskBefore = loadOf({desk.desk()});
    QTest::qWait(seconds * 1000);
    QJsonObject figures{{u"seconds"_s, seconds}};
    keep(figures, u"ours"_s, loadOf(desk.both()) - oursBefore, seconds);
    keep(figures, u"desk"_s, loadOf({desk.desk()}) - deskBefore, seconds);
    keep(figures, u"linphone"_s, loadOf(theirs) - theirsBefore, seconds);
    int both = 0;
    for (const auto &[who, process] :
         {std::pair{u"desk"_s, desk.desk()}, {u"engine"_s, desk.engine()}, {u"linphone"_s, linphone.processId()}}) {
        const Memory memory = memoryOf(process);
        figures[who + u"_rss_kb"_s] = memory.resident;
        figures[who + u"_pss_kb"_s] = memory.fair;
        if (process != linphone.processId())
            both += memory.fair > 0 ? memory.fair : memory.resident;
    }
    figures[u"both_pss_kb"_s] = both;
    print(figures);
    linphone.terminate();
    if (!linphone.waitForFinished(5000))
        linphone.kill();
    linphone.waitForFinished(5000);
    return 0;
}
