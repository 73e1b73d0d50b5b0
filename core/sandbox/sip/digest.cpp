// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sip/digest.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

namespace milassist::sip
{

namespace
{

constexpr qint64 nonceLivesMs = 300'000;
constexpr qsizetype mostNonces = 10'000;

QByteArray md5(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Md5).toHex();
}

QByteArray randomHex()
{
    return QByteArray::number(QRandomGenerator::system()->generate64(), 16).rightJustified(16, '0');
}

/// Without an early end, so that time tells nothing.
bool isSame(const QByteArray &a, const QByteArray &b)
{
    if (a.size() != b.size())
        return false;
    int difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= a[i] ^ b[i];
    return difference == 0;
}

} // namespace

std::optional<DigestFields> DigestFields::parse(QByteArrayView header)
{
    header = header.trimmed();
    if (header.size() < 7 || header.first(7).compare("Digest ", Qt::CaseInsensitive) != 0)
        return std::nullopt;
    const auto parts = splitOutside(header.sliced(7), ',');
    if (!parts || parts->size() > 32)
        return std::nullopt;
    DigestFields digest;
    for (const QByteArrayView part : *parts) {
        const auto one = SipParams::parse(part);
        if (!one)
            return std::nullopt;
        for (const auto &[name, value] : one->items())
            digest.fields.set(name, value);
    }
    return digest;
}

QByteArray DigestFields::toBytes() const
{
    QByteArrayList parts;
    for (const auto &[name, value] : fields.items()) {
        const bool isBare = name == "nc" || name == "stale" || name == "algorithm";
        parts.append(name + '=' + (isBare ? value : quotedText(value)));
    }
    return "Digest " + parts.join(", ");
}

QByteArray digestResponse(const DigestFields &answer, QByteArrayView method, QByteArrayView password)
{
    const QByteArray who = md5(answer["username"] + ':' + answer["realm"] + ':' + password.toByteArray());
    const QByteArray what = md5(method.toByteArray() + ':' + answer["uri"]);
    return md5(who + ':' + answer["nonce"] + ':' + answer["nc"] + ':' + answer["cnonce"] + ':' + answer["qop"] + ':' + what);
}

std::optional<QByteArray> digestAnswer(const DigestFields &challenge, const QByteArray &method, const QByteArray &uri,
                                       const QByteArray &user, const QByteArray &password)
{
    const QByteArray algorithm = challenge["algorithm"];
    if ((!algorithm.isEmpty() && algorithm.compare("MD5", Qt::CaseInsensitive) != 0)
        || !challenge["qop"].split(',').contains("auth"))
        return std::nullopt;
    DigestFields answer;
    answer.fields.set("username", user);
    answer.fields.set("realm", challenge["realm"]);
    answer.fields.set("nonce", challenge["nonce"]);
    answer.fields.set("uri", uri);
    answer.fields.set("qop", "auth");
    answer.fields.set("nc", "00000001");
    answer.fields.set("cnonce", randomHex());
    answer.fields.set("algorithm", "MD5");
    if (challenge.fields.contains("opaque"))
        answer.fields.set("opaque", challenge["opaque"]);
    answer.fields.set("response", digestResponse(answer, method, password));
    return answer.toBytes();
}

DigestGate::DigestGate(QByteArray realm, Clock clock)
    : m_realm(std::move(realm)), m_secret(randomHex() + randomHex()), m_opaque(randomHex()), m_clock(std::move(clock))
{
}

QByteArray DigestGate::signedNonce(const QByteArray &body) const
{
    return body + QMessageAuthenticationCode::hash(body, m_secret, QCryptographicHash::Sha1).toHex();
}

QByteArray DigestGate::challenge(bool isStale) const
{
    DigestFields digest;
    digest.fields.set("realm", m_realm);
    digest.fields.set("qop", "auth");
    digest.fields.set("nonce",
                      signedNonce(QByteArray::number(m_clock().toMSecsSinceEpoch(), 16).rightJustified(16, '0') + randomHex()));
    digest.fields.set("opaque", m_opaque);
    digest.fields.set("stale", isStale ? "true" : "false");
    digest.fields.set("algorithm", "MD5");
    return digest.toBytes();
}

DigestGate::Judgement DigestGate::judge(const SipMessage &request, const PasswordOf &passwordOf)
{
    const char *const header = request.has("Proxy-Authorization") ? "Proxy-Authorization" : "Authorization";
    const auto answer = DigestFields::parse(request.header(header));
    if (!answer || (*answer)["realm"] != m_realm)
        return {};
    Judgement judgement{Verdict::Wrong, QString::fromUtf8((*answer)["username"])};
    const QByteArray nonce = (*answer)["nonce"];
    bool isNumber = false;
    const quint32 count = (*answer)["nc"].toUInt(&isNumber, 16);
    if ((*answer)["qop"] != "auth" || !isNumber)
        return judgement;
    const auto password = passwordOf(judgement.user);
    if (!password || !isSame((*answer)["response"].toLower(), digestResponse(*answer, request.method, password->toUtf8())))
        return judgement;
    judgement.verdict = Verdict::Stale;
    const qint64 madeAt = nonce.left(16).toLongLong(nullptr, 16);
    if (nonce.size() <= 32 || !isSame(nonce, signedNonce(nonce.left(32)))
        || m_clock().toMSecsSinceEpoch() - madeAt > nonceLivesMs)
        return judgement;
    if (m_counts.size() >= mostNonces)
        m_counts.clear();
    quint32 &last = m_counts[nonce];
    if (count <= last)
        return judgement;
    last = count;
    judgement.verdict = Verdict::Good;
    return judgement;
}

} // namespace milassist::sip
