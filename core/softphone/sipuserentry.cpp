// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/softphone/sipuserentry.h"

#include <QRegularExpression>

namespace milassist {

using namespace Qt::StringLiterals;

SipUserFlaw flawOf(const SipUserEntry &entry)
{
    static const QRegularExpression userShape(u"^[A-Za-z0-9._+~*'!-]+$"_s);
    static const QRegularExpression domainShape(u"^(?=.{1,253}(:|$))[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*(:[0-9]{1,5})?$"_s);
    const QString user = entry.user.trimmed(), domain = entry.domain.trimmed();
    if (user.contains(u'@') || user.startsWith("sip:"_L1, Qt::CaseInsensitive))
        return SipUserFlaw::UserIsAddress;
    if (!user.isEmpty() && !userShape.match(user).hasMatch())
        return SipUserFlaw::UserMalformed;
    if (!domain.isEmpty() && (!domainShape.match(domain).hasMatch() || domain.section(u':', 1).toInt() > 65535))
        return SipUserFlaw::DomainMalformed;
    if (!domain.isEmpty() && !domain.contains(u'.') && domain.section(u':', 0, 0) != "localhost"_L1)
        return SipUserFlaw::DomainIsShort;
    if (user.isEmpty() || domain.isEmpty() || entry.password.isEmpty())
        return SipUserFlaw::Incomplete;
    if (entry.transport != SipTransport::Tls && !softphoneOf(entry).account().isLocal())
        return SipUserFlaw::NotProtected;
    return SipUserFlaw::None;
}

Softphone softphoneOf(const SipUserEntry &entry)
{
    const bool isTls = entry.transport == SipTransport::Tls;
    return {.origin = SoftphoneOrigin::Entered,
            .user = entry.user.trimmed(),
            .domain = entry.domain.trimmed().section(u':', 0, 0).toLower(),
            .password = entry.password,
            .transport = entry.transport,
            .srtp = isTls && entry.isSoundEncrypted ? Srtp::Required : Srtp::Never,
            .port = entry.domain.trimmed().section(u':', 1).toInt(),
            .isComplete = true};
}

} // namespace milassist
