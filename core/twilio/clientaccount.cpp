// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/requests.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QString pathOf(UsagePeriod period)
{
    switch (period) {
    case UsagePeriod::AllTime:
        return u"/AllTime"_s;
    case UsagePeriod::Daily:
        return u"/Daily"_s;
    case UsagePeriod::Monthly:
        return u"/Monthly"_s;
    case UsagePeriod::Yearly:
        return u"/Yearly"_s;
    case UsagePeriod::Today:
        return u"/Today"_s;
    case UsagePeriod::Yesterday:
        return u"/Yesterday"_s;
    case UsagePeriod::ThisMonth:
        return u"/ThisMonth"_s;
    case UsagePeriod::LastMonth:
        return u"/LastMonth"_s;
    case UsagePeriod::Whole:
        break;
    }
    return {};
}

struct KeySecret {
    KeySid sid;
    QString secret;
};

Parameters named(const QString &friendlyName)
{
    Parameters form;
    form.add(u"FriendlyName", friendlyName);
    return form;
}

} // namespace

template <>
struct Fields<KeySecret> {
    static constexpr auto list = std::tuple{field("sid", &KeySecret::sid), field("secret", &KeySecret::secret)};
};

QFuture<Result<Account>> TwilioClient::account()
{
    return fetch<Account>(productUrl(credentials().baseUrl, Product::Api, u"/2010-04-01/Accounts/%1.json"_s.arg(credentials().account.text())));
}

QFuture<Result<Page<Account>>> TwilioClient::accounts(Paging paging)
{
    Parameters query;
    query.add(u"PageSize", QString::number(qBound(1, paging.pageSize, Paging::largestPage)));
    return list<Account>(Product::Api, productUrl(credentials().baseUrl, Product::Api, u"/2010-04-01/Accounts.json"_s, query.encoded()),
                         "accounts", std::move(paging), [](QList<Account> &) {});
}

QFuture<Result<Balance>> TwilioClient::balance()
{
    return fetch<Balance>(url(u"Balance"_s));
}

QFuture<Result<Page<UsageRecord>>> TwilioClient::usage(UsageQuery query, Paging paging)
{
    Parameters filters;
    filters.addFilled(u"Category", query.category);
    filters.addFilled(u"StartDate", query.from.toString(Qt::ISODate));
    filters.addFilled(u"EndDate", query.until.toString(Qt::ISODate));
    return list<UsageRecord>(u"Usage/Records"_s + pathOf(query.period), std::move(filters), "usage_records", std::move(paging));
}

QFuture<Result<Page<ApiKey>>> TwilioClient::keys(Paging paging)
{
    return list<ApiKey>(u"Keys"_s, {}, "keys", std::move(paging));
}

QFuture<Result<NewApiKey>> TwilioClient::createKey(QString friendlyName)
{
    const Request request{.verb = "POST", .url = url(u"Keys"_s), .form = named(friendlyName).encoded(), .effect = Effect::Once};
    return run<NewApiKey>(request, [](HttpAnswer &answer) -> Result<NewApiKey> {
        auto key = readRecord<ApiKey>(answer.body);
        if (!key)
            return fail(std::move(key.error()));
        const auto secret = readRecord<KeySecret>(std::move(answer.body));
        if (!secret || secret->secret.isEmpty())
            return fail(Error::Kind::Malformed, u"the new key came without its secret"_s);
        return NewApiKey{.key = *std::move(key), .secret = Secret(secret->secret.toUtf8())};
    });
}

QFuture<Result<ApiKey>> TwilioClient::renameKey(KeySid sid, QString friendlyName)
{
    return post<ApiKey>(url(u"Keys/"_s + sid.text()), named(friendlyName), Effect::Repeat);
}

QFuture<Result<>> TwilioClient::deleteKey(KeySid sid)
{
    return remove(url(u"Keys/"_s + sid.text()));
}

QFuture<Result<Page<Application>>> TwilioClient::applications(Paging paging)
{
    return list<Application>(u"Applications"_s, {}, "applications", std::move(paging));
}

QFuture<Result<Application>> TwilioClient::application(ApplicationSid sid)
{
    return fetch<Application>(url(u"Applications/"_s + sid.text()));
}

QFuture<Result<Application>> TwilioClient::createApplication(ApplicationConfig config)
{
    Parameters form;
    addDifferences(form, ApplicationConfig(), config);
    return post<Application>(url(u"Applications"_s), form, Effect::Once);
}

QFuture<Result<Application>> TwilioClient::updateApplication(ApplicationSid sid, ApplicationConfig current, ApplicationConfig wanted)
{
    Parameters form;
    addDifferences(form, current, wanted);
    return post<Application>(url(u"Applications/"_s + sid.text()), form, Effect::Repeat);
}

QFuture<Result<>> TwilioClient::deleteApplication(ApplicationSid sid)
{
    return remove(url(u"Applications/"_s + sid.text()));
}

} // namespace milassist
