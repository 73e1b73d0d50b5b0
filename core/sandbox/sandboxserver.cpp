// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandboxserver.h"

#include "core/base/logging.h"
#include "core/http/basicauth.h"
#include "core/http/byterange.h"
#include "core/sandbox/control.h"
#include "core/sandbox/exchange/board/exchange.h"
#include "core/sandbox/demo/callers.h"
#include "core/sandbox/exchange/sound/jukebox.h"
#include "core/sandbox/faults/mangle.h"
#include "core/sandbox/phones.h"
#include "core/sandbox/rest/answers.h"
#include "core/sandbox/speech/speaker.h"
#include "core/sandbox/worldmaker.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

namespace milassist {

using namespace Qt::StringLiterals;
using faults::FaultKind;
using faults::JournalEntry;

/// One request on its way through faults, dialect and journal.
struct SandboxServer::Exchange {
    HttpRequest request;
    HttpResponder responder;
    faults::FaultPlan plan;
    JournalEntry entry;
    QElapsedTimer clock;

    bool strikes(FaultKind kind, faults::Moment moment) const
    {
        return plan.fault && plan.fault->kind == kind && plan.fault->moment == moment;
    }
};

namespace {

JournalEntry entryFor(JournalEntry::Kind kind, const HttpRequest &request)
{
    JournalEntry entry;
    entry.kind = kind;
    entry.at = QDateTime::currentDateTimeUtc();
    entry.method = request.isHead ? "HEAD" : request.method;
    entry.url = request.target;
    entry.requestHeaders = faults::withoutCredentials(request.headers);
    entry.requestBody = request.body;
    if (const auto credentials = parseBasicAuth(request.headers.value("Authorization")))
        entry.user = credentials->user;
    return entry;
}

/// What a Twilio in trouble answers; the 502 to 504 of its load balancers are not even JSON.
HttpResponse troubleAnswer(const faults::Fault &fault)
{
    HttpResponse response;
    if (fault.status == 429)
        response = rest::errorAnswer(429, 20429, u"Too Many Requests"_s);
    else if (fault.status == 502 || fault.status == 504)
        response = HttpResponse::text(fault.status, "<html><body><h1>" + QByteArray::number(fault.status) + "</h1></body></html>", "text/html");
    else
        response = rest::errorAnswer(fault.status, fault.status == 503 ? 20503 : 20500,
                                     fault.status == 503 ? u"Service Unavailable"_s : u"Internal Server Error"_s);
    if (fault.retryAfter)
        response.headers.add("Retry-After", QByteArray::number(*fault.retryAfter));
    return response;
}

HttpServer::Handler handlerOf(SandboxServer *server, void (SandboxServer::*handle)(const HttpRequest &, const HttpResponder &))
{
    return [server, handle](const HttpRequest &request, const HttpResponder &responder) { (server->*handle)(request, responder); };
}

} // namespace

SandboxServer::SandboxServer(SandboxOptions options, QObject *parent)
    : QObject(parent), m_options(std::move(options)), m_faults(m_options.seed), m_rest(handlerOf(this, &SandboxServer::onRequest)),
      m_media(handlerOf(this, &SandboxServer::onMediaRequest)),
      m_practice([this] { return m_phones->hasAny() && telephony().lineCount() == 0; },
                 [this](const Practice::Caller &caller) { telephony().crowd().call(caller.from, caller.to, caller.script); })
{
    m_speaker = std::make_unique<world::Speaker>();
    m_jukebox = std::make_unique<exchange::Jukebox>();
    m_phones = std::make_unique<Phones>(m_options, m_journal, *this);
    connect(m_phones.get(), &Phones::stopped, this, &SandboxServer::onServerStopped);
    connect(&m_rest, &HttpServer::stopped, this, &SandboxServer::onServerStopped);
    connect(&m_media, &HttpServer::stopped, this, &SandboxServer::onServerStopped);
}

SandboxServer::~SandboxServer() = default;

QUrl SandboxServer::documentUrl(const QString &name) const
{
    return QUrl(QString::fromLatin1(m_base) + u"/_sandbox/documents/"_s + name);
}

Result<> SandboxServer::practise(const Practice::Pace &pace)
{
    QString anyLine;
    m_world->numbers().all().forEach([&anyLine](const world::IncomingNumber &number) { anyLine = anyLine.isEmpty() ? number.phoneNumber : anyLine; });
    if (anyLine.isEmpty())
        return fail(Error::Kind::NotFound, u"the account has no number to call"_s);
    QList<Practice::Caller> callers;
    for (const world::demo::Caller &caller : world::demo::callers()) {
        const QString to = m_world->numbers().owns(caller.to) ? caller.to : anyLine;
        callers.append({caller.from, to, people::Script::ofTurns(caller.turns, caller.patience, {caller.voice, caller.wordsPerMinute})});
    }
    m_practice.begin(callers, pace);
    return {};
}

Result<SandboxAddress> SandboxServer::start()
{
    if (!m_options.faults.isEmpty())
        if (const auto added = addFaults(m_options.faults); !added)
            return fail(added.error());
    if (const auto made = makeWorld(); !made)
        return fail(made.error());
    if (const auto listening = listen(); !listening)
        return fail(listening.error());

    const QByteArray mediaOrigin = "http://" + m_media.address().toString().toLatin1() + ':' + QByteArray::number(m_media.port());
    m_accounts = std::make_unique<rest::Accounts>(*m_world, [this](world::World &world) { attach(world); });
    if (const auto listening = m_phones->start(*m_accounts); !listening)
        return fail(listening.error());
    m_edge = m_phones->edge();
    attach(*m_world);
    m_dialect = std::make_unique<rest::Dialect>(*m_accounts, rest::MediaUrls(mediaOrigin, m_world->account().authToken.toUtf8()));
    m_control = std::make_unique<Control>(*this);
    m_pacemaker = std::make_unique<world::Pacemaker>(m_world->timeline());
    const QString sip = m_phones->address(sip::Transport::Udp), sipTls = m_phones->address(sip::Transport::Tls);
    qCInfo(lcSandbox) << "listening on" << m_base << "attachments on" << mediaOrigin << "phones on" << sip << "and TLS" << sipTls;
    return SandboxAddress{QUrl(QString::fromLatin1(m_base)), sip, m_world->account().sid, Secret(m_world->account().authToken.toUtf8()),
                          sipTls, m_phones->authority()};
}

Result<> SandboxServer::makeWorld()
{
    auto world = worldFor(m_options);
    if (!world)
        return fail(world.error());
    m_world = *std::move(world);
    return {};
}

/// Who tells the outside of a world, and its telephones.
void SandboxServer::attach(world::World &world)
{
    m_webhooks.push_back(std::make_unique<webhooks::Webhooks>(world, m_base, m_journal, m_faults));
    m_exchanges.push_back(std::make_unique<exchange::Exchange>(world, *m_webhooks.back(), *m_speaker, *m_jukebox));
    m_exchanges.back()->setSipEdge(m_edge);
}

void SandboxServer::setSipEdge(exchange::SipEdge *edge)
{
    m_edge = edge;
    for (const auto &exchange : m_exchanges)
        exchange->setSipEdge(edge);
}

void SandboxServer::incoming(std::unique_ptr<exchange::Leg> leg, const exchange::IncomingCall &call)
{
    const auto found = std::find_if(m_exchanges.begin(), m_exchanges.end(),
                                    [&](const auto &exchange) { return exchange->accountSid() == call.accountSid; });
    (found == m_exchanges.end() ? m_exchanges.front() : *found)->receive(std::move(leg), call);
}

Result<> SandboxServer::listen()
{
    const auto port = m_rest.listen(m_options.address, m_options.port);
    if (!port)
        return fail(port.error());
    // Attachments come from another host, as at Twilio, so that a client that takes its password there is found out.
    const bool isLoopback = m_options.address == QHostAddress(QHostAddress::LocalHost);
    const QHostAddress second = isLoopback ? QHostAddress(u"127.0.0.2"_s) : m_options.address;
    if (!m_media.listen(second, 0))
        if (const auto other = m_media.listen(m_options.address, 0); !other)
            return fail(other.error());
    const QString host = m_options.address.protocol() == QAbstractSocket::IPv6Protocol ? u"[%1]"_s.arg(m_options.address.toString())
                                                                                       : m_options.address.toString();
    m_base = u"http://%1:%2"_s.arg(host).arg(*port).toLatin1();
    m_listening = 3; // and the phones
    return {};
}

void SandboxServer::stop(std::chrono::milliseconds grace)
{
    if (m_listening == 0) {
        QMetaObject::invokeMethod(this, &SandboxServer::stopped, Qt::QueuedConnection);
        return;
    }
    m_practice.end();
    m_phones->stop();
    m_rest.stop(grace);
    m_media.stop(grace);
}

void SandboxServer::onServerStopped()
{
    if (--m_listening == 0)
        Q_EMIT stopped();
}

Result<> SandboxServer::addFaults(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (document.isNull())
        return fail(Error::Kind::Malformed, u"faults: "_s + error.errorString());
    const auto faults = faults::Fault::parseAll(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()));
    if (!faults)
        return fail(faults.error());
    m_faults.add(*faults);
    return {};
}

