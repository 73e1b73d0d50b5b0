// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/webhooks/webhooks.h"

#include "core/base/logging.h"
#include "core/sandbox/webhooks/fields.h"
#include "core/sandbox/world/errorwords.h"
#include "core/sandbox/world/world.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QUrl>

#include <memory>

namespace milassist::webhooks {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxDocuments = 20; // <Redirect> after <Redirect>
constexpr int tooManyRequests = 14107;

QByteArray methodOf(const QString &method)
{
    return method.compare("GET"_L1, Qt::CaseInsensitive) == 0 ? "GET" : "POST";
}

} // namespace

Webhooks::Webhooks(world::World &world, QByteArray base, faults::Journal &journal, faults::FaultBox &faults, QObject *parent)
    : QObject(parent), m_world(world), m_base(std::move(base)),
      m_client(Secret(world.account().authToken.toUtf8()), journal, faults)
{
    m_fetcher.setProxy(QNetworkProxy::NoProxy);
    connect(&world.messages(), &world::MessageBook::statusChanged, this, &Webhooks::onMessageStatus);
    connect(&world.messages(), &world::MessageBook::received, this, &Webhooks::onReceived);
    connect(&world.messages(), &world::MessageBook::mediaWanted, this, &Webhooks::fetchMedia);
    connect(&world.calls(), &world::CallBook::progressed, this, &Webhooks::onCallProgress);
    connect(&world.recordings(), &world::RecordingBook::recordingChanged, this, &Webhooks::onRecording);
}

/// @param lane of what happens to one thing each event is told after the one before
void Webhooks::tell(const Address &address, const SignedFields &fields, const QByteArray &space, const QString &lane, const QString &callSid)
{
    const Webhook webhook{.url = address.url, .method = address.method, .fields = fields, .space = space, .lane = lane};
    m_client.send(webhook, [this, address, callSid](const WebhookOutcome &outcome) {
        if (!outcome.isDelivered)
            notify(outcome.errorCode, address, outcome, callSid);
    });
}

void Webhooks::onMessageStatus(const world::Message &message)
{
    QString url = m_world.messages().orders(message.sid).statusCallback;
    if (url.isEmpty())
        url = m_replyStatus.value(message.sid);
    if (!url.isEmpty())
        tell(Address{.url = url}, messageStatusFields(m_world.account().sid, message), "+", message.sid);
}

void Webhooks::onCallProgress(const world::Call &call, const QString &event)
{
    const world::CallOrders orders = m_world.calls().orders(call.sid);
    Address address{.url = orders.statusCallback, .method = methodOf(orders.statusCallbackMethod)};
    QStringList events = orders.statusCallbackEvents;
    if (call.direction == "inbound"_L1) { // the number's own, once, at the end
        const world::IncomingNumber *number = m_world.numbers().byNumber(call.to);
        if (number)
            address = Address{.url = number->statusCallback, .method = methodOf(number->statusCallbackMethod)};
        events.clear();
    }
    const int sequence = m_sequence[call.sid]++;
    if (event == "completed"_L1)
        m_sequence.remove(call.sid);
    if (address.url.isEmpty() || !(events.isEmpty() ? event == "completed"_L1 : events.contains(event)))
        return;
    tell(address, callProgressFields(m_world.account().sid, call, event, sequence, m_world.timeline().now(), m_world.calls().trail(call.sid)), "%20",
         call.sid, call.sid);
}

void Webhooks::onRecording(const world::Recording &recording)
{
    const world::Form orders = m_world.recordings().orders(recording.sid);
    const QString url = orders.value(u"RecordingStatusCallback");
    const QStringList events = orders.all(u"RecordingStatusCallbackEvent").join(u' ').split(u' ', Qt::SkipEmptyParts);
    const bool isWanted = events.isEmpty() ? recording.status == "completed"_L1 : events.contains(recording.status);
    if (url.isEmpty() || !isWanted)
        return;
    const QString media = recordingUrl(recording.sid);
    tell(Address{.url = url, .method = methodOf(orders.value(u"RecordingStatusCallbackMethod"))},
         recordingStatusFields(m_world.account().sid, recording, media), "%20", recording.sid, recording.callSid.value_or(QString()));
}

