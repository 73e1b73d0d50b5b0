// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/joining.h"

#include "core/base/whendone.h"

#include <QHostAddress>
#include <QPromise>

#include <memory>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

bool isHere(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

JoinEntry flawed(JoinEntry::Flaw flaw)
{
    return {.flaw = flaw, .access = {}};
}

} // namespace

JoinEntry joinEntryFrom(const QString &link, const QString &token)
{
    using Flaw = JoinEntry::Flaw;
    const QString text = link.trimmed();
    if (text.isEmpty())
        return flawed(Flaw::Incomplete);
    QUrl url(text.contains("://"_L1) ? text : u"https://"_s + text, QUrl::StrictMode);
    const bool isWeb = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (!url.isValid() || !isWeb || url.host().isEmpty() || text.contains(u' ') || (!url.host().contains(u'.') && !isHere(url.host()) && !url.host().contains(u':')))
        return flawed(Flaw::NoAddress);
    if (url.scheme() == "http"_L1 && !isHere(url.host()))
        return flawed(Flaw::NotEncrypted);
    const QString pasted = url.fragment(QUrl::FullyDecoded).trimmed();
    const QString chosen = pasted.isEmpty() ? token.trimmed() : pasted;
    url.setFragment({});
    url.setQuery(QString());
    url.setUserInfo({});
    if (url.path() == u'/')
        url.setPath({});
    return {.flaw = chosen.isEmpty() ? Flaw::Incomplete : Flaw::None,
            .access = {.url = url, .user = {}, .token = Secret(chosen.toUtf8())}};
}

JoinFinding findingOf(const TeamReply &me)
{
    using Way = TeamReply::Way;
    using Verdict = JoinFinding::Verdict;
    JoinFinding finding{.verdict = Verdict::Offline, .seat = {}, .error = me.failure.value_or(Error())};
    switch (me.way) {
    case Way::NotReached:
    case Way::Lost:
    case Way::TimedOut: return finding;
    case Way::NotTrusted: finding.verdict = Verdict::NotTrusted; return finding;
    case Way::NotARelay:
        finding.verdict = me.status >= 502 && me.status <= 504 ? Verdict::Trouble : Verdict::NotARelay; // a proxy before a relay that is off
        return finding;
    case Way::Answered: break;
    }
    if (me.failure) {
        finding.verdict = me.status == 401 ? Verdict::WrongToken
            : me.status == 429            ? Verdict::TooOften
            : me.code == "no_account"_L1  ? Verdict::NoAccount
            : me.status >= 500            ? Verdict::Trouble
                                          : Verdict::NotARelay;
        return finding;
    }
    const auto seat = seatFrom(me.body);
    if (!seat) {
        finding.verdict = Verdict::NotARelay;
    } else {
        finding.seat = *seat;
        finding.verdict = seat->account.isNull() ? Verdict::NoAccount : Verdict::Good;
    }
    return finding;
}

TryJoining overTheNetwork()
{
    return [](const TeamAccess &access) {
        // Lives as long as its one question.
        auto *client = new TeamClient(access, {.silence = std::chrono::seconds(8), .whole = std::chrono::seconds(12)});
        const auto promise = std::make_shared<QPromise<JoinFinding>>(); // shared with the answer's function
        promise->start();
        whenDone(client->ask({.path = u"/api/team/me"_s}), client, [client, promise](const TeamReply &me) {
            promise->addResult(findingOf(me));
            promise->finish();
            client->deleteLater();
        });
        return promise->future();
    };
}

} // namespace milassist