bool SandboxServer::isQuiet() const
{
    return std::all_of(m_webhooks.begin(), m_webhooks.end(), [](const auto &webhooks) { return webhooks->isQuiet(); });
}

void SandboxServer::onRequest(const HttpRequest &request, const HttpResponder &responder)
{
    if (request.rawPath().startsWith("/_sandbox"))
        return m_control->answer(request, responder);
    const auto exchange = std::make_shared<Exchange>(); // of the timers and replies that carry it on
    exchange->clock.start();
    exchange->entry = entryFor(JournalEntry::Kind::Request, request);
    exchange->request = request;
    exchange->responder = responder;
    exchange->plan = m_faults.planFor(request.method, request.rawPath());
    exchange->entry.notes = exchange->plan.notes;
    if (exchange->plan.delay.count() > 0)
        QTimer::singleShot(exchange->plan.delay, this, [this, exchange] { proceed(exchange); });
    else
        proceed(exchange);
}

void SandboxServer::proceed(const ExchangePtr &exchange)
{
    if (exchange->strikes(FaultKind::Reset, faults::Moment::BeforeEffect))
        return write(exchange, nullptr);
    if (exchange->strikes(FaultKind::Status, faults::Moment::BeforeEffect)) {
        const HttpResponse response = troubleAnswer(*exchange->plan.fault);
        return write(exchange, &response);
    }
    m_dialect->answer(exchange->request, m_base, [this, exchange](HttpResponse response) { finish(exchange, std::move(response)); });
}

