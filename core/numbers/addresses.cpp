// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/addresses.h"

#include "core/base/whendone.h"

#include <QPromise>

#include <algorithm>

namespace milassist {

namespace {

constexpr int mostAddresses = 1000;

template <typename T>
void finish(const std::shared_ptr<QPromise<Result<T>>> &promise, Result<T> outcome)
{
    promise->addResult(std::move(outcome));
    promise->finish();
}

std::optional<Address> sameIn(const QList<Address> &known, const AddressData &wanted)
{
    const auto found = std::ranges::find_if(known, [&](const Address &address) { return isSameAddress(address.data, wanted); });
    return found == known.cend() ? std::nullopt : std::optional(*found);
}

} // namespace

bool isSameAddress(const AddressData &a, const AddressData &b)
{
    const auto same = [&](QString AddressData::*part) {
        return (a.*part).simplified().compare((b.*part).simplified(), Qt::CaseInsensitive) == 0;
    };
    return same(&AddressData::customerName) && same(&AddressData::street) && same(&AddressData::streetSecondary) && same(&AddressData::city)
        && same(&AddressData::region) && same(&AddressData::postalCode) && same(&AddressData::isoCountry);
}

QFuture<Result<QList<Address>>> Addresses::list()
{
    const auto promise = std::make_shared<QPromise<Result<QList<Address>>>>();
    promise->start();
    readOn(promise, {}, {});
    return promise->future();
}

void Addresses::readOn(const Promise<QList<Address>> &promise, QList<Address> before, const QString &cursor)
{
    whenDone(m_twilio.addresses({.cursor = cursor, .pageSize = 100}), this,
             [this, promise, all = std::move(before)](const Result<Page<Address>> &page) mutable {
                 if (!page)
                     return finish<QList<Address>>(promise, fail(page.error()));
                 all += page->records;
                 if (page->next.isEmpty() || all.size() >= mostAddresses)
                     return finish<QList<Address>>(promise, std::move(all));
                 readOn(promise, std::move(all), page->next);
             });
}

QFuture<Result<Address>> Addresses::create(AddressData wanted)
{
    const auto promise = std::make_shared<QPromise<Result<Address>>>();
    promise->start();
    whenDone(list(), this, [this, promise, wanted](const Result<QList<Address>> &known) {
        if (!known)
            return finish<Address>(promise, fail(known.error()));
        if (const auto same = sameIn(*known, wanted))
            return finish<Address>(promise, *same);
        order(promise, wanted);
    });
    return promise->future();
}

void Addresses::order(const Promise<Address> &promise, const AddressData &wanted)
{
    whenDone(m_twilio.createAddress(wanted), this, [this, promise, wanted](const Result<Address> &created) {
        using enum Error::Kind;
        const bool unclear = !created && (created.error().kind == OutcomeUnknown || created.error().kind == ServerFailed || created.error().kind == Malformed);
        if (!unclear)
            return finish<Address>(promise, created);
        whenDone(list(), this, [promise, wanted, doubt = created.error()](const Result<QList<Address>> &known) {
            const auto same = known ? sameIn(*known, wanted) : std::nullopt;
            finish<Address>(promise, same ? Result<Address>(*same) : fail(doubt));
        });
    });
}

} // namespace milassist
