// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/plan/jsontext.h"

#include <cstdio>

namespace milassist::routing
{

void JsonText::separate()
{
    if (!m_text.isEmpty() && m_text.back() != '{' && m_text.back() != '[' && m_text.back() != ':')
        m_text += ',';
}

void JsonText::open(char bracket)
{
    separate();
    m_text += bracket;
}

void JsonText::name(QByteArrayView name)
{
    separate();
    m_text.append('"').append(name).append("\":");
}

void JsonText::text(QStringView value)
{
    separate();
    m_text += '"';
    qsizetype from = 0;
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (!value[i].isSurrogate())
            continue;
        if (value[i].isHighSurrogate() && i + 1 < value.size() && value[i + 1].isLowSurrogate()) {
            ++i;
            continue;
        }
        append(value.sliced(from, i - from)); // a half has no UTF-8
        escape(value[i].unicode());
        from = i + 1;
    }
    append(value.sliced(from));
    m_text += '"';
}

void JsonText::append(QStringView value)
{
    const QByteArray utf8 = value.toUtf8();
    for (const char letter : utf8) {
        if (letter == '"' || letter == '\\')
            m_text.append('\\').append(letter);
        else if (static_cast<unsigned char>(letter) < 0x20)
            escape(char16_t(letter));
        else
            m_text += letter;
    }
}

void JsonText::escape(char16_t unit)
{
    char escaped[8];
    std::snprintf(escaped, sizeof escaped, "\\u%04x", unsigned(unit));
    m_text += escaped;
}

void JsonText::number(qint64 value)
{
    separate();
    m_text += QByteArray::number(value);
}

void JsonText::boolean(bool value)
{
    separate();
    m_text += value ? "true" : "false";
}

void JsonText::null()
{
    separate();
    m_text += "null";
}

} // namespace milassist::routing
