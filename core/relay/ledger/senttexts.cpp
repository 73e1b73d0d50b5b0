// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/senttexts.h"

#include "core/relay/ledger/eventtable.h"
#include "core/relay/ledger/optouttable.h"
#include "core/relay/ledger/texttable.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

Result<> tell(SqlConnection &db, const QString &kind, const QJsonObject &body, const QDateTime &now)
{
    const auto number = EventTable(db).append(kind, QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact)), now);
    return number ? Result<>() : fail(number.error());
}

} // namespace

Result<> noteSent(SqlConnection &db, const Message &message, const QString &author, const QDateTime &now)
{
    TextNotice notice{.message = message, .source = u"sent"_s, .author = author};
    if (notice.message.direction.isEmpty())
        notice.message.direction = MessageDirection::OutboundApi;
    const auto change = TextTable(db).note(notice, now);
    if (!change)
        return fail(change.error());
    const Message &after = change->after;
    if (!change->isNews || after == change->before)
        return {};
    return tell(db, u"text"_s,
                {{u"sid"_s, after.sid.text()},
                 {u"line"_s, after.from.text()},
                 {u"peer"_s, after.to.text()},
                 {u"status"_s, after.status.text()},
                 {u"automatic"_s, false},
                 {u"person"_s, author},
                 {u"errorCode"_s, after.errorCode}},
                now);
}

Result<> noteRefused(SqlConnection &db, const QString &scope, const Party &peer, const QDateTime &now)
{
    // Nothing was sent, so the text has no name; the day stands for it.
    const auto isNew = OptOutTable(db).note({.scope = scope,
                                             .peer = peer,
                                             .optedOut = true,
                                             .proof = OptOutProof::Error21610,
                                             .reference = now.toUTC().toString(Qt::ISODateWithMs),
                                             .keyword = {},
                                             .at = now});
    if (!isNew)
        return fail(isNew.error());
    return tell(db, u"opt_out"_s,
                {{u"scope"_s, scope},
                 {u"peer"_s, peer.text()},
                 {u"optedOut"_s, true},
                 {u"proof"_s, Word<OptOutProof>(OptOutProof::Error21610).text()}},
                now);
}

} // namespace milassist::relay
