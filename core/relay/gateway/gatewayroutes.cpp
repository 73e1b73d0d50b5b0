// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/gateway/gatewayroutes.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

using Rows = std::vector<GatewayRoute>;
using Care = GatewayRoute::Care;

QString below(const QString &resource)
{
    return u"/2010-04-01/Accounts/{}/"_s + resource;
}

void addTraffic(Rows &rows)
{
    using enum Permission;
    rows.insert(rows.end(),
                {
                    {"GET", below(u"Calls"_s), Calls, Care::Traffic},
                    {"POST", below(u"Calls"_s), Calls, Care::FromLine},
                    {"GET", below(u"Calls/{}"_s), Calls, Care::Traffic},
                    {"POST", below(u"Calls/{}"_s), Calls, Care::CallChange},
                    {"DELETE", below(u"Calls/{}"_s), Deletion},
                    {"GET", below(u"Calls/{}/Notifications"_s), Calls},
                    {"GET", below(u"Calls/{}/Recordings"_s), Voicemail, Care::Recordings},
                    {"POST", below(u"Calls/{}/Recordings"_s), Calls, Care::CallRecording},
                    {"POST", below(u"Calls/{}/Recordings/{}"_s), Calls, Care::CallRecording},
                    {"GET", below(u"Notifications"_s), Insight},
                    {"GET", below(u"Notifications/{}"_s), Insight},
                    {"GET", below(u"Recordings"_s), Voicemail, Care::Recordings},
                    {"GET", below(u"Recordings/{}"_s), Voicemail, Care::Recording},
                    {"DELETE", below(u"Recordings/{}"_s), Deletion},
                    {"GET", below(u"Recordings/{}/Transcriptions"_s), Voicemail, Care::Recordings},
                    {"GET", below(u"Transcriptions"_s), Voicemail, Care::Recordings},
                    {"GET", below(u"Transcriptions/{}"_s), Voicemail, Care::Recordings},
                    {"DELETE", below(u"Transcriptions/{}"_s), Deletion},
                    {"GET", below(u"Messages"_s), Texts, Care::Traffic},
                    {"POST", below(u"Messages"_s), Texts, Care::Text},
                    {"GET", below(u"Messages/{}"_s), Texts, Care::Traffic},
                    {"POST", below(u"Messages/{}"_s), Texts},
                    {"DELETE", below(u"Messages/{}"_s), Deletion},
                    {"GET", below(u"Messages/{}/Media"_s), Texts},
                    {"DELETE", below(u"Messages/{}/Media/{}"_s), Deletion},
                });
}

void addNumbers(Rows &rows)
{
    using enum Permission;
    for (const QString &kind : {QString(), u"/Local"_s, u"/Mobile"_s, u"/TollFree"_s}) {
        rows.push_back({"GET", below(u"IncomingPhoneNumbers"_s + kind), Teamwork, Care::Traffic});
        if (!kind.isEmpty())
            rows.push_back({"GET", below(u"AvailablePhoneNumbers/{}"_s + kind), Numbers});
    }
    rows.insert(rows.end(),
                {
                    {"POST", below(u"IncomingPhoneNumbers"_s), Numbers, Care::StaysOurs},
                    {"GET", below(u"IncomingPhoneNumbers/{}"_s), Teamwork, Care::Traffic},
                    {"POST", below(u"IncomingPhoneNumbers/{}"_s), Numbers, Care::StaysOurs},
                    {"DELETE", below(u"IncomingPhoneNumbers/{}"_s), Numbers},
                    {"GET", below(u"AvailablePhoneNumbers"_s), Numbers},
                    {"GET", below(u"AvailablePhoneNumbers/{}"_s), Numbers},
                    {"GET", below(u"OutgoingCallerIds"_s), Calls},
                    {"POST", below(u"OutgoingCallerIds"_s), Numbers},
                    {"POST", below(u"OutgoingCallerIds/{}"_s), Numbers},
                    {"DELETE", below(u"OutgoingCallerIds/{}"_s), Numbers},
                    {"GET", below(u"Addresses"_s), Numbers},
                    {"POST", below(u"Addresses"_s), Numbers},
                    {"GET", below(u"Addresses/{}"_s), Numbers},
                    {"POST", below(u"Addresses/{}"_s), Numbers},
                    {"DELETE", below(u"Addresses/{}"_s), Numbers},
                    {"GET", u"/pricing/v1/PhoneNumbers/Countries"_s, Teamwork},
                    {"GET", u"/pricing/v1/PhoneNumbers/Countries/{}"_s, Teamwork},
                    {"GET", u"/pricing/v1/Messaging/Countries/{}"_s, Teamwork},
                    {"GET", u"/pricing/v2/Voice/Countries/{}"_s, Teamwork},
                    {"GET", u"/pricing/v2/Voice/Numbers/{}"_s, Teamwork},
                    {"GET", u"/lookups/v2/PhoneNumbers/{}"_s, Teamwork},
                    {"GET", u"/messaging/v1/Services"_s, Texts},
                    {"GET", u"/messaging/v1/Services/{}"_s, Texts},
                    {"GET", u"/messaging/v1/Services/{}/PhoneNumbers"_s, Texts},
                    {"GET", u"/messaging/v1/Services/{}/PhoneNumbers/{}"_s, Texts},
                });
}

