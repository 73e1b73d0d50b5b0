// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/gateway/gateway.h"

#include "core/base/logging.h"
#include "core/domain/handle.h"
#include "core/relay/access/recordingsight.h"
#include "core/relay/access/refusal.h"
#include "core/relay/gateway/presentable.h"
#include "core/relay/gateway/recordingwill.h"
#include "core/relay/gateway/verdict.h"
#include "core/relay/ledger/audittable.h"
#include "core/relay/ledger/optouttable.h"
#include "core/relay/ledger/senttexts.h"
#include "core/relay/masking/maskedasks.h"
#include "core/twilio/apierror.h"
#include "core/twilio/origins.h"

#include <QJsonDocument>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

using Care = GatewayRoute::Care;

HttpResponse nothingHere()
{
    return twilioRefusal(404, 20404, u"The requested resource was not found"_s);
}

/// The account's secrets, as themselves and as they go over the wire.
QList<Secret> spellingsOf(const QList<Secret> &secrets, const QString &user)
{
    QList<Secret> spellings;
    for (const Secret &one : secrets) {
        const QByteArray &secret = one.reveal();
        if (!secret.isEmpty())
            spellings << one << Secret((user.toUtf8() + ':' + secret).toBase64()) << Secret(secret.toBase64());
    }
    return spellings;
}

/// What a path is in the table of routes, without its extension. None: it is none of the gateway's.
std::optional<QStringList> routed(QStringList parts)
{
    if (parts.first() != "2010-04-01"_L1)
        return parts;
    QString &last = parts.last();
    if (last.endsWith(".json"_L1)) {
        last.chop(5);
        return parts;
    }
    if (parts.size() > 2 && parts[parts.size() - 2] == "Recordings"_L1 && (last.endsWith(".mp3"_L1) || last.endsWith(".wav"_L1))) {
        last.chop(4);
        return parts << u".sound"_s;
    }
    if (parts.size() > 2 && parts[parts.size() - 2] == "Media"_L1 && !last.contains(u'.'))
        return parts << u".media"_s;
    return std::nullopt; // XML, CSV: formats that nobody here reads
}

/// Within what an opt-out holds: a Messaging Service, or else the number.
QString scopeOf(const Form &form)
{
    const QString service = form.value(u"MessagingServiceSid");
    return service.isEmpty() ? form.value(u"From") : service;
}

QUrl upstreamUrl(const QUrl &base, const QStringList &parts, QByteArrayView query)
{
    static const std::pair<QLatin1StringView, Product> hosts[] = {
        {"pricing"_L1, Product::Pricing}, {"lookups"_L1, Product::Lookups}, {"messaging"_L1, Product::Messaging}};
    for (const auto &[name, product] : hosts) {
        if (parts.first() == name)
            return productUrl(base, product, u'/' + parts.sliced(1).join(u'/'), query.toByteArray());
    }
    return productUrl(base, Product::Api, u'/' + parts.join(u'/'), query.toByteArray());
}

/// Whether callers and called stand in what @p path answers. Elsewhere it is numbers of ours, or what was asked.
bool tellsOfCallers(const QStringList &path)
{
    static const QStringList resources{u"Calls"_s, u"Messages"_s, u"Recordings"_s, u"Transcriptions"_s, u"Notifications"_s};
    return path.size() > 3 && path.first() == "2010-04-01"_L1 && resources.contains(path[3]);
}

TwilioAsk kindOf(const HttpRequest &request, const QStringList &path)
{
    if (request.method != "POST")
        return TwilioAsk::Look;
    if (path.size() == 4 && path[3] == "Calls"_L1)
        return TwilioAsk::NewCall;
    if (path.size() == 5 && path[3] == "Calls"_L1)
        return TwilioAsk::ChangedCall;
    return path.size() == 4 && path[3] == "Messages"_L1 ? TwilioAsk::NewText : TwilioAsk::Other;
}

InItsPlace among(const HandleBook::Pairs &pairs)
{
    return [&pairs](const QString &one) { return pairs.value(one); };
}

template <typename Make>
auto inThread(QThreadPool &pool, Make make)
{
    using Outcome = std::invoke_result_t<Make &>;
    auto made = std::make_shared<QPromise<Outcome>>();
    made->start();
    pool.start([made, make = std::move(make)]() mutable {
        made->addResult(make());
        made->finish();
    });
    return made->future();
}

} // namespace

