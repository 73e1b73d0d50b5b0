// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/api/oncemore.h"

#include "core/base/logging.h"
#include "core/relay/ledger/requesttable.h"

#include <QCryptographicHash>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype longestKey = 200;

/// The same JSON is the same, however it is spaced and ordered.
QByteArray fingerprintOf(const ApiAsk &ask)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(ask.request.method + ' ' + ask.request.path().toUtf8() + '\n' + jsonAnswer(0, ask.body).body);
    return hash.result().toHex();
}

/// The key of its sender's own; empty: it came without. None: it is too long.
std::optional<QString> keyOf(const ApiAsk &ask)
{
    const QByteArray given = ask.request.headers.value("Idempotency-Key");
    if (given.size() > longestKey)
        return std::nullopt;
    return given.isEmpty() ? QString() : ask.visitor.name + u' ' + QString::fromLatin1(given);
}

/// What is said to who comes with a key that is known.
HttpResponse again(const RequestTable::Claim &claim, const ApiAsk &ask)
{
    if (claim.fingerprint != fingerprintOf(ask)) {
        return platformRefusal(422, "key_used"_L1, u"This Idempotency-Key was used for something else."_s,
                               u"Make a new key for each new thing."_s);
    }
    if (claim.status > 0) {
        HttpResponse response = HttpResponse::json(claim.status, claim.body);
        response.headers.add("Idempotent-Replayed", "true");
        return response;
    }
    if (std::chrono::milliseconds(claim.at.msecsTo(ask.now)) > OnceMore::longest)
        return failureAnswer({.kind = Error::Kind::OutcomeUnknown, .detail = {}});
    HttpResponse response = platformRefusal(409, "under_way"_L1, u"This is being done just now."_s,
                                            u"Ask again in a moment with the same key."_s);
    response.headers.add("Retry-After", "2");
    return response;
}

} // namespace

void OnceMore::answerFromLedger(const ApiAskPtr &ask, std::function<Result<QJsonObject>(SqlConnection &)> job)
{
    const auto key = keyOf(*ask);
    if (!key)
        return ask->responder.send(platformRefusal(400, "malformed"_L1, u"The Idempotency-Key is too long."_s));
    auto done = m_store.write([=, key = *key, print = fingerprintOf(*ask)](SqlConnection &db) -> Result<HttpResponse> {
        const auto claim = key.isEmpty() ? Result<RequestTable::Claim>(RequestTable::Claim{.isFirst = true, .fingerprint = {}, .at = {}, .body = {}})
                                         : RequestTable(db).claim(key, print, ask->now);
        if (!claim)
            return fail(claim.error());
        if (!claim->isFirst)
            return again(*claim, *ask);
        const auto made = job(db);
        if (!made)
            return fail(made.error()); // takes the key back too
        const HttpResponse answer = jsonAnswer(201, *made);
        const auto kept = key.isEmpty() ? Result<>() : RequestTable(db).answered(key, answer.status, answer.body);
        if (!kept)
            return fail(kept.error());
        return answer;
    });
    whenDone(std::move(done), this, [ask](const Result<HttpResponse> &answer) {
        ask->responder.send(answer ? *answer : failureAnswer(answer.error()));
    });
}

void OnceMore::answer(const ApiAskPtr &ask, Do work)
{
    const auto asked = keyOf(*ask);
    if (!asked)
        return ask->responder.send(platformRefusal(400, "malformed"_L1, u"The Idempotency-Key is too long."_s));
    if (asked->isEmpty())
        return run(ask, {}, work);
    const QString key = *asked;
    auto claimed = m_store.write([key, print = fingerprintOf(*ask), now = ask->now](SqlConnection &db) {
        return RequestTable(db).claim(key, print, now);
    });
    whenDone(std::move(claimed), this, [this, ask, key, work](const Result<RequestTable::Claim> &claim) {
        if (!claim) // nothing was done; if only the answer to the COMMIT is lost, the key says "under way" for a while
            return ask->responder.send(doorRefusal({.kind = Error::Kind::Offline, .detail = {}}, Dialect::Platform));
        if (!claim->isFirst)
            return ask->responder.send(again(*claim, *ask));
        run(ask, key, work);
    });
}

void OnceMore::run(const ApiAskPtr &ask, const QString &key, const Do &work)
{
    whenDone(work(), this, [this, ask, key](const Made &made) {
        if (key.isEmpty())
            return ask->responder.send(made.answer);
        auto kept = m_store.write([key, made](SqlConnection &db) {
            RequestTable requests(db);
            return made.hasHappened ? requests.answered(key, made.answer.status, made.answer.body) : requests.released(key);
        });
        whenDone(std::move(kept), this, [ask, made](const Result<> &outcome) {
            if (!outcome)
                qCWarning(lcRelay) << "the answer to a request with a key could not be kept:" << outcome.error().detail;
            ask->responder.send(made.answer);
        });
    });
}

} // namespace milassist::relay
