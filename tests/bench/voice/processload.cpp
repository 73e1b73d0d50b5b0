// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/voice/processload.h"

#include <QDir>
#include <QFile>

#include <unistd.h>

namespace milassist::bench
{
using namespace Qt::StringLiterals;

namespace
{

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// "VmRSS:     1234 kB"
int numberAfter(const QByteArray &text, const QByteArray &name)
{
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith(name))
            return line.sliced(name.size()).simplified().split(' ').value(0).toInt();
    }
    return -1;
}

/// Behind the name of the program, which may hold spaces and brackets: the third field is the first here.
QList<QByteArray> statOf(qint64 process)
{
    const QByteArray text = contentOf(u"/proc/%1/stat"_s.arg(process));
    return text.sliced(std::max<qsizetype>(text.lastIndexOf(')') + 1, 0)).simplified().split(' ');
}

} // namespace

Load loadOf(const QList<qint64> &processes)
{
    Load load;
    for (const qint64 process : processes) {
        const QList<QByteArray> stat = statOf(process);
        load.cpuSeconds += double(stat.value(11).toLongLong() + stat.value(12).toLongLong()) / double(::sysconf(_SC_CLK_TCK));
        for (const QString &task : QDir(u"/proc/%1/task"_s.arg(process)).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            load.wakeUps +=
                numberAfter(contentOf(u"/proc/%1/task/%2/status"_s.arg(process).arg(task)), "voluntary_ctxt_switches:");
            ++load.threads;
        }
    }
    return load;
}

Memory memoryOf(qint64 process)
{
    const QByteArray status = contentOf(u"/proc/%1/status"_s.arg(process));
    return {.resident = numberAfter(status, "VmRSS:"),
            .own = numberAfter(status, "RssAnon:"),
            .fair = numberAfter(contentOf(u"/proc/%1/smaps_rollup"_s.arg(process)), "Pss:")};
}

QList<qint64> childrenOf(qint64 process)
{
    QList<qint64> children;
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const qint64 candidate = name.toLongLong();
        if (candidate > 0 && statOf(candidate).value(1).toLongLong() == process)
            children.append(candidate);
    }
    return children;
}

} // namespace milassist::bench
