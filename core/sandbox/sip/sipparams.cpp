// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sip/sipparams.h"

#include <algorithm>
#include <cstring>

namespace milassist::sip
{

namespace
{

constexpr qsizetype mostParams = 32;

bool isTokenChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || (c != '\0' && std::strchr("-.!%*_+`'~", c));
}

/// Of a parameter's value without quotes: hosts and bracketed addresses too.
bool isPlainValue(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return isTokenChar(c) || (c != '\0' && std::strchr("[]:/&$@()", c)); });
}

QByteArray unquoted(QByteArrayView text)
{
    QByteArray plain;
    for (qsizetype i = 1; i + 1 < text.size(); ++i) {
        if (text[i] == '\\' && i + 2 < text.size())
            ++i;
        plain.append(text[i]);
    }
    return plain;
}

} // namespace

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, isTokenChar);
}

std::optional<quint32> wholeNumber(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 10 || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    quint64 number = 0;
    for (const char c : text)
        number = number * 10 + quint64(c - '0');
    return number <= 0xffffffffu ? std::optional(quint32(number)) : std::nullopt;
}

QByteArray quotedText(const QByteArray &text)
{
    QByteArray quoted("\"");
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted.append('\\');
        if (c != '\r' && c != '\n' && c != '\0')
            quoted.append(c);
    }
    return quoted.append('"');
}

QByteArray quotedUnlessToken(const QByteArray &text)
{
    return isPlainValue(text) && !text.isEmpty() ? text : quotedText(text);
}

std::optional<QList<QByteArrayView>> splitOutside(QByteArrayView text, char separator)
{
    QList<QByteArrayView> parts;
    bool inQuotes = false, inAngles = false;
    qsizetype begin = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inQuotes) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inQuotes = false;
        } else if (c == '"') {
            inQuotes = true;
        } else if (c == '<') {
            inAngles = true;
        } else if (c == '>') {
            inAngles = false;
        } else if (c == separator && !inAngles) {
            parts.append(text.sliced(begin, i - begin).trimmed());
            begin = i + 1;
        }
    }
    if (inQuotes || inAngles)
        return std::nullopt;
    parts.append(text.sliced(begin).trimmed());
    return parts;
}

std::optional<SipParams> SipParams::parse(QByteArrayView text)
{
    SipParams params;
    if (text.trimmed().isEmpty())
        return params;
    const auto parts = splitOutside(text, ';');
    if (!parts || parts->size() > mostParams)
        return std::nullopt;
    for (const QByteArrayView part : *parts) {
        const qsizetype equals = part.indexOf('=');
        const QByteArrayView name = (equals < 0 ? part : part.first(equals)).trimmed();
        const QByteArrayView value = equals < 0 ? QByteArrayView() : part.sliced(equals + 1).trimmed();
        if (!isToken(name))
            return std::nullopt;
        const bool isQuoted = value.size() >= 2 && value.startsWith('"') && value.endsWith('"');
        if (!isQuoted && !isPlainValue(value))
            return std::nullopt;
        const QByteArray lower = name.toByteArray().toLower();
        if (!params.contains(lower)) // the first counts
            params.m_items.append({lower, isQuoted ? unquoted(value) : value.toByteArray()});
    }
    return params;
}

bool SipParams::contains(QByteArrayView name) const
{
    return std::ranges::any_of(m_items, [name](const auto &item) { return item.first == name; });
}

QByteArray SipParams::value(QByteArrayView name) const
{
    for (const auto &[key, value] : m_items) {
        if (key == name)
            return value;
    }
    return {};
}

void SipParams::set(const QByteArray &name, const QByteArray &value)
{
    for (auto &[key, old] : m_items) {
        if (key == name) {
            old = value;
            return;
        }
    }
    m_items.append({name, value});
}

void SipParams::remove(QByteArrayView name)
{
    m_items.removeIf([name](const auto &item) { return item.first == name; });
}

QByteArray SipParams::toBytes() const
{
    QByteArray text;
    for (const auto &[name, value] : m_items) {
        text += ';' + name;
        if (!value.isEmpty())
            text += '=' + quotedUnlessToken(value);
    }
    return text;
}

} // namespace milassist::sip
