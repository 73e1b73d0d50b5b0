// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/numbershop.h"

#include "core/base/logging.h"
#include "core/cache/numberconfig.h"

#include <QTimer>

namespace milassist {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

struct NumberShop::Purchase {
    Party number;
    std::optional<Money> monthly;
    NumberPurchase order;
    QPromise<Result<IncomingNumber>> promise;
    QFuture<Result<IncomingNumber>> future;
    bool isOfLastRun = false;
};

namespace {

QString priceType(NumberKind kind)
{
    switch (kind) {
    case NumberKind::Local:
        return u"local"_s;
    case NumberKind::Mobile:
        return u"mobile"_s;
    case NumberKind::TollFree:
        return u"toll free"_s;
    }
    return {};
}

Result<Money> priceIn(const NumberPricing &pricing, NumberKind kind)
{
    for (const PriceLine &line : pricing.prices) {
        const std::optional<Micros> price = line.currentPrice ? line.currentPrice : line.basePrice;
        if (price && QString(line.numberType).replace(u'-', u' ').compare(priceType(kind), Qt::CaseInsensitive) == 0)
            return Money{.micros = price->value, .currency = pricing.priceUnit.toUpper()};
    }
    return fail(Error::Kind::NotFound, u"no price is told"_s);
}

template <typename T>
std::shared_ptr<QPromise<Result<T>>> begunPromise()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}

template <typename T>
void finishWith(const std::shared_ptr<QPromise<Result<T>>> &promise, Result<T> outcome)
{
    promise->addResult(std::move(outcome));
    promise->finish();
}

} // namespace

NumberShop::NumberShop(Store &store, NumbersApi &twilio, NumberStore &numbers, ShopOptions options, QObject *parent)
    : QObject(parent), m_purchases(store), m_prices(store), m_twilio(twilio), m_numbers(numbers), m_options(std::move(options)),
      m_clock(store.options().clock)
{
}

void NumberShop::start()
{
    whenDone(m_purchases.open(), this, [this](const Result<QList<Party>> &open) {
        for (const Party &number : open.value_or(QList<Party>())) {
            if (isBuying(number))
                continue;
            auto purchase = std::make_shared<Purchase>();
            purchase->number = number;
            purchase->isOfLastRun = true;
            purchase->promise.start();
            purchase->future = purchase->promise.future();
            m_buying.insert(number.text(), purchase);
            lookAfter(purchase, 0);
        }
    });
}

QFuture<Result<Money>> NumberShop::price(QString country, NumberKind kind)
{
    const auto promise = begunPromise<Money>();
    const QString key = u"number/%1/%2"_s.arg(country, priceType(kind));
    const QDateTime since = m_clock().addSecs(-std::chrono::seconds(m_options.pricesGoodFor).count());
    whenDone(m_prices.price(key, since), this,
             [this, promise, key, country, kind](const Result<std::optional<Money>> &kept) {
                 if (kept && *kept)
                     return finishWith<Money>(promise, **kept);
                 whenDone(m_twilio.numberPricing(country), this, [this, promise, key, kind](const Result<NumberPricing> &pricing) {
                     if (!pricing)
                         return finishWith<Money>(promise, fail(pricing.error()));
                     const auto price = priceIn(*pricing, kind);
                     if (!price)
                         return finishWith<Money>(promise, price);
                     whenDone(m_prices.keep(key, *price, m_clock()), this, [promise, price](const Result<> &) { finishWith<Money>(promise, price); });
                 });
             });
    return promise->future();
}

QFuture<Result<QList<Offer>>> NumberShop::search(NumberSearch wanted)
{
    const auto promise = begunPromise<QList<Offer>>();
    auto monthly = price(wanted.country, wanted.kind);
    whenDone(m_twilio.availableNumbers(wanted), this, [this, promise, monthly, kind = wanted.kind](const Result<QList<AvailableNumber>> &found) {
        if (!found)
            return finishWith<QList<Offer>>(promise, fail(found.error()));
        whenDone(monthly, this, [promise, found = *found, kind](const Result<Money> &price) {
            QList<Offer> offers;
            for (const AvailableNumber &number : found)
                offers.push_back({.number = number, .kind = kind, .monthly = price ? std::optional(*price) : std::nullopt});
            finishWith<QList<Offer>>(promise, offers);
        });
    });
    return promise->future();
}

