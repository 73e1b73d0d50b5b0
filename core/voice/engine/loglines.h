// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/registration.h"

#include <QByteArray>
#include <QString>

namespace milassist {

/// What the library writes to its log holds passwords' digests, keys, numbers and whole messages. Pure.
/// @return what may be kept of a warning or error: one line without addresses, numbers or anything in quotes; empty: nothing.
QByteArray keptOfLogLine(QByteArrayView domain, QByteArrayView message);
/// What a line of the certificate check found; the library itself calls every failed connection the same. Pure.
TlsProblem tlsProblemOf(QByteArrayView message);

/// Gathers the lines of the certificate check, one handshake at a time: they go from the authority's certificate (the highest
/// depth) down to the server's own (0). So a late line of the connection before is not taken for the present one's.
class CertificateFindings {
public:
    void hear(QByteArrayView message);
    /// The worst of the latest handshake, once.
    TlsProblem take();

private:
    TlsProblem m_worst = TlsProblem::None;
    int m_depth = 0; // of the line before
};

/// Listens to the library's log, and is the only one to do so, from its making to the end of the process. One a process.
class LogLines {
public:
    LogLines();

    /// The worst that was said of the certificates of the latest handshake, once.
    TlsProblem takeTlsProblem();
};

} // namespace milassist
