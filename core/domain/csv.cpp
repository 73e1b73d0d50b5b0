// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/csv.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

// 0x80 to 0x9f of Windows-1252; zero where it has nothing.
constexpr std::array<char16_t, 32> windows1252 = {
    u'€', 0,    u'‚', u'ƒ', u'„', u'…', u'†', u'‡', u'ˆ', u'‰', u'Š', u'‹', u'Œ', 0, u'Ž', 0,
    0,    u'‘', u'’', u'“', u'”', u'•', u'–', u'—', u'˜', u'™', u'š', u'›', u'œ', 0, u'ž', u'Ÿ',
};

QString fromWindows1252(QByteArrayView bytes)
{
    QString text(bytes.size(), Qt::Uninitialized);
    std::ranges::transform(bytes, text.begin(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 || byte > 0x9f)
            return QChar(byte);
        const char16_t known = windows1252[byte - 0x80];
        return QChar(known ? known : char16_t(0xfffd));
    });
    return text;
}

bool isFormulaStart(QStringView cell)
{
    if (cell.isEmpty())
        return false;
    const QChar c = cell[0];
    if (c == u'=' || c == u'@' || c == u'\t' || c == u'\r')
        return true;
    if (c != u'+' && c != u'-')
        return false;
    // "+12065550142" and "-3.50" are data; "+cmd|..." and "-1+1" are not.
    return !std::ranges::all_of(cell.sliced(1), [](QChar d) {
        return d.isDigit() || d == u'.' || d == u' ' || d == u'-' || d == u'(' || d == u')';
    }) || cell.size() == 1;
}

QChar guessedDelimiter(QStringView text)
{
    // The candidate that occurs most often outside quotes in the first lines, provided that it does so in the first one.
    constexpr QStringView candidates = u",;\t|";
    std::array<int, 4> first{}, all{};
    bool quoted = false;
    int line = 0;
    for (const QChar c : text.first(std::min<qsizetype>(text.size(), 20'000))) {
        if (c == u'"') {
            quoted = !quoted;
        } else if (!quoted && c == u'\n') {
            if (++line == 20)
                break;
        } else if (const qsizetype i = candidates.indexOf(c); i >= 0 && !quoted) {
            ++all[size_t(i)];
            first[size_t(i)] += line == 0 ? 1 : 0;
        }
    }
    size_t best = 0;
    for (size_t i = 1; i < all.size(); ++i) {
        if (std::pair(first[i], all[i]) > std::pair(first[best], all[best]))
            best = i;
    }
    return candidates[qsizetype(best)];
}

class CsvReader
{
public:
    CsvReader(QStringView text, CsvTable &table, CsvLimits limits) : m_text(text), m_table(table), m_limits(limits) {}

    void read(qsizetype at, int line)
    {
        m_line = line;
        m_row.line = line;
        for (; at < m_text.size() && !m_full; ++at)
            at = step(at);
        m_table.openQuote = m_quoted;
        if (!m_full)
            endRow();
        m_table.cut = m_table.cut || m_full;
    }

private:
    qsizetype step(qsizetype at)
    {
        const QChar c = m_text[at];
        const QChar next = at + 1 < m_text.size() ? m_text[at + 1] : QChar();
        if (m_quoted && c == u'"' && next == u'"') {
            put(u'"');
            return at + 1;
        }
        if (c == u'"' && (m_quoted || m_cell.isEmpty())) {
            m_quoted = !m_quoted;
            return at;
        }
        if (c == u'\n' || (c == u'\r' && next != u'\n')) {
            ++m_line;
            if (m_quoted)
                put(u'\n');
            else
                endRow();
        } else if (c == u'\r') {
            // the line ends with the LF that follows
        } else if (!m_quoted && c == m_table.delimiter) {
            endCell();
        } else {
            put(c);
        }
        return at;
    }

    void put(QChar c)
    {
        if (m_cell.size() < m_limits.cellLength)
            m_cell += c;
        else
            m_table.cut = true;
    }

    void endCell()
    {
        if (m_cell.startsWith(u'\'') && isFormulaStart(QStringView(m_cell).sliced(1)))
            m_cell.remove(0, 1);
        if (m_row.fields.size() < m_limits.columns)
            m_row.fields.append(m_cell);
        else
            m_table.cut = true;
        m_cell.clear();
    }

    void endRow()
    {
        endCell();
        const bool hasText =
            std::ranges::any_of(m_row.fields, [](const QString &field) { return !QStringView(field).trimmed().isEmpty(); });
        if (hasText && m_table.rows.size() < m_limits.rows)
            m_table.rows.append(m_row);
        else if (hasText)
            m_full = true;
        m_row = {.line = m_line};
    }

    QStringView m_text;
    CsvTable &m_table;
    CsvLimits m_limits;
    CsvRow m_row;
    QString m_cell;
    int m_line = 1;
    bool m_quoted = false, m_full = false;
};

} // namespace

QString textOfUnknownEncoding(QByteArrayView bytes)
{
    if (const auto marked = QStringConverter::encodingForData(bytes))
        return QStringDecoder(*marked).decode(bytes);
    QStringDecoder utf8(QStringConverter::Utf8, QStringConverter::Flag::Stateless);
    QString text = utf8.decode(bytes);
    return utf8.hasError() ? fromWindows1252(bytes) : text;
}

CsvTable readCsv(QStringView text, QChar delimiter, CsvLimits limits)
{
    CsvTable table;
    qsizetype begin = 0;
    int line = 1;
    if (text.startsWith(u"sep=", Qt::CaseInsensitive) && text.size() > 5 && (text[5] == u'\n' || text[5] == u'\r')) {
        delimiter = delimiter.isNull() ? text[4] : delimiter;
        begin = text.indexOf(u'\n') + 1;
        line = 2;
        if (begin == 0)
            return table;
    }
    table.delimiter = delimiter.isNull() ? guessedDelimiter(text.sliced(begin)) : delimiter;
    CsvReader(text, table, limits).read(begin, line);
    return table;
}

QString csvLine(const QStringList &cells, QChar delimiter)
{
    QString line;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0)
            line += delimiter;
        const QString cell = isFormulaStart(cells[i]) ? u'\'' + cells[i] : cells[i];
        const bool quote =
            std::ranges::any_of(cell, [&](QChar c) { return c == delimiter || c == u'"' || c == u'\n' || c == u'\r'; })
            || cell.startsWith(u' ') || cell.endsWith(u' ');
        line += quote ? u'"' + QString(cell).replace(u'"', u"\"\""_s) + u'"' : cell;
    }
    return line + u"\r\n"_s;
}

} // namespace milassist
