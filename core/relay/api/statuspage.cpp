// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/api/statuspage.h"

#include "core/relay/ledger/plantable.h"

#include <QTimer>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

struct StatusPage::Look {
    QPromise<StatusFacts> promise;
    StatusFacts facts;
    QList<ServicePool> pools;
    int poolsOpen = 0;
    int open = 5; ///< questions
    bool isDone = false;
};

StatusPage::StatusPage(SharedStore &store, TwilioApi &twilio, Here here, QObject *parent)
    : QObject(parent), m_store(store), m_twilio(twilio), m_here(std::move(here))
{
}

std::vector<ApiRoute> StatusPage::routes()
{
    return {{"GET", u"/api/twilio/status"_s, Permission::Insight, [this](const ApiAskPtr &ask) {
                 whenDone(look(ask->now), this, [ask](const StatusFacts &facts) {
                     ask->responder.send(jsonAnswer(200, statusOf(facts)));
                 });
             }}};
}

QFuture<StatusFacts> StatusPage::look(const QDateTime &now)
{
    auto look = std::make_shared<Look>();
    look->promise.start();
    look->facts.premises.publicUrl = QString::fromUtf8(m_here.trust.publicUrl);
    look->facts.isLive = m_here.isLive;
    look->facts.now = now;
    look->facts.signature = signatureSelfTest(m_here.trust);
    whenDone(m_twilio.verify(), this, [this, look](const CredentialReport &report) {
        look->facts.credentials = report;
        answered(look);
    });
    whenDone(m_twilio.numbers({}, {.cursor = {}, .pageSize = Paging::largestPage}), this,
             [this, look](const Result<Page<IncomingNumber>> &page) {
                 if (page)
                     look->facts.numbers = page->records;
                 answered(look);
             });
    whenDone(m_store.read([](SqlConnection &db) { return EventTable(db).latest(); }), this,
             [this, look](const Result<qint64> &latest) {
                 look->facts.isDatabaseThere = latest.has_value();
                 answered(look);
             });
    readServices(look);
    readPlan(look);
    QTimer::singleShot(m_here.patience, this, [this, look] { finish(look); });
    return look->promise.future();
}

/// Of the ledger, as whoever looks beside a relay has no other.
void StatusPage::readPlan(const std::shared_ptr<Look> &look)
{
    auto read = m_store.read([](SqlConnection &db) -> Result<std::optional<QList<Party>>> {
        const auto version = PlanTable(db).current();
        if (!version)
            return fail(version.error());
        const auto plan = *version ? planIn(**version) : fail(Error::Kind::NotFound, u"there is no plan"_s);
        if (!plan)
            return std::nullopt;
        QList<Party> lines;
        for (const auto &[number, line] : plan->lines)
            lines << Party(number);
        return lines;
    });
    whenDone(std::move(read), this, [this, look](const Result<std::optional<QList<Party>>> &lines) {
        if (lines)
            look->facts.premises.lines = *lines;
        answered(look);
    });
}

void StatusPage::readServices(const std::shared_ptr<Look> &look)
{
    constexpr qsizetype most = 20; // services; more are not looked into
    whenDone(m_twilio.messagingServices({.cursor = {}, .pageSize = 50}), this, [this, look, most](const Result<Page<MessagingService>> &services) {
        if (!services)
            return answered(look);
        look->poolsOpen = int(std::min(most, services->records.size()));
        if (look->poolsOpen == 0) {
            look->facts.premises.pools = QList<ServicePool>();
            return answered(look);
        }
        for (const MessagingService &service : services->records.first(look->poolsOpen)) {
            whenDone(m_twilio.serviceSenders(service.sid, {.cursor = {}, .pageSize = Paging::largestPage}), this,
                     [this, look, service, wanted = look->poolsOpen](const Result<Page<ServiceSender>> &senders) {
                         ServicePool pool{.service = service, .senders = {}};
                         if (senders) {
                             for (const ServiceSender &sender : senders->records)
                                 pool.senders << sender.phoneNumber;
                             look->pools << pool;
                         }
                         if (--look->poolsOpen > 0)
                             return;
                         if (look->pools.size() == wanted) // with one missing nothing is sure
                             look->facts.premises.pools = look->pools;
                         answered(look);
                     });
        }
    });
}

void StatusPage::answered(const std::shared_ptr<Look> &look)
{
    if (--look->open == 0)
        finish(look);
}

void StatusPage::finish(const std::shared_ptr<Look> &look)
{
    if (std::exchange(look->isDone, true))
        return;
    StatusFacts &facts = look->facts;
    if (facts.credentials && facts.credentials->verdict == CredentialReport::Verdict::Good)
        m_twilioLastGood = facts.now;
    facts.twilioLastGood = m_twilioLastGood;
    if (m_here.webhooks)
        facts.webhooks = m_here.webhooks();
    facts.waitingForTwilio = m_here.waitingForTwilio ? m_here.waitingForTwilio() : 0;
    facts.desks = m_here.desks ? m_here.desks() : 0;
    look->promise.addResult(facts);
    look->promise.finish();
}

} // namespace milassist::relay
