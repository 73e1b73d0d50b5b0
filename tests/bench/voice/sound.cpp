// SPDX-License-Identifier: GPL-3.0-or-later
// benchsound [SECONDS [ROUNDS]]: a baresip calls our program, then it calls another baresip, with PCMU and with Opus, in turns,
// through the same server and the same sound server. Prints for each how much later an ear hears what the mouth at the
// other end says, and how much processor time the one that was called needs for a second of call.
#include "tests/bench/voice/figures.h"
#include "tests/bench/voice/air.h"
#include "tests/bench/voice/deskprocess.h"
#include "tests/bench/voice/processload.h"
#include "tests/e2e/sip/peers.h"

#include <QCoreApplication>

#include <map>

using namespace milassist;
using namespace milassist::bench;
using namespace Qt::StringLiterals;

namespace
{

struct Codec {
    QString name, ours, theirs;
};
const QList<Codec> codecs{{u"pcmu"_s, u"pcmu"_s, u"PCMU/8000/1"_s}, {u"opus"_s, u"opus"_s, u"opus/48000/2"_s}};

/// Of the calls of one kind together: how long a buffer is depends on the moment in which a call begins.
struct Sum {
    QList<double> in, out;
    int saidIn = 0, saidOut = 0;
    double seconds = 0, cpu = 0, engineCpu = 0, wakeUps = 0;
};

class Bench
{
public:
    Bench(int seconds, int rounds) : m_seconds(seconds), m_rounds(rounds) {}

    const char *run()
    {
        if (!m_peers.startServer())
            return "kamailio does not run";
        if (!m_air.open() || !m_air.startTalking())
            return "there is no sound server to work with";
        for (int round = 0; round < m_rounds; ++round) {
            for (const Codec &codec : codecs) {
                if (const char *trouble = ours(codec))
                    return trouble;
                if (const char *trouble = theirs(codec))
                    return trouble;
            }
        }
        return nullptr;
    }

    QJsonObject figures() const
    {
        QJsonObject figures;
        for (const auto &[name, sum] : m_sums) {
            figures[name + u"_cpu_ms_per_s"_s] = rounded(sum.cpu * 1000 / sum.seconds);
            figures[name + u"_engine_cpu_ms_per_s"_s] = rounded(sum.engineCpu * 1000 / sum.seconds);
            figures[name + u"_wakeups_per_s"_s] = rounded(sum.wakeUps / sum.seconds, 0);
            for (const auto &[way, values, said] :
                 {std::tuple{u"_in"_s, sum.in, sum.saidIn}, {u"_out"_s, sum.out, sum.saidOut}}) {
                figures[name + way + u"_p50_ms"_s] = rounded(percentile(values, 50), 0);
                figures[name + way + u"_p95_ms"_s] = rounded(percentile(values, 95), 0);
                figures[name + way + u"_heard"_s] = u"%1 of %2"_s.arg(values.size()).arg(said);
            }
        }
        return figures;
    }

private:
    static QString word(const char *name) { return QString::fromLatin1(name); }

    BaresipSetup phone(const QString &user, const QString &password, const Codec &codec) const
    {
        return {.folder = m_peers.path(user),
                .user = user,
                .domain = u"acme.sip.test"_s,
                .password = password,
                .server = u"127.0.0.1"_s,
                .serverPort = m_peers.ports().sip,
                .codecs = codec.theirs};
    }

    bool startCaller(const Codec &codec)
    {
        BaresipSetup setup = phone(u"bob"_s, u"Bui1der-Bob-42"_s, codec);
        setup.port = m_peers.ports().baresip;
        setup.media = m_peers.ports().media + 100;
        setup.control = m_peers.ports().control;
        setup.plays = word(Air::farEar);
        setup.hears = word(Air::farMouth);
        return m_caller.start(setup) && waitFor([this] { return m_caller.isRegistered(); });
    }

    const char *ours(const Codec &codec)
    {
        DeskProcess desk;
        const QByteArray driver = "PulseAudio Unknown: ";
        if (!desk.start({.user = u"alice"_s,
                         .domain = u"acme.sip.test"_s,
                         .password = u"Wonder1and-Alice"_s,
                         .port = m_peers.ports().sip,
                         .codecs = codec.ours,
                         .devices = {.microphones = {driver + Air::nearMouth}, .speakers = {driver + Air::nearEar}}})
            || !startCaller(codec))
            return "our program or its caller does not run";
        QTest::qWait(1500);
        m_caller.tell(u"dial"_s, u"sip:alice@acme.sip.test"_s);
        if (!waitFor([this] { return m_caller.said(u"CALL_RINGING"_s); }))
            return "our program does not ring";
        desk.tell({u"answer"_s});
        return measure(u"ours_"_s + codec.name, desk.both());
    }

    const char *theirs(const Codec &codec)
    {
        BaresipPhone called;
        BaresipSetup setup = phone(u"carol"_s, u"Chr1stmas-Carol"_s, codec);
        setup.answers = true;
        setup.port = m_peers.ports().echo;
        setup.media = m_peers.ports().media;
        setup.plays = word(Air::nearEar);
        setup.hears = word(Air::nearMouth);
        if (!called.start(setup) || !waitFor([&] { return called.isRegistered(); }) || !startCaller(codec))
            return "baresip does not run";
        m_caller.tell(u"dial"_s, u"sip:carol@acme.sip.test"_s);
        return measure(u"baresip_"_s + codec.name, QList{called.processId()});
    }

    const char *measure(const QString &name, const QList<qint64> &processes)
    {
        if (!waitFor([this] { return m_caller.said(u"CALL_ESTABLISHED"_s); }))
            return "a call was not answered";
        QTest::qWait(6000); // buffers have found their length
        if (!m_air.startRecording())
            return "nothing can be recorded";
        const Load before = loadOf(processes), engineBefore = loadOf(processes.last(1));
        QTest::qWait(m_seconds * 1000);
        const Load used = loadOf(processes) - before, engine = loadOf(processes.last(1)) - engineBefore;
        m_air.stopRecording();
        m_caller.tell(u"hangup"_s);
        QTest::qWait(500);
        m_caller.stop();

        const Air::Delays delays = m_air.delays();
        if (delays.toNear.isEmpty() || delays.toFar.isEmpty())
            return "nothing was heard";
        Sum &sum = m_sums[name];
        sum.in += delays.toNear;
        sum.out += delays.toFar;
        sum.saidIn += delays.saidToNear;
        sum.saidOut += delays.saidToFar;
        sum.seconds += m_seconds;
        sum.cpu += used.cpuSeconds;
        sum.engineCpu += engine.cpuSeconds;
        sum.wakeUps += used.wakeUps;
        return nullptr;
    }

    const int m_seconds, m_rounds;
    std::map<QString, Sum> m_sums;
    Peers m_peers;
    Air m_air;
    BaresipPhone m_caller;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Bench bench(argc > 1 ? QByteArray(argv[1]).toInt() : 10, argc > 2 ? QByteArray(argv[2]).toInt() : 2);
    if (const char *trouble = bench.run()) {
        std::fprintf(stderr, "benchsound: %s\n", trouble);
        return 1;
    }
    print(bench.figures());
    return 0;
}
