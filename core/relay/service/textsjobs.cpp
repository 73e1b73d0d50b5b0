// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/textsjobs.h"

#include "core/relay/ledger/eventtable.h"
#include "core/relay/ledger/optouttable.h"
#include "core/relay/ledger/senttexts.h"
#include "core/relay/ledger/texttable.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace milassist::relay
{
using namespace Qt::StringLiterals;

namespace
{

// That the text was sent while its receiver did not want it: so it was before a START that has come meanwhile.
Result<bool> keepRefusal(SqlConnection &db, const TextScene &scene, const Message &message, const QString &scope)
{
    const auto text = TextTable(db).find(message.sid);
    if (!text)
        return fail(text.error());
    return OptOutTable(db).note({.scope = scope,
                                 .peer = message.to,
                                 .optedOut = true,
                                 .proof = OptOutProof::Error21610,
                                 .reference = message.sid.text(),
                                 .keyword = {},
                                 .at = *text ? (*text)->firstHeardAt : scene.now});
}

Result<> tell(SqlConnection &db, const QString &kind, const QJsonObject &body, const QDateTime &now)
{
    const auto number = EventTable(db).append(kind, QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact)), now);
    if (!number)
        return fail(number.error());
    return {};
}

} // namespace

Result<QByteArray> textStatus(SqlConnection &db, const TextScene &scene, const TextProgress &progress, const MessageSid &answers,
                              const QString &messagingService)
{
    TextNotice notice{.source = u"status"_s, .answers = answers, .extra = scene.extra};
    Message &message = notice.message;
    message.sid = progress.sid;
    message.messagingServiceSid = messagingService;
    message.from = progress.from;
    message.to = progress.to;
    message.status = progress.status;
    message.errorCode = progress.errorCode;
    const auto change = TextTable(db).note(notice, scene.now);
    if (!change)
        return fail(change.error());

    const Message &after = change->after;
    const QString scope = optOutScope(messagingService, progress.from);
    bool hasStopped = false;
    if (progress.errorCode == hasOptedOut && !scope.isEmpty() && !after.to.isEmpty()) {
        const auto isNew = keepRefusal(db, scene, after, scope);
        if (!isNew)
            return fail(isNew.error());
        hasStopped = *isNew;
    }
    if (change->isNews && after != change->before) {
        const QJsonObject body{{u"sid"_s, after.sid.text()},        {u"line"_s, after.from.text()},
                               {u"peer"_s, after.to.text()},        {u"status"_s, after.status.text()},
                               {u"automatic"_s, !answers.isNull()}, {u"errorCode"_s, after.errorCode}};
        if (const auto told = tell(db, u"text"_s, body, scene.now); !told)
            return fail(told.error());
    }
    if (hasStopped) {
        const QJsonObject body{{u"scope"_s, scope},
                               {u"peer"_s, after.to.text()},
                               {u"optedOut"_s, true},
                               {u"proof"_s, Word<OptOutProof>(OptOutProof::Error21610).text()}};
        if (const auto told = tell(db, u"opt_out"_s, body, scene.now); !told)
            return fail(told.error());
    }
    return QByteArray();
}

} // namespace milassist::relay
