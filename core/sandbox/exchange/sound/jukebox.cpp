// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/sound/jukebox.h"

#include "core/base/whendone.h"
#include "core/sandbox/exchange/sound/audiofile.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPointer>
#include <QtConcurrentRun>

namespace milassist::exchange {

namespace {

constexpr qint64 largest = 40 * 1024 * 1024;
constexpr qsizetype mostKept = 50;

} // namespace

Jukebox::Jukebox(QObject *parent) : QObject(parent)
{
    m_network.setProxy(QNetworkProxy::NoProxy);
}

void Jukebox::fetch(const QString &url, QObject *context, std::function<void(const Answer &)> done)
{
    ++m_underWay;
    const QPointer<QObject> listener(context);
    const auto answer = [this, listener, done = std::move(done)](const Answer &given) {
        --m_underWay;
        if (listener)
            done(given);
    };
    QNetworkRequest request{QUrl(url)};
    request.setTransferTimeout(15'000);
    request.setRawHeader("User-Agent", "TwilioProxy/1.1");
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
    const Kept kept = m_kept.value(url);
    if (!kept.etag.isEmpty())
        request.setRawHeader("If-None-Match", kept.etag);
    else if (!kept.modified.isEmpty())
        request.setRawHeader("If-Modified-Since", kept.modified);
    QNetworkReply *reply = m_network.get(request);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received) {
        if (received > largest)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, url, kept, answer] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (status == 304 && kept.clip)
            return answer({kept.clip, 0, status});
        if (status == 0)
            return answer({{}, 11205, 0});
        if (status / 100 != 2)
            return answer({{}, 11200, status});
        const Kept fresh{reply->rawHeader("ETag"), reply->rawHeader("Last-Modified"), {}};
        whenDone(QtConcurrent::run([file = reply->readAll()] { return decodeAudio(file); }), this,
                 [this, url, fresh, status, answer](const Result<world::Samples> &sound) {
                     if (!sound)
                         return answer({{}, 13420, status});
                     const auto clip = std::make_shared<const world::Samples>(*sound);
                     if (m_kept.size() >= mostKept)
                         m_kept.clear();
                     if (!fresh.etag.isEmpty() || !fresh.modified.isEmpty())
                         m_kept.insert(url, {fresh.etag, fresh.modified, clip});
                     answer({clip, 0, status});
                 });
    });
}

} // namespace milassist::exchange
