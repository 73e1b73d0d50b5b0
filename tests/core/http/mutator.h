// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <random>
#include <vector>

/// A request that is to hide in another one.
inline const QByteArray hidden = "GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n";

/// Honest requests, each with up to four things wrong; the same ones for the same seed.
class Mutator {
public:
    Mutator(std::vector<QByteArray> honest, quint32 seed) : m_honest(std::move(honest)), m_random(seed) {}

    QByteArray next()
    {
        QByteArray bytes = m_honest[upTo(m_honest.size())];
        for (size_t times = 1 + upTo(4); times > 0; --times)
            mutate(bytes);
        return bytes;
    }

private:
    size_t upTo(size_t end) { return m_random() % end; } // the same on every library, unlike std::uniform_int_distribution

    void mutate(QByteArray &bytes)
    {
        static const std::vector<QByteArray> pieces{
            "\r\n", "\n", "\r", QByteArray(1, '\0'), " ", "\t", ":", "\r\n ", "\r\n\r\n", "\xff", "%", "0", "-1", "99999999999999999999",
            "Content-Length: 5\r\n", "Content-Length: 0\r\n", "Transfer-Encoding: chunked\r\n", "transfer-encoding:identity\r\n",
            "Connection: close\r\n", "Expect: 100-continue\r\n", "Host: g\r\n", "HTTP/1.1", "HTTP/2.0", "http://x", QByteArray(5000, 'y'), hidden};
        const auto at = qsizetype(upTo(size_t(bytes.size()) + 1));
        const qsizetype length = qMin<qsizetype>(bytes.size() - at, qsizetype(upTo(20)));
        switch (upTo(6)) {
        case 0:
            if (at < bytes.size())
                bytes[at] = char(uchar(bytes[at]) ^ (1U << upTo(8)));
            break;
        case 1: bytes.insert(at, pieces[upTo(pieces.size())]); break;
        case 2: bytes.remove(at, length); break;
        case 3: bytes.insert(at, bytes.mid(at, length)); break;
        case 4: bytes.truncate(at); break;
        default: bytes.replace(at, length, pieces[upTo(pieces.size())]); break;
        }
    }

    const std::vector<QByteArray> m_honest;
    std::mt19937 m_random;
};
