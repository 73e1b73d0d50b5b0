// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/lines/trouble.h"

#include <QSet>
#include <QUrl>

namespace milassist::exchange {

using namespace Qt::StringLiterals;

QByteArray wordOf(twiml::Method method)
{
    return method == twiml::Method::Get ? "GET" : "POST";
}

twiml::Method methodOf(const QString &word)
{
    return word.compare("GET"_L1, Qt::CaseInsensitive) == 0 ? twiml::Method::Get : twiml::Method::Post;
}

QString absolute(const QString &url, const QString &base)
{
    if (url.startsWith("http://"_L1) || url.startsWith("https://"_L1) || base.isEmpty())
        return url;
    const QUrl whole(base);
    QUrl resolved = whole.resolved(QUrl(url));
    return resolved.toString(QUrl::FullyEncoded);
}

void noteTrouble(const Office &office, const QString &callSid, int code, const QString &words, const QString &url)
{
    webhooks::WebhookOutcome outcome;
    outcome.url = url;
    outcome.body = words.toUtf8();
    office.webhooks.notify(code, {.url = url}, outcome, callSid);
}

void noteProblems(const Office &office, const QString &callSid, const QList<twiml::Problem> &problems, const webhooks::WebhookOutcome &outcome,
                  twiml::Method method)
{
    QSet<int> told; // one note a kind, however often a document makes the mistake
    for (const twiml::Problem &problem : problems) {
        if (told.contains(problem.code))
            continue;
        told.insert(problem.code);
        office.webhooks.notify(problem.code, {.url = outcome.url, .method = wordOf(method)}, outcome, callSid);
    }
}

} // namespace milassist::exchange
