// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/guard/webhooksignature.h"

#include "core/domain/signature.h"

#include <QCryptographicHash>

#include <algorithm>

namespace milassist
{

namespace
{

constexpr auto signatureHeader = "X-Twilio-Signature";
constexpr QStringView hashField = u"bodySHA256";
constexpr qsizetype signatureLength = 28, tokenLength = 32;

/// An address in the parts that Twilio spells in more than one way; together they are the address again.
struct Address {
    QByteArray scheme; // "https"
    QByteArray user;   // "name:password@", or nothing
    QByteArray host;
    QByteArray port; // ":8443", or nothing
    QByteArray path; // prefix, target and query

    QByteArray text() const { return scheme + "://" + user + host + port + path; }
    QByteArray usualPort() const { return scheme == "https" ? ":443" : ":80"; }
};

Address addressOf(const QByteArray &url)
{
    Address address;
    const qsizetype schemeEnd = url.indexOf("://");
    address.scheme = url.left(std::max<qsizetype>(schemeEnd, 0)).toLower();
    QByteArray rest = url.mid(schemeEnd < 0 ? 0 : schemeEnd + 3);
    const qsizetype slash = rest.indexOf('/');
    if (slash >= 0) {
        address.path = rest.mid(slash);
        rest.truncate(slash);
    }
    if (const qsizetype at = rest.lastIndexOf('@'); at >= 0) {
        address.user = rest.left(at + 1);
        rest.remove(0, at + 1);
    }
    const qsizetype colon = rest.lastIndexOf(':');
    if (colon > rest.lastIndexOf(']')) { // not within an IPv6 address
        address.port = rest.mid(colon);
        rest.truncate(colon);
    }
    address.host = rest;
    return address;
}

Address withTarget(const QByteArray &publicUrl, const QByteArray &target)
{
    Address address = addressOf(publicUrl);
    while (address.path.endsWith('/'))
        address.path.chop(1);
    address.path += target;
    return address;
}

QList<QByteArray> spellings(const Address &address)
{
    QList<QByteArray> all;
    const auto add = [&all](const Address &one) {
        if (QByteArray text = one.text(); !all.contains(text))
            all.append(std::move(text));
    };
    for (const QByteArray &host : {address.host, address.host.toLower()}) {
        for (const QByteArray &user : {address.user, QByteArray()}) {
            Address one = address;
            one.host = host;
            one.user = user;
            add(one);
            one.port = address.port.isEmpty() ? address.usualPort() : QByteArray();
            add(one);
        }
    }
    return all;
}

/// Looks at every byte, whatever the first difference is.
bool isEqual(QByteArrayView one, QByteArrayView other)
{
    if (one.size() != other.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < one.size(); ++i)
        difference |= unsigned(uchar(one[i])) ^ unsigned(uchar(other[i]));
    return difference == 0;
}

SignedFields fieldsOf(const HttpRequest &request)
{
    SignedFields fields;
    if (request.method != "POST")
        return fields;
    const Form form = request.form();
    for (const Form::Field &field : form.fields())
        fields.emplaceBack(field.name, field.value);
    return fields;
}

class Judge
{
public:
    Judge(const WebhookTrust &trust, const HttpRequest &request)
        : m_tokens(trust.tokens), m_signature(request.headers.value(signatureHeader)), m_fields(fieldsOf(request))
    {
    }

