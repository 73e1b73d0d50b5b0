// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/format.h"

#include <QStringBuilder>
#include <QUrl>

#include <algorithm>

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

bool allDigits(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace

QString formatted(const QString &party)
{
    if (party.size() != 12 || !party.startsWith("+1"_L1) || !allDigits(QStringView(party).mid(1)))
        return party;
    const QStringView n = party;
    return u"("_s % n.mid(2, 3) % u") "_s % n.mid(5, 3) % u'-' % n.mid(8);
}

bool isE164(QStringView text)
{
    if (text.size() < 8 || text.size() > 16 || text[0] != u'+' || text[1] == u'0' || !allDigits(text.mid(1)))
        return false;
    return text[1] != u'1' || (text.size() == 12 && text[2] >= u'2');
}

std::optional<QString> normalised(const QString &text)
{
    QString digits;
    for (const QChar c : text) {
        if (c >= u'0' && c <= u'9')
            digits.append(c);
        else if (!u"+-(). "_s.contains(c))
            return std::nullopt;
    }
    const bool isInternational = text.trimmed().startsWith(u'+');
    if (!isInternational && digits.size() == 10)
        digits.prepend(u'1');
    else if (!isInternational && !(digits.size() == 11 && digits.startsWith(u'1')))
        return std::nullopt;
    const QString e164 = u'+' + digits;
    return isE164(e164) ? std::optional(e164) : std::nullopt;
}

bool isWebUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1) && !url.host().isEmpty();
}

} // namespace milassist::world
