// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/address.h"

#include <limits>

namespace milassist {

using namespace Qt::StringLiterals;

Result<Endpoint> parseEndpoint(const QString &text)
{
    const QHostAddress whole(text); // "::1" has colons and no port
    if (!whole.isNull())
        return Endpoint{.address = whole};
    const qsizetype colon = text.lastIndexOf(u':');
    QString host = colon < 0 ? text : text.first(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    if (host == "localhost"_L1)
        host = u"127.0.0.1"_s;
    bool isPort = false;
    const uint port = colon < 0 ? 0 : text.sliced(colon + 1).toUInt(&isPort);
    const QHostAddress address(host);
    if (address.isNull() || (colon >= 0 && !isPort) || port > std::numeric_limits<quint16>::max())
        return fail(Error::Kind::Malformed, u"\"%1\" is not ADDRESS:PORT"_s.arg(text));
    return Endpoint{.address = address, .port = quint16(port)};
}

} // namespace milassist
