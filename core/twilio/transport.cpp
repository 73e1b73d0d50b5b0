// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/transport.h"

#include "core/base/logging.h"
#include "core/twilio/apierror.h"
#include "core/twilio/network.h"

#include <QRandomGenerator>

#include <cstdio>

namespace milassist {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

bool isHtml(const QByteArray &contentType)
{
    return contentType.toLower().contains("html");
}

bool isOurKindOf(const Request &request, const ExchangeResult &result)
{
    if (!request.file.isEmpty() || result.status == 204)
        return !isHtml(result.contentType);
    return !isHtml(result.contentType) || result.body.isEmpty();
}

// Two downloads to the same place do not write into each other's file.
QString partOf(const Request &request, Transport::Id id)
{
    return request.file + u".%1.part"_s.arg(id);
}

QString describe(const Request &request, const ExchangeResult &result)
{
    QString text = QString::fromLatin1(request.verb) + u' ' + withMaskedNumbers(request.url.path());
    if (result.status != 0)
        text += u": HTTP %1"_s.arg(result.status);
    if (result.network != QNetworkReply::NoError && result.status < 400)
        text += u": network error %1"_s.arg(int(result.network));
    return text;
}

} // namespace

Transport::Transport(Credentials credentials, TransportOptions options, Clock clock, QObject *parent)
    : QObject(parent), m_credentials(std::move(credentials)), m_options(std::move(options)), m_clock(std::move(clock))
{
    if (!m_options.random)
        m_options.random = [] { return QRandomGenerator::global()->generateDouble(); };
    m_options.concurrency = std::max(2, m_options.concurrency);
    prepareNetwork(m_network);
}

Transport::~Transport()
{
    close();
}

void Transport::close()
{
    auto jobs = std::move(m_jobs);
    m_jobs.clear();
    for (QList<Id> &waiting : m_waiting)
        waiting.clear();
    m_running = m_runningBackground = 0;
    for (auto &[id, job] : jobs) {
        job.exchange.reset();
        job.done(tl::unexpected(Trouble{.error = {.kind = Error::Kind::Cancelled, .detail = u"the client is closing"_s}}));
    }
}

Transport::Id Transport::send(Request request, Done done, Progress progress)
{
    const Id id = ++m_lastId;
    Job job;
    job.url = request.url;
    job.request = std::move(request);
    job.done = std::move(done);
    job.progress = std::move(progress);
    m_jobs.emplace(id, std::move(job));
    enqueue(id);
    return id;
}

void Transport::abandon(Id id)
{
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end())
        return;
    Job job = std::move(found->second);
    m_jobs.erase(found);
    m_waiting[int(job.request.priority)].removeOne(id);
    if (!job.exchange)
        return;
    job.exchange.reset();
    if (!job.request.file.isEmpty())
        QFile::remove(partOf(job.request, id));
    --m_running;
    m_runningBackground -= job.request.priority == Priority::UserWaiting ? 0 : 1;
    startNext();
}

void Transport::enqueue(Id id)
{
    m_waiting[int(m_jobs.at(id).request.priority)].push_back(id);
    startNext();
}

std::optional<Transport::Id> Transport::mostUrgent()
{
    for (int priority = 0; priority < 3; ++priority) {
        // One place is always kept for whoever sits in front of a spinner.
        const bool isBackground = priority != int(Priority::UserWaiting);
        if (isBackground && m_runningBackground >= m_options.concurrency - 1)
            continue;
        if (!m_waiting[priority].isEmpty())
            return m_waiting[priority].takeFirst();
    }
    return std::nullopt;
}

void Transport::startNext()
{
    while (m_running < m_options.concurrency) {
        const auto id = mostUrgent();
        if (!id)
            return;
        start(*id);
    }
}

QNetworkRequest Transport::networkRequest(const Job &job) const
{
    Credentials credentials = m_credentials;
    credentials.secret = job.secret;
    QNetworkRequest request = apiRequest(job.url, job.request.url, credentials); // the first address is always the API's
    request.setRawHeader("User-Agent", m_options.userAgent);
    if (job.request.verb != "DELETE")
        request.setRawHeader("Accept", job.request.accept);
    if (job.request.verb == "POST")
        request.setRawHeader("Content-Type", "application/x-www-form-urlencoded");
    return request;
}

void Transport::start(Id id)
{
    Job &job = m_jobs.at(id);
    ++m_running;
    m_runningBackground += job.request.priority == Priority::UserWaiting ? 0 : 1;
    ++job.attempt;
    job.secret = m_options.secrets ? m_options.secrets->current() : m_credentials.secret;
    const QString file = job.request.file.isEmpty() ? QString() : partOf(job.request, id);
    ExchangeLimits limits = m_options.limits;
    if (job.request.patience.count() > 0) {
        limits.silence = std::min(limits.silence, job.request.patience);
        limits.whole = std::min(limits.whole, job.request.patience);
    }
    job.exchange = std::make_unique<Exchange>(m_network, networkRequest(job), job.request.verb, job.request.form,
                                              job.request.effect != Effect::Once, file, limits, m_clock, nullptr);
    // Queued: the exchange is deleted on the way and must not be inside its own signal then.
    connect(job.exchange.get(), &Exchange::ended, this, [this, id](const ExchangeResult &result) { onEnded(id, result); },
            Qt::QueuedConnection);
    if (job.progress) {
        connect(job.exchange.get(), &Exchange::progressed, this, [this, id](qint64 received, qint64 total) {
            if (const auto found = m_jobs.find(id); found != m_jobs.end())
                found->second.progress(received, total);
        });
    }
}

