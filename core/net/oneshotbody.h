// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

#include <cstring>

namespace milassist
{

/// A body that can be read once. Qt sends a request again by itself when a kept connection turns out to be closed, and
/// does not ask whether that may happen twice; a body it cannot rewind makes it give up instead.
class OneShotBody : public QIODevice
{
public:
    explicit OneShotBody(QByteArray bytes) : m_bytes(std::move(bytes)) { open(QIODevice::ReadOnly | QIODevice::Unbuffered); }
    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_at + QIODevice::bytesAvailable(); }
    bool atEnd() const override { return m_at >= m_bytes.size(); }

protected:
    qint64 readData(char *data, qint64 wanted) override
    {
        if (m_at >= m_bytes.size())
            return -1;
        const qint64 size = std::min<qint64>(wanted, m_bytes.size() - m_at);
        memcpy(data, m_bytes.constData() + m_at, size_t(size));
        m_at += size;
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_at = 0;
};

} // namespace milassist
