// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/webhooks/overrides.h"

#include <QStringList>

namespace milassist::webhooks {

using namespace Qt::StringLiterals;

namespace {

void readRange(QStringView text, int low, int high, std::chrono::milliseconds &value)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (isNumber && number >= low && number <= high)
        value = std::chrono::milliseconds(number);
}

void readPolicy(QStringView policy, Overrides &overrides)
{
    overrides.retryConnect = overrides.retry4xx = overrides.retry5xx = overrides.retryRead = false;
    for (const QStringView word : policy.split(u',')) {
        const bool all = word == "all"_L1;
        overrides.retryConnect |= all || word == "ct"_L1;
        overrides.retryRead |= all || word == "rt"_L1;
        overrides.retry4xx |= all || word == "4xx"_L1;
        overrides.retry5xx |= all || word == "5xx"_L1;
    }
}

} // namespace

Overrides Overrides::parse(QStringView fragment)
{
    Overrides overrides;
    for (const QStringView piece : fragment.split(u'&', Qt::SkipEmptyParts)) {
        const qsizetype equals = piece.indexOf(u'=');
        if (equals < 0)
            continue;
        const QStringView name = piece.first(equals), value = piece.sliced(equals + 1);
        bool isNumber = false;
        const int number = value.toInt(&isNumber);
        if (name == "rc"_L1 && isNumber && number >= 0 && number <= 5)
            overrides.retries = number;
        else if (name == "rp"_L1)
            readPolicy(value, overrides);
        else if (name == "ct"_L1)
            readRange(value, 100, 10'000, overrides.connect);
        else if (name == "rt"_L1)
            readRange(value, 100, 15'000, overrides.read);
        else if (name == "tt"_L1)
            readRange(value, 100, 15'000, overrides.total);
    }
    return overrides;
}

bool wantsRetry(const Overrides &overrides, Attempt attempt, int status)
{
    switch (attempt) {
    case Attempt::ConnectFailed: return overrides.retryConnect;
    case Attempt::ReadFailed: return overrides.retryRead;
    case Attempt::Answered: return (status / 100 == 4 && overrides.retry4xx) || (status / 100 == 5 && overrides.retry5xx);
    }
    return false;
}

} // namespace milassist::webhooks
