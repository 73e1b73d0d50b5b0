// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sip/sipuri.h"

#include <algorithm>
#include <cstring>

namespace milassist::sip
{

namespace
{

struct HostPort {
    QByteArray host;
    quint16 port = 0;
};

/// "host", "host:5060", "[::1]:5060"; spaces around the colon are allowed in Via.
std::optional<HostPort> parseHostPort(QByteArrayView text)
{
    HostPort result;
    QByteArrayView rest;
    if (text.startsWith('[')) {
        const qsizetype end = text.indexOf(']');
        if (end < 0)
            return std::nullopt;
        result.host = text.first(end + 1).toByteArray().toLower();
        if (!std::all_of(result.host.cbegin() + 1, result.host.cend() - 1,
                         [](char c) { return (c != '\0' && std::strchr("0123456789abcdef:.", c)); }))
            return std::nullopt;
        rest = text.sliced(end + 1).trimmed();
    } else {
        const qsizetype colon = text.indexOf(':');
        result.host = (colon < 0 ? text : text.first(colon)).trimmed().toByteArray().toLower();
        const auto fits = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
        };
        if (result.host.isEmpty() || !std::ranges::all_of(result.host, fits))
            return std::nullopt;
        rest = colon < 0 ? QByteArrayView() : text.sliced(colon);
    }
    if (rest.isEmpty())
        return result;
    const auto port = wholeNumber(rest.sliced(1).trimmed());
    if (rest[0] != ':' || !port || *port == 0 || *port > 65535)
        return std::nullopt;
    result.port = quint16(*port);
    return result;
}

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// None when a '%' is not followed by two digits, or hides a control character.
std::optional<QByteArray> percentDecoded(QByteArrayView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && (i + 2 >= text.size() || !isHex(text[i + 1]) || !isHex(text[i + 2])))
            return std::nullopt;
    }
    const QByteArray decoded = QByteArray::fromPercentEncoding(text.toByteArray());
    if (std::ranges::any_of(decoded, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
        return std::nullopt;
    return decoded;
}

constexpr char userChars[] = "-_.!~*'()&=+$,;?/#"; // beside letters and digits; '#' is no such, and is dialled all the same

bool isUriText(QByteArrayView text)
{
    return std::ranges::all_of(
        text, [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != '<' && c != '>' && c != '"' && c != 0x7f; });
}

} // namespace

std::optional<SipUri> SipUri::parse(QByteArrayView text)
{
    text = text.trimmed();
    const qsizetype colon = text.indexOf(':');
    if (colon <= 0 || text.size() > 2048 || !isUriText(text) || !isToken(text.first(colon)))
        return std::nullopt;
    SipUri uri;
    uri.scheme = text.first(colon).toByteArray().toLower();
    QByteArrayView rest = text.sliced(colon + 1);
    if (!uri.isSip()) {
        const auto decoded = percentDecoded(rest);
        if (!decoded || decoded->isEmpty())
            return std::nullopt;
        uri.user = *decoded;
        return uri;
    }
    if (const qsizetype at = rest.lastIndexOf('@'); at >= 0) {
        const QByteArrayView userinfo = rest.first(at);
        const qsizetype password = userinfo.indexOf(':');
        const auto user = percentDecoded(password < 0 ? userinfo : userinfo.first(password));
        if (!user || user->isEmpty() || userinfo.contains('@'))
            return std::nullopt;
        uri.user = *user;
        rest = rest.sliced(at + 1);
    }
    if (const qsizetype query = rest.indexOf('?'); query >= 0) {
        uri.headers = rest.sliced(query + 1).toByteArray();
        rest = rest.first(query);
    }
    if (const qsizetype semicolon = rest.indexOf(';'); semicolon >= 0) {
        const auto params = SipParams::parse(rest.sliced(semicolon + 1));
        if (!params)
            return std::nullopt;
        uri.params = *params;
        rest = rest.first(semicolon);
    }
    const auto where = parseHostPort(rest);
    if (!where)
        return std::nullopt;
    uri.host = where->host;
    uri.port = where->port;
    return uri;
}

QByteArray SipUri::toBytes() const
{
    const QByteArray encoded = user.toPercentEncoding(userChars);
    if (!isSip())
        return scheme + ':' + user.toPercentEncoding(QByteArray(userChars) + ":@[]");
    QByteArray text = scheme + ':';
    if (!user.isEmpty())
        text += encoded + '@';
    text += host;
    if (port != 0)
        text += ':' + QByteArray::number(port);
    text += params.toBytes();
    if (!headers.isEmpty())
        text += '?' + headers;
    return text;
}

SipUri SipUri::bare() const
{
    SipUri uri;
    uri.scheme = scheme;
    uri.user = user;
    uri.host = host;
    uri.port = port;
    return uri;
}

