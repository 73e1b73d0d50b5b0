// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <charconv>

namespace milassist::rest {

namespace {

void appendTwoDigits(char *&at, int number)
{
    *at++ = char('0' + number / 10);
    *at++ = char('0' + number % 10);
}

void appendYear(char *&at, int year)
{
    appendTwoDigits(at, year / 100);
    appendTwoDigits(at, year % 100);
}

void appendText(char *&at, const char *text, int length)
{
    memcpy(at, text, size_t(length));
    at += length;
}

struct Civil {
    int year, month, day;
};

// Howard Hinnant's days-to-date, good for any year: QDateTime's own way takes microseconds, six times a record.
Civil civilOf(qint64 days)
{
    days += 719468;
    const qint64 era = (days >= 0 ? days : days - 146096) / 146097;
    const auto dayOfEra = unsigned(days - era * 146097);
    const unsigned yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const unsigned dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const unsigned shifted = (5 * dayOfYear + 2) / 153;
    const int day = int(dayOfYear - (153 * shifted + 2) / 5 + 1);
    const int month = int(shifted < 10 ? shifted + 3 : shifted - 9);
    return {int(qint64(yearOfEra) + era * 400) + (month <= 2 ? 1 : 0), month, day};
}

} // namespace

void JsonWriter::separate()
{
    if (m_needsComma)
        put(',');
    m_needsComma = true;
}

void JsonWriter::open(char bracket)
{
    separate();
    put(bracket);
    m_needsComma = false;
}

void JsonWriter::close(char bracket)
{
    put(bracket);
    m_needsComma = true;
}

void JsonWriter::plain(QByteArrayView token)
{
    separate();
    put(token);
}

void JsonWriter::key(const char *name)
{
    separate();
    put('"');
    put(QByteArrayView(name));
    put("\":");
    m_needsComma = false;
}

void JsonWriter::asciiField(const char *name, QByteArrayView first, QByteArrayView second, QByteArrayView third, QByteArrayView fourth)
{
    key(name);
    separate();
    put('"');
    for (const QByteArrayView part : {first, second, third, fourth})
        put(part);
    put('"');
}

void JsonWriter::escaped(const QString &text)
{
    static constexpr char digits[] = "0123456789abcdef";
    const char16_t *from = reinterpret_cast<const char16_t *>(text.utf16());
    const qsizetype length = text.size();
    char *const begin = room(length * 6); // the longest a unit can become: \u00xx
    char *at = begin;
    for (qsizetype i = 0; i < length; ++i) {
        uint c = from[i];
        if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') [[likely]] {
            *at++ = char(c);
        } else if (c == '"' || c == '\\') {
            *at++ = '\\';
            *at++ = char(c);
        } else if (c < 0x20) {
            *at++ = '\\';
            switch (c) {
            case '\n': *at++ = 'n'; break;
            case '\r': *at++ = 'r'; break;
            case '\t': *at++ = 't'; break;
            default:
                appendText(at, "u00", 3);
                *at++ = digits[c >> 4];
                *at++ = digits[c & 15];
            }
        } else {
            if (QChar::isHighSurrogate(c) && i + 1 < length && QChar::isLowSurrogate(from[i + 1]))
                c = QChar::surrogateToUcs4(char16_t(c), from[++i]);
            else if (QChar::isSurrogate(c))
                c = QChar::ReplacementCharacter;
            if (c < 0x800) {
                *at++ = char(0xC0 | (c >> 6));
            } else {
                if (c < 0x10000) {
                    *at++ = char(0xE0 | (c >> 12));
                } else {
                    *at++ = char(0xF0 | (c >> 18));
                    *at++ = char(0x80 | ((c >> 12) & 0x3F));
                }
                *at++ = char(0x80 | ((c >> 6) & 0x3F));
            }
            *at++ = char(0x80 | (c & 0x3F));
        }
    }
    m_used += at - begin;
}

void JsonWriter::value(const QString &text)
{
    separate();
    put('"');
    escaped(text);
    put('"');
}

