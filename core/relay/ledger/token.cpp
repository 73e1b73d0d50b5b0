// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/token.h"

#include <sodium.h>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype labelBytes = 6, secretBytes = 32;
// What OWASP asks of Argon2id for passwords; this secret, unlike one, cannot be guessed.
constexpr unsigned long long passes = 2;
constexpr size_t memory = 19u << 20;

bool isReady()
{
    static const bool ready = sodium_init() >= 0;
    return ready;
}

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, '\0');
    randombytes_buf(bytes.data(), size_t(count));
    return bytes;
}

} // namespace

std::optional<NewToken> makeToken()
{
    if (!isReady())
        return {};
    const QByteArray label = randomBytes(labelBytes).toHex();
    Secret secret(randomBytes(secretBytes));
    const QByteArray token =
        "ma_" + label + "_" + secret.reveal().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QByteArray hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(hash.data(), token.constData(), static_cast<unsigned long long>(token.size()), passes, memory,
                              crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return {};
    return NewToken{.token = Secret(token), .label = QString::fromLatin1(label), .hash = QString::fromLatin1(hash.constData())};
}

QString labelOf(const Secret &token)
{
    const QByteArray &text = token.reveal();
    constexpr qsizetype digits = labelBytes * 2, start = 3;
    if (!text.startsWith("ma_") || text.size() <= start + digits || text[start + digits] != '_')
        return {};
    return QString::fromLatin1(text.sliced(start, digits));
}

bool fits(const Secret &token, const QString &hash)
{
    const QByteArray &text = token.reveal();
    return isReady()
        && crypto_pwhash_str_verify(hash.toLatin1().constData(), text.constData(), static_cast<unsigned long long>(text.size()))
        == 0;
}

} // namespace milassist
