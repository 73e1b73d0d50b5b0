// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/sipenvironment.h"

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

SipEdge sipEdgeFrom(const std::function<QString(const QString &)> &value)
{
    SipEdge edge{.server = value(u"MILASSIST_SIP_SERVER"_s),
                 .port = std::clamp(value(u"MILASSIST_SIP_PORT"_s).toInt(), 0, 65535),
                 .caFile = value(u"MILASSIST_SIP_CA_FILE"_s),
                 .codecs = codecsFrom(value(u"MILASSIST_SIP_CODECS"_s))};
    const QString transport = value(u"MILASSIST_SIP_TRANSPORT"_s).toLower();
    if (transport == "udp"_L1)
        edge.transport = SipTransport::Udp;
    else if (transport == "tcp"_L1)
        edge.transport = SipTransport::Tcp;
    else if (transport == "tls"_L1)
        edge.transport = SipTransport::Tls;
    return edge;
}

std::optional<Softphone> softphoneFrom(const std::function<QString(const QString &)> &value)
{
    const Softphone phone{.origin = SoftphoneOrigin::Given,
                          .user = value(u"MILASSIST_SIP_USER"_s),
                          .domain = value(u"MILASSIST_SIP_DOMAIN"_s),
                          .password = Secret(value(u"MILASSIST_SIP_PASSWORD"_s).toUtf8()),
                          .isComplete = true};
    if (phone.user.isEmpty() || phone.domain.isEmpty() || phone.password.isEmpty())
        return std::nullopt;
    return phone;
}

} // namespace milassist