void JsonWriter::value(const QDateTime &instant)
{
    if (!instant.isValid())
        return null();
    static constexpr const char *dayNames = "ThuFriSatSunMonTueWed"; // 1 January 1970 was a Thursday
    static constexpr const char *monthNames = "JanFebMarAprMayJunJulAugSepOctNovDec";
    constexpr qint64 secondsADay = 86400;
    const qint64 seconds = instant.toSecsSinceEpoch();
    const qint64 inDay = (seconds % secondsADay + secondsADay) % secondsADay;
    const qint64 days = (seconds - inDay) / secondsADay;
    const Civil date = civilOf(days);
    char buffer[40];
    char *at = buffer;
    *at++ = '"';
    if (m_dates == Dates::Rfc2822) {
        appendText(at, dayNames + 3 * ((days % 7 + 7) % 7), 3);
        appendText(at, ", ", 2);
        appendTwoDigits(at, date.day);
        *at++ = ' ';
        appendText(at, monthNames + 3 * (date.month - 1), 3);
        *at++ = ' ';
        appendYear(at, date.year);
        *at++ = ' ';
    } else {
        appendYear(at, date.year);
        *at++ = '-';
        appendTwoDigits(at, date.month);
        *at++ = '-';
        appendTwoDigits(at, date.day);
        *at++ = 'T';
    }
    appendTwoDigits(at, int(inDay / 3600));
    *at++ = ':';
    appendTwoDigits(at, int(inDay / 60 % 60));
    *at++ = ':';
    appendTwoDigits(at, int(inDay % 60));
    if (m_dates == Dates::Rfc2822)
        appendText(at, " +0000", 6);
    else
        *at++ = 'Z';
    *at++ = '"';
    plain(QByteArrayView(buffer, at - buffer));
}

void JsonWriter::uriField(const char *name, const QByteArray &collection, const QByteArray &sid, const char *part)
{
    key(name);
    put('"');
    put(collection);
    put(sid);
    if (part) {
        put('/');
        put(QByteArrayView(part));
    }
    put(".json\"");
    m_needsComma = true;
}

void JsonWriter::value(const world::Digits &digits)
{
    if (!digits.value)
        return null();
    char buffer[24] = {'"'};
    char *end = std::to_chars(buffer + 1, buffer + sizeof buffer - 1, *digits.value).ptr;
    *end++ = '"';
    plain(QByteArrayView(buffer, end - buffer));
}

void JsonWriter::value(const std::optional<Micros> &amount)
{
    if (!amount)
        return null();
    constexpr qint64 million = 1'000'000;
    const bool isNegative = amount->value < 0;
    const qint64 size = isNegative ? -amount->value : amount->value;
    char buffer[40];
    char *at = buffer;
    *at++ = '"';
    if (isNegative)
        *at++ = '-';
    at = std::to_chars(at, buffer + sizeof buffer, size / million).ptr;
    *at++ = '.';
    qint64 rest = size % million;
    for (qint64 place = million / 10; place > 0; place /= 10) {
        if (place == 1 && rest == 0)
            break; // the sixth only where it is needed
        *at++ = char('0' + rest / place);
        rest %= place;
    }
    *at++ = '"';
    plain(QByteArrayView(buffer, at - buffer));
}

void JsonWriter::value(const QStringList &texts)
{
    beginArray();
    for (const QString &text : texts)
        value(text);
    endArray();
}

void JsonWriter::value(const world::Capabilities &capabilities)
{
    beginObject();
    field("voice", capabilities.voice);
    field("sms", capabilities.sms);
    field("mms", capabilities.mms);
    field("fax", capabilities.fax);
    endObject();
}

void JsonWriter::value(const QJsonObject &object)
{
    plain(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void JsonWriter::value(const QJsonValue &json)
{
    switch (json.type()) {
    case QJsonValue::Object: return value(json.toObject());
    case QJsonValue::Array: return plain(QJsonDocument(json.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::String: return value(json.toString());
    case QJsonValue::Bool: return value(json.toBool());
    case QJsonValue::Double: return plain(QByteArray::number(json.toDouble(), 'g', QLocale::FloatingPointShortest));
    default: return null();
    }
}

} // namespace milassist::rest
