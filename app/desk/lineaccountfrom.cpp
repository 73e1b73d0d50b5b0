// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/lineaccountfrom.h"

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

/// "opus,pcmu", the best first. Words that are no codec are passed over.
QList<SoundCodec> codecsFrom(const QString &words)
{
    QList<SoundCodec> codecs;
    for (const QString &word : words.toLower().split(u',', Qt::SkipEmptyParts)) {
        for (const auto &[name, codec] : {std::pair{"pcmu"_L1, SoundCodec::Pcmu}, {"pcma"_L1, SoundCodec::Pcma}, {"opus"_L1, SoundCodec::Opus}}) {
            if (word.trimmed() == name && !codecs.contains(codec))
                codecs.append(codec);
        }
    }
    return codecs;
}

} // namespace

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
    if (const QList<SoundCodec> codecs = codecsFrom(value(u"MILASSIST_SIP_CODECS"_s)); !codecs.isEmpty())
        account.codecs = codecs;
    account.port = std::clamp(value(u"MILASSIST_SIP_PORT"_s).toInt(), 0, 65535);
    return account;
}

} // namespace milassist