/// One request on its way through.
struct Gateway::Passing {
    HttpRequest request;
    HttpResponder responder;
    Visitor visitor;
    LineSight sight;
    Veil veil;
    bool wantsLifting = false; ///< numbers in place of handles: some of the team are behind a veil, and this is none of them
    QStringList path;
    std::shared_ptr<const routing::Plan> plan; ///< null while there is none
    const GatewayRoute *route = nullptr;
    QStringList args;
    QUrl url;
    QByteArray form;
    bool isChange() const { return request.method != "GET"; }
    void refuse(int status, int code, const QString &why) const { responder.send(twilioRefusal(status, code, why)); }
};

Gateway::Gateway(SharedStore &store, Doorkeeper &door, Upstream &upstream, PlanInForce plan, QByteArray publicBase,
                 QObject *parent)
    : QObject(parent), m_store(store), m_door(door), m_upstream(upstream), m_plan(std::move(plan)),
      m_publicBase(std::move(publicBase)), m_secrets(spellingsOf(upstream.secrets(), upstream.credentials().user)), m_handles(store)
{
    m_readers.setMaxThreadCount(2);
}

bool Gateway::isHome(QByteArrayView rawPath)
{
    return rawPath.startsWith("/2010-04-01/") || rawPath.startsWith("/pricing/") || rawPath.startsWith("/lookups/")
        || rawPath.startsWith("/messaging/");
}

void Gateway::answer(const HttpRequest &request, HttpResponder responder)
{
    whenDone(m_door.admit(request), this, [this, request, responder](const Result<Visitor> &visitor) {
        if (!visitor)
            return responder.send(doorRefusal(visitor.error(), Dialect::Twilio));
        enter(request, responder, *visitor);
    });
}

void Gateway::enter(const HttpRequest &request, const HttpResponder &responder, const Visitor &visitor)
{
    const auto parts = pathParts(request.rawPath());
    const auto path = parts ? routed(*parts) : std::nullopt;
    if (!path)
        return responder.send(nothingHere());
    auto found = gatewayRoutes().find(request.method, *path);
    if (!found.row) {
        if (found.otherMethods.isEmpty())
            return responder.send(nothingHere());
        return responder.send(twilioRefusal(405, 20004, u"Method not allowed"_s));
    }
    if (!visitor.may(found.row->permission)) {
        qCInfo(lcRelay) << visitor.name << "may not" << request.method.constData() << withMaskedNumbers(request.path());
        return responder.send(roleRefusal(found.row->permission, Dialect::Twilio));
    }
    const bool isOfAccount = path->first() == "2010-04-01"_L1;
    if (isOfAccount && found.args.value(0) != m_upstream.credentials().account.text())
        return responder.send(nothingHere()); // another account is none of a desk's business
    const auto plan = m_plan ? m_plan() : nullptr;
    const LineSight sight(visitor, plan.get());
    const Veil veil(visitor, sight, plan.get());
    reveal(std::make_shared<Passing>(
        Passing{.request = request,
                .responder = responder,
                .visitor = visitor,
                .sight = sight,
                .veil = veil,
                .wantsLifting = !veil.isDrawn() && masksCallers(plan.get()),
                .path = *path,
                .plan = plan,
                .route = found.row,
                .args = std::move(found.args),
                .url = upstreamUrl(m_upstream.credentials().baseUrl, *parts, request.rawQuery()),
                .form = request.method == "POST" ? request.form().encoded() : QByteArray()}));
}

