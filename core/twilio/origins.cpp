// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/origins.h"

#include "core/twilio/redirect.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QString labelOf(Product product)
{
    switch (product) {
    case Product::Pricing:
        return u"pricing"_s;
    case Product::Lookups:
        return u"lookups"_s;
    case Product::Messaging:
        return u"messaging"_s;
    case Product::Api:
        break;
    }
    return u"api"_s;
}

bool isTwilioItself(const QUrl &base)
{
    return base.host().endsWith(".twilio.com"_L1, Qt::CaseInsensitive);
}

} // namespace

QUrl productUrl(const QUrl &apiBase, Product product, const QString &path, const QByteArray &query)
{
    QUrl url;
    url.setScheme(apiBase.scheme());
    url.setHost(apiBase.host());
    url.setPort(apiBase.port());
    const bool hasOwnHost = product == Product::Api || isTwilioItself(apiBase);
    if (isTwilioItself(apiBase) && product != Product::Api)
        url.setHost(labelOf(product) + apiBase.host().sliced(apiBase.host().indexOf(u'.')));
    QString prefix = apiBase.path();
    if (prefix.endsWith(u'/'))
        prefix.chop(1);
    url.setPath(prefix + (hasOwnHost ? QString() : u'/' + labelOf(product)) + path, QUrl::DecodedMode);
    if (!query.isEmpty())
        url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    return url;
}

Result<QUrl> pageUrl(const QUrl &apiBase, Product product, const QString &cursor)
{
    const QUrl home = productUrl(apiBase, product, u"/"_s);
    // Strict first: Twilio's own addresses are well encoded and must go back as they came, "%3E" and all.
    QUrl url = QUrl::fromEncoded(cursor.toUtf8(), QUrl::StrictMode);
    if (!url.isValid())
        url = QUrl::fromEncoded(cursor.toUtf8(), QUrl::TolerantMode);
    if (!url.isValid() || url.isEmpty())
        return fail(Error::Kind::Malformed, u"the next page's address cannot be read"_s);
    const QUrl resolved = home.resolved(url);
    if (!isSameOrigin(home, resolved))
        return fail(Error::Kind::Malformed, u"the next page is said to be at another host"_s);
    return resolved;
}

} // namespace milassist
