// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/doctor/probe.h"

#include "core/http/form.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

const QByteArray place = "/api/twilio/doctor/";
constexpr qint64 validFor = 5 * 60; // seconds

QByteArray proofOf(const QByteArray &nonce, qint64 at, const Secret &token)
{
    const QByteArray text = nonce + '.' + QByteArray::number(at);
    return text + '.'
        + QMessageAuthenticationCode::hash("milassist doctor " + text, token.reveal(), QCryptographicHash::Sha256).toHex();
}

// The names of faults as they travel.
constexpr std::pair<const char *, SignatureFault> faults[] = {
    {"missing", SignatureFault::Missing},          {"malformed", SignatureFault::Malformed},
    {"no_token", SignatureFault::NoToken},         {"token_is_no_token", SignatureFault::TokenIsNoToken},
    {"other_scheme", SignatureFault::OtherScheme}, {"other_host", SignatureFault::OtherHost},
    {"other_path", SignatureFault::OtherPath},     {"query_lost", SignatureFault::QueryLost},
    {"body_changed", SignatureFault::BodyChanged}, {"body_lost", SignatureFault::BodyLost},
    {"forged", SignatureFault::Forged},
};

QString wordOf(std::optional<SignatureFault> fault)
{
    for (const auto &[word, one] : faults) {
        if (fault == one)
            return QString::fromLatin1(word);
    }
    return {};
}

std::optional<SignatureFault> faultOf(const QString &text)
{
    for (const auto &[word, one] : faults) {
        if (text == QLatin1StringView(word))
            return one;
    }
    return std::nullopt;
}

bool isSame(const QByteArray &one, const QByteArray &other)
{
    if (one.size() != other.size())
        return false;
    int difference = 0;
    for (qsizetype i = 0; i < one.size(); ++i)
        difference |= one[i] ^ other[i];
    return difference == 0;
}

} // namespace

QByteArray hashOf(const QByteArray &body)
{
    return QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
}

Probe makeProbe(const QByteArray &publicUrl, const Secret &token, const QByteArray &nonce, const QDateTime &now)
{
    const SignedFields fields{{u"CallSid"_s, u"CA00000000000000000000000000000000"_s},
                              {u"CallerName"_s, u"J. Ørsted & Søn"_s},
                              {u"From"_s, u"+15005550006"_s}};
    Form form;
    for (const auto &[name, value] : fields)
        form.add(name, value);
    Probe probe{.publicUrl = publicUrl,
                .nonce = nonce,
                .target = place + proofOf(nonce, now.toSecsSinceEpoch(), token) + "?step=1&also=a%20b&also=%2B1",
                .body = form.encoded("+"),
                .signature = {}};
    probe.signature = twilioSignature(token, probe.url(), fields);
    return probe;
}

bool isProbe(const HttpRequest &request)
{
    return request.rawPath().toByteArray().contains(place);
}

std::optional<QByteArray> nonceOf(const HttpRequest &request, const QList<Secret> &tokens, const QDateTime &now)
{
    const QByteArray path = request.rawPath().toByteArray();
    QByteArray proof = path.mid(path.indexOf(place) + place.size());
    while (proof.endsWith('/'))
        proof.chop(1);
    const QByteArrayList parts = proof.split('.');
    constexpr qsizetype longestNonce = 64;
    if (parts.size() != 3 || parts[0].isEmpty() || parts[0].size() > longestNonce)
        return std::nullopt;
    const qint64 at = parts[1].toLongLong();
    if (std::abs(now.toSecsSinceEpoch() - at) > validFor)
        return std::nullopt;
    for (const Secret &token : tokens) {
        if (isSame(proof, proofOf(parts[0], at, token)))
            return parts[0];
    }
    return std::nullopt;
}

Sighting sightingOf(const HttpRequest &request, const WebhookTrust &trust, const TrustedProxies &proxies)
{
    const SignatureFinding finding = judgeSignature(trust, request);
    return {.method = request.isHead ? QByteArray("HEAD") : request.method,
            .target = request.target,
            .host = request.headers.value("Host"),
            .contentType = request.headers.value("Content-Type"),
            .forwardedProto = request.headers.value("X-Forwarded-Proto"),
            .bodyHash = hashOf(request.body),
            .bodySize = request.body.size(),
            .isSecure = requesterOf(request, proxies).isSecure,
            .isThroughProxy = request.headers.contains("X-Forwarded-For") || request.headers.contains("Forwarded")
                || request.headers.contains("Via"),
            .isGenuine = finding.isGenuine(),
            .fault = finding.fault,
            .signedUrl = finding.isGenuine() ? QByteArray() : finding.signedUrl,
            .publicUrl = trust.publicUrl,
            .isInLedger = {}};
}

QJsonObject jsonOf(const Sighting &sighting)
{
    const auto text = [](const QByteArray &bytes) { return QString::fromUtf8(bytes); };
    return {{u"doctor"_s, 1},
            {u"method"_s, text(sighting.method)},
            {u"target"_s, text(sighting.target)},
            {u"host"_s, text(sighting.host)},
            {u"content_type"_s, text(sighting.contentType)},
            {u"forwarded_proto"_s, text(sighting.forwardedProto)},
            {u"body_sha256"_s, text(sighting.bodyHash)},
            {u"body_bytes"_s, sighting.bodySize},
            {u"secure"_s, sighting.isSecure},
            {u"proxied"_s, sighting.isThroughProxy},
            {u"genuine"_s, sighting.isGenuine},
            {u"fault"_s, wordOf(sighting.fault)},
            {u"signed_url"_s, text(sighting.signedUrl)},
            {u"public_url"_s, text(sighting.publicUrl)},
            {u"in_ledger"_s, sighting.isInLedger ? QJsonValue(*sighting.isInLedger) : QJsonValue()}};
}

std::optional<Sighting> sightingIn(const QJsonObject &json)
{
    if (json[u"doctor"_s].toInt() != 1)
        return std::nullopt;
    const auto text = [&](const QString &name) { return json[name].toString().toUtf8(); };
    return Sighting{.method = text(u"method"_s),
                    .target = text(u"target"_s),
                    .host = text(u"host"_s),
                    .contentType = text(u"content_type"_s),
                    .forwardedProto = text(u"forwarded_proto"_s),
                    .bodyHash = text(u"body_sha256"_s),
                    .bodySize = json[u"body_bytes"_s].toInteger(),
                    .isSecure = json[u"secure"_s].toBool(),
                    .isThroughProxy = json[u"proxied"_s].toBool(),
                    .isGenuine = json[u"genuine"_s].toBool(),
                    .fault = faultOf(json[u"fault"_s].toString()),
                    .signedUrl = text(u"signed_url"_s),
                    .publicUrl = text(u"public_url"_s),
                    .isInLedger = json[u"in_ledger"_s].isBool() ? std::optional(json[u"in_ledger"_s].toBool()) : std::nullopt};
}

} // namespace milassist::relay