void Transport::noteServerTime(const QDateTime &serverTime)
{
    if (!serverTime.isValid())
        return;
    const std::chrono::seconds skew(serverTime.secsTo(m_clock()));
    constexpr std::chrono::seconds jitter(5); // the header is older than its arrival by the way it went
    if (m_skew && std::chrono::abs(skew - *m_skew) < jitter)
        return;
    m_skew = skew;
    Q_EMIT clockSkewChanged(skew);
}

void Transport::onEnded(Id id, const ExchangeResult &result)
{
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end() || !found->second.exchange)
        return;
    Job &job = found->second;
    job.exchange.reset();
    --m_running;
    m_runningBackground -= job.request.priority == Priority::UserWaiting ? 0 : 1;
    if (isSameOrigin(job.url, job.request.url) && !isHtml(result.contentType))
        noteServerTime(result.serverTime);

    Trouble trouble{.error = {.httpStatus = result.status, .requestId = QString::fromLatin1(result.requestId)},
                    .network = result.network, .sslErrors = result.sslErrors, .contentType = result.contentType};
    trouble.error.detail = describe(job.request, result);

    if (result.fileError) {
        trouble.error.kind = result.fileError->kind;
        trouble.error.detail = result.fileError->detail;
        return finish(id, tl::unexpected(std::move(trouble)));
    }
    if (!result.failure && isRedirect(result.status)) {
        if (follow(id, result))
            return startNext();
        trouble.isIntercepted = true;
        trouble.error.kind = Error::Kind::Malformed;
        trouble.error.detail += u": sent on where we do not follow"_s;
        return finish(id, tl::unexpected(std::move(trouble)));
    }
    if (!result.failure && result.status < 300 && isOurKindOf(job.request, result)) {
        return finish(id, HttpAnswer{.status = result.status, .body = result.body, .contentType = result.contentType,
                                 .requestId = trouble.error.requestId, .fileSize = result.fileSize});
    }
    if (!result.failure) { // a page for people where data should be
        trouble.isIntercepted = true;
        trouble.error.kind = job.request.effect == Effect::Once ? Error::Kind::OutcomeUnknown : Error::Kind::Malformed;
        trouble.error.detail += u": a web page instead of data"_s;
        return finish(id, tl::unexpected(std::move(trouble)));
    }

    if (result.status == 401 && m_options.secrets && m_options.secrets->goOnAfter(job.secret, job.refusals++)) {
        qCWarning(lcTwilio) << "the account's secret was refused; going on with number" << m_options.secrets->place() << "of those known";
        --job.attempt;
        job.url = job.request.url;
        job.hops = 0;
        return enqueue(id);
    }
    if (result.status == 404 && job.request.isFresh && job.freshTries < m_options.freshPauses.size()) {
        --job.attempt;
        return repeatAfter(id, m_options.freshPauses[job.freshTries++]);
    }
    RetryLimits limits = m_options.retries;
    if (job.request.attempts > 0)
        limits.attempts = job.request.attempts;
    const RetryVerdict verdict = verdictOn(*result.failure, job.request.effect, job.attempt, m_options.random(), limits);
    if (verdict.pause) {
        qCDebug(lcTwilio) << trouble.error.detail << "again in" << verdict.pause->count() << "ms";
        job.url = job.request.url;
        job.hops = 0;
        return repeatAfter(id, *verdict.pause);
    }
    // A delete whose first answer was lost finds nothing the second time: it has worked.
    if (result.status == 404 && job.request.verb == "DELETE" && job.attempt > 1)
        return finish(id, HttpAnswer{.status = 204});
    trouble.error.kind = verdict.kind;
    trouble.isIntercepted = isHtml(result.contentType) || result.status == 511;
    if (const ApiRefusal refusal = refusalFrom(result.body); refusal.code != 0 || !refusal.message.isEmpty()) {
        trouble.error.twilioCode = refusal.code;
        trouble.error.detail += u": "_s + refusal.message;
    }
    finish(id, tl::unexpected(std::move(trouble)));
}

bool Transport::follow(Id id, const ExchangeResult &result)
{
    Job &job = m_jobs.at(id);
    if (job.request.verb != "GET")
        return false;
    const auto target = redirectTarget(job.url, result.location, job.hops, job.request.redirects);
    if (!target)
        return false;
    job.url = *target;
    ++job.hops;
    --job.attempt; // a hop is no repetition
    m_waiting[int(job.request.priority)].push_front(id);
    return true;
}

void Transport::repeatAfter(Id id, milliseconds pause)
{
    Job &job = m_jobs.at(id);
    job.pause = std::make_unique<QTimer>();
    job.pause->setSingleShot(true);
    connect(job.pause.get(), &QTimer::timeout, this, [this, id] { enqueue(id); });
    job.pause->start(pause);
    startNext();
}

void Transport::finish(Id id, tl::expected<HttpAnswer, Trouble> outcome)
{
    const auto found = m_jobs.find(id);
    Job job = std::move(found->second);
    m_jobs.erase(found);
    if (!job.request.file.isEmpty() && outcome) {
        const QString part = partOf(job.request, id);
        // QFile::rename would not replace an old one.
        if (std::rename(QFile::encodeName(part).constData(), QFile::encodeName(job.request.file).constData()) != 0) {
            QFile::remove(part);
            outcome = tl::unexpected(Trouble{.error = {.kind = Error::Kind::Storage, .detail = u"the file cannot be renamed"_s}});
        }
    }
    if (!job.request.file.isEmpty() && !outcome)
        QFile::remove(partOf(job.request, id)); // a web page in place of the file was a good answer to HTTP
    startNext();
    job.done(std::move(outcome));
}

} // namespace milassist
