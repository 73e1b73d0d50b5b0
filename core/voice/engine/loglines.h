// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/registration.h"

#include <QByteArray>
#include <QString>

#include <atomic>
#include <memory>

namespace milassist {

/// What the library writes to its log holds passwords' digests, keys, numbers and whole messages. Pure.
/// @return what may be kept of a warning or error: one line without addresses, numbers or anything in quotes; empty: nothing.
QByteArray keptOfLogLine(QByteArrayView domain, QByteArrayView message);
/// What a line of the certificate check found; the library itself calls every failed connection the same. Pure.
TlsProblem tlsProblemOf(QByteArrayView message);

/// Listens to the library's log as long as it lives; one a process.
class LogLines {
public:
    LogLines();
    ~LogLines();

    /// The worst that was said of a certificate since the last time.
    TlsProblem takeTlsProblem();

private:
    class Listener;
    std::shared_ptr<Listener> m_listener;
};

} // namespace milassist
