// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/doctor/probefinding.h"

#include <QUrl>

#include <algorithm>

namespace milassist::relay
{

using namespace Qt::StringLiterals;
using Verdict = Remark::Verdict;

namespace
{

const QString reach = u"reachable"_s, certificate = u"certificate"_s, passage = u"passage"_s, signature = u"signature_outside"_s,
              whose = u"relay_at_address"_s;

Remark wrong(const QString &check, const QString &says, const QString &fix)
{
    return {.check = check, .verdict = Verdict::Wrong, .says = says, .fix = fix, .about = {}};
}
Remark note(const QString &check, const QString &says, const QString &fix)
{
    return {.check = check, .verdict = Verdict::Note, .says = says, .fix = fix, .about = {}};
}
Remark good(const QString &check, const QString &says)
{
    return {.check = check, .verdict = Verdict::Good, .says = says, .fix = {}, .about = {}};
}

QByteArray pathOf(const QByteArray &target)
{
    return target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?'));
}
QByteArray queryOf(const QByteArray &target)
{
    return target.contains('?') ? target.mid(target.indexOf('?') + 1) : QByteArray();
}

Remark onCertificate(const QList<QSslError::SslError> &errors)
{
    const auto has = [&](std::initializer_list<QSslError::SslError> kinds) {
        return std::any_of(kinds.begin(), kinds.end(), [&](auto kind) { return errors.contains(kind); });
    };
    if (has({QSslError::CertificateExpired, QSslError::CertificateNotYetValid}))
        return wrong(certificate, u"The certificate of the public address is not valid today; Twilio refuses to connect."_s,
                     u"Renew it (certbot renew, or let Caddy do it), and look at the clock of the server."_s);
    if (has({QSslError::HostNameMismatch}))
        return wrong(certificate, u"The certificate is for another name than the public address; Twilio refuses to connect."_s,
                     u"Get a certificate for exactly this host name, or correct the public address."_s);
    if (has({QSslError::SelfSignedCertificate}))
        return wrong(certificate, u"The certificate is self-signed; Twilio refuses to connect."_s,
                     u"Use one of a public authority, such as Let's Encrypt."_s);
    return wrong(certificate, u"The certificate's chain does not lead to an authority that is known; Twilio refuses to connect."_s,
                 u"Serve the whole chain (fullchain.pem, not cert.pem), from a public authority."_s);
}

Remark onSilence(const Probe &probe, const ProbeOutcome &outcome)
{
    const QUrl url(QString::fromUtf8(probe.publicUrl));
    if (!outcome.certificate.isEmpty())
        return onCertificate(outcome.certificate);
    if (outcome.network == QNetworkReply::HostNotFoundError)
        return wrong(reach, u"Nobody knows the name \"%1\"."_s.arg(url.host()),
                     u"Add it to the DNS, or correct the public address (--public-url, APP_URL)."_s);
    if (outcome.network == QNetworkReply::ConnectionRefusedError)
        return wrong(reach, u"Nothing listens at %1."_s.arg(url.authority()),
                     u"Start the proxy, and open its port in the firewall: 443 for https, or the one in the public address."_s);
    if (outcome.network == QNetworkReply::SslHandshakeFailedError)
        return wrong(certificate, u"What listens there does not speak TLS as it should."_s,
                     u"Let the proxy serve https on this port (listen 443 ssl), or correct the public address."_s);
    if (outcome.isTimedOut)
        return wrong(reach, u"No answer came in time. Twilio waits 15 seconds for calls, then the caller hears an error."_s,
                     u"Look whether a firewall drops the connection, and whether the proxy reaches the relay."_s);
    return wrong(reach, u"The connection broke off without an answer."_s, u"Look at the proxy's error log."_s);
}

std::optional<Remark> onStatus(const Probe &probe, const ProbeOutcome &outcome)
{
    const QString status = QString::number(outcome.status), server = QString::fromLatin1(outcome.server.left(40));
    const QString who = server.isEmpty() ? u"Something"_s : u"\"%1\""_s.arg(server);
    if (outcome.status >= 300 && outcome.status < 400) {
        const QUrl there(QString::fromUtf8(outcome.location));
        const bool isTls = there.scheme() == "https"_L1 && probe.publicUrl.startsWith("http:");
        return wrong(u"redirect"_s,
                     u"The public address sends on to %1 (%2). A POST that is sent on arrives as GET without its fields."_s.arg(
                         there.toString(QUrl::RemoveQuery | QUrl::RemovePath | QUrl::RemoveUserInfo), status),
                     isTls ? u"Write the public address with https, here and at Twilio's numbers."_s
                           : u"Use the address that it leads to as public address, here and at Twilio's numbers, or take the "
                             "redirect out of the proxy for /api/twilio/."_s);
    }
    if (outcome.status == 401 || outcome.status == 407)
        return wrong(reach, u"The public address asks for a password (%1)."_s.arg(status),
                     u"Let the proxy ask for none under /api/twilio/: Twilio is known by its signature."_s);
    if (outcome.status >= 502 && outcome.status <= 504)
        return wrong(reach, u"%1 stands at the public address and does not reach the relay (%2)."_s.arg(who, status),
                     u"Start the relay, and look at the address in the proxy: it must be the one of --listen."_s);
    if (outcome.body.contains(u"error"_s) && outcome.body[u"error"_s].isObject())
        return wrong(whose, u"Another relay answers at the public address, or one with another auth token."_s,
                     u"Point the public address at this relay, and give both the same TWILIO_AUTH_TOKEN."_s);
    return wrong(whose, u"%1 answers at the public address with %2, and no relay."_s.arg(who, status),
                 u"Let the proxy pass %1/api/ and all below it on to the relay."_s.arg(
                     QUrl(QString::fromUtf8(probe.publicUrl)).path()));
}

bool isReordered(const QByteArray &one, const QByteArray &other)
{
    QByteArrayList a = one.split('&'), b = other.split('&');
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return a == b;
}

Remarks onPath(const Probe &probe, const Sighting &seen)
{
    Remarks remarks;
    const QByteArray sentPath = pathOf(probe.target), seenPath = pathOf(seen.target);
    const QString unchanged = u"In nginx: proxy_pass http://RELAY; without a path behind it and without rewrite."_s;
    if (sentPath != seenPath) {
        if (seenPath == sentPath + '/' || sentPath == seenPath + '/')
            remarks << wrong(passage, u"The proxy changes the slash at the end of the path."_s, unchanged);
        else if (seenPath.endsWith(sentPath))
            remarks << wrong(passage,
                             u"The relay sees \"%1\" before the path: the proxy adds or keeps a prefix."_s.arg(
                                 QString::fromUtf8(seenPath.chopped(sentPath.size()))),
                             u"Take the prefix away in the proxy: location /PREFIX/ { proxy_pass http://RELAY/; }"_s);
        else
            remarks << wrong(passage, u"The proxy rewrites the path."_s, unchanged);
    }
    const QByteArray sent = queryOf(probe.target), came = queryOf(seen.target);
    if (sent == came)
        return remarks;
    if (came.isEmpty())
        remarks << wrong(passage, u"The query of the address is lost on the way: follow-ups of a call lose what they are about."_s,
                         u"In nginx: $request_uri, or $is_args$args behind a rewritten path."_s);
    else if (isReordered(sent, came))
        remarks << wrong(passage, u"The proxy sorts the query of the address, so signatures do not fit."_s,
                         u"Switch the sorting off (querysort, \"normalize URLs\" of the CDN)."_s);
    else
        remarks << wrong(passage, u"The proxy changes the query of the address, so signatures do not fit."_s,
                         u"Let it pass the query on as it came, byte by byte."_s);
    return remarks;
}

Remarks onPassage(const Probe &probe, const Sighting &seen)
{
    Remarks remarks = onPath(probe, seen);
    if (seen.method != "POST")
        remarks << wrong(passage, u"The POST arrived as %1: it was redirected or rewritten on the way."_s.arg(QString::fromLatin1(seen.method)),
                         u"Take the redirect out of the proxy for /api/twilio/, or use the address that it leads to."_s);
    else if (seen.bodySize == 0)
        remarks << wrong(passage, u"The fields of the POST are lost on the way."_s,
                         u"In nginx: proxy_pass_request_body on; and no proxy_set_body."_s);
    else if (seen.bodyHash != hashOf(probe.body))
        remarks << wrong(passage, u"The fields of the POST are changed on the way (%1 bytes sent, %2 seen)."_s.arg(probe.body.size()).arg(seen.bodySize),
                         u"Switch off whatever inspects or rewrites bodies in the proxy or the CDN."_s);
    if (seen.fault == SignatureFault::Missing)
        remarks << wrong(passage, u"The header X-Twilio-Signature is dropped on the way."_s,
                         u"Let the proxy pass all request headers on."_s);
    if (remarks.isEmpty())
        remarks << good(passage, u"Method, path, query, fields and signature arrive as they were sent."_s);
    return remarks;
}

Remarks onHeaders(const Probe &probe, const Sighting &seen)
{
    Remarks remarks;
    const QUrl url(QString::fromUtf8(probe.publicUrl));
    const QUrl host(u"x://"_s + QString::fromUtf8(seen.host));
    const QString setHost = u"In nginx: proxy_set_header Host $host;"_s;
    if (host.host() != url.host())
        remarks << note(u"host"_s, u"The proxy tells the relay another host: \"%1\"."_s.arg(QString::fromUtf8(seen.host)), setHost);
    else if (host.port() != url.port() && host.port() != -1)
        remarks << note(u"host"_s, u"The proxy adds a port to the host: \"%1\"."_s.arg(QString::fromUtf8(seen.host)), setHost);
    if (url.scheme() == "https"_L1 && !seen.isSecure)
        remarks << note(u"scheme"_s,
                        seen.forwardedProto.isEmpty() ? u"The proxy does not say that the request came by https."_s
                                                      : u"What the proxy says about https does not count: \"%1\"."_s.arg(
                                                          QString::fromUtf8(seen.forwardedProto)),
                        u"In nginx: proxy_set_header X-Forwarded-Proto $scheme; and name the proxy in --trust-proxies."_s);
    return remarks;
}

/// Where the relay at the address takes another address for its own.
std::optional<Remark> onAddress(const Probe &probe, const Sighting &seen)
{
    if (seen.publicUrl == probe.publicUrl)
        return std::nullopt;
    const QUrl ours(QString::fromUtf8(probe.publicUrl)), theirs(QString::fromUtf8(seen.publicUrl));
    QStringList what;
    if (ours.scheme() != theirs.scheme())
        what << u"%1 in place of %2"_s.arg(theirs.scheme(), ours.scheme());
    if (ours.host() != theirs.host())
        what << u"another host"_s;
    if (ours.port() != theirs.port())
        what << u"another port"_s;
    if (ours.path() != theirs.path())
        what << u"another path"_s;
    return wrong(u"public_address_of_relay"_s,
                 u"The relay there takes %1 for its address (%2)."_s.arg(QString::fromUtf8(seen.publicUrl), what.join(u", "_s)),
                 u"Start it with --public-url %1."_s.arg(QString::fromUtf8(probe.publicUrl)));
}

} // namespace

Remarks remarksOn(const Probe &probe, const ProbeOutcome &outcome)
{
    if (outcome.status == 0)
        return {onSilence(probe, outcome)};
    const auto seen = sightingIn(outcome.body);
    if (!seen) {
        const auto remark = onStatus(probe, outcome);
        return remark ? Remarks{*remark} : Remarks();
    }
    Remarks remarks{good(reach, u"The relay was reached through %1."_s.arg(QString::fromUtf8(probe.publicUrl)))};
    if (seen->isInLedger == std::optional(false))
        remarks << wrong(whose, u"A relay of the same account answers there, with another database than this one."_s,
                         u"Point the public address at this relay, or give both the same --database."_s);
    else if (!seen->isInLedger)
        remarks << Remark{.check = whose,
                          .verdict = Verdict::Unknown,
                          .says = u"Whether it is this relay could not be found out: its database does not answer."_s,
                          .fix = u"Start the database, then ask again."_s,
                          .about = {}};
    else
        remarks << good(whose, u"It is this relay."_s);
    if (const auto address = onAddress(probe, *seen))
        remarks << *address;
    const Remarks way = onPassage(probe, *seen);
    remarks << way << onHeaders(probe, *seen);
    const bool isExplained = std::any_of(remarks.begin(), remarks.end(), [](const Remark &one) { return one.verdict == Verdict::Wrong; });
    if (seen->isGenuine)
        remarks << good(signature, u"A request signed as Twilio signs is found genuine there."_s);
    else if (isExplained)
        remarks << wrong(signature, u"A request signed as Twilio signs is refused there, for the reason above."_s,
                         u"Mend what is above, then ask again."_s);
    else
        remarks << wrong(signature, u"A request signed as Twilio signs is refused there: the relay has another auth token."_s,
                         u"Give the relay the account's current auth token (TWILIO_AUTH_TOKEN)."_s);
    return remarks;
}

} // namespace milassist::relay
