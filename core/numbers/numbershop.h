// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cache/numberstore.h"
#include "core/cache/pricestore.h"
#include "core/cache/purchasestore.h"
#include "core/twilio/numbersapi.h"

#include <QHash>

namespace milassist {

/// A number for sale with what it costs.
struct Offer {
    AvailableNumber number;
    NumberKind kind = NumberKind::Local;
    std::optional<Money> monthly; ///< none when Twilio does not tell
    bool operator==(const Offer &) const = default;
};

/// What became of a new configuration: as Twilio says it is now.
struct Configured {
    IncomingNumber number;
    QStringList notTaken;       ///< names (as in Fields<NumberConfig>) that Twilio kept otherwise
    bool operator==(const Configured &) const = default;
};

struct ShopOptions {
    /// When to look among our numbers after the answer to a purchase was lost; the last look decides that it failed.
    QList<std::chrono::milliseconds> looks{std::chrono::seconds(1), std::chrono::seconds(4), std::chrono::seconds(15)};
    std::chrono::hours pricesGoodFor{24};
};

/// Numbers: look for them, buy each once, point them somewhere with a way back, give them up. Main thread. Errors besides
/// the named ones: Offline, Unauthorised, Forbidden, RateLimited, ServerFailed, Malformed, Storage, DiskFull.
class NumberShop : public QObject {
    Q_OBJECT
public:
    NumberShop(Store &store, NumbersApi &twilio, NumberStore &numbers, ShopOptions options = {}, QObject *parent = nullptr);

    /// Takes up purchases whose end the last run did not see: looks whether we own them, buys nothing. Call once.
    void start();

    /// Numbers for sale with monthly prices. An empty list when there are none. Errors: NotFound (nothing of that kind is
    /// sold in the country), Rejected.
    QFuture<Result<QList<Offer>>> search(NumberSearch wanted);
    /// The monthly price of a kind of number in a country (ISO 3166); from the cache for a day.
    QFuture<Result<Money>> price(QString country, NumberKind kind);

    /// Buys exactly this number, at most once, whatever the clicks, retries and lost answers: what we own already is not
    /// bought again. Only what is not empty in @p config is set.
    /// Errors: Rejected (21422 taken meanwhile, 21631 address wanted, ...), OutcomeUnknown (could not find out; buying
    /// again looks first).
    QFuture<Result<IncomingNumber>> buy(Offer offer, NumberConfig config = {}, AddressSid address = {});
    bool isBuying(const Party &number) const { return m_buying.contains(number.text()); }

    /// Sets the configuration, keeps the one before, reads back. Errors: NotFound, Rejected.
    QFuture<Result<Configured>> configure(PhoneNumberSid sid, NumberConfig wanted);
    /// Puts back what our latest change replaced; which then can itself be put back. Errors: NotFound (no change known).
    QFuture<Result<Configured>> restore(PhoneNumberSid sid);
    /// Gives the number up for good. @p lastFour are its last four digits, typed. Errors: Rejected (wrong digits).
    QFuture<Result<>> release(PhoneNumberSid sid, QString lastFour);

Q_SIGNALS:
    /// A purchase has come to its end, also one of the last run.
    void bought(const milassist::IncomingNumber &number);
    /// A purchase that the last run left open came to nothing. (Who buys now has the future.)
    void notBought(const milassist::Party &number, const milassist::Error &error);

private:
    struct Purchase;
    using PurchasePtr = std::shared_ptr<Purchase>;
    template <typename T>
    using Promise = std::shared_ptr<QPromise<Result<T>>>;

    void lookFirst(const PurchasePtr &purchase);
    void order(const PurchasePtr &purchase);
    void lookAfter(const PurchasePtr &purchase, int nth);
    void conclude(const PurchasePtr &purchase, const Result<IncomingNumber> &outcome);
    void apply(const Promise<Configured> &promise, const IncomingNumber &current, const NumberConfig &wanted);
    void readBack(const Promise<Configured> &promise, PhoneNumberSid sid, const NumberConfig &wanted, const Error &doubt);
    void keep(const Promise<Configured> &promise, const IncomingNumber &number, const NumberConfig &wanted);

    PurchaseStore m_purchases;
    PriceStore m_prices;
    NumbersApi &m_twilio;
    NumberStore &m_numbers;
    ShopOptions m_options;
    Clock m_clock;
    QHash<QString, PurchasePtr> m_buying; // by number
};

} // namespace milassist
