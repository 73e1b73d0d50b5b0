// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/check/finding.h"

#include "core/base/logging.h"

namespace milassist::routing
{

using namespace Qt::StringLiterals;
using Problem = Finding::Problem;

namespace
{

QString words(const Finding &finding)
{
    switch (finding.problem) {
    case Problem::CallerRingsNobody:
        return u"the line is open and nobody could be there to answer; put somebody on duty, or close the line then"_s;
    case Problem::LoopToOwnLine:
        return u"%1 is one of the lines, so the call would come back; name another number"_s.arg(masked(finding.name));
    case Problem::RingsTooLong:
        return u"callers may hear ringing for %1 s, and the line allows %2 s; shorten the stages, or let fewer people be asked"_s
            .arg(finding.found.count())
            .arg(finding.allowed.count());
    case Problem::NoSuchPart:
        return u"there is no \"%1\"; add it or name another"_s.arg(finding.name);
    case Problem::TimeOutOfBounds:
        return u"%1 s; write %2 to %3"_s.arg(finding.found.count()).arg(finding.lowest.count()).arg(finding.allowed.count());
    case Problem::EndsBeforeItStarts:
        return u"it ends before it starts"_s;
    case Problem::RotaNotFinished:
        return u"a rota needs people, a first day and turns of a day at least"_s;
    case Problem::CountOutOfBounds:
        return u"%1; write %2 to %3"_s.arg(finding.found.count()).arg(finding.lowest.count()).arg(finding.allowed.count());
    case Problem::UnusableLanguage:
        return u"nothing can be read aloud in \"%1\"; write a language and a country, such as \"en-US\" or \"de-DE\""_s.arg(
            finding.name);
    case Problem::EmptyGroup:
        return u"nobody is in \"%1\", so this stage rings nobody"_s.arg(finding.name);
    case Problem::TwiceInGroup:
        return u"%1 is in it twice"_s.arg(finding.name);
    case Problem::AlreadyOver:
        return u"it is over"_s;
    case Problem::NoSuchSound:
        return u"there is no sound \"%1\", so callers hear the usual words; store it, or name another"_s.arg(finding.name);
    case Problem::HoursAssumed:
        return u"the days and the time zone were assumed; choose them"_s;
    }
    return {};
}

} // namespace

QString describe(const Finding &finding)
{
    QString text = u"%1: %2"_s.arg(finding.path, words(finding));
    if (finding.example) {
        text += u" (for example a call to %1 at %2)"_s.arg(masked(finding.example->call.to.e164()),
                                                           finding.example->at.toString(Qt::ISODate));
    }
    return text;
}

} // namespace milassist::routing
