// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/embeddedrelay.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"
#include "core/relay/ledger/eventtable.h"
#include "core/relay/ledger/plantable.h"
#include "core/relay/ledger/rostertable.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::minutes registrationHolds{10};

relay::RelayOptions withDatabase(const EmbeddedRelayOptions &options)
{
    relay::RelayOptions relay = options.relay;
    if (const auto database = DatabaseUrl::parse(u"sqlite:%1/relay.db"_s.arg(options.folder)))
        relay.database = *database;
    return relay;
}

Result<> tell(SqlConnection &db, const QString &kind, const QJsonObject &body, const QDateTime &now)
{
    const auto told = EventTable(db).append(kind, QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact)), now);
    return told ? Result<>() : fail(told.error());
}

/// The person at this computer, whose token is another at each start: it is written down nowhere.
Result<> letIn(SqlConnection &db, const QString &name, const NewToken &token, const QDateTime &now)
{
    UserTable users(db);
    const auto known = users.named(name);
    if (!known)
        return fail(known.error());
    if (!*known)
        return users.add(name, Role::Admin, token, now);
    if (const auto renewed = users.renew(name, token); !renewed)
        return renewed;
    return users.changeRole(name, Role::Admin);
}

Result<> bring(SqlConnection &db, const std::pair<QString, Role> &colleague, const NewToken &token, const QDateTime &now)
{
    UserTable users(db);
    const auto known = users.named(colleague.first);
    if (!known)
        return fail(known.error());
    return *known ? Result<>() : users.add(colleague.first, colleague.second, token, now);
}

/// Whether it is another plan than the one in force, and made later.
bool isNews(const FirstPlan &planned, const std::optional<relay::PlanVersion> &current)
{
    if (!current)
        return true;
    const auto plan = relay::planIn(*current);
    return planned.at > current->at && (!plan || *plan != planned.plan);
}

/// With the first one, what is to be done already.
/// @return the version that is in force then; 0: none
Result<qint64> bringPlans(SqlConnection &db, const EmbeddedRelayOptions &options, const QDateTime &now)
{
    relay::PlanTable plans(db);
    const auto current = plans.current();
    if (!current)
        return fail(current.error());
    for (const relay::LedgerTask &task : *current ? QList<relay::LedgerTask>() : options.tasks) {
        if (const auto added = relay::TaskTable(db).add(task, now); !added)
            return fail(added.error());
    }
    QList<FirstPlan> missing = *current ? QList<FirstPlan>() : options.plans;
    if (options.planned && isNews(*options.planned, *current))
        missing.append(*options.planned);
    qint64 basedOn = *current ? (*current)->number : 0;
    if (missing.isEmpty())
        return basedOn;
    for (const FirstPlan &one : missing) {
        const auto saved = plans.save(one.plan, {.author = one.author, .reason = one.reason, .basedOn = basedOn}, one.at);
        if (!saved)
            return fail(saved.error());
        basedOn = saved->number;
    }
    if (const auto told = tell(db, u"plan"_s, {{u"version"_s, basedOn}}, now); !told)
        return fail(told.error());
    return basedOn;
}

} // namespace

EmbeddedRelay::EmbeddedRelay(EmbeddedRelayOptions options, QObject *parent)
    : QObject(parent), m_options(std::move(options)), m_relay(withDatabase(m_options))
{
    m_maker.setMaxThreadCount(1);
    connect(&m_relay, &relay::Relay::stopped, this, &EmbeddedRelay::stopped);
    connect(&m_sayAgain, &QTimer::timeout, this, &EmbeddedRelay::tellRegistered);
    m_sayAgain.setInterval(registrationHolds / 3);
}

EmbeddedRelay::~EmbeddedRelay() = default;

TeamAccess EmbeddedRelay::access() const
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(m_options.relay.address.toString());
    url.setPort(m_port);
    return {.url = url, .user = m_options.person.text(), .token = m_token};
}

QString EmbeddedRelay::webhook(const QString &name) const
{
    return m_relay.publicUrl() + u"/api/twilio/"_s + name;
}

