// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/draft.h"

#include <QUrl>

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

bool isPublicAddress(const QString &media)
{
    const QUrl url(media, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1);
}

} // namespace

DraftProblem problemOf(const Draft &draft, const OptOut &state)
{
    if (draft.line.isEmpty())
        return DraftProblem::NoLine;
    if (draft.peer.isEmpty())
        return DraftProblem::NoPeer;
    if (draft.body.trimmed().isEmpty() && draft.media.isEmpty())
        return DraftProblem::Empty;
    if (draft.body.size() > longestBody)
        return DraftProblem::TooLong;
    if (draft.media.size() > mostMedia)
        return DraftProblem::TooManyMedia;
    if (!std::ranges::all_of(draft.media, isPublicAddress))
        return DraftProblem::LocalMedia;
    return state.optedOut ? DraftProblem::OptedOut : DraftProblem::None;
}

Error errorOf(DraftProblem problem)
{
    const auto rejected = [](int code, const QString &detail) {
        return Error{.kind = Error::Kind::Rejected, .detail = detail, .twilioCode = code};
    };
    switch (problem) {
    case DraftProblem::NoLine:
        return rejected(21603, u"no number to send from"_s);
    case DraftProblem::NoPeer:
        return rejected(21604, u"no number to send to"_s);
    case DraftProblem::Empty:
        return rejected(21619, u"nothing to send"_s);
    case DraftProblem::TooLong:
        return rejected(21617, u"more than 1600 characters"_s);
    case DraftProblem::TooManyMedia:
        return rejected(21623, u"more than 10 pictures"_s);
    case DraftProblem::LocalMedia:
        return rejected(0, u"a picture has no public address"_s);
    case DraftProblem::OptedOut:
        return rejected(21610, u"the other party has opted out"_s);
    case DraftProblem::None:
        break;
    }
    return rejected(0, u"nothing is wrong"_s);
}

OutboxEntry entryOf(const Draft &draft, const QDateTime &now)
{
    return {.line = draft.line, .peer = draft.peer, .body = draft.body, .mediaUrls = draft.media, .createdAt = now, .sendAfter = draft.sendAfter};
}

} // namespace milassist
