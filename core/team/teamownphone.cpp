// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamownphone.h"

#include "core/routing/plan/planfields.h"

namespace milassist
{

using namespace Qt::StringLiterals;
using routing::OutsidePhone;
using Rings = OutsidePhone::Rings;

namespace
{

constexpr QLatin1StringView whenOff("when_the_desk_is_off"), always("always");

Result<OwnPhone> read(const Result<QJsonObject> &body)
{
    return body ? ownPhoneFrom(*body) : fail(body.error());
}

} // namespace

Result<OwnPhone> ownPhoneFrom(const QJsonObject &body)
{
    const QJsonValue phone = body["phone"_L1];
    if (phone.isNull())
        return OwnPhone();
    const auto number = PhoneNumber::parse(phone["number"_L1].toString());
    const QString rings = phone["rings"_L1].toString();
    const Word<routing::Screening> screening(phone["screening"_L1].toString());
    if (!number || (rings != whenOff && rings != always) || !screening.isKnown())
        return fail(Error::Kind::Malformed, u"the relay's answer is no telephone"_s);
    return OutsidePhone{.number = *number, .rings = rings == always ? Rings::Always : Rings::WhenTheDeskIsOff, .screening = screening.valueOr({})};
}

QJsonObject bodyOf(const OwnPhone &phone)
{
    if (!phone)
        return {{u"phone"_s, QJsonValue()}};
    return {{u"phone"_s, QJsonObject{{u"number"_s, phone->number.e164()},
                                     {u"rings"_s, phone->rings == Rings::Always ? always : whenOff},
                                     {u"screening"_s, Word<routing::Screening>(phone->screening).text()}}}};
}

QFuture<Result<OwnPhone>> TeamOwnPhone::read()
{
    return m_client.get(u"/api/team/phone"_s).then(milassist::read);
}

QFuture<Result<OwnPhone>> TeamOwnPhone::save(const OwnPhone &phone)
{
    return m_client.post(u"/api/team/phone"_s, bodyOf(phone)).then(milassist::read);
}

} // namespace milassist
