// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QByteArrayView>

namespace milassist {

/// Files at rest under a key of 32 bytes: XChaCha20-Poly1305 in chunks of 64 KiB (libsodium's secretstream). A file that
/// was cut, joined or changed anywhere does not open.

constexpr qsizetype sealKeyBytes = 32;

/// Errors: Unavailable (the key has the wrong length, or libsodium does not start). Thread: any.
Result<QByteArray> seal(QByteArrayView plain, const Secret &key);
/// Errors: Malformed (not sealed, damaged, or sealed under another key), Unavailable as seal(). Thread: any.
Result<QByteArray> unseal(QByteArrayView sealed, const Secret &key);
bool isSealed(QByteArrayView bytes);

} // namespace milassist
