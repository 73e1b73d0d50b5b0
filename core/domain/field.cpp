// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/field.h"

#include <charconv>

namespace milassist {

namespace {

template <typename Number>
std::optional<Number> wholeNumber(std::string_view utf8)
{
    Number value{};
    const char *end = utf8.data() + utf8.size();
    const auto [stopped, error] = std::from_chars(utf8.data(), end, value);
    if (error != std::errc{})
        return std::nullopt;
    if (stopped == end)
        return value;
    // "12.0" is the integer 12; any other fraction is not a count of anything.
    if (*stopped == '.' && std::string_view(stopped + 1, size_t(end - stopped - 1)).find_first_not_of('0') == std::string_view::npos)
        return value;
    return std::nullopt;
}

int monthFromName(std::string_view name)
{
    constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const size_t at = names.find(name);
    return at == std::string_view::npos || at % 3 != 0 ? 0 : int(at / 3) + 1;
}

// Digits that stand at @p at; -1 when there is anything else among them.
int digitsAt(std::string_view text, size_t at, size_t size)
{
    int number = 0;
    for (const char c : text.substr(at, size)) {
        if (c < '0' || c > '9')
            return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

// The one spelling that nearly every date has: "Tue, 11 Aug 2026 16:05:31 +0000", always 31 characters. Every record has
// three of them: counted here, since QDateTime takes four times as long to put one together out of date and time.
QDateTime fixedWidthRfc2822(std::string_view text)
{
    if (text.size() != 31 || text.substr(3, 2) != ", " || text.substr(25) != " +0000")
        return {};
    const int year = digitsAt(text, 12, 4), month = monthFromName(text.substr(8, 3)), day = digitsAt(text, 5, 2);
    const int hour = digitsAt(text, 17, 2), minute = digitsAt(text, 20, 2), second = digitsAt(text, 23, 2);
    if (!QDate::isValid(year, month, day) || !QTime::isValid(hour, minute, second))
        return {};
    const std::chrono::sys_days date = std::chrono::year(year) / month / day;
    const qint64 seconds = date.time_since_epoch().count() * qint64(86400) + hour * 3600 + minute * 60 + second;
    return QDateTime::fromMSecsSinceEpoch(seconds * 1000, Qt::UTC);
}

} // namespace

QDateTime instantFromWire(std::string_view utf8)
{
    if (const QDateTime instant = fixedWidthRfc2822(utf8); instant.isValid())
        return instant;
    const QString text = fromUtf8(utf8);
    QDateTime instant = QDateTime::fromString(text, Qt::RFC2822Date);
    if (!instant.isValid())
        instant = QDateTime::fromString(text, Qt::ISODate);
    if (!instant.isValid())
        return {};
    if (instant.timeSpec() == Qt::LocalTime) // no offset written: Twilio means UTC
        instant.setTimeSpec(Qt::UTC);
    return instant.toUTC();
}

bool Codec<QDate>::fromWire(std::string_view utf8, QDate &out)
{
    const QDate day = QDate::fromString(fromUtf8(utf8), Qt::ISODate);
    if (!day.isValid() && !utf8.empty())
        return false;
    out = day;
    return true;
}

bool Codec<std::optional<std::chrono::seconds>>::fromWire(std::string_view utf8, Seconds &out)
{
    if (utf8.empty()) {
        out.reset();
        return true;
    }
    const auto seconds = wholeNumber<qint64>(utf8);
    if (!seconds || *seconds < 0)
        return false;
    out = std::chrono::seconds(*seconds);
    return true;
}

bool Codec<std::optional<Micros>>::fromWire(std::string_view utf8, Amount &out)
{
    if (utf8.empty()) {
        out.reset();
        return true;
    }
    const auto amount = Micros::parse(fromUtf8(utf8));
    if (!amount)
        return false;
    out = amount;
    return true;
}

bool Codec<int>::fromWire(std::string_view utf8, int &out)
{
    if (utf8.empty()) {
        out = 0;
        return true;
    }
    const auto value = wholeNumber<int>(utf8);
    if (!value)
        return false;
    out = *value;
    return true;
}

} // namespace milassist
