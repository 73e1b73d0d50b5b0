// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/signature.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace milassist {

namespace {

QByteArrayView withoutFragment(QByteArrayView url)
{
    const qsizetype mark = url.indexOf('#');
    return mark < 0 ? url : url.first(mark);
}

} // namespace

QByteArray twilioSignature(const Secret &authToken, QByteArrayView url, SignedFields fields)
{
    QList<std::pair<QByteArray, QByteArray>> sorted; // as UTF-8: Twilio sorts by bytes, not by UTF-16 units or a locale
    sorted.reserve(fields.size());
    for (const auto &[name, value] : fields)
        sorted.append({name.toUtf8(), value.toUtf8()});
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());

    QByteArray data = withoutFragment(url).toByteArray();
    for (const auto &[name, value] : sorted) {
        data += name;
        data += value;
    }
    return QMessageAuthenticationCode::hash(data, authToken.reveal(), QCryptographicHash::Sha1).toBase64();
}

QByteArray withBodyHash(QByteArrayView url, QByteArrayView body)
{
    QByteArray signedUrl = withoutFragment(url).toByteArray();
    signedUrl.append(signedUrl.contains('?') ? '&' : '?');
    signedUrl.append("bodySHA256=");
    signedUrl.append(QCryptographicHash::hash(body.toByteArray(), QCryptographicHash::Sha256).toHex());
    return signedUrl;
}

} // namespace milassist
