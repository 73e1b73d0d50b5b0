// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/answerview.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QUrl>

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

struct AnswerWords {
    Q_DECLARE_TR_FUNCTIONS(AnswerWords)

public:
    static QString about(const AnswerFacts &facts)
    {
        using Is = AnswerFacts::Is;
        switch (facts.is) {
        case Is::NoToken:
            return tr("This account is connected with an API key. Connect it with its auth token: only with that can it be told whether a call really comes "
                      "from Twilio.");
        case Is::NoSoftphone: return tr("Set up the softphone first: there is no telephone yet that could ring here.");
        default:
            return tr("This computer decides who rings, by the plan in Routing, takes messages when nobody answers, and writes down why. Twilio has to reach it: "
                      "let a tunnel (cloudflared, ngrok, ssh -R) lead a public address to %1.")
                .arg(facts.localUrl);
        }
    }

    static QString state(const AnswerFacts &facts)
    {
        using Is = AnswerFacts::Is;
        if (facts.is == Is::Starting)
            return tr("Starting\u2026");
        if (facts.is != Is::On)
            return {};
        if (facts.heard == 0)
            return tr("On, for %1. Nothing has come from Twilio yet.").arg(facts.person);
        return tr("On, for %1. Twilio reaches this computer: %n request(s) since the start.", nullptr, int(facts.heard)).arg(facts.person);
    }

    static QString warning(const AnswerFacts &facts)
    {
        const bool answers = std::ranges::any_of(facts.numbers, &AnsweredNumber::isHere);
        if (!answers)
            return {};
        return tr("While this computer or the tunnel is off, nobody answers the numbers below: callers hear Twilio's error message, unless the number has a "
                  "fallback address in Numbers. A relay on a server answers always.");
    }

    static QString flaw(const QString &typed)
    {
        const QUrl url(typed.trimmed(), QUrl::StrictMode);
        if (typed.trimmed().isEmpty())
            return tr("Enter the address that the tunnel shows, such as https://desk.example.org.");
        if (!url.isValid() || url.host().isEmpty() || url.hasQuery() || url.hasFragment() || !url.userInfo().isEmpty())
            return tr("This is not an address that Twilio could call.");
        if (url.scheme() == "https"_L1)
            return {};
        const bool isHere = QHostAddress(url.host()).isLoopback();
        return isHere && url.scheme() == "http"_L1 ? QString() : tr("It has to begin with https://.");
    }
};

} // namespace

AnswerView viewOf(const AnswerFacts &facts)
{
    using Is = AnswerFacts::Is;
    const bool isOn = facts.is == Is::On;
    return {.text = AnswerWords::about(facts),
            .state = AnswerWords::state(facts),
            .tone = isOn && facts.heard > 0 ? Tone::Good : Tone::Neutral,
            .warning = isOn ? AnswerWords::warning(facts) : QString(),
            .asksAddress = facts.is == Is::Off || facts.is == Is::Failed || isOn || facts.is == Is::Starting,
            .asksPerson = (facts.is == Is::Off || facts.is == Is::Failed) && facts.people.size() > 1,
            .canStart = facts.is == Is::Off || facts.is == Is::Failed,
            .canStop = isOn,
            .showsNumbers = isOn && !facts.numbers.isEmpty()};
}

QString addressFlaw(const QString &typed)
{
    return AnswerWords::flaw(typed);
}

} // namespace milassist
