// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/money.h"

namespace milassist {

std::optional<Micros> Micros::parse(QStringView text)
{
    constexpr int places = 6;
    constexpr qint64 largest = 9'000'000'000'000'000'000 / 1'000'000;
    text = text.trimmed();
    const bool negative = text.startsWith(u'-');
    if (negative || text.startsWith(u'+'))
        text = text.sliced(1);

    qint64 value = 0;
    int decimals = -1; // -1 until the point
    bool anyDigit = false;
    bool roundUp = false;
    for (const QChar c : text) {
        if (c == u'.') {
            if (decimals >= 0)
                return std::nullopt;
            decimals = 0;
            continue;
        }
        if (c < u'0' || c > u'9')
            return std::nullopt;
        anyDigit = true;
        const int digit = c.unicode() - u'0';
        if (decimals >= places) {
            if (decimals == places)
                roundUp = digit >= 5;
            ++decimals;
            continue;
        }
        if (decimals < 0 && value >= largest)
            return std::nullopt;
        value = value * 10 + digit;
        if (decimals >= 0)
            ++decimals;
    }
    if (!anyDigit)
        return std::nullopt;
    for (int i = qMax(decimals, 0); i < places; ++i)
        value *= 10;
    value += roundUp ? 1 : 0;
    return Micros{negative ? -value : value};
}

QString Micros::toText(int decimals) const
{
    const quint64 magnitude = value < 0 ? quint64(0) - quint64(value) : quint64(value);
    QString fraction = QStringLiteral("%1").arg(magnitude % 1'000'000, 6, 10, QLatin1Char('0'));
    while (fraction.size() > decimals && fraction.endsWith(u'0'))
        fraction.chop(1);
    QString text = QString::number(magnitude / 1'000'000);
    if (!fraction.isEmpty())
        text += u'.' + fraction;
    return value < 0 ? u'-' + text : text;
}

} // namespace milassist
