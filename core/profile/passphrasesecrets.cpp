// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/passphrasesecrets.h"

#include <QDataStream>
#include <QFile>
#include <QSaveFile>
#include <QtConcurrentRun>

#include <sodium.h>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView magic("MILSEC1\n");
constexpr qsizetype saltSize = crypto_pwhash_SALTBYTES;
constexpr qsizetype nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype tagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr qsizetype headSize = 8 + saltSize + nonceSize;

unsigned char *bytes(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

const unsigned char *bytes(const QByteArray &array)
{
    return reinterpret_cast<const unsigned char *>(array.constData());
}

/// Empty when there is not enough memory.
QByteArray keyFrom(const Secret &passphrase, const QByteArray &salt)
{
    QByteArray key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES, '\0');
    const QByteArray &text = passphrase.reveal();
    const int failed = crypto_pwhash(bytes(key), size_t(key.size()), text.constData(), size_t(text.size()), bytes(salt),
                                     crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13);
    return failed ? QByteArray() : key;
}

Result<SecretMap> load(const QString &path, const Secret &passphrase)
{
    QFile file(path);
    if (!file.exists())
        return SecretMap();
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Storage, file.errorString());
    return openSecrets(file.readAll(), passphrase);
}

Result<> store(const QString &path, const SecretMap &secrets, const Secret &passphrase)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(Error::Kind::Storage, file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const QByteArray sealed = sealSecrets(secrets, passphrase);
    if (sealed.isEmpty())
        return fail(Error::Kind::Unavailable, u"not enough memory to make the key"_s);
    file.write(sealed);
    if (!file.commit())
        return fail(file.error() == QFileDevice::ResourceError ? Error::Kind::DiskFull : Error::Kind::Storage, file.errorString());
    return {};
}

} // namespace

QByteArray sealSecrets(const SecretMap &secrets, const Secret &passphrase)
{
    if (sodium_init() < 0)
        return {};
    QByteArray plain;
    QDataStream writer(&plain, QIODevice::WriteOnly);
    writer << secrets;
    QByteArray salt(saltSize, '\0'), nonce(nonceSize, '\0');
    randombytes_buf(salt.data(), size_t(salt.size()));
    randombytes_buf(nonce.data(), size_t(nonce.size()));
    QByteArray key = keyFrom(passphrase, salt);
    if (key.isEmpty())
        return {};
    QByteArray box(plain.size() + tagSize, '\0');
    unsigned long long size = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(box), &size, bytes(std::as_const(plain)), size_t(plain.size()),
                                               reinterpret_cast<const unsigned char *>(magic.data()), size_t(magic.size()), nullptr,
                                               bytes(std::as_const(nonce)), bytes(std::as_const(key)));
    sodium_memzero(key.data(), size_t(key.size()));
    sodium_memzero(plain.data(), size_t(plain.size()));
    return magic.toByteArray() + salt + nonce + box;
}

Result<SecretMap> openSecrets(const QByteArray &sealed, const Secret &passphrase)
{
    if (sodium_init() < 0)
        return fail(Error::Kind::Unavailable, u"the encryption library did not start"_s);
    if (sealed.size() < headSize + tagSize || !sealed.startsWith(magic))
        return fail(Error::Kind::Malformed, u"not a file of secrets"_s);
    const QByteArray salt = sealed.mid(magic.size(), saltSize), nonce = sealed.mid(magic.size() + saltSize, nonceSize);
    const QByteArray box = sealed.mid(headSize);
    QByteArray key = keyFrom(passphrase, salt);
    if (key.isEmpty())
        return fail(Error::Kind::Unavailable, u"not enough memory to make the key"_s);
    QByteArray plain(box.size() - tagSize, '\0');
    unsigned long long size = 0;
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(bytes(plain), &size, nullptr, bytes(box), size_t(box.size()),
                                                                  reinterpret_cast<const unsigned char *>(magic.data()),
                                                                  size_t(magic.size()), bytes(nonce), bytes(std::as_const(key)));
    sodium_memzero(key.data(), size_t(key.size()));
    if (failed)
        return fail(Error::Kind::Unauthorised, u"wrong passphrase, or the file was changed"_s);
    SecretMap secrets;
    QDataStream reader(plain);
    reader >> secrets;
    sodium_memzero(plain.data(), size_t(plain.size()));
    return secrets;
}

QFuture<Result<Secret>> PassphraseSecrets::read(const QString &key)
{
    return QtConcurrent::run([path = m_path, passphrase = m_passphrase, key]() -> Result<Secret> {
        const auto secrets = load(path, passphrase);
        if (!secrets)
            return fail(secrets.error());
        if (!secrets->contains(key))
            return fail(Error::Kind::NotFound, u"no such secret in the file"_s);
        return Secret(secrets->value(key));
    });
}

QFuture<Result<>> PassphraseSecrets::write(const QString &key, const Secret &secret)
{
    return QtConcurrent::run([path = m_path, passphrase = m_passphrase, key, secret]() -> Result<> {
        auto secrets = load(path, passphrase);
        if (!secrets)
            return fail(secrets.error());
        secrets->insert(key, secret.reveal());
        return store(path, *secrets, passphrase);
    });
}

QFuture<Result<>> PassphraseSecrets::remove(const QString &key)
{
    return QtConcurrent::run([path = m_path, passphrase = m_passphrase, key]() -> Result<> {
        auto secrets = load(path, passphrase);
        if (!secrets)
            return fail(secrets.error());
        if (secrets->remove(key) == 0)
            return {};
        return store(path, *secrets, passphrase);
    });
}

} // namespace milassist
