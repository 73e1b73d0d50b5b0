// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/permissions.h"

#include "core/sandbox/world/world.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace milassist::rest {

using namespace Qt::StringLiterals;

namespace {

constexpr std::pair<QLatin1StringView, QLatin1StringView> permissionNames[] = {
    {"Messages"_L1, "messaging/messages"_L1},
    {"messaging"_L1, "messaging/services"_L1},
    {"Calls"_L1, "voice/calls"_L1},
    {"Recordings"_L1, "voice/recordings"_L1},
    {"Transcriptions"_L1, "voice/transcriptions"_L1},
    {"OutgoingCallerIds"_L1, "voice/outgoing-caller-ids"_L1},
    {"SIP"_L1, "voice/sip"_L1},
    {"IncomingPhoneNumbers"_L1, "phone-numbers/incoming"_L1},
    {"AvailablePhoneNumbers"_L1, "phone-numbers/available"_L1},
    {"Addresses"_L1, "phone-numbers/addresses"_L1},
    {"Applications"_L1, "account/applications"_L1},
    {"Notifications"_L1, "monitor/notifications"_L1},
    {"Usage"_L1, "account/usage"_L1},
    {"Balance"_L1, "account/balance"_L1},
    {"lookups"_L1, "lookup/phone-numbers"_L1},
};

// Pricing is a public price list: every key reads it.
constexpr QLatin1StringView openToAll = "pricing"_L1;

QString actionOf(const QByteArray &method, qsizetype depth)
{
    const bool isOne = depth % 2 == 0; // Calls/{sid}: a name and a sid
    if (method == "DELETE")
        return u"delete"_s;
    if (method == "POST")
        return isOne ? u"update"_s : u"create"_s;
    return isOne ? u"read"_s : u"list"_s;
}

} // namespace

bool mayKey(world::World &world, const QString &sid, const QByteArray &method, const QStringList &parts)
{
    const QString first = parts.value(0);
    const bool isSettings = first.isEmpty() && method != "GET";
    if (first == "Keys"_L1 || first == "iam"_L1 || isSettings)
        return false;
    const auto key = world.keys().fetch(sid);
    if (!key)
        return false;
    if (key->policy.isEmpty() || first == openToAll)
        return true;
    for (const auto &[resource, name] : permissionNames) {
        if (first != resource)
            continue;
        const QString wanted = u"/twilio/"_s + name + u'/' + actionOf(method, parts.size());
        return QJsonDocument::fromJson(key->policy.toUtf8()).object().value("allow"_L1).toArray().contains(wanted);
    }
    return false;
}

} // namespace milassist::rest
