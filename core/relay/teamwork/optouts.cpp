// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/teamwork/optouts.h"

#include "core/relay/ledger/optouttable.h"
#include "core/relay/teamwork/bodyfields.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

QJsonObject shown(const OptOutEntry &entry)
{
    const bool isByHand = entry.proof.is(OptOutProof::Person);
    return {{u"scope"_s, entry.scope},
            {u"peer"_s, entry.peer.text()},
            {u"opted_out"_s, entry.optedOut},
            {u"proof"_s, entry.proof.text()},
            {u"message"_s, isByHand || entry.proof.is(OptOutProof::Import) ? QString() : entry.reference},
            {u"by"_s, isByHand ? entry.reference.section(u' ', 0, 0) : QString()},
            {u"list"_s, entry.proof.is(OptOutProof::Import) ? entry.reference : QString()},
            {u"keyword"_s, entry.keyword},
            {u"reason"_s, entry.reason},
            {u"at"_s, jsonInstant(entry.at)}};
}

bool isPeer(const Party &party)
{
    return party.isNumber() || party.kind() == Party::Kind::ShortCode;
}

bool isScope(const QString &scope)
{
    constexpr qsizetype sid = 34;
    const auto isHex = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F'); };
    return isPeer(Party(scope))
        || (scope.size() == sid && scope.startsWith("MG"_L1) && std::all_of(scope.begin() + 2, scope.end(), isHex));
}

} // namespace

std::vector<ApiRoute> OptOuts::routes()
{
    return {
        {"GET", u"/api/team/opt-outs"_s, Permission::Texts, [this](const ApiAskPtr &ask) { list(ask); }},
        {"POST", u"/api/team/opt-outs"_s, Permission::Assignment, [this](const ApiAskPtr &ask) { note(ask); }},
    };
}

/// Everybody who is opted out, ?offset=100; or with ?scope= and ?peer= every proof there is of one.
void OptOuts::list(const ApiAskPtr &ask)
{
    const Form query = ask->request.query();
    const auto scope = query.find(u"scope"), peer = query.find(u"peer");
    if (scope.has_value() != peer.has_value() || (scope && (!isScope(*scope) || !isPeer(Party(*peer)))))
        return ask->responder.send(badField(u"scope and peer"_s, u"One of your lines, or MG..., and the number of the other."_s));
    if (scope && !ask->sight.sees(Party(*scope)))
        return ask->responder.send(failureAnswer({.kind = Error::Kind::NotFound, .detail = {}}));
    answerWith(ask, m_store.read([=, offset = offsetOf(*ask)](SqlConnection &db) -> Result<QJsonObject> {
        constexpr int page = 100;
        OptOutTable table(db);
        const auto found = scope ? table.history(*scope, Party(*peer)) : table.optedOut(ask->sight.hiddenLines(), page + 1, offset);
        if (!found)
            return fail(found.error());
        QJsonArray entries;
        for (const OptOutEntry &entry : scope ? *found : found->first(std::min<qsizetype>(page, found->size())))
            entries.append(shown(entry));
        if (scope)
            return QJsonObject{{u"opt_outs"_s, entries}, {u"next"_s, QJsonValue()}, {u"total"_s, entries.size()}};
        const auto total = table.countOptedOut(ask->sight.hiddenLines());
        if (!total)
            return fail(total.error());
        return QJsonObject{{u"opt_outs"_s, entries}, {u"next"_s, nextOffset(found->size(), page, offset)}, {u"total"_s, *total}};
    }),
               this);
}

/// {"scope": line, "peer": number, "opted_out": true, "reason": words}
void OptOuts::note(const ApiAskPtr &ask)
{
    BodyFields fields(ask->body);
    const OptOutEntry entry{.scope = fields.neededText("scope"_L1, longestWord),
                            .peer = Party(fields.neededText("peer"_L1, longestWord)),
                            .optedOut = fields.flag("opted_out"_L1, true),
                            .proof = OptOutProof::Person,
                            .reference = ask->visitor.name + u' ' + ask->now.toString(Qt::ISODateWithMs),
                            .keyword = {},
                            .at = ask->now,
                            .reason = fields.neededText("reason"_L1, longestNote)};
    if (!isScope(entry.scope))
        fields.refuse("scope"_L1, u"One of your lines, or the sid of a Messaging Service."_s);
    if (!isPeer(entry.peer))
        fields.refuse("peer"_L1, u"+12065550181"_s);
    if (fields.problem())
        return ask->responder.send(*fields.problem());
    m_once.answerFromLedger(ask, [ask, entry](SqlConnection &db) -> Result<QJsonObject> {
        OptOutTable table(db);
        const auto before = table.state(entry.scope, entry.peer);
        if (!before)
            return fail(before.error());
        const bool isOut = *before && (*before)->optedOut;
        if (isOut == entry.optedOut)
            return fail(Error::Kind::Rejected, isOut ? u"they are opted out already"_s : u"they are not opted out"_s);
        if (isOut && !(*before)->proof.is(OptOutProof::Person))
            return fail(Error::Kind::Rejected, u"they said so themselves; only a START of theirs takes it back"_s);
        if (const auto kept = table.note(entry); !kept)
            return fail(kept.error());
        Deed deed{.what = entry.optedOut ? u"opt-out-noted"_s : u"opt-out-taken-back"_s,
                  .about = entry.peer.text(),
                  .detail = {{u"scope"_s, entry.scope}},
                  .eventKind = u"opt_out"_s,
                  .event = {{u"scope"_s, entry.scope},
                            {u"peer"_s, entry.peer.text()},
                            {u"optedOut"_s, entry.optedOut},
                            {u"proof"_s, entry.proof.text()},
                            {u"by"_s, ask->visitor.name}}};
        if (const auto told = noted(db, ask->visitor.name, deed, ask->now); !told)
            return fail(told.error());
        return shown(entry);
    });
}

} // namespace milassist::relay
