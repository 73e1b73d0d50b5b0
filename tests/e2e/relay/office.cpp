// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/relay/office.h"

#include "core/routing/plan/planjson.h"
#include "tests/core/relay/access/relaytest.h"
#include "tests/core/relay/front/relaytest.h"
#include "tests/core/sandbox/restclient.h"
#include "tests/e2e/relay/complaints.h"
#include "tests/fakes/sipphone.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

namespace milassist
{

using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const QString domain = u"acme-desk.sip.twilio.com"_s;

QByteArray form(std::initializer_list<std::pair<const char *, QString>> fields)
{
    QByteArray body;
    for (const auto &[name, value] : fields)
        body += (body.isEmpty() ? "" : "&") + QByteArray(name) + '=' + QUrl::toPercentEncoding(value);
    return body;
}

RelayOptions optionsFor(const SandboxAddress &twilio)
{
    RelayOptions options = unhurried();
    options.accountSid = twilio.accountSid;
    options.twilioUrl = twilio.restUrl;
    return options;
}

routing::Plan planFor(Office::Callers callers)
{
    routing::Plan plan = inTurns();
    for (auto &[number, line] : plan.lines)
        line.callersMasked = callers == Office::Callers::Masked;
    return plan;
}

} // namespace

struct Office::Inside {
    explicit Inside(Callers callers) : plan(planFor(callers)) {}
    ~Inside() { expectNoComplaints(rest); }

    routing::Plan plan;
    QTemporaryDir folder;
    Sandbox sandbox{{.world = u"empty"_s, .authToken = theToken}};
    SandboxAddress address = *sandbox.start();
    RelayAt at{u"sqlite:"_s + folder.filePath(u"team.db"_s), plan, optionsFor(address)};
    RestClient rest{address};
    QString list;
    std::map<QString, std::unique_ptr<SipPhone>> telephones;

    /// The decision of a call as the relay keeps it.
    QJsonObject decisionOf(const QString &call)
    {
        const auto found = at.call(*CallSid::parse(call));
        for (const TraceStep &step : found ? found->trace : QList<TraceStep>()) {
            if (step.step == u"plan"_s)
                return QJsonDocument::fromJson(step.detail.toUtf8()).object();
        }
        return {};
    }
};

Office::Office(Callers callers) : m_inside(std::make_unique<Inside>(callers)) {}

Office::~Office() = default;

bool Office::setUp()
{
    RestClient &rest = m_inside->rest;
    const QString base = m_inside->at.relay.publicUrl() + u"/api/twilio/"_s;
    const auto number = rest.post(u"IncomingPhoneNumbers.json"_s, form({{"PhoneNumber", theLine},
                                                                        {"VoiceUrl", base + u"incoming-call-handler"_s},
                                                                        {"StatusCallback", base + u"call-status"_s},
                                                                        {"SmsUrl", base + u"incoming-sms"_s}}));
    m_inside->list = rest.post(u"SIP/CredentialLists.json"_s, "FriendlyName=desks").text("sid");
    const QString sid = rest.post(u"SIP/Domains.json"_s, form({{"SipRegistration", u"true"_s}, {"Secure", u"true"_s}, {"DomainName", domain}})).text("sid");
    for (const char *use : {"Calls", "Registrations"})
        rest.post(u"SIP/Domains/%1/Auth/%2/CredentialListMappings.json"_s.arg(sid, QLatin1StringView(use)), form({{"CredentialListSid", m_inside->list}}));
    return m_inside->at.isListening && number.status == 201 && !m_inside->list.isEmpty() && !sid.isEmpty();
}

TeamAccess Office::access(const QString &name, const QString &role)
{
    Relay &relay = m_inside->at.relay;
    return {QUrl(relay.publicUrl()), name, addUser(relay.store(), name, Word<Role>(role).valueOr(Role::Assistant))};
}

bool Office::changeRole(const QString &name, const QString &role)
{
    const TeamAccess admin = access(u"boss-of-"_s + name + u'-' + role, u"admin"_s);
    WireClient client(quint16(admin.url.port()));
    return client.ask({.verb = "POST", .path = "/api/team/users/" + name.toUtf8(), .authorization = bearer(admin.token),
                       .body = "{\"role\":\"" + role.toUtf8() + "\"}"}).status == 200;
}

bool Office::hideCallers()
{
    const TeamAccess admin = access(u"boss-who-hides"_s, u"admin"_s);
    WireClient client(quint16(admin.url.port()));
    const auto now = client.ask({.verb = "GET", .path = "/api/team/plan", .authorization = bearer(admin.token)});
    const QJsonObject version = QJsonDocument::fromJson(now.body).object();
    routing::Plan plan = m_inside->plan;
    for (auto &[number, line] : plan.lines)
        line.callersMasked = true;
    const QJsonObject change{{u"plan"_s, QJsonDocument::fromJson(routing::writePlan(plan)).object()},
                             {u"reason"_s, u"callers hidden"_s},
                             {u"based_on"_s, version[u"version"_s]}};
    return client.ask({.verb = "POST", .path = "/api/team/plan", .authorization = bearer(admin.token),
                       .body = QJsonDocument(change).toJson(QJsonDocument::Compact)}).status == 201;
}

