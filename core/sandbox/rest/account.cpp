// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/accountanswers.h"
#include "core/sandbox/rest/answers.h"
#include "core/sandbox/rest/routes.h"
#include "core/sandbox/world/world.h"

namespace milassist::rest {

using namespace Qt::StringLiterals;

namespace {

constexpr Look::Subresource accountParts[] = {
    {"addresses", "Addresses"},
    {"conferences", "Conferences"},
    {"signing_keys", "SigningKeys"},
    {"transcriptions", "Transcriptions"},
    {"connect_apps", "ConnectApps"},
    {"sip", "SIP"},
    {"authorized_connect_apps", "AuthorizedConnectApps"},
    {"usage", "Usage"},
    {"keys", "Keys"},
    {"applications", "Applications"},
    {"recordings", "Recordings"},
    {"short_codes", "SMS/ShortCodes"},
    {"calls", "Calls"},
    {"notifications", "Notifications"},
    {"incoming_phone_numbers", "IncomingPhoneNumbers"},
    {"queues", "Queues"},
    {"messages", "Messages"},
    {"outgoing_caller_ids", "OutgoingCallerIds"},
    {"available_phone_numbers", "AvailablePhoneNumbers"},
    {"balance", "Balance"},
};
constexpr Look accountLook{.listKey = "accounts", .accountSid = false, .subresources = accountParts};
const QByteArray accounts = "/2010-04-01/Accounts/";

/// An API key is not shown the account's token: with it, it could make keys of its own.
world::Account shownTo(const Caller &caller, world::Account account)
{
    if (caller.kind != Caller::Kind::AccountToken)
        account.authToken.clear();
    return account;
}

HttpResponse balance(const Context &c)
{
    const world::Balance balance = c.world.balance();
    JsonWriter json;
    json.beginObject();
    json.asciiField("account_sid", c.account);
    json.field("balance", balance.amount.toText(2));
    json.field("currency", balance.currency);
    json.endObject();
    return HttpResponse::json(200, json.take());
}

} // namespace

HttpResponse accountAnswer(const Context &c, Result<world::Account> account, int status)
{
    if (account)
        *account = shownTo(c.caller, *account);
    return recordAnswer(c, accountLook, accounts, account, status);
}

HttpResponse accountsAnswer(const Context &c, const world::Slice<world::Account> &slice)
{
    return listAnswer(c, accountLook, accounts, Result<world::Slice<world::Account>>(slice));
}

void addAccountRoutes(Router &router)
{
    router.get(u""_s, [](const Context &c) {
        return accountAnswer(c, c.world.account(), 200);
    });
    router.post(u""_s, [](const Context &c) {
        return accountAnswer(c, c.world.updateAccount(c.form), 200);
    });
    router.get(u"Balance"_s, &balance);
}

} // namespace milassist::rest
