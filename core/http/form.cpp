// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/form.h"

#include <algorithm>

namespace milassist {

namespace {

enum class Plus { Kept, Space };

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

QByteArray decodedBytes(QByteArrayView encoded, Plus plus)
{
    QByteArray bytes(encoded.size(), Qt::Uninitialized); // never longer than what it was made of
    char *out = bytes.data();
    for (qsizetype i = 0; i < encoded.size(); ++i) {
        const char c = encoded[i];
        if (c == '%' && i + 2 < encoded.size()) {
            const int high = hexDigit(encoded[i + 1]);
            const int low = hexDigit(encoded[i + 2]);
            if (high >= 0 && low >= 0) {
                *out++ = char(high * 16 + low);
                i += 2;
                continue;
            }
        }
        *out++ = c == '+' && plus == Plus::Space ? ' ' : c;
    }
    bytes.truncate(out - bytes.constData());
    return bytes;
}

bool isUnreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

void appendEncoded(QByteArray &out, const QString &text, QByteArrayView space)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    for (const char c : text.toUtf8()) {
        if (isUnreserved(c)) {
            out.append(c);
        } else if (c == ' ') {
            out.append(space);
        } else {
            out.append('%');
            out.append(digits[uchar(c) >> 4]);
            out.append(digits[uchar(c) & 15]);
        }
    }
}

} // namespace

QByteArray percentDecoded(QByteArrayView encoded)
{
    return decodedBytes(encoded, Plus::Kept);
}

Form Form::parse(QByteArrayView encoded)
{
    Form form;
    while (!encoded.isEmpty()) {
        qsizetype end = encoded.indexOf('&');
        if (end < 0)
            end = encoded.size();
        const QByteArrayView piece = encoded.first(end);
        encoded = encoded.sliced(std::min(end + 1, encoded.size()));
        if (piece.isEmpty())
            continue;
        const qsizetype equals = piece.indexOf('=');
        const QByteArrayView name = equals < 0 ? piece : piece.first(equals);
        const QByteArrayView value = equals < 0 ? QByteArrayView() : piece.sliced(equals + 1);
        form.add(QString::fromUtf8(decodedBytes(name, Plus::Space)), QString::fromUtf8(decodedBytes(value, Plus::Space)));
    }
    return form;
}

std::optional<QString> Form::find(QStringView name) const
{
    for (const Field &field : m_fields)
        if (field.name == name)
            return field.value;
    return std::nullopt;
}

QString Form::value(QStringView name) const
{
    return find(name).value_or(QString());
}

QStringList Form::values(QStringView name) const
{
    QStringList values;
    for (const Field &field : m_fields)
        if (field.name == name)
            values.append(field.value);
    return values;
}

bool Form::contains(QStringView name) const
{
    return find(name).has_value();
}

void Form::remove(QStringView name)
{
    m_fields.removeIf([name](const Field &field) { return field.name == name; });
}

void Form::set(const QString &name, const QString &value)
{
    remove(name);
    add(name, value);
}

QByteArray Form::encoded(QByteArrayView space) const
{
    QByteArray out;
    for (const Field &field : m_fields) {
        if (!out.isEmpty())
            out.append('&');
        appendEncoded(out, field.name, space);
        out.append('=');
        appendEncoded(out, field.value, space);
    }
    return out;
}

} // namespace milassist