/// Puts numbers in place of handles, where that tells nobody.
void Gateway::reveal(const PassingPtr &passing)
{
    if (!passing->veil.isDrawn())
        return check(passing);
    if (std::any_of(passing->path.begin(), passing->path.end(), [](const QString &part) { return isHandle(part); }))
        return passing->refuse(403, 20403, u"Not allowed: this number is hidden from you."_s);
    const TwilioAsk kind = kindOf(passing->request, passing->path);
    const bool isForm = passing->isChange();
    const Form fields = isForm ? passing->request.form() : passing->request.query();
    if (isForm)
        passing->url.setQuery(QString()); // what is asked for stands in the form, where it is looked at
    if (fields.isEmpty())
        return check(passing);
    whenDone(m_handles.numbersOf(handlesIn(fields)), this, [=, this](const Result<HandleBook::Pairs> &numbers) {
        if (!numbers)
            return passing->responder.send(doorRefusal(numbers.error(), Dialect::Twilio));
        const auto meant = revealed(fields, kind, passing->veil, QString::fromUtf8(m_publicBase), among(*numbers));
        if (!meant)
            return passing->refuse(403, 20403, u"Not allowed: callers' numbers are hidden from you, and this might tell one."_s);
        if (isForm) {
            passing->request.body = meant->encoded();
            passing->form = passing->request.body;
        } else {
            passing->url.setQuery(QString::fromLatin1(meant->encoded("%20")), QUrl::StrictMode);
        }
        check(passing);
    });
}

void Gateway::check(const PassingPtr &passing)
{
    const Form form = passing->request.form();
    switch (passing->route->care) {
    case Care::FromLine:
        if (!passing->sight.sees(Party(form.value(u"From"))))
            return passing->refuse(403, 20403, u"Not allowed: this line is none of yours."_s);
        if (recordsPastThePlan(form, passing->plan.get()) && !mayRecordAtWill(passing->visitor))
            return passing->refuse(403, 20403, u"Not allowed: calls of this line are not recorded."_s);
        break;
    case Care::CallChange:
        if (wantsRecording(form) && !mayRecordAtWill(passing->visitor))
            return passing->refuse(403, 20403, howToRecord());
        break;
    case Care::CallRecording:
        if (!mayRecordAtWill(passing->visitor))
            return passing->refuse(403, 20403, howToRecord());
        break;
    case Care::Text:
        if (!passing->sight.sees(Party(form.value(u"From"))))
            return passing->refuse(403, 20403, u"Not allowed: this line is none of yours."_s);
        return checkText(passing);
    case Care::OwnUser:
        if (form.value(u"Username") != passing->visitor.name)
            return passing->refuse(403, 20403, u"Not allowed: a desk makes the SIP user of its own person only."_s);
        break;
    case Care::StaysOurs:
        if (form.contains(u"AccountSid"))
            return passing->refuse(403, 20403, u"Not allowed: a number stays with the account."_s);
        break;
    case Care::OwnCredential:
        return checkCredential(passing);
    case Care::Recording:
    case Care::Audio:
        return checkRecording(passing);
    case Care::None:
    case Care::Traffic:
    case Care::Recordings:
    case Care::Media:
        break;
    }
    pass(passing);
}

void Gateway::checkRecording(const PassingPtr &passing)
{
    const QString sid = passing->args.last();
    whenDone(hiddenAmong(m_store, passing->sight, {{.recording = sid, .call = {}}}), this,
             [this, passing](const Result<QSet<QString>> &hidden) {
                 if (!hidden)
                     return passing->responder.send(doorRefusal(hidden.error(), Dialect::Twilio));
                 if (!hidden->isEmpty())
                     return passing->responder.send(nothingHere());
                 pass(passing);
             });
}

/// Twilio would refuse it too where it knows of a STOP; the relay knows of those that were said in other words, or to a person.
void Gateway::checkText(const PassingPtr &passing)
{
    const Form form = passing->request.form();
    auto state = m_store.read([scope = scopeOf(form), to = Party(form.value(u"To"))](SqlConnection &db) {
        return OptOutTable(db).state(scope, to);
    });
    whenDone(std::move(state), this, [this, passing](const Result<std::optional<OptOutEntry>> &entry) {
        if (!entry)
            return passing->responder.send(doorRefusal(entry.error(), Dialect::Twilio));
        if (*entry && (*entry)->optedOut)
            return passing->refuse(400, hasOptedOut, u"Attempt to send to unsubscribed recipient"_s);
        pass(passing);
    });
}

/// Whose credential it is, only Twilio knows.
void Gateway::checkCredential(const PassingPtr &passing)
{
    QUrl one = passing->url;
    one.setQuery(QString());
    const bool isTaken = m_upstream.send({.verb = "GET", .url = one, .form = {}}, [this, passing](const ExchangeResult &result) {
        if (result.failure || result.status != 200)
            return onAnswer(passing, result);
        const QString user = QJsonDocument::fromJson(result.body).object().value(u"username"_s).toString();
        if (user != passing->visitor.name)
            return passing->refuse(403, 20403, u"Not allowed: this SIP user is somebody else's."_s);
        pass(passing);
    });
    if (!isTaken)
        passing->responder.send(busy());
}

