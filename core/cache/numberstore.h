// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/number.h"
#include "core/store/store.h"

namespace milassist {

/// One of our numbers and what we know of its configuration.
struct NumberRow {
    IncomingNumber number;
    std::optional<NumberConfig> previous;  ///< what our latest change replaced: one click puts it back
    QDateTime configuredAt;                ///< UTC; of our latest change, invalid when we made none
    /// Names (as in Fields<NumberConfig>) of what somebody else has changed since our latest change.
    QStringList drifted;
    int texts = 0;                         ///< threads on this line
    bool operator==(const NumberRow &) const = default;
};

/// The numbers we own. Main thread; errors are Storage, DiskFull, Cancelled, NotFound.
class NumberStore : public QObject {
    Q_OBJECT
public:
    explicit NumberStore(Store &store, QObject *parent = nullptr);

    QFuture<Result<QList<NumberRow>>> numbers();                 ///< by number
    QFuture<Result<NumberRow>> number(PhoneNumberSid sid);
    QFuture<Result<QList<IncomingNumber>>> lines();              ///< those that a call or text can come from
    /// All that Twilio lists: others are taken away.
    QFuture<Result<>> replaceAll(QList<IncomingNumber> numbers);
    QFuture<Result<>> save(IncomingNumber number);
    QFuture<Result<>> remove(PhoneNumberSid sid);
    /// Writes down, before Twilio is asked, what a change of @p sid replaces and what it sets.
    QFuture<Result<>> rememberChange(PhoneNumberSid sid, NumberConfig before, NumberConfig after);
    /// Forgets a change that Twilio refused.
    QFuture<Result<>> forgetChange(PhoneNumberSid sid);

Q_SIGNALS:
    void changed();

private:
    QFuture<Result<>> announced(QFuture<Result<>> future);

    Store &m_store;
};

} // namespace milassist
