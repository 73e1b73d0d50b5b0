// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/twilio/numbersapi.h"

#include <QObject>

namespace milassist {

/// Postal addresses of the account, at Twilio. Main thread. Errors besides the named ones: those of every request.
class Addresses : public QObject {
    Q_OBJECT
public:
    explicit Addresses(NumbersApi &twilio, QObject *parent = nullptr) : QObject(parent), m_twilio(twilio) {}

    /// All of them, whatever the pages.
    QFuture<Result<QList<Address>>> list();
    /// Creates the address unless Twilio has the very same: after a lost answer the list tells, and a second click finds
    /// the first one's. Errors: Rejected (21628 Twilio cannot find it, 21629 it knows a better spelling, ...), OutcomeUnknown.
    QFuture<Result<Address>> create(AddressData address);

private:
    template <typename T>
    using Promise = std::shared_ptr<QPromise<Result<T>>>;
    void readOn(const Promise<QList<Address>> &promise, QList<Address> before, const QString &cursor);
    void order(const Promise<Address> &promise, const AddressData &wanted);

    NumbersApi &m_twilio;
};

/// Whether it is the same address, however it is spelt in capitals and spaces; Twilio tidies them up.
bool isSameAddress(const AddressData &a, const AddressData &b);

} // namespace milassist
