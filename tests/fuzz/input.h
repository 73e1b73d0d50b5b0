// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// What the fuzzer made up, as bytes in memory of exactly that length, so that reading one byte too far is seen.
inline QByteArrayView inputOf(const uint8_t *data, size_t size)
{
    return {reinterpret_cast<const char *>(data), qsizetype(size)};
}

/// A promise of the parser that must hold whatever it was fed. Never compiled out.
#define PROMISE(condition)                                                                                                       \
    do {                                                                                                                         \
        if (!(condition)) {                                                                                                      \
            std::fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #condition);                                 \
            std::abort();                                                                                                        \
        }                                                                                                                        \
    } while (false)