void Gateway::pass(const PassingPtr &passing)
{
    if (passing->route->care == Care::Audio)
        return noteListening(passing);
    if (passing->route->care == Care::Media)
        return pipe(passing);
    const bool isTaken = m_upstream.send({.verb = passing->request.method, .url = passing->url, .form = passing->form},
                                         [this, passing](const ExchangeResult &result) { onAnswer(passing, result); });
    if (!isTaken)
        passing->responder.send(busy());
}

void Gateway::pipe(const PassingPtr &passing)
{
    m_upstream.pipe(passing->url, passing->request, passing->responder, &refusedMedia);
}

/// Nobody listens unseen, by whichever door.
void Gateway::noteListening(const PassingPtr &passing)
{
    constexpr int onePlay = 10 * 60; // seconds
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QString sid = passing->args.last(), play = passing->visitor.name + u' ' + sid;
    m_heard.removeIf([&](const auto &entry) { return entry.value().secsTo(now) > onePlay; });
    if (m_heard.contains(play) || passing->request.isHead)
        return pipe(passing);
    const AuditEntry entry{.at = now, .who = passing->visitor.name, .what = u"recording-played"_s, .about = sid, .detail = u"{}"_s};
    whenDone(m_store.write([entry](SqlConnection &db) { return AuditTable(db).append(entry); }), this,
             [this, passing, play, now](const Result<> &kept) {
                 if (!kept)
                     return passing->responder.send(doorRefusal(kept.error(), Dialect::Twilio));
                 m_heard.insert(play, now);
                 pipe(passing);
             });
}

/// Keeps who has sent a text, or that Twilio would not send it; whatever becomes of that, the answer is Twilio's.
void Gateway::noteText(const PassingPtr &passing, const ExchangeResult &result)
{
    const Form form = passing->request.form();
    const QJsonObject answer = QJsonDocument::fromJson(result.body).object();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    std::function<Result<>(SqlConnection &)> job;
    if (result.status == 201) {
        Message message;
        message.sid = MessageSid::parse(answer.value("sid"_L1).toString()).value_or(MessageSid());
        message.messagingServiceSid = answer.value("messaging_service_sid"_L1).toString();
        message.from = Party(answer.value("from"_L1).toString());
        message.to = Party(answer.value("to"_L1).toString());
        message.body = answer.value("body"_L1).toString();
        message.status = Word<MessageStatus>(answer.value("status"_L1).toString());
        if (message.sid.isNull())
            return answerWith(passing, result);
        job = [message, author = passing->visitor.name, now](SqlConnection &db) { return noteSent(db, message, author, now); };
    } else if (answer.value("code"_L1).toInt() == hasOptedOut) {
        job = [scope = scopeOf(form), to = Party(form.value(u"To")), now](SqlConnection &db) { return noteRefused(db, scope, to, now); };
    } else {
        return answerWith(passing, result);
    }
    whenDone(m_store.write(std::move(job)), this, [this, passing, result](const Result<> &kept) {
        if (!kept)
            qCWarning(lcRelay) << "what became of a text could not be kept:" << kept.error().detail;
        answerWith(passing, result);
    });
}

void Gateway::onAnswer(const PassingPtr &passing, const ExchangeResult &result)
{
    if (passing->route->care == Care::Text && !result.failure && result.status != 0)
        return noteText(passing, result);
    answerWith(passing, result);
}

void Gateway::answerWith(const PassingPtr &passing, const ExchangeResult &result)
{
    if (auto own = ownVerdict(result, passing->isChange())) {
        qCWarning(lcRelay) << "the gateway cannot pass on" << passing->request.method.constData()
                           << withMaskedNumbers(passing->request.path()) << "HTTP" << result.status;
        return passing->responder.send(*own);
    }
    const bool isMasked = passing->veil.isDrawn() && tellsOfCallers(passing->path);
    if (result.body.isEmpty() || (!isMasked && !needsWork(result.body, passing->sight, m_secrets)))
        return sendOn(passing, passedOn(result, result.body));
    present(passing, result);
}

