// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/whendone.h"
#include "core/relay/api/apiask.h"
#include "core/store/shared/sharedstore.h"

namespace milassist::relay
{

/// What has become of something that was to be made at Twilio.
struct Made {
    HttpResponse answer;
    bool hasHappened = true; ///< false: certainly not, so that the same key may try again
};

/// Does what @p ask asks for, once for each Idempotency-Key of its sender: the same key and body again get the same answer,
/// here, in another relay and after a restart; the same key with another body gets 422. Without a key it is simply done.
/// Main thread.
class OnceMore : public QObject
{
    Q_OBJECT
public:
    using Do = std::function<QFuture<Made>()>;
    /// So long something may take; whose relay died over it is told as unknown from then on.
    static constexpr std::chrono::minutes longest{3};

    explicit OnceMore(SharedStore &store, QObject *parent = nullptr) : QObject(parent), m_store(store) {}
    void answer(const ApiAskPtr &ask, Do work);
    /// The same for what only the ledger knows: @p job and its key are one transaction, so nothing can come between them.
    void answerFromLedger(const ApiAskPtr &ask, std::function<Result<QJsonObject>(SqlConnection &)> job);

private:
    void run(const ApiAskPtr &ask, const QString &key, const Do &work);

    SharedStore &m_store;
};

} // namespace milassist::relay
