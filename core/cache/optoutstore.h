// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "core/store/store.h"

namespace milassist {

/// Whether somebody asked not to get texts from one of our lines, and how we know.
struct OptOut {
    enum class Source { None, Keyword, TwilioError, Person };
    bool optedOut = false;
    Source source = Source::None;
    QDateTime at;               ///< UTC; of the latest change
    QString keyword;            ///< "STOP" or "START", ... for Keyword
    bool operator==(const OptOut &) const = default;
};

/// Write job: notes @p state unless something later is known. Empty parties are ignored.
Result<> writeOptOut(QSqlDatabase &db, const Party &line, const Party &peer, const OptOut &state);

class MessageStore;

/// Own data: never thrown away; the latest event by its own time wins, in whatever order they come.
/// Main thread; errors are Storage, DiskFull, Cancelled.
class OptOutStore : public QObject {
    Q_OBJECT
public:
    OptOutStore(Store &store, MessageStore &messages, QObject *parent = nullptr);

    QFuture<Result<OptOut>> state(Party line, Party peer);
    QFuture<Result<>> set(Party line, Party peer, OptOut state);

private:
    Store &m_store;
    MessageStore &m_messages;
};

} // namespace milassist
