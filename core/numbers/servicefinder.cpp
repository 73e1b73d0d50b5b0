// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/servicefinder.h"

#include "core/base/whendone.h"

namespace milassist {

namespace {

constexpr int sendersAtOnce = 1000;

} // namespace

QFuture<Result<std::optional<MessagingService>>> ServiceFinder::serviceOf(PhoneNumberSid number)
{
    const bool isKnown = m_readAt.isValid() && m_readAt.addSecs(m_goodFor.count()) > m_clock();
    if (isKnown && m_waiting.isEmpty())
        return finished(Result<Answer>(answerFor(number)));
    auto promise = std::make_shared<QPromise<Result<Answer>>>();
    promise->start();
    m_waiting.push_back({std::move(number), promise});
    if (m_waiting.size() == 1)
        readServices({}, {});
    return promise->future();
}

std::optional<MessagingService> ServiceFinder::answerFor(const PhoneNumberSid &number) const
{
    const auto found = m_serviceOf.constFind(number.text());
    return found == m_serviceOf.cend() ? std::nullopt : Answer(m_services.at(*found));
}

void ServiceFinder::readServices(const QString &cursor, QList<MessagingService> before)
{
    whenDone(m_twilio.messagingServices({.cursor = cursor, .pageSize = 100}), this,
             [this, all = std::move(before)](const Result<Page<MessagingService>> &page) mutable {
                 if (!page)
                     return finish(fail(page.error()));
                 all += page->records;
                 if (!page->next.isEmpty())
                     return readServices(page->next, std::move(all));
                 m_services = std::move(all);
                 m_serviceOf.clear();
                 readSenders(0, {});
             });
}

void ServiceFinder::readSenders(qsizetype service, const QString &cursor)
{
    if (service >= m_services.size())
        return finish({});
    whenDone(m_twilio.serviceSenders(m_services.at(service).sid, {.cursor = cursor, .pageSize = sendersAtOnce}), this,
             [this, service](const Result<Page<ServiceSender>> &page) {
                 // A service that was deleted meanwhile has no numbers.
                 if (!page && page.error().kind != Error::Kind::NotFound)
                     return finish(fail(page.error()));
                 for (const ServiceSender &sender : page ? page->records : QList<ServiceSender>())
                     m_serviceOf.insert(sender.sid.text(), service);
                 if (page && !page->next.isEmpty())
                     return readSenders(service, page->next);
                 readSenders(service + 1, {});
             });
}

void ServiceFinder::finish(const Result<> &outcome)
{
    m_readAt = outcome ? m_clock() : QDateTime();
    for (const Question &question : std::exchange(m_waiting, {})) {
        question.promise->addResult(outcome ? Result<Answer>(answerFor(question.number)) : fail(outcome.error()));
        question.promise->finish();
    }
}

} // namespace milassist
