// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/webhooks/delivery.h"

#include "core/http/form.h"
#include "core/sandbox/webhooks/oncebody.h"

#include <QNetworkReply>
#include <QUrl>

#include <memory>

namespace milassist::webhooks {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxRedirects = 10;
constexpr qsizetype maxAnswer = 256 * 1024;

QByteArray encodedFields(const SignedFields &fields, const QByteArray &space)
{
    Form form;
    for (const auto &[name, value] : fields)
        form.add(name, value);
    return form.encoded(space);
}

/// What is asked and signed: without the fragment and without user:password@.
QByteArray bareUrl(const QString &configured)
{
    QByteArray url = configured.toUtf8();
    url.truncate(url.indexOf('#') < 0 ? url.size() : url.indexOf('#'));
    const qsizetype host = url.indexOf("://") + 3;
    const qsizetype path = url.indexOf('/', host);
    const qsizetype at = url.first(path < 0 ? url.size() : path).lastIndexOf('@');
    return at > host ? url.first(host) + url.sliced(at + 1) : url;
}

int errorCodeOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::HostNotFoundError: return 11210;
    case QNetworkReply::SslHandshakeFailedError: return 11220;
    default: return 11205;
    }
}

Attempt attemptOf(QNetworkReply::NetworkError error)
{
    const bool connecting = error == QNetworkReply::ConnectionRefusedError || error == QNetworkReply::HostNotFoundError
        || error == QNetworkReply::SslHandshakeFailedError || error == QNetworkReply::UnknownNetworkError;
    return connecting ? Attempt::ConnectFailed : Attempt::ReadFailed;
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

} // namespace

Delivery::Delivery(WebhookClient &client, Webhook webhook, QByteArray token, QByteArrayList notes, WebhookClient::Done done)
    : QObject(&client), m_client(client), m_webhook(std::move(webhook)), m_token(std::move(token)), m_notes(std::move(notes)),
      m_done(std::move(done)), m_fields(m_webhook.fields)
{
    m_total.setSingleShot(true);
    connect(&m_total, &QTimer::timeout, this, [this] {
        m_timedOut = true;
        if (m_reply)
            m_reply->abort();
    });
    begin(m_webhook.url, m_webhook.method);
}

Delivery::~Delivery()
{
    delete m_reply;
}

void Delivery::begin(const QString &url, const QByteArray &method)
{
    m_url = url;
    m_method = method;
    const qsizetype mark = url.indexOf(u'#');
    m_overrides = Overrides::parse(mark < 0 ? QStringView() : QStringView(url).sliced(mark + 1));
    m_attempts = 0;
    m_redirects = 0;
    m_timedOut = false;
    m_total.start(m_overrides.total);
    attempt(url, method);
}

void Delivery::attempt(const QString &url, const QByteArray &method)
{
    m_outcome.url = url;
    const QUrl parsed(url);
    if (!parsed.isValid() || !parsed.scheme().startsWith("http"_L1) || parsed.host().isEmpty()) {
        QMetaObject::invokeMethod(this, [this] { failed(Attempt::Answered, 0, 11100); }, Qt::QueuedConnection);
        return;
    }
    QByteArray target = bareUrl(url);
    QByteArray body = encodedFields(m_fields, m_webhook.space);
    m_outcome.requestVariables = body;
    SignedFields signedFields = m_fields;
    if (method == "GET") {
        if (!body.isEmpty())
            target += (target.contains('?') ? '&' : '?') + body;
        body.clear();
        signedFields.clear();
    }
    QNetworkRequest request(QUrl::fromEncoded(target));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setTransferTimeout(int(m_overrides.read.count()));
    request.setRawHeader("User-Agent", "TwilioProxy/1.1");
    request.setRawHeader("Accept", "*/*");
    request.setRawHeader("X-Twilio-Signature", twilioSignature(m_client.m_authToken, target, signedFields));
    request.setRawHeader("I-Twilio-Idempotency-Token", m_token);
    request.setRawHeader("X-Home-Region", "us1");
    if (!parsed.userName().isEmpty())
        request.setRawHeader("Authorization", "Basic "
                                 + QString(parsed.userName(QUrl::FullyDecoded) + u':' + parsed.password(QUrl::FullyDecoded)).toUtf8().toBase64());
    if (method != "GET")
        request.setRawHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    m_clock.start();
    QNetworkReply *reply = method == "GET" ? m_client.m_network.get(request) : post(request, body);
    m_reply = reply;
    connect(reply, &QNetworkReply::finished, this, [=, this] { onFinished(reply, method, target, body); });
}