QString Webhooks::recordingUrl(const QString &sid) const
{
    return QString::fromLatin1(m_base) + "/2010-04-01/Accounts/"_L1 + m_world.account().sid + "/Recordings/"_L1 + sid;
}

/// Where texts to a number go: its service's address, its application's, its own.
Webhooks::Address Webhooks::inboxOf(const QString &number) const
{
    const world::IncomingNumber *own = m_world.numbers().byNumber(number);
    if (!own)
        return {};
    const world::MessagingService *service = m_world.services().ofNumber(own->sid);
    if (service && !service->useInboundWebhookOnNumber && service->inboundRequestUrl)
        return {*service->inboundRequestUrl, service->fallbackUrl.value_or(QString()), methodOf(service->inboundMethod),
                methodOf(service->fallbackMethod)};
    if (own->smsApplicationSid && !own->smsApplicationSid->isEmpty())
        if (const auto application = m_world.applications().fetch(*own->smsApplicationSid))
            return {application->smsUrl.value_or(QString()), application->smsFallbackUrl.value_or(QString()), methodOf(application->smsMethod),
                    methodOf(application->smsFallbackMethod)};
    return {own->smsUrl, own->smsFallbackUrl, methodOf(own->smsMethod), methodOf(own->smsFallbackMethod)};
}

void Webhooks::onReceived(const world::Message &message, const QString &)
{
    const Address address = inboxOf(message.to);
    if (address.url.isEmpty())
        return;
    QList<MediaLink> media;
    for (const QString &sid : m_world.media().sidsOf(message.sid)) {
        const auto record = m_world.media().fetch(message.sid, sid);
        media.append({QString::fromLatin1(m_base) + "/2010-04-01/Accounts/"_L1 + m_world.account().sid + "/Messages/"_L1 + message.sid
                          + "/Media/"_L1 + sid,
                      record ? record->contentType : QString()});
    }
    ask(message, address, inboundMessageFields(m_world.account().sid, message, media), 0);
}

void Webhooks::ask(const world::Message &message, const Address &address, const SignedFields &fields, int redirects)
{
    const Webhook webhook{.url = address.url,
                          .method = address.method,
                          .fallbackUrl = address.fallbackUrl,
                          .fallbackMethod = address.fallbackMethod,
                          .fields = fields};
    m_client.send(webhook, [=, this](const WebhookOutcome &outcome) { execute(message, address, fields, outcome, redirects); });
}

void Webhooks::execute(const world::Message &message, const Address &address, const SignedFields &fields, const WebhookOutcome &outcome,
                       int redirects)
{
    if (!outcome.isDelivered)
        return notify(outcome.errorCode, address, outcome);
    const MessageTwiml twiml = MessageTwiml::parse(outcome.contentType, outcome.body);
    if (twiml.errorCode || twiml.warningCode)
        notify(twiml.errorCode ? twiml.errorCode : twiml.warningCode, address, outcome);
    const QUrl documentUrl(outcome.url);
    for (const TwimlMessage &wanted : twiml.messages)
        reply(message, wanted, documentUrl);
    if (twiml.redirectUrl.isEmpty())
        return;
    if (redirects >= maxDocuments)
        return notify(tooManyRequests, address, outcome);
    Address next = address;
    next.url = documentUrl.resolved(QUrl(twiml.redirectUrl)).toString(QUrl::FullyEncoded);
    next.method = methodOf(twiml.redirectMethod);
    ask(message, next, fields, redirects + 1);
}

