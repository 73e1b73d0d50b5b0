// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/redirect.h"

namespace milassist {

using namespace Qt::StringLiterals;

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == "https"_L1 ? 443 : 80); };
    return a.scheme() == b.scheme() && a.host().compare(b.host(), Qt::CaseInsensitive) == 0 && port(a) == port(b);
}

Result<QUrl> redirectTarget(const QUrl &from, const QByteArray &location, int hops, Elsewhere elsewhere)
{
    constexpr int mostHops = 5;
    if (hops >= mostHops)
        return fail(Error::Kind::Malformed, u"sent on too many times"_s);
    const QUrl relative = QUrl::fromEncoded(location.trimmed(), QUrl::StrictMode);
    const QUrl target = from.resolved(relative);
    if (location.trimmed().isEmpty() || !relative.isValid() || !target.isValid() || target.host().isEmpty())
        return fail(Error::Kind::Malformed, u"sent on to an address that cannot be read"_s);
    if (target.scheme() != "https"_L1 && target.scheme() != "http"_L1)
        return fail(Error::Kind::Malformed, u"sent on to something that is not the web"_s);
    if (from.scheme() == "https"_L1 && target.scheme() == "http"_L1)
        return fail(Error::Kind::Malformed, u"sent on from https to http"_s);
    if (elsewhere == Elsewhere::Refused && !isSameOrigin(from, target))
        return fail(Error::Kind::Malformed, u"sent on to another host"_s);
    return target;
}

} // namespace milassist