/// Posts it once, whatever happens to the connection.
QNetworkReply *Delivery::post(QNetworkRequest request, const QByteArray &body)
{
    auto once = std::make_unique<OnceBody>(body);
    request.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    QNetworkReply *reply = m_client.m_network.post(request, once.get());
    once.release()->setParent(reply);
    return reply;
}

void Delivery::onFinished(QNetworkReply *reply, const QByteArray &method, const QByteArray &sentUrl, const QByteArray &body)
{
    reply->deleteLater();
    m_reply = nullptr;
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray answer = status ? reply->read(maxAnswer) : QByteArray();
    journal(reply, method, sentUrl, body, status, answer);
    m_outcome.status = status;
    m_outcome.contentType = reply->rawHeader("Content-Type");
    m_outcome.body = answer;
    m_outcome.responseHeaders.clear();
    for (const auto &[name, value] : reply->rawHeaderPairs())
        m_outcome.responseHeaders += name + '=' + value + '&';

    if (status == 0)
        return failed(m_timedOut ? Attempt::ReadFailed : attemptOf(reply->error()), 0, errorCodeOf(reply->error()));
    if (isRedirect(status)) {
        if (!followRedirect(reply, method, status))
            failed(Attempt::Answered, status, 11215);
        return;
    }
    if (status / 100 != 2)
        return failed(Attempt::Answered, status, 11200);
    m_outcome.isDelivered = true;
    m_outcome.errorCode = 0;
    finish();
}

void Delivery::journal(QNetworkReply *reply, const QByteArray &method, const QByteArray &sentUrl, const QByteArray &body, int status,
                       const QByteArray &answer)
{
    faults::JournalEntry entry;
    entry.kind = faults::JournalEntry::Kind::Webhook;
    entry.milliseconds = double(m_clock.nsecsElapsed()) / 1e6;
    entry.at = QDateTime::currentDateTimeUtc().addMSecs(-m_clock.elapsed());
    entry.method = method;
    entry.url = sentUrl;
    HttpHeaders sent;
    for (const QByteArray &name : reply->request().rawHeaderList())
        sent.add(name, reply->request().rawHeader(name));
    entry.requestHeaders = faults::withoutCredentials(sent);
    entry.requestBody = body;
    entry.status = status;
    for (const auto &[name, value] : reply->rawHeaderPairs())
        entry.responseHeaders.add(name, value);
    entry.responseBody = answer;
    entry.notes = m_notes;
    if (m_isFallback)
        entry.notes.append("fallback");
    if (m_attempts > 0)
        entry.notes.append("retry " + QByteArray::number(m_attempts));
    if (status == 0)
        entry.notes.append(m_timedOut ? QByteArray("timed out") : reply->errorString().toUtf8());
    m_client.m_journal.add(std::move(entry));
}

bool Delivery::followRedirect(QNetworkReply *reply, const QByteArray &method, int status)
{
    const QUrl location = QUrl::fromEncoded(reply->rawHeader("Location"));
    if (++m_redirects > maxRedirects || location.isEmpty())
        return false;
    const bool keepsMethod = status == 307 || status == 308;
    attempt(reply->url().resolved(location).toString(QUrl::FullyEncoded), keepsMethod ? method : "GET");
    return true;
}

void Delivery::failed(Attempt attempt, int status, int errorCode)
{
    m_outcome.errorCode = errorCode;
    const bool hasTime = m_total.isActive();
    if (hasTime && errorCode != 11100 && m_attempts < m_overrides.retries && wantsRetry(m_overrides, attempt, status)) {
        ++m_attempts;
        this->attempt(m_url, m_method);
        return;
    }
    if (m_isFallback || m_webhook.fallbackUrl.isEmpty())
        return finish();
    m_isFallback = true;
    m_fields = m_webhook.fields;
    m_fields.append({u"ErrorCode"_s, QString::number(errorCode)});
    m_fields.append({u"ErrorUrl"_s, QString::fromUtf8(bareUrl(m_webhook.url))});
    begin(m_webhook.fallbackUrl, m_webhook.fallbackMethod);
}

void Delivery::finish()
{
    m_total.stop();
    deleteLater();
    m_done(m_outcome); // begins the next of its lane
    --m_client.m_underWay;
}

} // namespace milassist::webhooks
