// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace milassist {

/// What a file really is, told from its first bytes; what its sender called it does not count.
struct FileKind {
    enum class Family { Picture, Sound, Video, ContactCard, Document, Unknown };
    Family family = Family::Unknown;
    QString mime;      ///< "image/jpeg"; empty when unknown
    QString extension; ///< "jpg", for saving; "bin" when unknown
    bool operator==(const FileKind &) const = default;
};

/// @param bytes the beginning of the file, at least 64 bytes where there are as many. Thread: any.
FileKind sniff(QByteArrayView bytes);

} // namespace milassist
