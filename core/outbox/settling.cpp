// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/settling.h"

#include "core/cache/timeid.h"

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

// How far this computer's clock may be off where nothing of Twilio's own time is known.
constexpr int clockSlackSecs = 24 * 3600;

QString plainSigns(const QString &body)
{
    QString plain;
    plain.reserve(body.size());
    for (const QChar c : body.trimmed()) {
        switch (c.unicode()) {
        case 0x2018: case 0x2019: case 0x201a: case 0x201b: case 0x2032:
            plain += u'\'';
            break;
        case 0x201c: case 0x201d: case 0x201e: case 0x201f: case 0x2033:
            plain += u'"';
            break;
        case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015:
            plain += u'-';
            break;
        case 0x2026:
            plain += u"..."_s;
            break;
        case 0x200b: case 0xfeff:
            break;
        default:
            plain += c.isSpace() ? QChar(u' ') : c;
        }
    }
    return plain;
}

bool isNewer(const Message &message, const OutboxEntry &entry)
{
    if (entry.knownBefore > 0) {
        // Twilio counts whole seconds: within the same one another sid is another message.
        return !message.createdAt.isValid() || message.createdAt >= timeOfId(entry.knownBefore);
    }
    return !message.createdAt.isValid() || !entry.requestedAt.isValid()
           || message.createdAt >= entry.requestedAt.addSecs(-clockSlackSecs);
}

bool fits(const Message &message, const OutboxEntry &entry)
{
    return !isInbound(message) && message.to == entry.peer && message.from == entry.line && message.mediaCount == entry.mediaUrls.size()
           && timeId(message.createdAt, message.sid.text()) != entry.knownBefore && isNewer(message, entry)
           && isSameBody(entry.body, message.body);
}

} // namespace

bool isSameBody(const QString &sent, const QString &listed)
{
    const QString trialPreface = u"Sent from your Twilio trial account - "_s;
    const QString ours = plainSigns(sent);
    const QString theirs = plainSigns(listed);
    return ours == theirs || theirs == plainSigns(trialPreface) + u' ' + ours || theirs == trialPreface + ours;
}

std::optional<OutboxEntry> begun(OutboxEntry text, const OptOut &state, qint64 newestKnown, const QDateTime &now)
{
    if (text.state != OutboxState::Queued || (text.sendAfter.isValid() && text.sendAfter > now))
        return std::nullopt;
    if (state.optedOut) {
        text.state = OutboxState::Failed;
        text.errorCode = 21610;
        text.detail = u"the other party has opted out"_s;
        return text;
    }
    text.knownBefore = newestKnown;
    text.state = OutboxState::Sending;
    text.requestedAt = now;
    ++text.attempts;
    return text;
}

SendOutcome outcomeOf(const Result<Message> &answer)
{
    if (answer)
        return {.state = OutboxState::Sent};
    const Error &error = answer.error();
    SendOutcome outcome{.errorCode = error.twilioCode, .detail = error.detail};
    using enum Error::Kind;
    switch (error.kind) {
    case Offline:
    case RateLimited:
        outcome.state = OutboxState::Queued;
        outcome.tryAgain = true;
        break;
    case Unauthorised:
    case Forbidden:
    case NotFound:
    case Rejected:
        outcome.state = OutboxState::Failed;
        break;
    case ServerFailed:   // an error page says nothing about what was done before it
    case Malformed:      // an answer that cannot be read is an answer
    case OutcomeUnknown:
    case Cancelled:
    case Storage:
    case DiskFull:
    case Unavailable:
        outcome.state = OutboxState::NotSure;
        break;
    }
    return outcome;
}

QHash<OutboxId, MessageSid> matchSent(const QList<OutboxEntry> &unsure, const QList<Message> &listed, const QSet<MessageSid> &claimed)
{
    QList<OutboxEntry> entries = unsure;
    std::ranges::sort(entries, {}, &OutboxEntry::id);
    QList<Message> messages = listed;
    std::ranges::stable_sort(messages, {}, [](const Message &message) { return timeId(message.createdAt, message.sid.text()); });
    QSet<MessageSid> taken = claimed;
    QHash<OutboxId, MessageSid> matches;
    for (const OutboxEntry &entry : std::as_const(entries)) {
        const auto found = std::ranges::find_if(std::as_const(messages), [&](const Message &message) {
            return !taken.contains(message.sid) && fits(message, entry);
        });
        if (found == messages.cend())
            continue;
        taken.insert(found->sid);
        matches.insert(entry.id, found->sid);
    }
    return matches;
}

OutboxEntry settled(OutboxEntry text, const QList<OutboxEntry> &unsure, const QList<Message> &listed, const QSet<MessageSid> &claimed, Look look)
{
    const auto matches = matchSent(unsure, listed, claimed);
    if (const auto match = matches.constFind(text.id); match != matches.cend()) {
        text.sid = *match;
        text.state = OutboxState::Sent;
        text.detail.clear();
        text.errorCode = 0;
    } else if (look == Look::Last) {
        text.state = OutboxState::Failed;
        text.detail = u"it never reached Twilio"_s;
    }
    return text;
}

} // namespace milassist
