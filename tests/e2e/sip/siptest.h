// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/e2e/sip/desk.h"

namespace milassist {

/// What the tests of our telephone against the programs of others have in common: the programs and their server, what each end
/// says, and a desk. SIP_OVER=udp, tcp or tls is the way to the server; over tls the sound is encrypted too.
class SipTest : public QObject {
    Q_OBJECT

protected:
    SipTest();
    /// What there is besides the server and the desk: unless said otherwise an echo, bob, and the desk registered.
    virtual bool begin();

    Phone &phone() const { return *m_desk->phone; }
    bool isSafe() const { return m_over == Over::Tls; }
    bool isIn(LegId leg, CallState state) const { return m_desk->isIn(leg, state); }
    bool isOver(LegId leg) const { return m_desk->isOver(leg); }
    /// Both wait for it.
    bool becomes(LegId leg, CallState state);
    bool becomesOver(LegId leg);

    /// bob, a baresip that answers by itself and says m_farSays.
    bool startBob(bool answers = true);
    /// Half a second of what bob hears is what our microphone says. The first two seconds may be shifted in time.
    bool isHeardThere(double second = 2, double atLeast = 0.95);
    bool isHeardHere(double second = 2, double atLeast = 0.95);
    /// The latest second that we heard.
    std::vector<qint16> latestHeard() const;
    /// Whether sound arrives at bob. Silence is also when nothing arrives at all, for most of a second.
    bool thereIsLoud(bool isLoud);
    /// sipp has played its scenario to the end.
    bool scriptIsContent();
    /// bob has written that. What he writes and the events that he tells come by two ways, either may be the first.
    bool baresipShows(const QByteArray &words);
    /// 0 when it does not ring.
    LegId ringsFromBob();

    static constexpr double loud = 1000; // of samples; speech is in the thousands
    const QString m_word;
    const Over m_over;
    const std::vector<qint16> m_deskSays = babble(4, 1), m_farSays = babble(4, 2);
    std::unique_ptr<Peers> m_peers;
    std::unique_ptr<Desk> m_desk;

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void cleanupTestCase();
};

} // namespace milassist
