// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QSet>

#include <optional>

namespace milassist {

struct HeldSocket {
    bool isTcp = false;
    bool isListening = false;   ///< TCP
    bool isConnected = false;   ///< UDP: the kernel drops what others send
    quint16 port = 0;
};

/// Every IP socket that a process holds, out of /proc. None when this user may not look.
inline std::optional<QList<HeldSocket>> socketsOf(qint64 pid)
{
    const QString process = QStringLiteral("/proc/%1/").arg(pid);
    QSet<QByteArray> inodes;
    const QStringList descriptors = QDir(process + QStringLiteral("fd")).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    if (descriptors.isEmpty())
        return std::nullopt;
    for (const QString &descriptor : descriptors) {
        const QString target = QFile::symLinkTarget(process + QStringLiteral("fd/") + descriptor);
        const qsizetype at = target.indexOf(QStringLiteral("socket:["));
        if (at >= 0)
            inodes.insert(target.sliced(at + 8).chopped(1).toLatin1());
    }
    QList<HeldSocket> held;
    for (const auto &table : {QStringLiteral("tcp"), QStringLiteral("tcp6"), QStringLiteral("udp"), QStringLiteral("udp6")}) {
        QFile file(process + QStringLiteral("net/") + table);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &line : file.readAll().split('\n')) {
            const QList<QByteArray> columns = line.simplified().split(' ');
            if (columns.size() < 10 || !inodes.contains(columns[9]))
                continue;
            const auto port = [](const QByteArray &address) { return quint16(address.sliced(address.lastIndexOf(':') + 1).toUInt(nullptr, 16)); };
            const bool isTcp = table.startsWith(u't');
            held.append({.isTcp = isTcp, .isListening = isTcp && columns[3] == "0A", .isConnected = port(columns[2]) != 0, .port = port(columns[1])});
        }
    }
    return held;
}

/// What a process keeps in memory, in kB; 0 when that cannot be seen.
inline qint64 memoryOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/status").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return 0;
}

} // namespace milassist