QFuture<Result<IncomingNumber>> NumberShop::buy(Offer offer, NumberConfig config, AddressSid address)
{
    const QString number = offer.number.phoneNumber.text();
    if (const auto already = m_buying.constFind(number); already != m_buying.cend())
        return (*already)->future;
    auto purchase = std::make_shared<Purchase>();
    purchase->number = offer.number.phoneNumber;
    purchase->monthly = offer.monthly;
    purchase->order = {.phoneNumber = offer.number.phoneNumber, .areaCode = {}, .config = std::move(config), .address = std::move(address)};
    purchase->promise.start();
    purchase->future = purchase->promise.future();
    m_buying.insert(number, purchase);
    whenDone(m_purchases.keep(purchase->number, purchase->monthly, m_clock()), this, [this, purchase](const Result<qint64> &kept) {
        if (!kept) // not written down, so nothing may be asked
            return conclude(purchase, fail(kept.error()));
        lookFirst(purchase);
    });
    return purchase->future;
}

void NumberShop::lookFirst(const PurchasePtr &purchase)
{
    whenDone(m_twilio.numbers({.phoneNumber = purchase->number.text()}, {}), this, [this, purchase](const Result<Page<IncomingNumber>> &owned) {
        if (!owned)
            return conclude(purchase, fail(owned.error()));
        for (const IncomingNumber &number : owned->records) {
            if (number.phoneNumber == purchase->number)
                return conclude(purchase, number);
        }
        order(purchase);
    });
}

void NumberShop::order(const PurchasePtr &purchase)
{
    qCInfo(lcOutbox) << "buying" << masked(purchase->number.text());
    whenDone(m_twilio.buyNumber(purchase->order), this, [this, purchase](const Result<IncomingNumber> &bought) {
        using enum Error::Kind;
        const bool unclear = !bought && (bought.error().kind == OutcomeUnknown || bought.error().kind == ServerFailed || bought.error().kind == Malformed);
        if (unclear)
            return lookAfter(purchase, 0);
        conclude(purchase, bought);
    });
}

void NumberShop::lookAfter(const PurchasePtr &purchase, int nth)
{
    const auto before = nth > 0 ? m_options.looks[nth - 1] : 0ms;
    QTimer::singleShot(m_options.looks[nth] - before, this, [this, purchase, nth] {
        whenDone(m_twilio.numbers({.phoneNumber = purchase->number.text()}, {}), this,
                 [this, purchase, nth](const Result<Page<IncomingNumber>> &owned) {
                     for (const IncomingNumber &number : owned ? owned->records : QList<IncomingNumber>()) {
                         if (number.phoneNumber == purchase->number)
                             return conclude(purchase, number);
                     }
                     if (nth + 1 < m_options.looks.size())
                         return lookAfter(purchase, nth + 1);
                     if (!owned)
                         return conclude(purchase, fail(Error{.kind = Error::Kind::OutcomeUnknown, .detail = owned.error().detail}));
                     conclude(purchase, fail(Error::Kind::ServerFailed, u"the number was not bought"_s));
                 });
    });
}

void NumberShop::conclude(const PurchasePtr &purchase, const Result<IncomingNumber> &outcome)
{
    m_buying.remove(purchase->number.text());
    const bool unknown = !outcome && outcome.error().kind == Error::Kind::OutcomeUnknown;
    if (!unknown) { // an open intent makes the next start look again
        const auto state = outcome ? PurchaseState::Bought : PurchaseState::Failed;
        const PhoneNumberSid sid = outcome ? outcome->sid : PhoneNumberSid();
        const Error error = outcome ? Error() : outcome.error();
        m_purchases.end(purchase->number, state, sid, error);
    }
    const auto tell = [this, purchase, outcome] {
        purchase->promise.addResult(outcome);
        purchase->promise.finish();
        if (outcome)
            Q_EMIT bought(*outcome);
        else if (purchase->isOfLastRun)
            Q_EMIT notBought(purchase->number, outcome.error());
    };
    if (!outcome)
        return tell();
    whenDone(m_numbers.save(*outcome), this, [tell](const Result<> &) { tell(); });
}

