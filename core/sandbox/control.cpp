// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/control.h"

#include "core/domain/phonenumber.h"
#include "core/sandbox/exchange/board/exchange.h"
#include "core/sandbox/phones.h"
#include "core/sandbox/sandboxserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QUrl>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

HttpResponse controlJson(int status, const QJsonObject &json)
{
    return HttpResponse::json(status, QJsonDocument(json).toJson(QJsonDocument::Compact));
}

HttpResponse controlError(int status, const QString &message)
{
    return controlJson(status, {{"error"_L1, message}});
}

struct DataUrl {
    QString type;
    QByteArray bytes;
};

/// "data:image/png;base64,..."
std::optional<DataUrl> readDataUrl(const QString &url)
{
    const qsizetype comma = url.indexOf(u',');
    if (!url.startsWith("data:"_L1) || comma < 0 || !url.first(comma).endsWith(";base64"_L1))
        return std::nullopt;
    const auto bytes = QByteArray::fromBase64Encoding(url.sliced(comma + 1).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes)
        return std::nullopt;
    return DataUrl{url.sliced(5, comma - 5 - 7), *bytes};
}

} // namespace

Control::Control(SandboxServer &server) : QObject(&server), m_server(server)
{
    m_fetcher.setProxy(QNetworkProxy::NoProxy);
}

void Control::answer(const HttpRequest &request, const HttpResponder &responder)
{
    const QStringList parts = request.path().split(u'/', Qt::SkipEmptyParts);
    const QString what = parts.value(1);
    if (what.isEmpty() && request.method == "GET")
        return responder.send(index());
    if (what == "faults"_L1)
        return responder.send(faults(request, parts.value(2)));
    if (what == "journal"_L1)
        return responder.send(journal(request));
    if (what == "people"_L1 && request.method == "GET")
        return responder.send(people());
    if (what == "messages"_L1 && request.method == "POST")
        return text(request, responder);
    if (what == "calls"_L1 && request.method == "POST")
        return responder.send(call(request));
    if (what == "scripts"_L1 && (request.method == "POST" || request.method == "GET"))
        return responder.send(scripts(request));
    if (what == "sip"_L1)
        return responder.send(sip(request));
    if (what == "documents"_L1)
        return responder.send(documents(request, parts.value(2)));
    if (what == "practice"_L1)
        return responder.send(practice(request));
    responder.send(controlError(404, u"There is no %1 %2; GET /_sandbox/ says what there is"_s.arg(QString::fromLatin1(request.method), request.path())));
}

HttpResponse Control::index() const
{
    const rest::Accounts &accounts = m_server.accounts();
    return controlJson(200,
                       {{"version"_L1, QStringLiteral(MILASSIST_VERSION)},
                        {"account_sid"_L1, m_server.world().account().sid},
                        {"test_account_sid"_L1, accounts.testSid()},
                        {"test_auth_token"_L1, accounts.testToken()},
                        {"endpoints"_L1,
                         QJsonArray{u"GET POST DELETE /_sandbox/faults"_s, u"DELETE /_sandbox/faults/{id}"_s,
                                    u"GET DELETE /_sandbox/journal?after=ID&kind=request|media|webhook|sip"_s, u"GET /_sandbox/people"_s,
                                    u"POST /_sandbox/messages {from,to,body,media}"_s, u"POST /_sandbox/calls {from,to,script}"_s,
                                    u"GET POST /_sandbox/scripts {number,script}"_s, u"GET POST DELETE /_sandbox/sip {registrar_silent,rtp_loss_out,...}"_s,
                                    u"GET POST /_sandbox/documents {name,twiml}"_s, u"GET POST /_sandbox/documents/NAME"_s,
                                    u"GET POST DELETE /_sandbox/practice {first,between}"_s}}});
}

/// Phones: where they connect to, who is registered, and how bad the line is.
HttpResponse Control::sip(const HttpRequest &request)
{
    Phones &phones = m_server.phones();
    if (request.method == "DELETE") {
        phones.mendLine();
    } else if (request.method == "POST") {
        const QJsonDocument document = QJsonDocument::fromJson(request.body);
        if (!document.isObject())
            return controlError(400, u"expected an object"_s);
        if (const auto set = phones.setLine(document.object()); !set)
            return controlError(400, set.error().detail);
    } else if (request.method != "GET") {
        return controlError(405, u"GET, POST or DELETE"_s);
    }
    return controlJson(200, phones.toJson());
}