void Gateway::sendOn(const PassingPtr &passing, const HttpResponse &response)
{
    if (response.body.isEmpty() || !tellsOfCallers(passing->path))
        return passing->responder.send(response);
    if (passing->veil.isDrawn())
        return mask(passing, response);
    if (passing->wantsLifting && response.body.contains("999"))
        return unmask(passing, response);
    passing->responder.send(response);
}

void Gateway::mask(const PassingPtr &passing, const HttpResponse &response)
{
    auto found = inThread(m_readers, [body = response.body, veil = passing->veil] {
        const QJsonObject answer = QJsonDocument::fromJson(body).object();
        return std::pair(answer, hiddenIn(answer, veil));
    });
    whenDone(std::move(found), this, [=, this](const std::pair<QJsonObject, QStringList> &answer) {
        whenDone(m_handles.handlesOf(answer.second), this, [=, this](const Result<HandleBook::Pairs> &handles) {
            if (!handles)
                return passing->responder.send(doorRefusal(handles.error(), Dialect::Twilio));
            auto made = inThread(m_readers, [body = answer.first, veil = passing->veil, pairs = *handles] {
                return QJsonDocument(masked(body, veil, among(pairs)).toObject()).toJson(QJsonDocument::Compact);
            });
            whenDone(std::move(made), this, [=](const QByteArray &body) {
                HttpResponse out = response;
                out.body = body;
                passing->responder.send(out);
            });
        });
    });
}

/// Of what assistants have dialled Twilio has the handle.
void Gateway::unmask(const PassingPtr &passing, const HttpResponse &response)
{
    auto read = inThread(m_readers, [body = response.body] {
        const QJsonObject answer = QJsonDocument::fromJson(body).object();
        return std::pair(answer, handlesIn(QJsonValue(answer)));
    });
    whenDone(std::move(read), this, [=, this](const std::pair<QJsonObject, QStringList> &answer) {
        if (answer.second.isEmpty())
            return passing->responder.send(response);
        whenDone(m_handles.numbersOf(answer.second), this, [=](const Result<HandleBook::Pairs> &numbers) {
            if (!numbers)
                return passing->responder.send(doorRefusal(numbers.error(), Dialect::Twilio));
            HttpResponse out = response;
            out.body = QJsonDocument(unmasked(answer.first, among(*numbers)).toObject()).toJson(QJsonDocument::Compact);
            passing->responder.send(out);
        });
    });
}

void Gateway::present(const PassingPtr &passing, const ExchangeResult &result)
{
    const bool wantsRecordings = !passing->sight.isWhole() && passing->route->care == Care::Recordings;
    auto parsed = std::make_shared<QPromise<QJsonObject>>();
    parsed->start();
    m_readers.start([parsed, body = result.body] {
        parsed->addResult(QJsonDocument::fromJson(body).object());
        parsed->finish();
    });
    const QByteArray base = m_publicBase.isEmpty() ? "http://" + passing->request.headers.value("Host") : m_publicBase;
    const Presentation how{.sight = passing->sight,
                           .hiddenRecordings = {},
                           .secrets = m_secrets,
                           .upstream = m_upstream.credentials().baseUrl,
                           .ownBase = base};
    whenDone(parsed->future(), this, [=, this](const QJsonObject &answer) {
        auto hidden = wantsRecordings ? hiddenAmong(m_store, passing->sight, recordingsIn(answer))
                                      : finished(Result<QSet<QString>>(QSet<QString>()));
        whenDone(std::move(hidden), this, [=, this](const Result<QSet<QString>> &recordings) {
            if (!recordings)
                return passing->responder.send(doorRefusal(recordings.error(), Dialect::Twilio));
            Presentation complete = how;
            complete.hiddenRecordings = *recordings;
            auto made = std::make_shared<QPromise<std::optional<QByteArray>>>();
            made->start();
            m_readers.start([made, answer, complete] {
                made->addResult(presented(answer, complete));
                made->finish();
            });
            whenDone(made->future(), this, [this, passing, result](const std::optional<QByteArray> &body) {
                body ? sendOn(passing, passedOn(result, *body)) : passing->responder.send(nothingHere());
            });
        });
    });
}

} // namespace milassist::relay