QFuture<Result<Configured>> NumberShop::configure(PhoneNumberSid sid, NumberConfig wanted)
{
    const auto promise = begunPromise<Configured>();
    // What it is now at Twilio, not what we remember: somebody may have changed it there.
    whenDone(m_twilio.number(sid), this, [this, promise, wanted](const Result<IncomingNumber> &current) {
        if (!current)
            return finishWith<Configured>(promise, fail(current.error()));
        if (differences(current->config, wanted).isEmpty())
            return keep(promise, *current, wanted);
        whenDone(m_numbers.rememberChange(current->sid, current->config, wanted), this,
                 [this, promise, current = *current, wanted](const Result<> &kept) {
                     if (!kept) // without the way back we do not go
                         return finishWith<Configured>(promise, fail(kept.error()));
                     apply(promise, current, wanted);
                 });
    });
    return promise->future();
}

void NumberShop::apply(const Promise<Configured> &promise, const IncomingNumber &current, const NumberConfig &wanted)
{
    whenDone(m_twilio.configureNumber(current.sid, current.config, wanted), this,
             [this, promise, sid = current.sid, wanted](const Result<IncomingNumber> &now) {
                 using enum Error::Kind;
                 if (now)
                     return keep(promise, *now, wanted);
                 const Error::Kind kind = now.error().kind;
                 if (kind == OutcomeUnknown || kind == ServerFailed || kind == Malformed)
                     return readBack(promise, sid, wanted, now.error());
                 whenDone(m_numbers.forgetChange(sid), this,
                          [promise, error = now.error()](const Result<> &) { finishWith<Configured>(promise, fail(error)); });
             });
}

void NumberShop::readBack(const Promise<Configured> &promise, PhoneNumberSid sid, const NumberConfig &wanted, const Error &doubt)
{
    whenDone(m_twilio.number(sid), this, [this, promise, sid, wanted, doubt](const Result<IncomingNumber> &now) {
        if (!now)
            return finishWith<Configured>(promise, fail(doubt)); // the change stays remembered: it may have been made
        if (differences(now->config, wanted).isEmpty())
            return keep(promise, *now, wanted);
        m_numbers.save(*now);
        whenDone(m_numbers.forgetChange(sid), this, [promise, doubt](const Result<> &) { finishWith<Configured>(promise, fail(doubt)); });
    });
}

void NumberShop::keep(const Promise<Configured> &promise, const IncomingNumber &number, const NumberConfig &wanted)
{
    const Configured outcome{.number = number, .notTaken = differences(wanted, number.config)};
    whenDone(m_numbers.save(number), this, [promise, outcome](const Result<> &) { finishWith<Configured>(promise, outcome); });
}

QFuture<Result<Configured>> NumberShop::restore(PhoneNumberSid sid)
{
    const auto promise = begunPromise<Configured>();
    whenDone(m_numbers.number(sid), this, [this, promise, sid](const Result<NumberRow> &row) {
        if (!row)
            return finishWith<Configured>(promise, fail(row.error()));
        if (!row->previous)
            return finishWith<Configured>(promise, fail(Error::Kind::NotFound, u"no earlier configuration is known"_s));
        whenDone(configure(sid, *row->previous), this, [promise](const Result<Configured> &done) { finishWith<Configured>(promise, done); });
    });
    return promise->future();
}

QFuture<Result<>> NumberShop::release(PhoneNumberSid sid, QString lastFour)
{
    const auto promise = begunPromise<void>();
    whenDone(m_numbers.number(sid), this, [this, promise, sid, lastFour](const Result<NumberRow> &row) {
        if (!row)
            return finishWith<void>(promise, fail(row.error()));
        if (lastFour.trimmed().size() != 4 || !row->number.phoneNumber.text().endsWith(lastFour.trimmed()))
            return finishWith<void>(promise, fail(Error::Kind::Rejected, u"these are not its last four digits"_s));
        whenDone(m_twilio.releaseNumber(sid), this, [this, promise, sid](const Result<> &released) {
            if (!released && released.error().kind != Error::Kind::NotFound)
                return finishWith<void>(promise, released);
            whenDone(m_numbers.remove(sid), this, [promise](const Result<> &removed) { finishWith<void>(promise, removed); });
        });
    });
    return promise->future();
}

} // namespace milassist
