// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace milassist::bench
{

/// What some processes have used since they began, all their threads together.
struct Load {
    double cpuSeconds = 0; ///< user and system
    double wakeUps = 0;    ///< times that a thread had waited and went on
    int threads = 0;
    Load operator-(const Load &before) const { return {cpuSeconds - before.cpuSeconds, wakeUps - before.wakeUps, threads}; }
};
Load loadOf(const QList<qint64> &processes);

/// Of one process, kB; -1 where it cannot be read.
struct Memory {
    int resident = -1;
    int own = -1;  ///< of that what is in no file: heap and stacks
    int fair = -1; ///< pages that several processes share are divided among them. Of a process that is closed to others root
                   ///< reads it only
};
Memory memoryOf(qint64 process);

/// Those that @p process has started and that still run.
QList<qint64> childrenOf(qint64 process);

} // namespace milassist::bench
