// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/access/routetable.h"

#include "core/http/form.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

bool isHarmless(const QString &part)
{
    const auto isBad = [](QChar c) { return c == u'/' || c == u'\\' || c.category() == QChar::Other_Control; };
    return !part.isEmpty() && part != "."_L1 && part != ".."_L1 && std::none_of(part.begin(), part.end(), isBad)
        && !part.contains(QChar::ReplacementCharacter);
}

} // namespace

std::optional<QStringList> pathParts(QByteArrayView rawPath)
{
    if (!rawPath.startsWith('/'))
        return std::nullopt;
    QStringList parts;
    for (const QByteArray &raw : rawPath.sliced(1).toByteArray().split('/')) {
        const QString part = QString::fromUtf8(percentDecoded(raw));
        if (!isHarmless(part))
            return std::nullopt;
        parts << part;
    }
    return parts;
}

std::optional<QStringList> matchPath(QStringView pattern, const QStringList &parts)
{
    const auto wanted = pattern.sliced(1).split(u'/');
    if (wanted.size() != parts.size())
        return std::nullopt;
    QStringList args;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (wanted[i] == "{}"_L1)
            args << parts[i];
        else if (wanted[i] != parts[i])
            return std::nullopt;
    }
    return args;
}

} // namespace milassist::relay
