// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/forwarded.h"

#include "core/http/address.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace milassist {

namespace {

struct Hop {
    std::optional<QHostAddress> address; ///< none = it does not say whose
    std::optional<bool> isSecure;
};

// QHostAddress also takes "1" and "0x7f.1" for addresses, and a name of an interface after '%'.
std::optional<QHostAddress> addressIn(QByteArrayView text)
{
    const bool isFour = text.indexOf(':') < 0;
    const char *allowed = isFour ? "0123456789." : "0123456789abcdefABCDEF:.";
    if (std::any_of(text.begin(), text.end(), [allowed](char c) { return c == '\0' || !std::strchr(allowed, c); }))
        return std::nullopt;
    if (isFour && std::count(text.begin(), text.end(), '.') != 3)
        return std::nullopt;
    QHostAddress address;
    if (text.isEmpty() || !address.setAddress(QString::fromLatin1(text)))
        return std::nullopt;
    return withoutMapping(address);
}

bool isPort(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= 5 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "192.0.2.1", "192.0.2.1:80", "2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:80"
std::optional<QHostAddress> nodeIn(QByteArrayView text)
{
    if (text.startsWith('[')) {
        const qsizetype end = text.indexOf(']');
        if (end < 0 || text.first(end).indexOf(':') < 0)
            return std::nullopt;
        const QByteArrayView rest = text.sliced(end + 1);
        if (!rest.isEmpty() && !(rest.startsWith(':') && isPort(rest.sliced(1))))
            return std::nullopt;
        return addressIn(text.sliced(1, end - 1));
    }
    const qsizetype colon = text.indexOf(':');
    if (colon >= 0 && text.lastIndexOf(':') == colon)
        return isPort(text.sliced(colon + 1)) ? addressIn(text.first(colon)) : std::nullopt;
    return addressIn(text);
}

std::optional<bool> isSecureIn(QByteArrayView scheme)
{
    const QByteArray word = scheme.toByteArray().toLower();
    if (word == "https" || word == "wss")
        return true;
    if (word == "http" || word == "ws")
        return false;
    return std::nullopt;
}

/// Cuts at @p separator, but not inside of "quotes".
QList<QByteArrayView> piecesOf(QByteArrayView text, char separator)
{
    QList<QByteArrayView> pieces;
    qsizetype from = 0;
    bool isQuoted = false;
    for (qsizetype at = 0; at <= text.size(); ++at) {
        if (at == text.size() || (text[at] == separator && !isQuoted)) {
            pieces.append(text.sliced(from, at - from).trimmed());
            from = at + 1;
        } else if (text[at] == '"') {
            isQuoted = !isQuoted;
        } else if (text[at] == '\\' && isQuoted && at + 1 < text.size()) {
            ++at;
        }
    }
    return pieces;
}

/// All fields of that name as one list, as they may be joined on the way.
QByteArray joined(const HttpHeaders &headers, QByteArrayView name)
{
    QByteArray all;
    for (const auto &[field, value] : headers.fields())
        if (field.compare(name, Qt::CaseInsensitive) == 0)
            all += (all.isEmpty() ? "" : ", ") + value;
    return all;
}

Hop hopIn(QByteArrayView element)
{
    Hop hop;
    for (const QByteArrayView pair : piecesOf(element, ';')) {
        const qsizetype equals = pair.indexOf('=');
        if (equals < 0)
            continue;
        const QByteArray name = pair.first(equals).trimmed().toByteArray().toLower();
        QByteArrayView value = pair.sliced(equals + 1).trimmed();
        if (value.size() >= 2 && value.startsWith('"') && value.endsWith('"'))
            value = value.sliced(1, value.size() - 2);
        if (name == "for")
            hop.address = nodeIn(value);
        else if (name == "proto")
            hop.isSecure = isSecureIn(value);
    }
    return hop;
}

/// In the order of the header: the proxy next to us wrote the last one.
QList<Hop> hopsIn(const HttpHeaders &headers, TrustedProxies::Field field)
{
    QList<Hop> hops;
    if (field == TrustedProxies::Field::Forwarded) {
        const QByteArray text = joined(headers, "Forwarded");
        if (!text.isEmpty())
            for (const QByteArrayView element : piecesOf(text, ','))
                hops.append(hopIn(element));
        return hops;
    }
    const QByteArray nodes = joined(headers, "X-Forwarded-For"), schemes = joined(headers, "X-Forwarded-Proto");
    if (!nodes.isEmpty())
        for (const QByteArrayView node : piecesOf(nodes, ','))
            hops.append({nodeIn(node), std::nullopt});
    // One scheme for each node, or one for all that the last proxy has overwritten.
    const QList<QByteArrayView> words = piecesOf(schemes, ',');
    for (qsizetype i = 0; i < hops.size(); ++i)
        hops[i].isSecure = isSecureIn(words.size() == hops.size() ? words[i] : words.last());
    return hops;
}

} // namespace

Result<TrustedProxies> TrustedProxies::parse(QStringView networks, Field field)
{
    TrustedProxies proxies;
    proxies.field = field;
    for (const QStringView piece : networks.split(u',', Qt::SkipEmptyParts)) {
        const QStringView network = piece.trimmed();
        if (network.isEmpty())
            continue;
        const qsizetype slash = network.indexOf(u'/');
        const auto address = addressIn(network.left(slash < 0 ? network.size() : slash).toLatin1());
        const int most = address && address->protocol() == QAbstractSocket::IPv4Protocol ? 32 : 128;
        bool isNumber = true;
        const int prefix = slash < 0 ? most : network.mid(slash + 1).toInt(&isNumber);
        if (!address || !isNumber || prefix < 0 || prefix > most)
            return fail(Error::Kind::Malformed, QStringLiteral("not an address or network: %1").arg(network));
        proxies.networks.append({*address, prefix});
    }
    return proxies;
}

bool TrustedProxies::contains(const QHostAddress &address) const
{
    return std::any_of(networks.begin(), networks.end(), [plain = withoutMapping(address)](const auto &network) {
        return plain.isInSubnet(network.first, network.second);
    });
}

Requester requesterOf(const QHostAddress &peer, const HttpHeaders &headers, const TrustedProxies &proxies)
{
    Requester requester{.address = withoutMapping(peer)};
    if (!proxies.contains(peer))
        return requester;
    const QList<Hop> hops = hopsIn(headers, proxies.field);
    for (auto hop = hops.crbegin(); hop != hops.crend(); ++hop) {
        requester.isSecure = hop->isSecure.value_or(false);
        if (!hop->address)
            break;
        requester.address = *hop->address;
        if (!proxies.contains(requester.address))
            break;
    }
    return requester;
}

QHostAddress sourceOf(const QHostAddress &address)
{
    const QHostAddress plain = withoutMapping(address);
    if (plain.protocol() == QAbstractSocket::IPv4Protocol)
        return plain;
    Q_IPV6ADDR bytes = address.toIPv6Address();
    std::fill(std::begin(bytes.c) + 8, std::end(bytes.c), quint8(0));
    return QHostAddress(bytes);
}

} // namespace milassist
