// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/dialect.h"

#include "core/sandbox/rest/accountanswers.h"
#include "core/sandbox/rest/answers.h"
#include "core/sandbox/rest/permissions.h"
#include "core/sandbox/rest/routes.h"
#include "core/sandbox/world/world.h"

#include <QElapsedTimer>

namespace milassist::rest {

using namespace Qt::StringLiterals;

/// A request's path, taken apart.
struct Dialect::Address {
    QStringList parts;
    QByteArray extension; ///< of 2010-04-01 paths: ".json"; the newer hosts have none
    bool isApi = false;

    static Address of(QByteArrayView rawPath)
    {
        Address address;
        for (const QByteArray &part : rawPath.toByteArray().split('/'))
            address.parts.append(QString::fromUtf8(percentDecoded(part)));
        address.parts.removeFirst(); // before the first '/'
        if (address.parts.size() > 1 && address.parts.last().isEmpty())
            address.parts.removeLast();
        address.isApi = address.parts.first() == "2010-04-01"_L1;
        if (!address.isApi)
            return address;
        for (const QLatin1StringView known : {".json"_L1, ".xml"_L1, ".csv"_L1, ".wav"_L1, ".mp3"_L1, ".html"_L1}) {
            if (!address.parts.last().endsWith(known))
                continue;
            address.extension = QByteArray(known.data(), known.size());
            address.parts.last().chop(known.size());
            break;
        }
        return address;
    }

