// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <memory>

#include <sys/mount.h>

namespace milassist {

/// A disk of its own, small enough to fill. Only root can make one.
class SmallDisk {
public:
    /// @param at an existing folder, covered by the disk as long as this object lives
    explicit SmallDisk(const QString &at, int megabytes = 3) : m_at(at.toLocal8Bit()), m_size("size=" + QByteArray::number(megabytes) + 'm')
    {
        m_mounted = mount(0);
    }
    ~SmallDisk()
    {
        m_ballast.reset();
        if (m_mounted)
            ::umount2(m_at.constData(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    bool isThere() const { return m_mounted; }
    bool makeReadOnly() { return mount(MS_REMOUNT | MS_RDONLY); }
    bool makeWritable() { return mount(MS_REMOUNT); }

    /// Not a byte is left.
    bool fill()
    {
        m_ballast = std::make_unique<QFile>(QString::fromLocal8Bit(m_at) + QLatin1Char('/') + QLatin1String("ballast"));
        if (!m_ballast->open(QIODevice::WriteOnly))
            return false;
        while (m_ballast->write(QByteArray(4096, 'x')) == 4096 && m_ballast->flush()) { }
        return true;
    }
    /// There is room again.
    bool empty()
    {
        m_ballast->close();
        return m_ballast->remove();
    }

private:
    bool mount(unsigned long flags) { return ::mount("tmpfs", m_at.constData(), "tmpfs", flags, m_size.constData()) == 0; }

    const QByteArray m_at, m_size;
    std::unique_ptr<QFile> m_ballast;
    bool m_mounted = false;
};

} // namespace milassist
