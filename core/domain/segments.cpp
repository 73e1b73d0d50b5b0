// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/segments.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int gsmSingle = 160, gsmPart = 153; // 1120 bits less a 6-octet header, in septets
constexpr int ucsSingle = 70, ucsPart = 67;   // ... in UTF-16 units
constexpr qsizetype mostCostly = 20;

constexpr QStringView gsmBase = u"\n\r !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
                                u"¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ";
constexpr QStringView gsmExtension = u"\f[\\]^{|}~€";

/// 0 = not in GSM-7, else the septets that a character takes.
int septetsOf(QChar c)
{
    static const auto table = [] {
        std::array<quint8, 0x400> widths{};
        for (const QChar base : gsmBase)
            widths[base.unicode()] = 1;
        for (const QChar extension : gsmExtension) {
            if (extension.unicode() < widths.size())
                widths[extension.unicode()] = 2;
        }
        return widths;
    }();
    if (c.unicode() < table.size())
        return table[c.unicode()];
    return c == u'€' ? 2 : 0;
}

struct Lookalike {
    char16_t character;
    const char *plain;
};

// The part of Twilio's smart encoding that people meet: what phones, word processors and web pages put in by themselves.
constexpr Lookalike lookalikes[] = {
    {u'\t', " "},      {u'`', "'"},        {u'\u00a0', " "},   {u'\u00ab', "\""},  {u'\u00ad', ""},    {u'\u00b4', "'"},
    {u'\u00b7', "."},  {u'\u00bb', "\""},  {u'\u00bc', "1/4"}, {u'\u00bd', "1/2"}, {u'\u00be', "3/4"}, {u'\u00d7', "x"},
    {u'\u00f7', "/"},  {u'\u02b9', "'"},   {u'\u02ba', "\""},  {u'\u02bb', "'"},   {u'\u02bc', "'"},   {u'\u02bd', "'"},
    {u'\u02c6', "^"},  {u'\u02c8', "'"},   {u'\u02ca', "'"},   {u'\u02cb', "'"},   {u'\u02dc', "~"},   {u'\u02ee', "\""},
    {u'\u2000', " "},  {u'\u2001', " "},   {u'\u2002', " "},   {u'\u2003', " "},   {u'\u2004', " "},   {u'\u2005', " "},
    {u'\u2006', " "},  {u'\u2007', " "},   {u'\u2008', " "},   {u'\u2009', " "},   {u'\u200a', " "},   {u'\u200b', ""},
    {u'\u200e', ""},   {u'\u200f', ""},    {u'\u2010', "-"},   {u'\u2011', "-"},   {u'\u2012', "-"},   {u'\u2013', "-"},
    {u'\u2014', "-"},  {u'\u2015', "-"},   {u'\u2018', "'"},   {u'\u2019', "'"},   {u'\u201a', ","},   {u'\u201b', "'"},
    {u'\u201c', "\""}, {u'\u201d', "\""},  {u'\u201e', "\""},  {u'\u201f', "\""},  {u'\u2022', "-"},   {u'\u2024', "."},
    {u'\u2025', ".."}, {u'\u2026', "..."}, {u'\u2028', "\n"},  {u'\u2029', "\n"},  {u'\u202f', " "},   {u'\u2032', "'"},
    {u'\u2033', "\""}, {u'\u2035', "'"},   {u'\u2036', "\""},  {u'\u2039', "'"},   {u'\u203a', "'"},   {u'\u203c', "!!"},
    {u'\u2043', "-"},  {u'\u2044', "/"},   {u'\u2049', "!?"},  {u'\u205f', " "},   {u'\u2060', ""},    {u'\u2122', "TM"},
    {u'\u2190', "<-"}, {u'\u2192', "->"},  {u'\u2212', "-"},   {u'\u2215', "/"},   {u'\u2216', "\\"},  {u'\u2217', "*"},
    {u'\u2223', "|"},  {u'\u223c', "~"},   {u'\u2260', "!="},  {u'\u2264', "<="},  {u'\u2265', ">="},  {u'\u275b', "'"},
    {u'\u275c', "'"},  {u'\u275d', "\""},  {u'\u275e', "\""},  {u'\u3000', " "},   {u'\u3001', ","},   {u'\u3002', "."},
    {u'\u301d', "\""}, {u'\u301e', "\""},  {u'\ufb00', "ff"},  {u'\ufb01', "fi"},  {u'\ufb02', "fl"},  {u'\ufeff', ""},
};

