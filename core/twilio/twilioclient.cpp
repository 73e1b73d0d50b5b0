// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/twilioclient.h"

#include "core/twilio/requests.h"

namespace milassist {

using namespace Qt::StringLiterals;

TwilioClient::TwilioClient(Credentials credentials, TransportOptions options, Clock clock, QObject *parent)
    : QObject(parent), m_transport(std::move(credentials), std::move(options), std::move(clock)), m_prefetch(m_transport)
{
    m_parsers.setMaxThreadCount(2);
}

TwilioClient::~TwilioClient()
{
    m_transport.close(); // while everything that its answers speak to is still there
    m_parsers.waitForDone();
}

QUrl TwilioClient::url(const QString &resource, const QByteArray &query) const
{
    return productUrl(credentials().baseUrl, Product::Api,
                      u"/2010-04-01/Accounts/%1/%2.json"_s.arg(credentials().account.text(), resource), query);
}

QFuture<Result<>> TwilioClient::remove(const QUrl &url)
{
    return run<void>(Request{.verb = "DELETE", .url = url, .effect = Effect::Repeat}, [](HttpAnswer &) { return Result<>(); });
}

QFuture<Result<Download>> TwilioClient::download(Request request, const QString &path)
{
    request.file = path;
    request.redirects = Elsewhere::Allowed;
    auto promise = std::make_shared<QPromise<Result<Download>>>();
    promise->start();
    promise->setProgressRange(0, 1000);
    const auto done = [promise, path](tl::expected<HttpAnswer, Trouble> outcome) {
        if (!outcome)
            return settle<Download>(*promise, fail(std::move(outcome.error().error)));
        settle<Download>(*promise, Download{.path = path, .size = outcome->fileSize, .contentType = QString::fromLatin1(outcome->contentType)});
    };
    const auto progress = [promise](qint64 received, qint64 total) {
        if (total > 0)
            promise->setProgressValue(int(received * 1000 / total));
    };
    const auto id = m_transport.send(std::move(request), done, progress);
    whenCancelled(promise->future(), this, [this, id] { m_transport.abandon(id); });
    return promise->future();
}

} // namespace milassist