/// The request has done its work; now for what becomes of the answer.
void SandboxServer::finish(const ExchangePtr &exchange, HttpResponse response)
{
    if (!exchange->plan.fault)
        return write(exchange, &response);
    switch (exchange->plan.fault->kind) {
    case FaultKind::Reset:
        return write(exchange, nullptr);
    case FaultKind::Status:
        response = troubleAnswer(*exchange->plan.fault);
        break;
    case FaultKind::Malform:
        response.body = faults::malformed(response.body, m_faults.random());
        break;
    case FaultKind::WrongTypes:
        response.body = faults::wrongTypes(response.body, m_faults.random());
        break;
    default:
        break;
    }
    write(exchange, &response);
}

/// Sends @p response, or resets the connection when there is none, and writes down what was sent.
void SandboxServer::write(const ExchangePtr &exchange, const HttpResponse *response)
{
    JournalEntry &entry = exchange->entry;
    entry.milliseconds = double(exchange->clock.nsecsElapsed()) / 1e6;
    if (!response) {
        m_journal.add(std::move(entry));
        return exchange->responder.reset();
    }
    entry.status = response->status;
    entry.responseHeaders = response->headers;
    entry.responseBody = response->body;
    m_journal.add(std::move(entry));
    const std::optional<faults::Fault> &fault = exchange->plan.fault;
    if (fault && fault->kind == FaultKind::Truncate)
        exchange->responder.sendTruncated(*response, fault->bytes < 0 ? response->body.size() / 2 : fault->bytes);
    else if (fault && fault->kind == FaultKind::Drip)
        exchange->responder.sendSlowly(*response, fault->bytes, fault->interval);
    else
        exchange->responder.send(*response);
}

void SandboxServer::onMediaRequest(const HttpRequest &request, const HttpResponder &responder)
{
    const auto exchange = std::make_shared<Exchange>();
    exchange->clock.start();
    exchange->entry = entryFor(JournalEntry::Kind::Media, request);
    exchange->entry.credentialsLeaked = request.headers.contains("Authorization");
    exchange->responder = responder;
    exchange->plan = m_faults.planFor(request.method, "/_media" + request.rawPath().toByteArray());
    exchange->entry.notes = exchange->plan.notes;
    if (exchange->entry.credentialsLeaked)
        qCWarning(lcSandbox) << "a client sent its credentials to the host of attachments";

    HttpResponse response = HttpResponse::text(403, "<Error><Code>AccessDenied</Code></Error>", "application/xml");
    if (const auto item = m_dialect->mediaUrls().read(request.target); item && request.method == "GET") {
        const auto bytes = m_accounts->worldOf(QString::fromLatin1(item->account)).media().bytes(item->messageSid, item->mediaSid);
        response = bytes ? rangeResponse(request, bytes->data, bytes->contentType.toLatin1())
                         : HttpResponse::text(404, "<Error><Code>NoSuchKey</Code></Error>", "application/xml");
    }
    const auto go = [this, exchange, response] {
        if (exchange->strikes(FaultKind::Reset, faults::Moment::BeforeEffect))
            return write(exchange, nullptr);
        finish(exchange, response);
    };
    if (exchange->plan.delay.count() > 0)
        QTimer::singleShot(exchange->plan.delay, this, go);
    else
        go();
}

} // namespace milassist