/// TwiML to be kept: {"name":"hello","twiml":"<Response>..."}; and kept TwiML for whoever asks for it as a webhook does.
HttpResponse Control::documents(const HttpRequest &request, const QString &name)
{
    if (!name.isEmpty()) {
        const auto twiml = m_server.documents().filled(name, request.method == "GET" ? request.query() : request.form());
        return twiml ? HttpResponse::text(200, *twiml, "text/xml") : controlError(404, u"There is no document %1"_s.arg(name));
    }
    if (request.method == "GET")
        return controlJson(200, {{"documents"_L1, QJsonArray::fromStringList(m_server.documents().names())}});
    const QJsonObject wanted = QJsonDocument::fromJson(request.body).object();
    const QString kept = wanted.value("name"_L1).toString();
    if (const auto done = m_server.documents().keep(kept, wanted.value("twiml"_L1).toString().toUtf8()); !done)
        return controlError(400, done.error().detail);
    return controlJson(201, {{"url"_L1, m_server.documentUrl(kept).toString()}});
}

/// People who call in turns: {"first":4,"between":60}, in seconds.
HttpResponse Control::practice(const HttpRequest &request)
{
    Practice &practice = m_server.practice();
    if (request.method == "DELETE")
        practice.end();
    if (request.method == "POST") {
        const QJsonObject wanted = QJsonDocument::fromJson(request.body).object();
        const auto seconds = [&wanted](QLatin1StringView name, double usual) {
            return std::chrono::milliseconds(qint64(std::clamp(wanted.value(name).toDouble(usual), 0.0, 86'400.0) * 1000));
        };
        if (const auto begun = m_server.practise({seconds("first"_L1, 2), seconds("between"_L1, 60)}); !begun)
            return controlError(400, begun.error().detail);
    }
    return controlJson(200, {{"going_on"_L1, practice.isGoingOn()}, {"calls"_L1, practice.callsMade()}});
}

HttpResponse Control::faults(const HttpRequest &request, const QString &id)
{
    if (request.method == "POST" && id.isEmpty()) {
        if (const auto added = m_server.addFaults(request.body); !added)
            return controlError(400, added.error().detail);
    } else if (request.method == "DELETE") {
        if (id.isEmpty())
            m_server.faults().clear();
        else if (!m_server.faults().remove(id.toInt()))
            return controlError(404, u"There is no fault %1"_s.arg(id));
    } else if (request.method != "GET") {
        return controlError(405, u"GET, POST or DELETE"_s);
    }
    QJsonArray all;
    for (const faults::Fault &fault : m_server.faults().all())
        all.append(fault.toJson());
    return controlJson(request.method == "POST" ? 201 : 200, {{"faults"_L1, all}});
}

HttpResponse Control::journal(const HttpRequest &request)
{
    if (request.method == "DELETE") {
        m_server.journal().clear();
        return HttpResponse{.status = 204};
    }
    if (request.method != "GET")
        return controlError(405, u"GET or DELETE"_s);
    const Form query = request.query();
    const auto kind = faults::journalKind(query.value(u"kind"));
    if (query.contains(u"kind") && !kind)
        return controlError(400, u"kind must be request, media, webhook or sip"_s);
    return HttpResponse::json(200, m_server.journal().toJson(query.value(u"after").toLongLong(), kind));
}

HttpResponse Control::people() const
{
    QJsonArray people;
    for (const world::Person &person : m_server.world().people().all())
        people.append(QJsonObject{{"name"_L1, person.name},
                                  {"number"_L1, person.number},
                                  {"about"_L1, person.about},
                                  {"email"_L1, person.email}});
    QJsonArray lines;
    m_server.world().numbers().all().forEach([&lines](const world::IncomingNumber &number) {
        lines.append(QJsonObject{{"number"_L1, number.phoneNumber}, {"name"_L1, number.friendlyName}});
    });
    return controlJson(200, {{"people"_L1, people}, {"lines"_L1, lines}});
}

/// {"from":"+1...","to":"+1...","script":"voicemail"}: somebody calls.
HttpResponse Control::call(const HttpRequest &request)
{
    const QJsonObject wanted = QJsonDocument::fromJson(request.body).object();
    const QString from = wanted.value("from"_L1).toString(), to = wanted.value("to"_L1).toString();
    if (!PhoneNumber::parse(from))
        return controlError(400, u"from must be a number in E.164"_s);
    if (!m_server.world().numbers().owns(to))
        return controlError(400, u"to must be a number of the account"_s);
    const auto script = people::Script::parse(wanted.contains("script"_L1) ? wanted.value("script"_L1) : QJsonValue(u"talks"_s));
    if (!script)
        return controlError(400, script.error().detail);
    return controlJson(201, {{"sid"_L1, m_server.telephony().crowd().call(from, to, *script)}});
}

/// {"number":"+1...","script":"busy"}: what they do from now on when they are called. GET names the scripts there are.
HttpResponse Control::scripts(const HttpRequest &request)
{
    if (request.method == "GET")
        return controlJson(200, {{"scripts"_L1, QJsonArray::fromStringList(people::Script::names())}});
    const QJsonObject wanted = QJsonDocument::fromJson(request.body).object();
    const auto number = PhoneNumber::parse(wanted.value("number"_L1).toString());
    if (!number)
        return controlError(400, u"number must be a number in E.164"_s);
    const auto script = people::Script::parse(wanted.value("script"_L1));
    if (!script)
        return controlError(400, script.error().detail);
    m_server.telephony().crowd().setScript(number->e164(), *script);
    return controlJson(201, {{"number"_L1, number->e164()}});
}

/// {"from":"+1...","to":"+1...","body":"...","media":["data:image/png;base64,...","http://..."]}
void Control::text(const HttpRequest &request, const HttpResponder &responder)
{
    const QJsonObject wanted = QJsonDocument::fromJson(request.body).object();
    const QString from = wanted.value("from"_L1).toString(), to = wanted.value("to"_L1).toString();
    const QJsonArray media = wanted.value("media"_L1).toArray();
    if (!PhoneNumber::parse(from))
        return responder.send(controlError(400, u"from must be a number in E.164"_s));
    if (!m_server.world().numbers().owns(to))
        return responder.send(controlError(400, u"to must be a number of the account"_s));
    if (media.isEmpty() && wanted.value("body"_L1).toString().isEmpty())
        return responder.send(controlError(400, u"body or media is needed"_s));
    if (media.size() > 10)
        return responder.send(controlError(400, u"at most 10 media"_s));

    const auto pictures = std::make_shared<QList<std::pair<QString, QByteArray>>>(media.size()); // of all replies
    const auto missing = std::make_shared<int>(0);
    for (qsizetype i = 0; i < media.size(); ++i) {
        const QString url = media[i].toString();
        if (const auto data = readDataUrl(url)) {
            (*pictures)[i] = {data->type, data->bytes};
            continue;
        }
        if (!url.startsWith("http://"_L1) && !url.startsWith("https://"_L1))
            return responder.send(controlError(400, u"media must be data: URLs in base64, or http(s) URLs"_s));
        ++*missing;
        QNetworkReply *reply = m_fetcher.get(QNetworkRequest(QUrl(url)));
        connect(reply, &QNetworkReply::finished, this, [=, this] {
            reply->deleteLater();
            if (reply->error() != QNetworkReply::NoError)
                responder.send(controlError(400, u"cannot fetch %1: %2"_s.arg(url, reply->errorString())));
            (*pictures)[i] = {reply->header(QNetworkRequest::ContentTypeHeader).toString(), reply->readAll()};
            if (--*missing == 0 && responder.isWaiting())
                receive(wanted, *pictures, responder);
        });
    }
    if (*missing == 0)
        receive(wanted, *pictures, responder);
}

void Control::receive(const QJsonObject &wanted, QList<std::pair<QString, QByteArray>> pictures, const HttpResponder &responder)
{
    QList<world::MessageBook::Picture> attached;
    for (auto &[type, bytes] : pictures)
        attached.append({type, std::move(bytes)});
    const world::Message message = m_server.world().messages().receive(wanted.value("from"_L1).toString(), wanted.value("to"_L1).toString(),
                                                                      wanted.value("body"_L1).toString(), attached);
    responder.send(controlJson(201, {{"sid"_L1, message.sid}, {"status"_L1, message.status}}));
}

} // namespace milassist