    /// Where bytes, not a representation, are asked for.
    bool isMedia() const
    {
        const qsizetype n = parts.size();
        return n >= 2 && (parts[n - 2] == "Recordings"_L1 || parts[n - 2] == "Media"_L1);
    }
};

namespace {

HttpResponse unsupported(const QByteArray &extension)
{
    const QString what = extension == ".csv" ? u"CSV"_s : extension.isEmpty() || extension == ".xml" ? u"XML"_s : QString::fromLatin1(extension);
    return errorAnswer(501, 20501, u"The sandbox answers JSON only, not %1: append .json to the path"_s.arg(what));
}

HttpResponse notAllowed(const QByteArrayList &methods)
{
    HttpResponse response = errorAnswer(405, 20004, u"Method not allowed"_s);
    response.headers.add("Allow", methods.join(", "));
    return response;
}

HttpResponse refusedCaller(const Error &error)
{
    HttpResponse response = errorAnswer(error.httpStatus, error.twilioCode, error.detail);
    if (error.httpStatus == 401)
        response.headers.add("WWW-Authenticate", "Basic realm=\"Twilio API\"");
    return response;
}

world::Form formOf(const HttpRequest &request)
{
    world::Form form;
    const auto addAll = [&form](const Form &fields) {
        for (const Form::Field &field : fields.fields())
            form.add(field.name, field.value);
    };
    addAll(request.query());
    if (request.method == "POST")
        addAll(request.form());
    return form;
}

bool maySeeTestWorld(const QByteArray &method, const QStringList &parts)
{
    return method == "POST" && parts.size() >= 1
        && (parts[0] == "Messages"_L1 || parts[0] == "Calls"_L1 || parts[0] == "IncomingPhoneNumbers"_L1);
}

} // namespace

Dialect::Dialect(Accounts &accounts, MediaUrls mediaUrls) : m_accounts(accounts), m_mediaUrls(std::move(mediaUrls))
{
    addAccountRoutes(m_api);
    addCallRoutes(m_api);
    addRecordingRoutes(m_api);
    addMessageRoutes(m_api);
    addNumberRoutes(m_api);
    addStockRoutes(m_api);
    addOwnRoutes(m_api);
    addSipRoutes(m_api);
    addUsageRoutes(m_api);
    addNotificationRoutes(m_api);
    addConferenceRoutes(m_api);
    addPricingRoutes(m_hosts);
    addLookupRoutes(m_hosts);
    addIamRoutes(m_hosts);
    addMessagingRoutes(m_hosts);
}

/// @p reply with the headers that every answer of Twilio's has.
Reply Dialect::dressed(const Reply &reply)
{
    QElapsedTimer clock;
    clock.start();
    const QByteArray id = m_accounts.main().ground().sids.make("RQ", m_served++).toLatin1();
    ++m_underWay;
    return [this, reply, clock, id](HttpResponse response) {
        response.headers.add("Twilio-Request-Id", id);
        response.headers.add("Twilio-Request-Duration", QByteArray::number(double(clock.nsecsElapsed()) / 1e9, 'f', 3));
        response.headers.add("Twilio-Concurrent-Requests", QByteArray::number(m_underWay));
        response.headers.add("X-API-Domain", "api.twilio.com");
        response.headers.add("X-Home-Region", "us1");
        --m_underWay;
        reply(std::move(response));
    };
}

void Dialect::answer(const HttpRequest &request, const QByteArray &base, const Reply &reply)
{
    dispatch(request, base, dressed(reply));
}

void Dialect::dispatch(const HttpRequest &request, const QByteArray &base, const Reply &reply)
{
    if (!request.target.startsWith('/'))
        return reply(errorAnswer(400, 20001, u"Bad request"_s));
    const auto caller = m_accounts.authenticate(parseBasicAuth(request.headers.value("Authorization")));
    if (!caller)
        return reply(refusedCaller(caller.error()));

    Address address = Address::of(request.rawPath());
    const QByteArray path = request.rawPath().toByteArray();
    const bool namesAccount = address.isApi && address.parts.size() >= 3 && address.parts[1] == "Accounts"_L1;
    const QString account = namesAccount ? address.parts[2] : m_accounts.ownSid(*caller);
    const auto world = m_accounts.open(*caller, account);
    if (!world)
        return reply(refusedCaller(world.error()));

    Context context{.request = request,
                    .world = **world,
                    .mediaUrls = m_mediaUrls,
                    .caller = *caller,
                    .form = formOf(request),
                    .args = {},
                    .path = path,
                    .account = account.toLatin1(),
                    .base = base,
                    .extension = address.extension};
    if (address.isApi) {
        const bool wantsBytes = request.method == "GET" && address.isMedia();
        if (address.extension != ".json" && !wantsBytes && request.method != "DELETE")
            return reply(unsupported(address.extension));
        address.parts.remove(0, std::min<qsizetype>(address.parts.size(), namesAccount ? 3 : 2));
        if (!namesAccount) {
            if (!path.startsWith("/2010-04-01/Accounts") || !address.parts.isEmpty())
                return reply(notFoundAnswer(path));
            return dispatchAccounts(context, reply);
        }
    }
    if (caller->kind == Caller::Kind::TestCredentials && !maySeeTestWorld(request.method, address.parts))
        return reply(errorAnswer(403, 20008, u"Resource not accessible with Test Account Credentials"_s));

    const Router::Match match = (address.isApi ? m_api : m_hosts).find(request.method, address.parts);
    if (match.methods.isEmpty())
        return reply(notFoundAnswer(path));
    if (!match.handler)
        return reply(notAllowed(match.methods));
    if (caller->kind == Caller::Kind::ApiKey && !mayKey(m_accounts.main(), caller->user, request.method, address.parts))
        return reply(refusedCaller(Error{.detail = u"Authenticate"_s, .twilioCode = 20003, .httpStatus = 401}));
    context.args = match.args;
    if (address.isApi && address.parts.isEmpty() && account != m_accounts.main().account().sid)
        return dispatchAccounts(context, reply); // a subaccount's own record has a status of its own
    (*match.handler)(context, reply);
    if (caller->kind == Caller::Kind::TestCredentials)
        m_accounts.forgetTests();
}

void Dialect::dispatchAccounts(const Context &context, const Reply &reply)
{
    const bool isList = context.path == "/2010-04-01/Accounts.json";
    if (context.caller.kind != Caller::Kind::AccountToken)
        return reply(refusedCaller(Error{.detail = u"Authenticate"_s, .twilioCode = 20003, .httpStatus = 401}));
    const QString sid = QString::fromLatin1(context.account);
    const QByteArray &method = context.request.method;
    if (method != "GET" && method != "POST")
        return reply(notAllowed({"GET", "POST"}));
    if (!isList) {
        const Result<world::Account> account = method == "POST" ? m_accounts.update(sid, context.form) : Result<world::Account>(m_accounts.record(sid));
        return reply(accountAnswer(context, account, 200));
    }
    if (method == "GET")
        return reply(listAccounts(context));
    if (context.caller.user != m_accounts.main().account().sid)
        return reply(errorAnswer(403, 20006, u"Only the main account can create subaccounts"_s));
    reply(accountAnswer(context, m_accounts.create(context.form), 201));
}

HttpResponse Dialect::listAccounts(const Context &context) const
{
    const auto page = world::PageRequest::parse(context.form, context.world.ground().quirks);
    if (!page)
        return errorAnswer(context, page.error());
    QList<world::Account> accounts;
    if (context.caller.user == m_accounts.main().account().sid)
        accounts = m_accounts.list(context.form);
    else
        accounts = {m_accounts.record(context.caller.user)};
    world::Slice<world::Account> slice;
    slice.page = page->page;
    slice.pageSize = page->size;
    slice.items = accounts.mid(qsizetype(page->page) * page->size, page->size);
    slice.hasNext = (qsizetype(page->page) + 1) * page->size < accounts.size();
    slice.hasPrevious = page->page > 0 && !slice.items.isEmpty();
    return accountsAnswer(context, slice);
}

} // namespace milassist::rest
