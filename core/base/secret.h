// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <utility>

namespace milassist {

/// A token or password. It has no QDebug operator and no implicit conversion, so it cannot reach a log by accident.
class Secret {
public:
    Secret() = default;
    explicit Secret(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    ~Secret() { wipe(); }
    Secret(const Secret &) = default;
    Secret(Secret &&) noexcept = default;
    Secret &operator=(const Secret &) = default;
    Secret &operator=(Secret &&) noexcept = default;

    /// The bytes themselves: only for the code that sends or stores them.
    const QByteArray &reveal() const { return m_bytes; }
    bool isEmpty() const { return m_bytes.isEmpty(); }
    bool operator==(const Secret &) const = default;

private:
    void wipe()
    {
        if (m_bytes.isDetached()) // a shared buffer is still somebody else's secret
            m_bytes.fill('\0');
    }

    QByteArray m_bytes;
};

} // namespace milassist
