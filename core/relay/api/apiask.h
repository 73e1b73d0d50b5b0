// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/whendone.h"
#include "core/http/httpresponder.h"
#include "core/relay/access/linesight.h"
#include "core/relay/access/refusal.h"
#include "core/relay/ledger/audittable.h"
#include "core/relay/ledger/eventtable.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>

namespace milassist::relay
{

/// Where an answer goes: past a border, where its reader may not see all of it.
class ApiResponder
{
public:
    using Border = std::function<void(const HttpResponse &, const HttpResponder &)>;
    ApiResponder(HttpResponder responder, Border border = {}) : m_responder(std::move(responder)), m_border(std::move(border)) {}

    void send(const HttpResponse &response) const { m_border ? m_border(response, m_responder) : m_responder.send(response); }
    /// For what is no JSON: sound.
    const HttpResponder &direct() const { return m_responder; }

private:
    HttpResponder m_responder;
    Border m_border;
};

/// One request of somebody who may make it.
struct ApiAsk {
    HttpRequest request;
    ApiResponder responder;
    Visitor visitor;
    LineSight sight;
    QStringList args; ///< what stands for the {} of the pattern
    QJsonObject body; ///< of a POST or PUT
    QDateTime now;    ///< UTC

    qint64 number(QStringView name, qint64 otherwise) const; ///< of the query
    QString text(QLatin1StringView field) const { return body.value(field).toString().trimmed(); }
};
using ApiAskPtr = std::shared_ptr<const ApiAsk>;

struct ApiRoute {
    QByteArray method;
    QString pattern;
    Permission permission = Permission::Nothing;
    std::function<void(const ApiAskPtr &)> handle;
    enum class Body { Json, Any };
    Body body = Body::Json; ///< Any: whatever it is, in the request itself
};

HttpResponse jsonAnswer(int status, const QJsonObject &body);
/// NotFound 404, Rejected 409, Forbidden 403, Malformed 400; Offline and Storage 503; the detail goes out with Rejected and
/// Malformed only, which are our own words.
HttpResponse failureAnswer(const Error &error);
/// 400 for a field of the query or the body. @param hint what to write instead
HttpResponse badField(const QString &field, const QString &hint);

/// Answers @p ask with what a job of the ledger returns.
void answerWith(const ApiAskPtr &ask, QFuture<Result<QJsonObject>> outcome, QObject *context, int status = 200);

// For jobs: what has happened is told to desks and kept with the name of who did it, in the same transaction, events last.

struct Deed {
    QString what, about;   ///< of the audit; empty `what`: nothing that is kept
    QJsonObject detail;
    QString eventKind;     ///< empty: nobody is told
    QJsonObject event;
};
Result<> noted(SqlConnection &db, const QString &who, const Deed &deed, const QDateTime &now);

QJsonValue jsonInstant(const QDateTime &instant); ///< null when invalid

} // namespace milassist::relay
