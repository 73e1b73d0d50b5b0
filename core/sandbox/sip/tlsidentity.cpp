// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sip/tlsidentity.h"

#include <QFile>
#include <QHostAddress>
#include <QRandomGenerator>
#include <QSslCertificate>
#include <QSslKey>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>

// Qt reads certificates and cannot make any; OpenSSL is there already, because Qt's TLS stands on it.

namespace milassist::sip
{

using namespace Qt::StringLiterals;

namespace
{

template <auto Free>
struct Freer {
    template <typename T>
    void operator()(T *thing) const
    {
        Free(thing);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Memory = std::unique_ptr<BIO, Freer<BIO_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>>;

constexpr long yesterday = -24 * 3600, tenYears = 3650L * 24 * 3600;

template <typename Write>
QByteArray pemOf(Write write)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    if (!memory || write(memory.get()) != 1)
        return {};
    char *data = nullptr;
    const long length = BIO_get_mem_data(memory.get(), &data);
    return {data, length};
}

bool addExtension(X509 *certificate, X509 *issuer, int kind, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

Certificate makeCertificate(EVP_PKEY *key, const QByteArray &name, X509 *issuer)
{
    Certificate certificate(X509_new());
    X509 *const x509 = certificate.get();
    X509_set_version(x509, 2);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(x509), QRandomGenerator::system()->generate64() >> 1);
    X509_gmtime_adj(X509_getm_notBefore(x509), yesterday);
    X509_gmtime_adj(X509_getm_notAfter(x509), tenYears);
    X509_set_pubkey(x509, key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x509), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(name.constData()), int(name.size()), -1, 0);
    X509_set_issuer_name(x509, X509_get_subject_name(issuer ? issuer : x509));
    return certificate;
}

QByteArray alternativeNames(const QStringList &names)
{
    QByteArrayList parts;
    for (const QString &name : names) {
        if (!QHostAddress(name).isNull())
            parts.append("IP:" + name.toLatin1());
        parts.append("DNS:" + name.toLatin1()); // of addresses too: some telephones look at names only
    }
    return parts.join(',');
}

} // namespace

Result<TlsIdentity> makeTlsIdentity(const QStringList &names)
{
    const auto failed = [] { return fail(Error::Kind::Unavailable, u"OpenSSL cannot make a certificate"_s); };
    const Key authorityKey(EVP_EC_gen("P-256")), key(EVP_EC_gen("P-256"));
    if (!authorityKey || !key)
        return failed();
    const Certificate authority = makeCertificate(authorityKey.get(), "MilAssist sandbox", nullptr);
    const Certificate certificate = makeCertificate(key.get(), names.value(0).toLatin1(), authority.get());
    const bool isMade = addExtension(authority.get(), authority.get(), NID_basic_constraints, "critical,CA:TRUE")
        && addExtension(authority.get(), authority.get(), NID_key_usage, "critical,keyCertSign,cRLSign")
        && addExtension(authority.get(), authority.get(), NID_subject_key_identifier, "hash")
        && X509_sign(authority.get(), authorityKey.get(), EVP_sha256()) > 0
        && addExtension(certificate.get(), authority.get(), NID_basic_constraints, "critical,CA:FALSE")
        && addExtension(certificate.get(), authority.get(), NID_key_usage, "critical,digitalSignature")
        && addExtension(certificate.get(), authority.get(), NID_ext_key_usage, "serverAuth")
        && addExtension(certificate.get(), authority.get(), NID_authority_key_identifier, "keyid")
        && addExtension(certificate.get(), authority.get(), NID_subject_alt_name, alternativeNames(names))
        && X509_sign(certificate.get(), authorityKey.get(), EVP_sha256()) > 0;
    if (!isMade)
        return failed();
    return TlsIdentity{
        pemOf([&](BIO *out) { return PEM_write_bio_X509(out, certificate.get()); }),
        Secret(pemOf([&](BIO *out) { return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr); })),
        pemOf([&](BIO *out) { return PEM_write_bio_X509(out, authority.get()); })};
}

Result<TlsIdentity> readTlsIdentity(const QString &certificateFile, const QString &keyFile)
{
    TlsIdentity identity;
    QFile certificate(certificateFile), key(keyFile);
    for (QFile *file : {&certificate, &key}) {
        if (!file->open(QIODevice::ReadOnly))
            return fail(Error::Kind::NotFound, u"cannot read \"%1\": %2"_s.arg(file->fileName(), file->errorString()));
    }
    identity.certificate = certificate.readAll();
    identity.key = Secret(key.readAll());
    if (QSslCertificate::fromData(identity.certificate).isEmpty())
        return fail(Error::Kind::Malformed, u"\"%1\" holds no certificate"_s.arg(certificateFile));
    if (QSslKey(identity.key.reveal(), QSsl::Rsa).isNull() && QSslKey(identity.key.reveal(), QSsl::Ec).isNull())
        return fail(Error::Kind::Malformed, u"\"%1\" holds no key"_s.arg(keyFile));
    return identity;
}

} // namespace milassist::sip
