// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contacts/vcardlines.h"

#include "core/domain/csv.h"

#include <QStringDecoder>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype longestVCardLine = 1024 * 1024;

QByteArray fromQuotedPrintable(const QByteArray &text)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '=' || i + 2 >= text.size()) {
            bytes += text[i];
            continue;
        }
        bool valid = false;
        const int byte = text.mid(i + 1, 2).toInt(&valid, 16);
        bytes += valid ? char(byte) : '=';
        i += valid ? 2 : 0;
    }
    return bytes;
}

QString decodedVCard(const QByteArray &bytes, const QString &charset)
{
    const auto named = QStringConverter::encodingForName(charset.toLatin1().constData());
    // Many telephones say ISO-8859-1 or nothing and write UTF-8.
    if (named && *named != QStringConverter::Latin1)
        return QStringDecoder(*named).decode(bytes);
    return textOfUnknownEncoding(bytes);
}

/// Where the value begins: the first ':' outside quotes. -1 if there is none.
qsizetype endOfName(const QByteArray &line)
{
    bool quoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] == '"')
            quoted = !quoted;
        else if (line[i] == ':' && !quoted)
            return i;
    }
    return -1;
}

QStringList splitOutsideQuotes(const QString &text, QChar separator)
{
    QStringList parts(1);
    bool quoted = false;
    for (const QChar c : text) {
        if (c == u'"')
            quoted = !quoted;
        else if (c == separator && !quoted)
            parts.append(QString());
        else
            parts.last() += c;
    }
    return parts;
}

} // namespace

QStringList VCardLine::types() const
{
    QStringList types;
    for (const QString &words : parameters.values(u"TYPE"_s))
        types += words.toLower().split(u',', Qt::SkipEmptyParts);
    return types;
}

QByteArray VCardLines::physicalLine()
{
    const qsizetype begin = m_at;
    while (m_at < m_bytes.size() && m_bytes[m_at] != '\n' && m_bytes[m_at] != '\r')
        ++m_at;
    const QByteArray line = m_at - begin > longestVCardLine ? QByteArray() : m_bytes.sliced(begin, m_at - begin).toByteArray();
    if (m_at + 1 < m_bytes.size() && m_bytes[m_at] == '\r' && m_bytes[m_at + 1] == '\n')
        ++m_at;
    if (m_at < m_bytes.size())
        ++m_at;
    ++m_line;
    return line;
}

VCardLine VCardLines::next()
{
    VCardLine result{.line = m_line};
    QByteArray raw = physicalLine();
    bool dropped = false;
    const auto append = [&](QByteArrayView more) {
        dropped = dropped || raw.size() + more.size() > longestVCardLine;
        if (!dropped)
            raw += more;
    };
    while (!atEnd() && (m_bytes[m_at] == ' ' || m_bytes[m_at] == '\t'))
        append(QByteArrayView(physicalLine()).sliced(1));

    const qsizetype colon = endOfName(raw);
    if (colon < 0)
        return result;
    QStringList head = splitOutsideQuotes(QString::fromUtf8(raw.first(colon)), u';');
    const QString name = head.takeFirst().trimmed();
    const qsizetype dot = name.indexOf(u'.');
    result.group = dot < 0 ? QString() : name.first(dot).toLower();
    result.name = name.sliced(dot + 1).toUpper();
    for (const QString &parameter : head) {
        const qsizetype equals = parameter.indexOf(u'=');
        if (equals < 0 && parameter.compare("QUOTED-PRINTABLE"_L1, Qt::CaseInsensitive) == 0)
            result.parameters.insert(u"ENCODING"_s, parameter);
        else if (equals < 0)
            result.parameters.insert(u"TYPE"_s, parameter.trimmed());
        else
            result.parameters.insert(parameter.first(equals).trimmed().toUpper(), parameter.sliced(equals + 1).trimmed());
    }

    const bool quotedPrintable = result.parameters.value(u"ENCODING"_s).compare("QUOTED-PRINTABLE"_L1, Qt::CaseInsensitive) == 0;
    while (quotedPrintable && raw.endsWith('=') && !atEnd()) {
        raw.chop(1);
        append(physicalLine());
    }
    if (dropped)
        return result;
    const QByteArray value = raw.sliced(colon + 1);
    result.value = decodedVCard(quotedPrintable ? fromQuotedPrintable(value) : value, result.parameters.value(u"CHARSET"_s));
    return result;
}

QStringList splitVCard(QStringView value, QChar separator)
{
    QStringList parts(1);
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value[i] == u'\\' && i + 1 < value.size()) {
            const QChar escaped = value[++i];
            parts.last() += escaped == u'n' || escaped == u'N' ? QChar(u'\n') : escaped;
        } else if (value[i] == separator && !separator.isNull()) {
            parts.append(QString());
        } else {
            parts.last() += value[i];
        }
    }
    return parts;
}

QString unescapedVCard(QStringView value)
{
    return splitVCard(value, QChar()).first();
}

QString escapedVCard(const QString &text)
{
    QString escaped;
    escaped.reserve(text.size());
    for (const QChar c : text) {
        if (c == u'\n')
            escaped += u"\\n";
        else if (c == u'\\' || c == u',' || c == u';')
            escaped += u'\\' + QString(c);
        else if (c != u'\r')
            escaped += c;
    }
    return escaped;
}

} // namespace milassist
