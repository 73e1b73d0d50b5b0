// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QString>

namespace milassist {

// The media folder as files: plain functions that block, for the threads of MediaCache.

/// Opens what is stored, sealed or not. Errors: NotFound, Malformed (damaged, or sealed under another key), Storage.
Result<QByteArray> readStored(const QString &path, const Secret &key);
/// Takes a download in: reads it, seals it when there is a key, and puts it at @p path whole or not at all. The download
/// is gone afterwards. A disk that refuses loses only the keeping, not the bytes.
/// Errors: Rejected (more than @p largest bytes), Storage (the download cannot be read).
Result<QByteArray> takeIn(const QString &download, const QString &path, const Secret &key, qint64 largest);
/// Errors: Storage, DiskFull.
Result<> writeWhole(const QString &path, const QByteArray &bytes);
/// Removes the longest unused files until at most @p keptBytes are left, and what an interrupted download left behind.
void sweep(const QString &folder, qint64 keptBytes);
qint64 bytesIn(const QString &folder);

} // namespace milassist
