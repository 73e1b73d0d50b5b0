// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/words.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Words", text);
}

ErrorText generalText(const Error &error)
{
    using Kind = Error::Kind;
    switch (error.kind) {
    case Kind::Offline:
        return {say("No connection to Twilio."), say("Reading and search still work. It goes on by itself when the connection is back."), {}};
    case Kind::Unauthorised:
        return {say("Twilio does not accept these credentials."), say("The token or key may have been changed or revoked. Connect the account again in Settings."), {}};
    case Kind::Forbidden:
        return {say("Twilio does not allow this for these credentials."), say("An administrator of the account can allow it, or use the account's main key."), {}};
    case Kind::NotFound:
        return {say("It is not there any more."), say("Somebody may have deleted it at Twilio. The list is being brought up to date."), {}};
    case Kind::RateLimited:
        return {say("Twilio is asking us to slow down."), say("Wait a moment and try again."), {}};
    case Kind::Rejected:
        return {say("Twilio refused this."), say("Change what you entered and try again."), {}};
    case Kind::ServerFailed:
        return {say("Twilio had a problem of its own."), say("Nothing is lost. Try again in a minute."), {}};
    case Kind::Malformed:
        return {say("The answer could not be read."), say("Try again. If it stays, send the code to support."), {}};
    case Kind::OutcomeUnknown:
        return {say("Not sure whether it went through."), say("The connection was lost after it was sent. We are checking with Twilio and send nothing twice."), {}};
    case Kind::Storage:
        return {say("This computer could not save or read it."), say("Check that the disk is there and that you may write to it, then try again."), {}};
    case Kind::DiskFull:
        return {say("The disk is full."), say("Make some room and try again. Nothing that was saved is lost."), {}};
    case Kind::Unavailable:
        return {say("Something on this computer is missing for this."), say("See Settings for what is missing and what to do."), {}};
    case Kind::Cancelled:
        return {say("Stopped."), {}, {}};
    }
    return {};
}

QString codeOf(const Error &error)
{
    QStringList parts;
    if (error.twilioCode != 0)
        parts.append(u"Twilio %1"_s.arg(error.twilioCode));
    else if (error.httpStatus >= 400)
        parts.append(u"HTTP %1"_s.arg(error.httpStatus));
    if (!error.requestId.isEmpty())
        parts.append(error.requestId);
    return parts.join(u", "_s);
}

QDate localDay(const QDateTime &instant)
{
    return instant.toLocalTime().date();
}

} // namespace

ErrorText errorText(const Error &error)
{
    ErrorText text = generalText(error);
    // 20003 says less than the kind does, and an unknown outcome stays unknown whatever the number.
    if (error.twilioCode != 0 && error.twilioCode != 20003 && error.kind != Error::Kind::OutcomeUnknown)
        text = twilioErrorText(error.twilioCode);
    text.code = codeOf(error);
    return text;
}

// Without seconds, which some locales (C among them) have in their short form.
QString clockTime(const QTime &time, const QLocale &locale)
{
    return locale.toString(time, locale.timeFormat(QLocale::ShortFormat).remove(u":ss"_s).remove(u".ss"_s));
}

QString shortTime(const QDateTime &instant, const QDateTime &now, const QLocale &locale)
{
    if (!instant.isValid())
        return {};
    const qint64 seconds = instant.secsTo(now);
    if (seconds >= 0 && seconds < 60)
        return say("now");
    if (seconds >= 0 && seconds < 3600)
        return QCoreApplication::translate("Words", "%n min", "minutes ago, short, in a list", int(seconds / 60));
    const QDateTime local = instant.toLocalTime();
    const qint64 days = local.date().daysTo(localDay(now));
    if (days == 0)
        return clockTime(local.time(), locale);
    if (days == 1)
        return say("Yesterday");
    if (days > 1 && days < 7)
        return locale.toString(local.date(), u"ddd"_s);
    return locale.toString(local.date(), local.date().year() == localDay(now).year() ? u"d MMM"_s : u"d MMM yyyy"_s);
}

QString longTime(const QDateTime &instant, const QDateTime &now, const QLocale &locale)
{
    if (!instant.isValid())
        return {};
    const QDateTime local = instant.toLocalTime();
    return say("%1 at %2").arg(dayName(local.date(), localDay(now), locale), clockTime(local.time(), locale));
}

QString exactTime(const QDateTime &instant, const QLocale &locale)
{
    if (!instant.isValid())
        return {};
    const QDateTime local = instant.toLocalTime();
    return u"%1 %2 %3"_s.arg(locale.toString(local.date(), QLocale::LongFormat), local.toString(u"HH:mm:ss"_s), local.timeZoneAbbreviation());
}

QString dayName(const QDate &day, const QDate &today, const QLocale &locale)
{
    const qint64 days = day.daysTo(today);
    if (days == 0)
        return say("Today");
    if (days == 1)
        return say("Yesterday");
    if (days > 1 && days < 7)
        return locale.toString(day, u"dddd"_s);
    return locale.toString(day, day.year() == today.year() ? u"d MMMM"_s : u"d MMMM yyyy"_s);
}

QString timeAgo(const QDateTime &instant, const QDateTime &now, const QLocale &locale)
{
    if (!instant.isValid())
        return {};
    const qint64 seconds = instant.secsTo(now);
    if (seconds < 60)
        return say("just now");
    if (seconds < 3600)
        return QCoreApplication::translate("Words", "%n minute(s) ago", nullptr, int(seconds / 60));
    if (seconds < 86400)
        return QCoreApplication::translate("Words", "%n hour(s) ago", nullptr, int(seconds / 3600));
    return say("on %1").arg(locale.toString(localDay(instant), u"d MMM yyyy"_s));
}

QString clockText(std::chrono::seconds duration)
{
    const qint64 total = std::max<qint64>(0, duration.count());
    const QString seconds = u"%1"_s.arg(total % 60, 2, 10, QLatin1Char('0'));
    if (total < 3600)
        return u"%1:%2"_s.arg(total / 60).arg(seconds);
    return u"%1:%2:%3"_s.arg(total / 3600).arg(total / 60 % 60, 2, 10, QLatin1Char('0')).arg(seconds);
}

QString durationText(std::chrono::seconds duration)
{
    const qint64 total = std::max<qint64>(0, duration.count());
    if (total < 60)
        return say("%1 s").arg(total);
    if (total < 3600)
        return total % 60 == 0 ? say("%1 min").arg(total / 60) : say("%1 min %2 s").arg(total / 60).arg(total % 60);
    return total / 60 % 60 == 0 ? say("%1 h").arg(total / 3600) : say("%1 h %2 min").arg(total / 3600).arg(total / 60 % 60);
}

QString moneyText(const Money &money, const QLocale &locale)
{
    const Micros paid{-money.micros};
    const QString digits = Micros{std::abs(paid.value)}.toText(2).replace(u'.', locale.decimalPoint());
    const QString currency = money.currency.toUpper();
    const QString sign = paid.value < 0 ? u"-"_s : QString();
    if (currency == "USD"_L1 || currency.isEmpty())
        return sign + u'$' + digits;
    if (currency == "EUR"_L1)
        return sign + u"\u20ac"_s + digits;
    if (currency == "GBP"_L1)
        return sign + u"\u00a3"_s + digits;
    return sign + digits + u' ' + currency;
}

QString sizeText(qint64 bytes, const QLocale &locale)
{
    return locale.formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

} // namespace milassist