    /// Which of the addresses is signed, and with which token.
    std::optional<SignatureFinding> signedOne(const QList<QByteArray> &urls, const SignedFields &fields) const
    {
        for (qsizetype token = 0; token < m_tokens.size(); ++token) {
            for (const QByteArray &url : urls) {
                if (isEqual(twilioSignature(m_tokens[token], url, fields), m_signature))
                    return SignatureFinding{.token = token, .signedUrl = url};
            }
        }
        return std::nullopt;
    }
    std::optional<SignatureFinding> signedOne(const QList<QByteArray> &urls) const { return signedOne(urls, m_fields); }
    const QByteArray &signature() const { return m_signature; }
    bool hasForm() const { return !m_fields.isEmpty(); }

private:
    const QList<Secret> &m_tokens;
    const QByteArray m_signature;
    const SignedFields m_fields;
};

/// A form is signed itself. Any other body is covered by nothing but the hash in the address.
bool isBodyCovered(const HttpRequest &request, const Judge &judge)
{
    const auto hash = request.query().find(hashField);
    if (!hash)
        return request.body.isEmpty() || judge.hasForm();
    return isEqual(hash->toLatin1().toLower(), QCryptographicHash::hash(request.body, QCryptographicHash::Sha256).toHex());
}

bool canBeToken(const Secret &token)
{
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return token.reveal().size() == tokenLength && std::ranges::all_of(token.reveal(), isHex);
}

QList<QByteArray> otherPaths(const Address &address, const QByteArray &target)
{
    QList<QByteArray> all;
    Address other = address;
    other.path = target; // as if the proxy had taken a prefix away that Twilio never saw
    all += spellings(other);
    const qsizetype mark = address.path.indexOf('?'), end = mark < 0 ? address.path.size() : mark;
    const QByteArray path = address.path.first(end), rest = address.path.mid(end);
    other.path = (path.endsWith('/') ? path.chopped(1) : path + '/') + rest;
    return all + spellings(other);
}

/// What is wrong with a signature that does not fit: the one change of the address or of the fields under which it would.
SignatureFinding suspectedOf(const Judge &judge, const Address &ours, const HttpRequest &request)
{
    const auto is = [&](SignatureFault fault, const std::optional<SignatureFinding> &found) {
        return found ? std::optional(SignatureFinding{.fault = fault, .signedUrl = found->signedUrl}) : std::nullopt;
    };
    Address scheme = ours, host = ours, bare = ours;
    scheme.scheme = ours.scheme == "https" ? "http" : "https";
    const Address named = addressOf("x://" + request.headers.value("Host"));
    host.host = named.host;
    host.port = named.port;
    bare.path.truncate(std::max<qsizetype>(0, bare.path.indexOf('?')));
    auto found = is(SignatureFault::OtherScheme, judge.signedOne(spellings(scheme)));
    if (!found && !named.host.isEmpty())
        found = is(SignatureFault::OtherHost, judge.signedOne(spellings(host)));
    if (!found)
        found = is(SignatureFault::OtherPath, judge.signedOne(otherPaths(ours, request.target)));
    if (!found && !bare.path.isEmpty())
        found = is(SignatureFault::QueryLost, judge.signedOne(spellings(bare)));
    if (!found)
        found = is(SignatureFault::BodyLost, judge.signedOne(spellings(ours), {}));
    return found.value_or(SignatureFinding{.fault = SignatureFault::Forged});
}

} // namespace

SignatureFinding judgeSignature(const WebhookTrust &trust, const HttpRequest &request, bool explains)
{
    const auto fault = [](SignatureFault what) { return SignatureFinding{.fault = what}; };
    if (trust.tokens.isEmpty())
        return fault(SignatureFault::NoToken);
    const Judge judge(trust, request);
    if (judge.signature().isEmpty())
        return fault(SignatureFault::Missing);
    if (judge.signature().size() != signatureLength)
        return fault(SignatureFault::Malformed);

    const Address ours = withTarget(trust.publicUrl, request.target);
    auto genuine = judge.signedOne({ours.text()}); // as nearly always
    if (!genuine)
        genuine = judge.signedOne(spellings(ours));
    if (genuine)
        return isBodyCovered(request, judge) ? *genuine : fault(SignatureFault::BodyChanged);
    if (!explains)
        return fault(SignatureFault::Forged);
    const SignatureFinding suspected = suspectedOf(judge, ours, request);
    if (suspected.fault == SignatureFault::Forged && !std::ranges::any_of(trust.tokens, canBeToken))
        return fault(SignatureFault::TokenIsNoToken);
    return suspected;
}

} // namespace milassist
