// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/mediafiles.h"

#include "core/base/logging.h"
#include "core/media/sealed.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStorageInfo>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> fileError(const QFileDevice &file)
{
    const bool noRoom = file.error() == QFileDevice::ResourceError
        || (file.error() == QFileDevice::WriteError && QStorageInfo(file.fileName()).bytesAvailable() < (1 << 20));
    return fail(noRoom ? Error::Kind::DiskFull : Error::Kind::Storage, file.errorString());
}

} // namespace

Result<QByteArray> readStored(const QString &path, const Secret &key)
{
    QFile file(path);
    if (!file.exists())
        return fail(Error::Kind::NotFound, u"not stored"_s);
    if (!file.open(QIODevice::ReadWrite) && !file.open(QIODevice::ReadOnly)) // to note the use, where that is allowed
        return fileError(file);
    QByteArray bytes = file.readAll();
    if (file.isWritable())
        file.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime);
    return isSealed(bytes) ? unseal(bytes, key) : Result<QByteArray>(std::move(bytes));
}

Result<QByteArray> takeIn(const QString &download, const QString &path, const Secret &key, qint64 largest)
{
    QFile file(download);
    if (!file.open(QIODevice::ReadOnly))
        return fileError(file);
    if (file.size() > largest) {
        file.remove();
        return fail(Error::Kind::Rejected, u"larger than %1 bytes"_s.arg(largest));
    }
    QByteArray bytes = file.readAll();
    file.close();
    Result<> kept;
    if (key.isEmpty()) {
        QFile::remove(path);
        if (!file.rename(path))
            kept = fileError(file);
    } else {
        const auto sealed = seal(bytes, key);
        kept = sealed ? writeWhole(path, *sealed) : Result<>(tl::unexpected(sealed.error()));
        file.remove();
    }
    if (!kept)
        qCWarning(lcMedia) << "a download could not be kept:" << kept.error().detail;
    return bytes;
}

Result<> writeWhole(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fileError(file);
    return {};
}

void sweep(const QString &folder, qint64 keptBytes)
{
    const QDateTime longAgo = QDateTime::currentDateTimeUtc().addSecs(-3600);
    qint64 total = 0;
    const auto files = QDir(folder).entryInfoList(QDir::Files, QDir::Time); // the newest first
    for (const QFileInfo &file : files) {
        const bool isLeftover = file.fileName().contains(u'.') && file.lastModified() < longAgo;
        total += file.size();
        if (isLeftover || total > keptBytes)
            QFile::remove(file.filePath());
    }
}

qint64 bytesIn(const QString &folder)
{
    qint64 total = 0;
    const auto files = QDir(folder).entryInfoList(QDir::Files);
    for (const QFileInfo &file : files)
        total += file.size();
    return total;
}

} // namespace milassist
