// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/usageledger.h"

#include "core/sandbox/world/world.h"

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 secondsInDay = 86400;
constexpr qint64 freeStorageMinutes = 10'000;

class Ledger
{
public:
    explicit Ledger(const World &world) : m_world(world) {}

    void book(qint64 seconds, std::initializer_list<Usage> categories, const UsageTotal &total)
    {
        UsageDay &day = m_days[seconds / secondsInDay];
        for (const Usage category : categories)
            day[size_t(category)].add(total);
        day[size_t(Usage::TotalPrice)].micros += total.micros;
    }

    void bookCalls()
    {
        const Interner &parties = m_world.parties();
        for (const CallRow &row : m_world.calls().table().rows()) {
            if (row.state != CallState::Completed || row.duration <= 0)
                continue; // deleting a record does not undo what it cost
            const qint64 price = row.price == CallRow::noPrice ? 0 : -qint64(row.price);
            const UsageTotal total{1, billedMinutes(row.duration), price};
            const bool isInbound = row.way == CallWay::Inbound;
            const QString &far = parties.text(isInbound ? row.from : row.to);
            if (far.startsWith("sip:"_L1))
                book(row.created, {Usage::Calls, Usage::CallsSip, isInbound ? Usage::CallsSipInbound : Usage::CallsSipOutbound},
                     total);
            else if (far.startsWith("client:"_L1))
                book(row.created, {Usage::Calls, Usage::CallsClient}, total);
            else if (!isInbound)
                book(row.created, {Usage::Calls, Usage::CallsOutbound}, total);
            else
                book(row.created,
                     {Usage::Calls, Usage::CallsInbound,
                      isTollFree(parties.text(row.to)) ? Usage::CallsInboundTollfree : Usage::CallsInboundLocal},
                     total);
        }
    }

    void bookMessages()
    {
        const Interner &parties = m_world.parties();
        const qint64 fee = m_world.ground().prices.carrierFee.value;
        std::vector<char> tollFree; // by party: asking the text a million times is what would cost
        const auto isOurTollFree = [&](TextId id) {
            if (tollFree.size() <= id)
                tollFree.resize(id + 1, -1);
            if (tollFree[id] < 0)
                tollFree[id] = isTollFree(parties.text(id));
            return tollFree[id] > 0;
        };
        for (const MessageRow &row : m_world.messages().table().rows()) {
            const bool isInbound = row.way == MessageWay::Inbound;
            const bool wasSent = isInbound || row.state == MessageState::Sent || row.state == MessageState::Delivered
                || row.state == MessageState::Undelivered;
            if (!wasSent)
                continue;
            const qint64 price = row.price == MessageRow::noPrice ? 0 : -qint64(row.price);
            if (row.isPicture) {
                book(row.created, {Usage::Mms, isInbound ? Usage::MmsInbound : Usage::MmsOutbound}, {1, 1, price});
            } else {
                const UsageTotal total{row.segments, row.segments, price};
                const bool isLongcode = !isOurTollFree(isInbound ? row.to : row.from);
                if (isInbound && isLongcode)
                    book(row.created, {Usage::Sms, Usage::SmsInbound, Usage::SmsInboundLongcode}, total);
                else if (isInbound)
                    book(row.created, {Usage::Sms, Usage::SmsInbound}, total);
                else if (isLongcode)
                    book(row.created, {Usage::Sms, Usage::SmsOutbound, Usage::SmsOutboundLongcode}, total);
                else
                    book(row.created, {Usage::Sms, Usage::SmsOutbound}, total);
            }
            if (!isInbound && fee > 0)
                book(row.created, {Usage::SmsCarrierFees}, {1, 1, fee});
        }
    }

    void bookRecordings()
    {
        qint64 stored = 0;
        m_world.recordings().all().forEach([&](const Recording &recording) {
            const qint64 seconds = recording.createdAt.toSecsSinceEpoch();
            const qint64 minutes = billedMinutes(recording.duration.value.value_or(0));
            const qint64 price = recording.price ? -recording.price->value : 0;
            book(seconds, {Usage::Recordings, Usage::CallsRecordings}, {1, minutes, price});
            if (recording.status == "deleted"_L1)
                return;
            const qint64 beyondFree = std::max<qint64>(0, stored + minutes - std::max(stored, freeStorageMinutes));
            stored += minutes;
            book(seconds, {Usage::RecordingStorage},
                 {1, minutes, beyondFree * m_world.ground().prices.recordingStorageMinute.value});
        });
        m_world.recordings().allTranscriptions().forEach([&](const Transcription &transcription) {
            const qint64 price = transcription.price ? -transcription.price->value : 0;
            book(transcription.createdAt.toSecsSinceEpoch(), {Usage::Transcriptions},
                 {1, billedMinutes(transcription.duration.value.value_or(0)), price});
        });
    }

    /// A number costs its fee on the day it was bought and every month after, as long as it is kept.
    void bookNumber(const IncomingNumber &number, const QDateTime &until)
    {
        const CountryPrices *country = m_world.ground().prices.countryOf(number.phoneNumber);
        if (!country)
            return;
        const bool isFree = isTollFree(number.phoneNumber);
        const qint64 fee = (isFree ? country->tollFreeNumber : country->localNumber).value;
        book(number.createdAt.toSecsSinceEpoch(), {Usage::PhoneNumbersSetups}, {1, 1, 0});
        for (int month = 0;; ++month) {
            const QDateTime due = number.createdAt.addMonths(month);
            if (due > until)
                break;
            book(due.toSecsSinceEpoch(), {Usage::PhoneNumbers, isFree ? Usage::PhoneNumbersTollfree : Usage::PhoneNumbersLocal},
                 {1, 1, fee});
        }
    }

    void bookNumbers()
    {
        m_world.numbers().all().forEach([&](const IncomingNumber &number) { bookNumber(number, m_world.ground().now()); });
        for (const NumberBook::Released &released : m_world.numbers().released())
            bookNumber(released.number, released.at);
    }

    void bookLookups()
    {
        const Prices &prices = m_world.ground().prices;
        for (const auto &lookup : m_world.lookups()) {
            if (lookup.lineType)
                book(lookup.seconds, {Usage::Lookups}, {1, 1, prices.lookupLineType.value});
            if (lookup.callerName)
                book(lookup.seconds, {Usage::Lookups, Usage::CallerIdLookups}, {1, 1, prices.lookupCallerName.value});
        }
    }

    std::map<qint64, UsageDay> take() { return std::move(m_days); }

private:
    const World &m_world;
    std::map<qint64, UsageDay> m_days;
};

} // namespace

std::map<qint64, UsageDay> usageByDay(const World &world)
{
    Ledger ledger(world);
    ledger.bookCalls();
    ledger.bookMessages();
    ledger.bookRecordings();
    ledger.bookNumbers();
    ledger.bookLookups();
    return ledger.take();
}

} // namespace milassist::world
