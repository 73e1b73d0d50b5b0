// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/accountrecords.h"
#include "core/sandbox/world/ground.h"
#include "core/sandbox/world/numberstock.h"
#include "core/sandbox/world/shelf.h"

#include <functional>

namespace milassist::world
{

class AddressBook;

/// The numbers the account owns: buy, configure, release.
class NumberBook
{
public:
    enum class Kind { Any, Local, Mobile, TollFree };
    NumberBook(Ground &ground, NumberStock &stock, const AddressBook &addresses)
        : m_ground(ground), m_stock(stock), m_addresses(addresses)
    {
    }

    /// Filters: PhoneNumber (part of it, '*' any digit), FriendlyName, Beta, Origin.
    Result<Slice<IncomingNumber>> list(const Form &query, Kind kind = Kind::Any) const;
    Result<IncomingNumber> fetch(QStringView sid) const { return m_numbers.fetch(sid); }
    /// Buys PhoneNumber, or one in AreaCode. Errors: 21421, 21422, 21452, 21404 with the test numbers of reference 15.3;
    /// 21631 when it wants an AddressSid that was not given or does not do, 21649 when it wants a BundleSid; 21502 ... for a
    /// bad VoiceUrl and the like.
    Result<IncomingNumber> create(const Form &form, Kind kind = Kind::Any);
    /// Only the fields sent are replaced; an empty one is cleared.
    Result<IncomingNumber> update(QStringView sid, const Form &form);
    /// Gives the number back to the stock.
    Result<> remove(QStringView sid);

    const IncomingNumber *byNumber(QStringView e164) const;
    bool owns(QStringView e164) const { return byNumber(e164) != nullptr; }
    const Shelf<IncomingNumber> &all() const { return m_numbers; }
    /// Numbers given back, for the monthly fees of the past.
    struct Released {
        IncomingNumber number;
        QDateTime at;
    };
    const QList<Released> &released() const { return m_released; }
    void whenReleased(std::function<void(const QString &sid)> told) { m_toldReleased = std::move(told); }
    /// Puts a number there as a seeded world has it, without rules.
    IncomingNumber add(IncomingNumber number);

private:
    Result<IncomingNumber> configured(IncomingNumber number, const Form &form) const;
    Result<AvailableNumber> choose(const Form &form, Kind kind) const;
    Result<> checkPapers(const AvailableNumber &number, const Form &form) const;

    Ground &m_ground;
    NumberStock &m_stock;
    const AddressBook &m_addresses;
    Shelf<IncomingNumber> m_numbers;
    QList<Released> m_released;
    std::function<void(const QString &)> m_toldReleased;
    quint64 m_nextSerial = 0;
};

} // namespace milassist::world
