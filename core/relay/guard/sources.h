// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QHostAddress>
#include <QList>

namespace milassist
{

/// From where webhooks may come. Off unless somebody has fixed addresses at Twilio (Static Proxy): the usual ones change.
class Sources
{
public:
    enum class Mode {
        Off,
        Learn, ///< everybody is let in, and genuine webhooks from elsewhere are counted: shows what Enforce would cost
        Enforce,
    };
    struct Stray {
        QHostAddress address;
        int times = 0;
    };

    /// @param ranges "203.0.113.7", "203.0.113.0/24", "2001:db8::/32"
    /// Errors: Malformed, naming the range.
    static Result<Sources> make(Mode mode, const QStringList &ranges);

    Sources() = default;
    /// Whether @p address may knock. To be asked before the signature is judged.
    bool admits(const QHostAddress &address) const { return m_mode != Mode::Enforce || isListed(address); }
    bool isListed(const QHostAddress &address) const;
    /// A webhook from there was genuine: learnt when the address is not listed.
    void learn(const QHostAddress &address);
    /// Where genuine webhooks came from that Enforce would refuse, the most frequent first; at most 100 are remembered.
    QList<Stray> strays() const;
    /// From learning to enforcing. Refused while it would lock out genuine traffic that was seen, or everybody.
    /// Errors: Rejected, naming an address that would be locked out.
    Result<> enforce();
    Mode mode() const { return m_mode; }

private:
    Mode m_mode = Mode::Off;
    QList<std::pair<QHostAddress, int>> m_ranges;
    QHash<QHostAddress, int> m_strays;
};

} // namespace milassist
