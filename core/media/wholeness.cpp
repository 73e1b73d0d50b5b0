// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/wholeness.h"

#include "core/media/sniff.h"

#include <QtEndian>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

bool isAsLongAsItSays(QByteArrayView riff)
{
    constexpr qint64 header = 8;
    const qint64 claimed = qFromLittleEndian<quint32>(riff.data() + 4);
    const bool openEnded = claimed == 0 || claimed == 0xFFFFFFFF;
    return openEnded || riff.size() == claimed + header || riff.size() == claimed + header + (claimed & 1);
}

} // namespace

bool isWholeWav(QByteArrayView bytes)
{
    return bytes.size() >= 12 && bytes.first(4) == "RIFF" && bytes.sliced(8, 4) == "WAVE" && isAsLongAsItSays(bytes);
}

bool isWholeAttachment(QByteArrayView bytes)
{
    const QString kind = sniff(bytes).extension;
    if (kind == "png"_L1)
        return bytes.endsWith("IEND\xAE\x42\x60\x82");
    if (kind == "jpg"_L1)
        return bytes.endsWith("\xFF\xD9");
    if (kind == "gif"_L1)
        return bytes.endsWith(';');
    return kind != "webp"_L1 || isAsLongAsItSays(bytes);
}

} // namespace milassist
