// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/doctor/doctor.h"

#include "core/relay/ledger/webhooktable.h"

#include <QJsonDocument>
#include <QNetworkProxy>
#include <QTimer>
#include <QUuid>

namespace milassist::relay
{

using namespace Qt::StringLiterals;
using Verdict = Remark::Verdict;

namespace
{

/// What the status page says, in the words of the doctor. A relay that is not asked itself says nothing of its desks.
Remarks remarksOf(const StatusFacts &facts, bool isServing)
{
    Remarks remarks;
    for (const QJsonValue &line : statusOf(facts)[u"checks"_s].toArray()) {
        const QString check = line[u"check"_s].toString();
        const bool isOfServing = check == "webhooks"_L1 || check == "queue"_L1 || check == "desks"_L1;
        if (isOfServing && !isServing)
            continue;
        remarks << Remark{.check = check,
                          .verdict = line[u"ok"_s].toBool() ? Verdict::Good : Verdict::Wrong,
                          .says = line[u"says"_s].toString(),
                          .fix = line[u"fix"_s].toString(),
                          .about = {}};
    }
    return remarks;
}

} // namespace

bool Diagnosis::isWell() const
{
    return std::none_of(remarks.begin(), remarks.end(), [](const Remark &one) { return one.verdict == Verdict::Wrong; });
}

QJsonObject jsonOf(const Diagnosis &diagnosis)
{
    QJsonArray checks;
    for (const Remark &remark : diagnosis.remarks)
        checks.append(jsonOf(remark));
    return {{u"ok"_s, diagnosis.isWell()},
            {u"at"_s, jsonInstant(diagnosis.at)},
            {u"public_url"_s, diagnosis.publicUrl},
            {u"checks"_s, checks}};
}

struct Doctor::Look {
    QDateTime now;
    QPromise<Diagnosis> promise;
    Probe probe;
    std::optional<StatusFacts> facts;
    std::optional<ProbeOutcome> outcome;
    int open = 2; ///< questions
    bool isDone = false;
    std::function<void()> answered;
};

Doctor::Doctor(SharedStore &store, TwilioApi &twilio, StatusPage &status, Here here, QObject *parent)
    : QObject(parent), m_store(store), m_twilio(twilio), m_status(status), m_here(std::move(here))
{
    m_network.setProxy(QNetworkProxy::NoProxy); // as Twilio comes: from outside, through nothing of ours
}

std::vector<ApiRoute> Doctor::routes()
{
    return {{"GET", u"/api/team/doctor"_s, Permission::Numbers, [this](const ApiAskPtr &ask) {
                 whenDone(examine(ask->now), this,
                          [ask](const Diagnosis &diagnosis) { ask->responder.send(jsonAnswer(200, jsonOf(diagnosis))); });
             }}};
}

QFuture<Diagnosis> Doctor::examine(const QDateTime &now)
{
    if (m_current)
        return m_current->promise.future();
    auto look = std::make_shared<Look>();
    m_current = look;
    look->now = now;
    look->promise.start();
    look->answered = [this, weak = std::weak_ptr(look)] {
        if (const auto one = weak.lock(); one && --one->open == 0)
            finish(one);
    };
    whenDone(m_status.look(now), this, [look](const StatusFacts &facts) {
        look->facts = facts;
        look->answered();
    });
    sendProbe(look);
    QTimer::singleShot(m_here.patience, this, [this, look] { finish(look); });
    return look->promise.future();
}

void Doctor::sendProbe(const std::shared_ptr<Look> &look)
{
    if (m_here.trust.tokens.isEmpty())
        return look->answered();
    const QByteArray nonce = QUuid::createUuid().toByteArray(QUuid::Id128);
    look->probe = makeProbe(m_here.trust.publicUrl, m_here.trust.tokens.first(), nonce, look->now);
    auto told = m_store.write([nonce, now = look->now](SqlConnection &db) {
        return WebhookTable(db).claim(u"doctor "_s + QString::fromLatin1(nonce), now);
    });
    whenDone(std::move(told), this, [this, look](const Result<WebhookTable::Seen> &) {
        QNetworkRequest request(QUrl::fromEncoded(look->probe.url(), QUrl::StrictMode));
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded; charset=UTF-8"_s);
        request.setHeader(QNetworkRequest::UserAgentHeader, u"TwilioProxy/1.1"_s);
        request.setRawHeader("X-Twilio-Signature", look->probe.signature);
        request.setTransferTimeout(int(m_here.patience.count() * 3 / 4));
        QNetworkReply *reply = m_network.post(request, look->probe.body);
        auto certificate = std::make_shared<QList<QSslError::SslError>>();
        connect(reply, &QNetworkReply::sslErrors, this, [certificate](const QList<QSslError> &errors) {
            for (const QSslError &error : errors)
                *certificate << error.error();
        });
        connect(reply, &QNetworkReply::finished, this, [look, reply, certificate] {
            reply->deleteLater();
            constexpr qint64 longest = 64 * 1024;
            look->outcome = ProbeOutcome{.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                                         .location = reply->rawHeader("Location"),
                                         .server = reply->rawHeader("Server"),
                                         .contentType = reply->rawHeader("Content-Type"),
                                         .body = QJsonDocument::fromJson(reply->read(longest)).object(),
                                         .network = reply->error(),
                                         .certificate = *certificate,
                                         .isTimedOut = reply->error() == QNetworkReply::OperationCanceledError
                                             || reply->error() == QNetworkReply::TimeoutError};
            look->answered();
        });
    });
}

void Doctor::finish(const std::shared_ptr<Look> &look)
{
    if (std::exchange(look->isDone, true))
        return;
    if (m_current == look)
        m_current.reset();
    Diagnosis diagnosis{.at = look->now, .publicUrl = QString::fromUtf8(m_here.trust.publicUrl), .remarks = {}};
    if (look->facts)
        diagnosis.remarks << remarksOf(*look->facts, m_here.isServing);
    if (!look->probe.target.isEmpty())
        diagnosis.remarks << remarksOn(look->probe, look->outcome.value_or(ProbeOutcome{.isTimedOut = true}));
    if (look->facts && look->facts->numbers)
        diagnosis.remarks << remarksOn(*look->facts->numbers, look->facts->premises);
    else
        diagnosis.remarks << Remark{.check = u"number"_s,
                                    .verdict = Verdict::Unknown,
                                    .says = u"Where the numbers lead could not be found out: Twilio does not answer."_s,
                                    .fix = u"See \"credentials\"."_s,
                                    .about = {}};
    look->promise.addResult(diagnosis);
    look->promise.finish();
}

} // namespace milassist::relay
