// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/basicauth.h"

#include <QByteArray>

namespace milassist {

std::optional<BasicAuth> parseBasicAuth(QByteArrayView authorization)
{
    constexpr qsizetype schemeLength = 6;
    if (authorization.size() < schemeLength || qstrnicmp(authorization.data(), schemeLength, "Basic ", schemeLength) != 0)
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(authorization.sliced(schemeLength).trimmed().toByteArray(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return std::nullopt;
    const qsizetype colon = (*decoded).indexOf(':');
    if (colon < 0)
        return std::nullopt;
    return BasicAuth{QString::fromUtf8((*decoded).first(colon)), Secret((*decoded).sliced(colon + 1))};
}

std::optional<Secret> parseBearer(QByteArrayView authorization)
{
    constexpr qsizetype schemeLength = 7;
    if (authorization.size() < schemeLength || qstrnicmp(authorization.data(), schemeLength, "Bearer ", schemeLength) != 0)
        return std::nullopt;
    const QByteArrayView token = authorization.sliced(schemeLength).trimmed();
    if (token.isEmpty() || token.indexOf(' ') >= 0)
        return std::nullopt;
    return Secret(token.toByteArray());
}

bool sameSecret(QByteArrayView a, QByteArrayView b)
{
    uchar difference = a.size() == b.size() ? 0 : 1;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= uchar(a[i]) ^ uchar(b.isEmpty() ? 0 : b[i % b.size()]);
    return difference == 0;
}

} // namespace milassist
