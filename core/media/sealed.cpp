// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/sealed.h"

#include <sodium.h>

#include <algorithm>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView sealMagic("MADSEAL1");
constexpr qsizetype chunkBytes = 64 * 1024;
constexpr qsizetype tagBytes = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr qsizetype headerBytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
static_assert(sealKeyBytes == crypto_secretstream_xchacha20poly1305_KEYBYTES);

const unsigned char *raw(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

Result<> checkKey(const Secret &key)
{
    if (sodium_init() < 0)
        return fail(Error::Kind::Unavailable, u"libsodium does not start"_s);
    if (key.reveal().size() != sealKeyBytes)
        return fail(Error::Kind::Unavailable, u"the media key has the wrong length"_s);
    return {};
}

} // namespace

Result<QByteArray> seal(QByteArrayView plain, const Secret &key)
{
    if (const auto usable = checkKey(key); !usable)
        return tl::unexpected(usable.error());

    const qsizetype chunks = std::max<qsizetype>(1, (plain.size() + chunkBytes - 1) / chunkBytes);
    QByteArray sealed(sealMagic.size() + headerBytes + plain.size() + chunks * tagBytes, Qt::Uninitialized);
    std::copy(sealMagic.begin(), sealMagic.end(), sealed.begin());
    auto *out = reinterpret_cast<unsigned char *>(sealed.data()) + sealMagic.size();
    crypto_secretstream_xchacha20poly1305_state state;
    crypto_secretstream_xchacha20poly1305_init_push(&state, out, raw(key.reveal()));
    out += headerBytes;
    for (qsizetype chunk = 0; chunk < chunks; ++chunk) {
        const QByteArrayView part = plain.sliced(chunk * chunkBytes, std::min(chunkBytes, plain.size() - chunk * chunkBytes));
        const bool isLast = chunk == chunks - 1;
        crypto_secretstream_xchacha20poly1305_push(&state, out, nullptr, raw(part), quint64(part.size()), nullptr, 0,
                                                   isLast ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
        out += part.size() + tagBytes;
    }
    return sealed;
}

Result<QByteArray> unseal(QByteArrayView sealed, const Secret &key)
{
    if (const auto usable = checkKey(key); !usable)
        return tl::unexpected(usable.error());
    const auto damaged = fail(Error::Kind::Malformed, u"the stored file is damaged or of another key"_s);
    if (!isSealed(sealed) || sealed.size() < sealMagic.size() + headerBytes + tagBytes)
        return damaged;

    QByteArrayView rest = sealed.sliced(sealMagic.size());
    crypto_secretstream_xchacha20poly1305_state state;
    if (crypto_secretstream_xchacha20poly1305_init_pull(&state, raw(rest), raw(key.reveal())) != 0)
        return damaged;
    rest = rest.sliced(headerBytes);
    QByteArray plain(rest.size(), Qt::Uninitialized);
    qsizetype done = 0;
    unsigned char tag = 0;
    while (!rest.isEmpty()) {
        const QByteArrayView part = rest.first(std::min(chunkBytes + tagBytes, rest.size()));
        if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL || part.size() < tagBytes
            || crypto_secretstream_xchacha20poly1305_pull(&state, reinterpret_cast<unsigned char *>(plain.data()) + done, nullptr,
                                                          &tag, raw(part), quint64(part.size()), nullptr, 0) != 0)
            return damaged;
        done += part.size() - tagBytes;
        rest = rest.sliced(part.size());
    }
    if (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) // cut off between two chunks
        return damaged;
    plain.truncate(done);
    return plain;
}

bool isSealed(QByteArrayView bytes)
{
    return bytes.startsWith(sealMagic);
}

} // namespace milassist
