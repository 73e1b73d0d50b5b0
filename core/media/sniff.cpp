// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/sniff.h"

namespace milassist {

namespace {

using Family = FileKind::Family;

struct Signature {
    qsizetype at;
    QByteArrayView bytes;
    Family family;
    const char *mime;
    const char *extension;
};

// The first that fits; the "ftyp" brands before "ftyp" itself.
constexpr Signature signatures[] = {
    {0, "\xFF\xD8\xFF", Family::Picture, "image/jpeg", "jpg"},
    {0, "\x89PNG\r\n\x1A\n", Family::Picture, "image/png", "png"},
    {0, "GIF87a", Family::Picture, "image/gif", "gif"},
    {0, "GIF89a", Family::Picture, "image/gif", "gif"},
    {8, "WEBP", Family::Picture, "image/webp", "webp"},
    {4, "ftypheic", Family::Picture, "image/heic", "heic"},
    {4, "ftypheix", Family::Picture, "image/heic", "heic"},
    {4, "ftypmif1", Family::Picture, "image/heif", "heif"},
    {4, "ftypavif", Family::Picture, "image/avif", "avif"},
    {8, "WAVE", Family::Sound, "audio/x-wav", "wav"},
    {0, "ID3", Family::Sound, "audio/mpeg", "mp3"},
    {0, "\xFF\xFB", Family::Sound, "audio/mpeg", "mp3"},
    {0, "\xFF\xF3", Family::Sound, "audio/mpeg", "mp3"},
    {0, "OggS", Family::Sound, "audio/ogg", "ogg"},
    {0, "#!AMR", Family::Sound, "audio/amr", "amr"},
    {4, "ftypM4A", Family::Sound, "audio/mp4", "m4a"},
    {4, "ftyp3gp", Family::Video, "video/3gpp", "3gp"},
    {4, "ftypqt", Family::Video, "video/quicktime", "mov"},
    {4, "ftyp", Family::Video, "video/mp4", "mp4"},
    {0, "\x1A\x45\xDF\xA3", Family::Video, "video/webm", "webm"},
    {0, "%PDF-", Family::Document, "application/pdf", "pdf"},
};

bool isAt(QByteArrayView bytes, const Signature &signature)
{
    return bytes.size() >= signature.at + signature.bytes.size()
        && bytes.sliced(signature.at, signature.bytes.size()) == signature.bytes;
}

} // namespace

FileKind sniff(QByteArrayView bytes)
{
    for (const Signature &signature : signatures) {
        const bool inRiff = signature.at != 8 || bytes.startsWith("RIFF");
        if (inRiff && isAt(bytes, signature))
            return {signature.family, QString::fromLatin1(signature.mime), QString::fromLatin1(signature.extension)};
    }
    if (bytes.trimmed().first(qMin<qsizetype>(bytes.trimmed().size(), 11)).toByteArray().toUpper() == "BEGIN:VCARD")
        return {Family::ContactCard, QStringLiteral("text/vcard"), QStringLiteral("vcf")};
    return {Family::Unknown, {}, QStringLiteral("bin")};
}

} // namespace milassist