void addAccount(Rows &rows)
{
    using enum Permission;
    rows.insert(rows.end(),
                {
                    {"GET", u"/2010-04-01/Accounts/{}"_s, Teamwork},
                    {"POST", u"/2010-04-01/Accounts/{}"_s, Nothing},
                    {"GET", u"/2010-04-01/Accounts"_s, Nothing},
                    {"POST", u"/2010-04-01/Accounts"_s, Nothing},
                    {"GET", below(u"Balance"_s), Insight},
                    {"GET", below(u"Usage/Records"_s), Insight},
                    {"GET", below(u"Usage/Records/{}"_s), Insight},
                    {"GET", below(u"Applications"_s), Numbers},
                    {"POST", below(u"Applications"_s), Numbers},
                    {"GET", below(u"Applications/{}"_s), Numbers},
                    {"POST", below(u"Applications/{}"_s), Numbers},
                    {"DELETE", below(u"Applications/{}"_s), Numbers},
                    {"GET", below(u"Keys"_s), Nothing},
                    {"POST", below(u"Keys"_s), Nothing},
                    {"GET", below(u"Keys/{}"_s), Nothing},
                    {"POST", below(u"Keys/{}"_s), Nothing},
                    {"DELETE", below(u"Keys/{}"_s), Nothing},
                });
}

/// A desk makes, changes and removes the SIP credential that bears its person's name; an admin may set up where it lives.
void addSip(Rows &rows)
{
    using enum Permission;
    rows.insert(rows.end(),
                {
                    {"GET", below(u"SIP/Domains"_s), Calls},
                    {"POST", below(u"SIP/Domains"_s), Numbers},
                    {"GET", below(u"SIP/Domains/{}"_s), Calls},
                    {"POST", below(u"SIP/Domains/{}"_s), Numbers},
                    {"DELETE", below(u"SIP/Domains/{}"_s), Nothing},
                    {"GET", below(u"SIP/CredentialLists"_s), Calls},
                    {"POST", below(u"SIP/CredentialLists"_s), Numbers},
                    {"GET", below(u"SIP/CredentialLists/{}"_s), Calls},
                    {"POST", below(u"SIP/CredentialLists/{}"_s), Nothing},
                    {"DELETE", below(u"SIP/CredentialLists/{}"_s), Nothing},
                    {"GET", below(u"SIP/CredentialLists/{}/Credentials"_s), Calls},
                    {"POST", below(u"SIP/CredentialLists/{}/Credentials"_s), Calls, Care::OwnUser},
                    {"GET", below(u"SIP/CredentialLists/{}/Credentials/{}"_s), Calls},
                    {"POST", below(u"SIP/CredentialLists/{}/Credentials/{}"_s), Calls, Care::OwnCredential},
                    {"DELETE", below(u"SIP/CredentialLists/{}/Credentials/{}"_s), Calls, Care::OwnCredential},
                });
    for (const QString &right : {u"Calls"_s, u"Registrations"_s}) {
        const QString mappings = below(u"SIP/Domains/{}/Auth/"_s + right + u"/CredentialListMappings"_s);
        rows.push_back({"GET", mappings, Calls});
        rows.push_back({"POST", mappings, Numbers});
        rows.push_back({"GET", mappings + u"/{}"_s, Calls});
        rows.push_back({"DELETE", mappings + u"/{}"_s, Nothing});
    }
}

/// What is no JSON; the gateway puts ".sound" and ".media" in place of what Twilio has there.
void addSound(Rows &rows)
{
    rows.push_back({"GET", below(u"Recordings/{}/.sound"_s), Permission::Voicemail, Care::Audio});
    rows.push_back({"GET", below(u"Messages/{}/Media/{}/.media"_s), Permission::Texts, Care::Media});
}

} // namespace

const RouteTable<GatewayRoute> &gatewayRoutes()
{
    static const RouteTable<GatewayRoute> table = [] {
        Rows rows;
        addTraffic(rows);
        addNumbers(rows);
        addAccount(rows);
        addSip(rows);
        addSound(rows);
        return RouteTable<GatewayRoute>(std::move(rows));
    }();
    return table;
}

} // namespace milassist::relay