void Webhooks::reply(const world::Message &message, const TwimlMessage &wanted, const QUrl &documentUrl)
{
    const QString from = wanted.from.isEmpty() ? message.to : wanted.from;
    const QString to = wanted.to.isEmpty() ? message.from.value_or(QString()) : wanted.to;
    QStringList mediaUrls;
    for (const QString &url : wanted.mediaUrls)
        mediaUrls.append(documentUrl.resolved(QUrl(url)).toString(QUrl::FullyEncoded));
    const auto sent = m_world.messages().reply(from, to, wanted.body, mediaUrls);
    if (!sent) {
        WebhookOutcome outcome;
        outcome.url = documentUrl.toString();
        notify(sent.error().twilioCode, Address{.url = outcome.url}, outcome);
    } else if (!wanted.statusCallback.isEmpty()) {
        m_replyStatus.insert(sent->sid, documentUrl.resolved(QUrl(wanted.statusCallback)).toString(QUrl::FullyEncoded));
    }
}

void Webhooks::notify(int errorCode, const Address &address, const WebhookOutcome &outcome, const QString &callSid)
{
    const bool isWarning = errorCode == 11770 || world::isTwimlWarning(errorCode);
    world::Notification notification;
    notification.callSid = world::orNull(callSid);
    notification.log = isWarning ? u"1"_s : u"0"_s;
    notification.messageText = u"sourceComponent=%1&httpResponse=%2&ErrorCode=%3&LogLevel=%4"_s.arg(callSid.isEmpty() ? 14100 : 12000)
                                   .arg(outcome.status)
                                   .arg(errorCode)
                                   .arg(isWarning ? u"WARN"_s : u"ERROR"_s);
    notification.requestMethod = QString::fromLatin1(address.method);
    notification.requestUrl = outcome.url;
    notification.requestVariables = QString::fromUtf8(outcome.requestVariables);
    notification.responseHeaders = QString::fromLatin1(outcome.responseHeaders);
    notification.responseBody = QString::fromUtf8(outcome.body);
    m_world.notifications().add(errorCode, notification);
    qCInfo(lcSandbox) << "webhook trouble" << errorCode << QUrl(outcome.url).toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
}

/// Twilio fetches what MediaUrl names before it sends. All have to arrive; their order is that of the message.
void Webhooks::fetchMedia(const QString &messageSid, const QStringList &urls)
{
    struct Gathering {
        QList<world::MessageBook::Picture> pictures;
        qsizetype missing = 0;
        qint64 bytes = 0;
        int errorCode = 0;
    };
    constexpr qint64 maxBytes = 5 * 1024 * 1024;
    constexpr int fetchFailed = 11200, badType = 12300, tooLarge = 11751;
    const auto gathering = std::make_shared<Gathering>(); // of all replies of this message
    gathering->pictures.resize(urls.size());
    gathering->missing = urls.size();
    for (qsizetype i = 0; i < urls.size(); ++i) {
        QNetworkRequest request{QUrl(urls[i])};
        request.setTransferTimeout(15'000);
        QNetworkReply *reply = m_fetcher.get(request);
        connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received) {
            if (received > maxBytes)
                reply->abort();
        });
        connect(reply, &QNetworkReply::finished, this, [=, this] {
            reply->deleteLater();
            const QByteArray type = reply->header(QNetworkRequest::ContentTypeHeader).toByteArray().split(';').value(0).trimmed();
            const bool isTooLarge = reply->error() == QNetworkReply::OperationCanceledError;
            gathering->pictures[i] = {QString::fromLatin1(type), reply->readAll()};
            gathering->bytes += gathering->pictures[i].bytes.size();
            if (isTooLarge || gathering->bytes > maxBytes)
                gathering->errorCode = tooLarge;
            else if (reply->error() != QNetworkReply::NoError)
                gathering->errorCode = fetchFailed;
            else if (type.isEmpty())
                gathering->errorCode = badType;
            if (--gathering->missing > 0)
                return;
            if (gathering->errorCode)
                m_world.messages().mediaFailed(messageSid, gathering->errorCode);
            else
                m_world.messages().mediaFetched(messageSid, gathering->pictures);
        });
    }
}

} // namespace milassist::webhooks
