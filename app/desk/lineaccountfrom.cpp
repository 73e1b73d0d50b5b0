// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/lineaccountfrom.h"

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

std::optional<LineAccount> lineAccountFrom(const std::function<QString(const QString &)> &value)
{
    LineAccount account{.user = value(u"MILASSIST_SIP_USER"_s),
                        .domain = value(u"MILASSIST_SIP_DOMAIN"_s),
                        .password = Secret(value(u"MILASSIST_SIP_PASSWORD"_s).toUtf8()),
                        .server = value(u"MILASSIST_SIP_SERVER"_s),
                        .caFile = value(u"MILASSIST_SIP_CA_FILE"_s)};
    if (account.user.isEmpty() || account.domain.isEmpty() || account.password.isEmpty())
        return std::nullopt;
    const QString transport = value(u"MILASSIST_SIP_TRANSPORT"_s).toLower();
    account.transport = transport == "udp"_L1 ? SipTransport::Udp : transport == "tcp"_L1 ? SipTransport::Tcp : SipTransport::Tls;
    account.srtp = usualSrtp(account.transport);
    account.port = std::clamp(value(u"MILASSIST_SIP_PORT"_s).toInt(), 0, 65535);
    return account;
}

} // namespace milassist