Credentials Office::credentials(const TeamAccess &access) const
{
    return {.baseUrl = access.url, .account = *AccountSid::parse(m_inside->address.accountSid), .user = access.user, .secret = access.token};
}

QStringList Office::sipUsers()
{
    const auto answer = m_inside->rest.get(u"SIP/CredentialLists/%1/Credentials.json"_s.arg(m_inside->list));
    QStringList users;
    for (const QJsonValue &one : QJsonDocument::fromJson(answer.body).object()[u"credentials"_s].toArray())
        users << one[u"username"_s].toString();
    return users;
}

QString Office::sipTls() const
{
    return m_inside->address.sipTls;
}

QByteArray Office::sipAuthority() const
{
    return m_inside->address.sipAuthority;
}

QString Office::text(const QString &from, const QString &to, const QString &body)
{
    return m_inside->sandbox.text(from, to, body);
}

std::optional<QString> Office::call(const QString &from, const QString &to, const QJsonValue &script)
{
    const auto sid = m_inside->sandbox.call(from, to, script);
    return sid ? std::optional(*sid) : std::nullopt;
}

bool Office::setSipPassword(const QString &user, const QByteArray &password)
{
    const QString credentials = u"SIP/CredentialLists/%1/Credentials"_s.arg(m_inside->list);
    const auto known = m_inside->rest.get(credentials + u".json"_s);
    for (const QJsonValue &one : known.list("credentials")) {
        if (one[u"username"_s].toString() == user)
            return m_inside->rest.post(u"%1/%2.json"_s.arg(credentials, one[u"sid"_s].toString()), "Password=" + password).status == 200;
    }
    return m_inside->rest.post(credentials + u".json"_s, "Username=" + user.toUtf8() + "&Password=" + password).status == 201;
}

void Office::setSipUsersFrozen(bool areFrozen)
{
    if (areFrozen)
        (void)m_inside->sandbox.addFaults(R"([{"kind":"status","status":500,"method":"POST","path":"*/Credentials*"}])");
    else
        m_inside->sandbox.clearFaults();
}

bool Office::registerTelephone(const QString &user)
{
    const QByteArray password = "Correct1Horse";
    if (!setSipPassword(user, password))
        return false;
    auto &phone = m_inside->telephones[user];
    phone = std::make_unique<SipPhone>(sip::Transport::Tls, sipTls().section(u':', 1).toUShort(), domain.toLatin1(), user.toLatin1(), password);
    if (!phone->connectTo(sipAuthority()))
        return false;
    const auto answer = phone->registerPhone();
    return answer && answer->status == 200;
}

bool Office::isRung(const QString &user)
{
    SipPhone &phone = *m_inside->telephones.at(user);
    const auto invite = phone.takeRequest("INVITE", 60'000);
    if (invite)
        phone.respond(*invite, 486, "busy");
    return invite.has_value();
}

std::optional<bool> Office::isAtDesk(const QString &person)
{
    const auto told = waitFor(m_inside->at.relay.store().read([](SqlConnection &db) { return EventTable(db).since(0, 1000); }));
    std::optional<bool> isThere;
    for (const LedgerEvent &event : told ? told->events : QList<LedgerEvent>()) {
        const QJsonObject body = QJsonDocument::fromJson(event.body.toUtf8()).object();
        if (event.kind == u"presence"_s && body[u"person"_s].toString() == person && body.contains(u"registered"_s))
            isThere = body[u"registered"_s].toBool();
    }
    return isThere;
}

QStringList Office::leftOut(const QString &call)
{
    QStringList words;
    for (const QJsonValue &step : m_inside->decisionOf(call)[u"steps"_s].toArray()) {
        for (const QJsonValue &one : step[u"skipped"_s].toArray())
            words << one[u"person"_s].toString() + u' ' + one[u"why"_s].toString();
    }
    return words;
}

QStringList Office::rungFor(const QString &call)
{
    const auto found = m_inside->at.call(*CallSid::parse(call));
    QStringList people;
    for (const Call &leg : found ? found->legs : QList<Call>()) {
        if (leg.sid.text() != call)
            people << leg.to.user();
    }
    return people;
}

bool Office::isOver(const QString &call)
{
    const auto found = m_inside->at.call(*CallSid::parse(call));
    return found && !found->outcome.isEmpty();
}

} // namespace milassist
