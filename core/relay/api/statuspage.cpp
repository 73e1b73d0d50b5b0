// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/api/statuspage.h"

#include <QTimer>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

struct StatusPage::Look {
    ApiAskPtr ask;
    StatusFacts facts;
    int open = 3; ///< questions
    bool isDone = false;
};

StatusPage::StatusPage(SharedStore &store, TwilioApi &twilio, Here here, QObject *parent)
    : QObject(parent), m_store(store), m_twilio(twilio), m_here(std::move(here))
{
}

std::vector<ApiRoute> StatusPage::routes()
{
    return {{"GET", u"/api/twilio/status"_s, Permission::Insight, [this](const ApiAskPtr &ask) { answer(ask); }}};
}

void StatusPage::answer(const ApiAskPtr &ask)
{
    auto look = std::make_shared<Look>();
    look->ask = ask;
    look->facts.publicUrl = QString::fromUtf8(m_here.trust.publicUrl);
    look->facts.isLive = m_here.isLive;
    look->facts.now = ask->now;
    look->facts.signature = signatureSelfTest(m_here.trust);
    const auto answered = [this, look] {
        if (--look->open == 0)
            finish(look);
    };
    whenDone(m_twilio.verify(), this, [look, answered](const CredentialReport &report) {
        look->facts.credentials = report;
        answered();
    });
    whenDone(m_twilio.numbers({}, {.cursor = {}, .pageSize = Paging::largestPage}), this,
             [look, answered](const Result<Page<IncomingNumber>> &page) {
                 if (page)
                     look->facts.numbers = page->records;
                 answered();
             });
    whenDone(m_store.read([](SqlConnection &db) { return EventTable(db).latest(); }), this,
             [look, answered](const Result<qint64> &latest) {
                 look->facts.isDatabaseThere = latest.has_value();
                 answered();
             });
    QTimer::singleShot(m_here.patience, this, [this, look] { finish(look); });
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
    look->ask->responder.send(jsonAnswer(200, statusOf(facts)));
}

} // namespace milassist::relay