QList<std::pair<QByteArray, QByteArray>> SipUri::headerFields() const
{
    QList<std::pair<QByteArray, QByteArray>> fields;
    if (headers.isEmpty())
        return fields;
    for (const QByteArray &part : headers.split('&')) {
        const qsizetype equals = part.indexOf('=');
        const auto name = percentDecoded(equals < 0 ? QByteArrayView(part) : QByteArrayView(part).first(equals));
        const auto value = percentDecoded(equals < 0 ? QByteArrayView() : QByteArrayView(part).sliced(equals + 1));
        if (name && value && isToken(*name))
            fields.append({*name, *value});
    }
    return fields;
}

std::optional<NameAddr> NameAddr::parse(QByteArrayView text)
{
    text = text.trimmed();
    NameAddr result;
    QByteArrayView uri, params;
    qsizetype open = -1; // of '<' outside of quotes
    bool inQuotes = false;
    for (qsizetype i = 0; i < text.size() && open < 0; ++i) {
        if (inQuotes && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            inQuotes = !inQuotes;
        else if (text[i] == '<' && !inQuotes)
            open = i;
    }
    if (open >= 0) {
        const qsizetype close = text.indexOf('>', open);
        if (close < 0)
            return std::nullopt;
        const QByteArrayView name = text.first(open).trimmed();
        if (name.startsWith('"')) {
            const auto quoted = SipParams::parse("n=" + name.toByteArray());
            if (!quoted || name.size() < 2)
                return std::nullopt;
            result.name = quoted->value("n");
        } else {
            result.name = name.toByteArray();
        }
        uri = text.sliced(open + 1, close - open - 1);
        params = text.sliced(close + 1).trimmed();
        if (!params.isEmpty() && params[0] != ';')
            return std::nullopt;
        params = params.isEmpty() ? params : params.sliced(1);
    } else { // without brackets everything after ';' belongs to the header
        const qsizetype semicolon = text.indexOf(';');
        uri = semicolon < 0 ? text : text.first(semicolon);
        params = semicolon < 0 ? QByteArrayView() : text.sliced(semicolon + 1);
        if (uri.contains('?') || uri.contains(','))
            return std::nullopt;
    }
    const auto parsedUri = SipUri::parse(uri);
    const auto parsedParams = SipParams::parse(params);
    if (!parsedUri || !parsedParams)
        return std::nullopt;
    result.uri = *parsedUri;
    result.params = *parsedParams;
    return result;
}

QByteArray NameAddr::toBytes() const
{
    return (name.isEmpty() ? QByteArray() : quotedText(name) + ' ') + '<' + uri.toBytes() + '>' + params.toBytes();
}

std::optional<Via> Via::parse(QByteArrayView text)
{
    const qsizetype semicolon = text.indexOf(';');
    const QByteArrayView front = (semicolon < 0 ? text : text.first(semicolon)).trimmed();
    const auto params = SipParams::parse(semicolon < 0 ? QByteArrayView() : text.sliced(semicolon + 1));
    // "SIP / 2.0 / UDP host": spaces around the slashes are allowed
    const qsizetype first = front.indexOf('/'), second = first < 0 ? -1 : front.indexOf('/', first + 1);
    if (!params || second < 0 || front.first(first).trimmed().compare("SIP", Qt::CaseInsensitive) != 0
        || front.sliced(first + 1, second - first - 1).trimmed() != "2.0")
        return std::nullopt;
    const QByteArrayView rest = front.sliced(second + 1).trimmed();
    const auto space = std::ranges::find_if(rest, [](char c) { return c == ' ' || c == '\t'; });
    const qsizetype length = space - rest.begin();
    const auto where = parseHostPort(rest.sliced(length).trimmed());
    if (!where || !isToken(rest.first(length)))
        return std::nullopt;
    return Via{rest.first(length).toByteArray().toUpper(), where->host, where->port, *params};
}

QByteArray Via::toBytes() const
{
    return "SIP/2.0/" + transport + ' ' + host + (port == 0 ? QByteArray() : ':' + QByteArray::number(port)) + params.toBytes();
}

std::optional<CSeq> CSeq::parse(QByteArrayView text)
{
    text = text.trimmed();
    const auto space = std::ranges::find_if(text, [](char c) { return c == ' ' || c == '\t'; });
    const qsizetype length = space - text.begin();
    const auto number = wholeNumber(text.first(length));
    const QByteArrayView method = text.sliced(length).trimmed();
    if (!number || *number >= 0x80000000u || !isToken(method))
        return std::nullopt;
    return CSeq{*number, method.toByteArray()};
}

} // namespace milassist::sip
