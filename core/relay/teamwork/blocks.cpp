// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/teamwork/blocks.h"

#include "core/relay/ledger/blocktable.h"
#include "core/relay/teamwork/bodyfields.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

QJsonObject shown(const BlockedParty &blocked)
{
    return {{u"peer"_s, blocked.peer.text()}, {u"by"_s, blocked.by}, {u"at"_s, jsonInstant(blocked.at)}};
}

Result<> told(SqlConnection &db, const ApiAsk &ask, const Party &peer, bool isBlocked)
{
    const Deed deed{.what = isBlocked ? u"blocked"_s : u"unblocked"_s,
                    .about = peer.text(),
                    .detail = {},
                    .eventKind = u"block"_s,
                    .event = {{u"peer"_s, peer.text()}, {u"blocked"_s, isBlocked}, {u"by"_s, ask.visitor.name}}};
    return noted(db, ask.visitor.name, deed, ask.now);
}

} // namespace

std::vector<ApiRoute> Blocks::routes()
{
    return {
        {"GET", u"/api/team/blocks"_s, Permission::Teamwork, [this](const ApiAskPtr &ask) { list(ask); }},
        {"POST", u"/api/team/blocks"_s, Permission::Teamwork, [this](const ApiAskPtr &ask) { block(ask); }},
        {"DELETE", u"/api/team/blocks/{}"_s, Permission::Teamwork, [this](const ApiAskPtr &ask) { unblock(ask); }},
    };
}

void Blocks::list(const ApiAskPtr &ask)
{
    answerWith(ask, m_store.read([](SqlConnection &db) -> Result<QJsonObject> {
        const auto all = BlockTable(db).all();
        if (!all)
            return fail(all.error());
        QJsonArray blocks;
        for (const BlockedParty &blocked : *all)
            blocks.append(shown(blocked));
        return QJsonObject{{u"blocks"_s, blocks}};
    }),
               this);
}

/// {"peer": number}; once more changes nothing
void Blocks::block(const ApiAskPtr &ask)
{
    BodyFields fields(ask->body);
    const BlockedParty wanted{
        .peer = Party(fields.neededText("peer"_L1, longestWord)), .by = ask->visitor.name, .at = ask->now};
    if (fields.problem())
        return ask->responder.send(*fields.problem());
    m_once.answerFromLedger(ask, [ask, wanted](SqlConnection &db) -> Result<QJsonObject> {
        const auto isNew = BlockTable(db).block(wanted);
        if (!isNew)
            return fail(isNew.error());
        if (const auto said = *isNew ? told(db, *ask, wanted.peer, true) : Result<>(); !said)
            return fail(said.error());
        return shown(wanted);
    });
}

void Blocks::unblock(const ApiAskPtr &ask)
{
    const Party peer(ask->args.first());
    if (!isKeepable(peer.text()))
        return ask->responder.send(failureAnswer({.kind = Error::Kind::NotFound, .detail = {}}));
    answerWith(ask, m_store.write([ask, peer](SqlConnection &db) -> Result<QJsonObject> {
        const auto wasThere = BlockTable(db).unblock(peer);
        if (!wasThere)
            return fail(wasThere.error());
        if (!*wasThere)
            return fail(Error::Kind::NotFound, u"not blocked"_s);
        if (const auto said = told(db, *ask, peer, false); !said)
            return fail(said.error());
        return QJsonObject{{u"peer"_s, peer.text()}};
    }),
               this);
}

} // namespace milassist::relay