void EmbeddedRelay::start()
{
    const auto port = m_relay.listen();
    if (!port)
        return QMetaObject::invokeMethod(this, [this, error = port.error()] { Q_EMIT failed(error); }, Qt::QueuedConnection), void();
    m_port = *port;
    connect(&m_relay.planWatch(), &relay::PlanWatch::changed, this, &EmbeddedRelay::look);
    auto made = std::make_shared<QPromise<QList<NewToken>>>();
    made->start();
    const qsizetype people = 1 + m_options.colleagues.size();
    whenDone(made->future(), this, [this, people](const QList<NewToken> &tokens) {
        if (tokens.size() < people)
            return Q_EMIT failed({.kind = Error::Kind::Unavailable, .detail = u"no memory to make a token with"_s});
        begin(tokens);
    });
    m_maker.start([made, people] {
        QList<NewToken> tokens;
        while (tokens.size() < people) {
            const auto token = makeToken();
            if (!token)
                break;
            tokens.append(*token);
        }
        made->addResult(tokens);
        made->finish();
    });
}

void EmbeddedRelay::begin(const QList<NewToken> &tokens)
{
    m_token = tokens.first().token;
    auto done = m_relay.store().write([tokens, options = m_options](SqlConnection &db) -> Result<qint64> {
        const QDateTime now = options.relay.clock();
        if (const auto isIn = letIn(db, options.person.text(), tokens.first(), now); !isIn)
            return fail(isIn.error());
        for (qsizetype i = 0; i < options.colleagues.size(); ++i) {
            if (const auto is = bring(db, options.colleagues.at(i), tokens.at(i + 1), now); !is)
                return fail(is.error());
        }
        return bringPlans(db, options, now);
    });
    whenDone(std::move(done), this, [this](const Result<qint64> &plan) {
        if (!plan)
            return Q_EMIT failed(plan.error());
        m_firstPlan = *plan;
        look();
    });
}

/// Ready when the plan that it was given is in force: before that a caller would come to the mailbox.
void EmbeddedRelay::look()
{
    if (!m_firstPlan || m_isReady || m_relay.planWatch().version() < *m_firstPlan)
        return;
    m_isReady = true;
    Q_EMIT ready();
}

QFuture<Result<routing::PlanVersion>> EmbeddedRelay::plan()
{
    return m_relay.store().read([](SqlConnection &db) -> Result<routing::PlanVersion> {
        const auto current = relay::PlanTable(db).current();
        if (!current)
            return fail(current.error());
        if (!*current)
            return routing::PlanVersion();
        const auto plan = relay::planIn(**current);
        if (!plan)
            return fail(plan.error());
        return routing::PlanVersion{{int((*current)->number), (*current)->author, (*current)->at, (*current)->reason}, *plan};
    });
}

void EmbeddedRelay::setRegistered(bool registered)
{
    if (registered == m_sayAgain.isActive())
        return;
    registered ? m_sayAgain.start() : m_sayAgain.stop();
    tellRegistered();
}

void EmbeddedRelay::tellRegistered()
{
    const QDateTime now = m_options.relay.clock();
    auto done = m_relay.store().write([isThere = m_sayAgain.isActive(), person = m_options.person, now](SqlConnection &db) -> Result<> {
        relay::RosterTable roster(db);
        const QString source = u"softphone"_s;
        const auto changed = isThere ? roster.registered(person, source, now.addSecs(std::chrono::seconds(registrationHolds).count()), now)
                                     : roster.unregistered(person, source, now);
        if (!changed)
            return fail(changed.error());
        return *changed ? tell(db, u"presence"_s, {{u"person"_s, person.text()}, {u"registered"_s, isThere}}, now) : Result<>();
    });
    whenDone(std::move(done), this, [](const Result<> &told) {
        if (!told)
            qCWarning(lcUi) << "the softphone's registration could not be kept in the roster:" << told.error().detail;
    });
}

void EmbeddedRelay::stop(std::chrono::milliseconds grace)
{
    setRegistered(false);
    m_relay.stop(grace);
}

} // namespace milassist
