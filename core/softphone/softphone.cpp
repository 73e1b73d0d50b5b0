// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/softphone/softphone.h"

#include <QRandomGenerator>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QByteArray randomSigns(qsizetype count, const QByteArray &from)
{
    QByteArray signs(count, Qt::Uninitialized);
    for (char &sign : signs)
        sign = from.at(qsizetype(QRandomGenerator::system()->bounded(quint32(from.size()))));
    return signs;
}

} // namespace

Secret newSipPassword()
{
    const QByteArray lower = "abcdefghijkmnopqrstuvwxyz", upper = "ABCDEFGHJKLMNPQRSTUVWXYZ", digits = "23456789";
    return Secret(randomSigns(1, upper) + randomSigns(21, lower + upper + digits) + randomSigns(1, lower) + randomSigns(1, digits));
}

Softphone newSoftphone(const SoftphoneWish &wish)
{
    // Domain names are unique in the world.
    const QString label = u"desk-"_s + QLatin1StringView(randomSigns(10, "abcdefghijklmnopqrstuvwxyz0123456789"));
    return {.user = wish.user,
            .domain = label + u".sip.twilio.com"_s,
            .password = newSipPassword(),
            .srtp = wish.secure ? Srtp::Required : Srtp::Never,
            .name = u"%1, %2"_s.arg(wish.name, label),
            .voiceUrl = wish.voiceUrl};
}

LineAccount Softphone::account() const
{
    return {.user = user, .domain = domain, .password = password, .port = port, .transport = transport, .srtp = srtp};
}

LineAccount at(const SipEdge &edge, LineAccount account)
{
    if (!edge.server.isEmpty())
        account.server = edge.server;
    if (edge.port > 0)
        account.port = edge.port;
    if (!edge.caFile.isEmpty())
        account.caFile = edge.caFile;
    if (edge.transport && *edge.transport != account.transport) {
        account.transport = *edge.transport;
        account.srtp = usualSrtp(*edge.transport);
    }
    if (!edge.codecs.isEmpty())
        account.codecs = edge.codecs;
    return account;
}

} // namespace milassist
