// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/sip/siptest.h"

#include <QElapsedTimer>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

constexpr double silent = 30; // of samples
constexpr int lines = 60;     // of four seconds: baresip hangs up when it has nothing more to say

} // namespace

SipTest::SipTest()
    : m_word(qEnvironmentVariable("SIP_OVER", u"udp"_s)),
      m_over(m_word == u"tls" ? Over::Tls : m_word == u"tcp" ? Over::Tcp : Over::Udp)
{
}

void SipTest::initTestCase()
{
    if (!hasPeers())
        return;
    m_peers = std::make_unique<Peers>();
    QVERIFY(sounds::writeWav(m_peers->path(u"desk.wav"_s), m_deskSays, 16000));
    QVERIFY(sounds::writeWav(m_peers->path(u"far.wav"_s), sounds::repeated(m_farSays, lines), 8000));
    QVERIFY(m_peers->startServer());
    m_desk = std::make_unique<Desk>(*m_peers);
    QVERIFY(begin());
}

bool SipTest::begin()
{
    return (isSafe() ? m_peers->startEncryptedEcho() : m_peers->startEcho()) && startBob() && m_desk->registers(m_desk->account(m_over));
}

void SipTest::cleanup()
{
    if (!m_desk)
        return;
    for (const LiveCall &call : QList<LiveCall>(phone().calls()))
        phone().hangUp(call.leg);
    QVERIFY(waitFor([this] { return phone().calls().isEmpty(); }));
    m_peers->stopScript();
    m_peers->forgetBaresipEvents();
}

void SipTest::cleanupTestCase()
{
    m_desk.reset();
    m_peers.reset();
}

bool SipTest::becomes(LegId leg, CallState state)
{
    return waitFor([&] { return isIn(leg, state); });
}

bool SipTest::becomesOver(LegId leg)
{
    return waitFor([&] { return isOver(leg); });
}

bool SipTest::startBob(bool answers)
{
    return m_peers->startBaresip(m_peers->path(u"far.wav"_s), answers, m_word, isSafe());
}

bool SipTest::isHeardThere(double second, double atLeast)
{
    return sounds::becomeLike(m_deskSays, [this] { return sounds::readAt8k(m_peers->heardByBaresip()); }, second, atLeast);
}

bool SipTest::isHeardHere(double second, double atLeast)
{
    return sounds::becomeLike(m_farSays, [this] { return m_desk->heard(); }, second, atLeast);
}

std::vector<qint16> SipTest::latestHeard() const
{
    const auto heard = m_desk->heard();
    return heard.size() < 8000 ? std::vector<qint16>() : std::vector<qint16>(heard.end() - 8000, heard.end());
}

bool SipTest::thereIsLoud(bool isLoud)
{
    QString path = m_peers->heardByBaresip();
    size_t known = sounds::readAt8k(path).size();
    QElapsedTimer sinceLoud;
    sinceLoud.start();
    const bool is = waitFor([&] {
        const QString latest = m_peers->heardByBaresip(); // a file for each stream
        if (std::exchange(path, latest) != latest)
            known = 0;
        const auto heard = sounds::readAt8k(path);
        const double level = heard.size() > known ? sounds::loudnessAtEnd(heard, double(heard.size() - known) / 8000) : 0;
        known = std::max(known, heard.size());
        if (level > silent)
            sinceLoud.restart();
        return isLoud ? level > loud : sinceLoud.hasExpired(800);
    });
    if (!is)
        qWarning() << m_peers->allHeardByBaresip() << known;
    return is;
}

bool SipTest::scriptIsContent()
{
    const bool isContent = waitFor([this] { return m_peers->scriptHasEnded(); }) && m_peers->scriptCode() == 0;
    if (!isContent)
        qWarning() << m_peers->scriptOutput();
    return isContent;
}

bool SipTest::baresipShows(const QByteArray &words)
{
    const bool does = waitFor([&] { return m_peers->baresipOutput().contains(words); });
    if (!does)
        qWarning() << words << "is not in" << m_peers->baresipOutput().right(1500);
    return does;
}

LegId SipTest::ringsFromBob()
{
    const qsizetype before = phone().calls().size();
    m_peers->tellBaresip(u"dial"_s, u"sip:alice@acme.sip.test"_s);
    return waitFor([&] { return phone().calls().size() > before; }) ? phone().calls().last().leg : 0;
}

} // namespace milassist