/// Null when nothing plain says the same.
QString plainFor(QStringView sign)
{
    if (sign.size() != 1)
        return {};
    const char16_t c = sign[0].unicode();
    if (c >= 0xff01 && c <= 0xff5e) { // full-width ASCII; its backtick ends up as the apostrophe that '`' does
        const QChar plain(c - 0xfee0);
        return plain == u'`' ? u"'"_s : QString(plain);
    }
    const auto *found = std::ranges::find(lookalikes, c, &Lookalike::character);
    if (found == std::end(lookalikes))
        return {};
    return *found->plain ? QString::fromLatin1(found->plain) : u""_s;
}

bool isRegionalIndicator(char32_t c)
{
    return c >= 0x1f1e6 && c <= 0x1f1ff;
}
bool isJoinedBefore(char32_t c) // belongs to the sign before it
{
    return c == 0x200d || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0x1f3fb && c <= 0x1f3ff) || (c >= 0xe0020 && c <= 0xe007f)
        || c == 0x20e3 || QChar::category(c) == QChar::Mark_NonSpacing || QChar::category(c) == QChar::Mark_Enclosing;
}

char32_t codePointAt(QStringView text, qsizetype i)
{
    if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
        return QChar::surrogateToUcs4(text[i], text[i + 1]);
    return text[i].unicode();
}

/// Length in units of the sign that starts at @p i: what a reader sees as one character, composed emoji included.
qsizetype signLength(QStringView text, qsizetype i)
{
    const auto width = [&](qsizetype at) -> qsizetype { return codePointAt(text, at) > 0xffff ? 2 : 1; };
    if (text[i] == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n')
        return 2;
    qsizetype end = i + width(i);
    if (isRegionalIndicator(codePointAt(text, i)) && end < text.size() && isRegionalIndicator(codePointAt(text, end)))
        end += 2; // a flag is two letters
    while (end < text.size()) {
        const char32_t next = codePointAt(text, end);
        if (isJoinedBefore(next))
            end += width(end);
        else if (text[end - 1] == QChar(0x200d) && next > 0x2000)
            end += width(end);
        else
            break;
    }
    return end - i;
}

/// Fills parts of @p perPart units with signs of the given widths; a sign is never split unless it alone is too long.
struct Filling {
    int parts = 1;
    int used = 0; ///< of the last part
    void add(int width, int perPart)
    {
        while (width > perPart) {
            if (used > 0)
                ++parts;
            used = perPart;
            width -= perPart;
        }
        if (used + width > perPart) {
            ++parts;
            used = 0;
        }
        used += width;
    }
};

} // namespace

Segments segmentsOf(QStringView text)
{
    Segments result{.characters = int(text.size())};
    const bool gsm = std::ranges::all_of(text, [](QChar c) { return septetsOf(c) != 0; });
    result.encoding = gsm ? TextEncoding::Gsm7 : TextEncoding::Ucs2;
    const int single = gsm ? gsmSingle : ucsSingle;
    if (gsm) {
        for (const QChar c : text)
            result.units += septetsOf(c);
    } else {
        result.units = int(text.size());
    }
    if (result.units <= single) {
        result.perPart = single;
        result.left = single - result.units;
        return result;
    }

    result.perPart = gsm ? gsmPart : ucsPart;
    Filling filling;
    if (gsm) {
        for (const QChar c : text)
            filling.add(septetsOf(c), gsmPart);
    } else {
        for (qsizetype i = 0; i < text.size();) {
            const qsizetype length = signLength(text, i);
            filling.add(int(length), ucsPart);
            i += length;
        }
    }
    result.parts = filling.parts;
    result.left = result.perPart - filling.used;
    return result;
}

QList<CostlyCharacter> costlyCharacters(QStringView text)
{
    QList<CostlyCharacter> costly;
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype length = signLength(text, i);
        const QStringView sign = text.sliced(i, length);
        const bool cheap = std::ranges::all_of(sign, [](QChar c) { return septetsOf(c) != 0; });
        if (!cheap) {
            const auto known = std::ranges::find(costly, sign, [](const CostlyCharacter &c) { return QStringView(c.text); });
            if (known != costly.end())
                ++known->count;
            else if (costly.size() < mostCostly)
                costly.append({sign.toString(), i, 1, plainFor(sign)});
        }
        i += length;
    }
    return costly;
}

QString withPlainLookalikes(QStringView text)
{
    QString plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype length = signLength(text, i);
        const QStringView sign = text.sliced(i, length);
        const QString replacement = plainFor(sign);
        plain += replacement.isNull() ? sign : QStringView(replacement);
        i += length;
    }
    return plain;
}

} // namespace milassist
