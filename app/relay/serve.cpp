// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/relay/serve.h"

#include "app/relay/plancommands.h"
#include "core/base/jsonlog.h"
#include "core/base/terminator.h"
#include "core/relay/front/relay.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

Result<relay::RelayOptions> optionsFrom(const RelaySettings &settings)
{
    const auto database = DatabaseUrl::parse(settings.database);
    if (!database)
        return fail(database.error());
    relay::RelayOptions options;
    options.address = settings.listen.address;
    options.port = settings.listen.port;
    options.accountSid = settings.account.text();
    options.authTokens = settings.authTokens;
    options.database = *database;
    options.premises.publicUrl = settings.publicUrl;
    options.premises.sipDomain = settings.sipDomain;
    options.proxies = settings.proxies;
    if (!settings.twilioUrl.isEmpty())
        options.twilioUrl = settings.twilioUrl;
    if (settings.planFile.isEmpty())
        return options;
    const auto plan = planIn(settings.planFile);
    if (!plan)
        return fail(plan.error());
    if (const PlanVerdict verdict = verdictOf(*plan, QDateTime::currentDateTimeUtc()); !verdict.isSafe)
        return fail(Error::Kind::Malformed,
                    u"the plan in \"%1\" cannot be used:\n%2"_s.arg(settings.planFile, verdict.text.trimmed()));
    options.plan = relay::PlanFile{.name = settings.planFile, .plan = *plan};
    return options;
}

QByteArray readyLine(const RelaySettings &settings, quint16 port)
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(settings.listen.address.toString());
    url.setPort(port);
    const QJsonObject line{{u"ready"_s, true}, {u"url"_s, url.toString()}};
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

Result<> serve(const RelaySettings &settings)
{
    logAsJson(settings.debug);
    auto options = optionsFrom(settings);
    if (!options)
        return fail(options.error());
    Terminator terminator; // before any thread, so that no signal ends the program unasked
    relay::Relay relay(*std::move(options));
    const auto port = relay.listen();
    if (!port)
        return fail(port.error());
    const QByteArray line = readyLine(settings, *port);
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    std::fflush(stdout);

    QObject::connect(&terminator, &Terminator::asked, &relay, [&relay] { relay.stop(); });
    QObject::connect(&relay, &relay::Relay::stopped, &relay, &QCoreApplication::quit);
    QCoreApplication::exec();
    return {};
}

} // namespace milassist
