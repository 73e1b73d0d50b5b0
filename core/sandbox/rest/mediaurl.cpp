// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/mediaurl.h"

#include "core/http/basicauth.h"

#include <QCryptographicHash>
#include <QList>
#include <QMessageAuthenticationCode>

namespace milassist::rest {

QByteArray MediaUrls::sign(QByteArrayView path) const
{
    return QMessageAuthenticationCode::hash(path.toByteArray(), m_key, QCryptographicHash::Sha256).toHex().first(40);
}

QByteArray MediaUrls::urlFor(const QByteArray &account, const QString &messageSid, const QString &mediaSid) const
{
    const QByteArray path = '/' + account + '/' + messageSid.toLatin1() + '/' + mediaSid.toLatin1();
    return m_origin + path + "?Signature=" + sign(path);
}

std::optional<MediaUrls::Item> MediaUrls::read(QByteArrayView target) const
{
    const QByteArray whole = target.toByteArray();
    const qsizetype mark = whole.indexOf("?Signature=");
    if (mark < 0 || !sameSecret(QByteArrayView(whole).sliced(mark + 11), sign(QByteArrayView(whole).first(mark))))
        return std::nullopt;
    const QByteArrayList parts = whole.first(mark).split('/');
    if (parts.size() != 4)
        return std::nullopt;
    return Item{parts[1], QString::fromLatin1(parts[2]), QString::fromLatin1(parts[3])};
}

} // namespace milassist::rest
