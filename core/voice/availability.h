// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>

namespace milassist {

/// Whether calls ring here, as the person chose.
struct Availability {
    enum class Kind { Available, Away, DoNotDisturb };
    Kind kind = Kind::Available;
    QDateTime until;   ///< UTC, with Away; invalid: until it is changed
    bool operator==(const Availability &) const = default;

    bool rings() const { return kind == Kind::Available; }
    /// For keeping between runs; what cannot be read is Available, so that no call is lost to a damaged file.
    QByteArray toBytes() const;
    static Availability fromBytes(const QByteArray &bytes);
};

/// What was chosen, as it is at @p now: an absence that is over is none.
Availability availabilityAt(const Availability &chosen, const QDateTime &now);

} // namespace milassist
