// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <array>

namespace milassist {

/// A sid as a table keeps it where its kind is known: the 32 digits in 16 bytes, a third of the room, and of an index's
/// time. Whatever else it may be (digits in upper case, another prefix, "") is kept as its text, so nothing is lost.
class PackedSid {
public:
    /// @p prefix of two letters: the only one that is left out. @p sid must outlive this.
    PackedSid(QLatin1StringView prefix, QStringView sid);

    bool isPacked() const { return m_isPacked; }
    QByteArrayView bytes() const { return {m_bytes.data(), qsizetype(m_bytes.size())}; } ///< when it is packed
    QStringView text() const { return m_text; }

    /// The sid again, of 16 bytes.
    static QString unpacked(QLatin1StringView prefix, QByteArrayView bytes);

private:
    std::array<char, 16> m_bytes;
    QStringView m_text;
    bool m_isPacked = false;
};

} // namespace milassist
