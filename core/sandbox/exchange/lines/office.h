// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/script/dialling.h"
#include "core/sandbox/webhooks/webhooks.h"
#include "core/twiml/verbs.h"

#include <functional>
#include <memory>

namespace milassist::world {
class Speaker;
class World;
}

namespace milassist::exchange {

class Jukebox;
class Line;
class Lounge;
class Operator;
class Rooms;
class Studio;

/// What everybody at the exchange works with. All of it outlives them.
struct Office {
    world::World &world;
    webhooks::Webhooks &webhooks;
    world::Speaker &speaker;
    Jukebox &jukebox;
    Studio &studio;
    Operator &desk;
    Rooms &rooms;
    Lounge &lounge;
};

/// A document to be fetched, or one that is there already.
struct Request {
    QString url;
    twiml::Method method = twiml::Method::Post;
    QString fallbackUrl;
    twiml::Method fallbackMethod = twiml::Method::Post;
    SignedFields more;     ///< beside the base set
    std::function<SignedFields()> moreNow = {}; ///< what is different at every request
    /// A document instead of an address; `url` is then what its own addresses are seen from.
    std::optional<twiml::Document> document;
};

/// How a run over documents came to its end.
enum class RunEnd { FellOff, HungUp, Left, LineGone, Replaced };

/// What may be done in a document besides playing sounds.
enum class Purpose {
    Call,      ///< everything
    Screening, ///< before a callee is connected: no Dial
    Waiting,   ///< in a queue or before a conference: documents repeat, Leave leaves
};

/// Documents that run within a verb: what somebody hears who waits.
class Nested {
public:
    virtual ~Nested() = default;
    virtual void tick() = 0;
};

/// What verbs ask of the exchange as a whole.
class Operator {
public:
    virtual ~Operator() = default;
    /// Calls somebody. @p parentSid may be empty. The line is dialled, its call is in the world; ended() comes in any case.
    virtual Line *place(const Target &target, const QString &parentSid) = 0;
    /// Runs documents on a line that nobody else runs any on. @p done once, unless the run is taken off before.
    virtual void run(Line &line, const Request &request, Purpose purpose, std::function<void(RunEnd)> done) = 0;
    /// Runs documents within a verb of what runs on the line already. @p done once, from a tick or from an answer.
    virtual std::unique_ptr<Nested> nest(Line &line, const Request &request, Purpose purpose, std::function<void(RunEnd)> done) = 0;
    /// Ends what runs on a line, without a word.
    virtual void stopRun(Line &line) = 0;
    virtual Line *lineOf(const QString &callSid) = 0;
};

} // namespace milassist::exchange
