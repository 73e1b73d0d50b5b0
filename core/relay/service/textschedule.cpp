// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/textschedule.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"
#include "core/relay/ledger/optouttable.h"
#include "core/relay/ledger/senttexts.h"

namespace milassist::relay
{
using namespace Qt::StringLiterals;
using State = ScheduledText::State;

namespace
{

Result<> settled(SqlConnection &db, const ScheduledText &text, State state, const QString &why, const QDateTime &now,
                 const MessageSid &sid = {})
{
    if (auto done = ScheduledTextTable(db).settle(text.id, state, why, sid); !done)
        return done;
    return tellScheduled(db, text.id, text.line, text.author, state, now);
}

} // namespace

TextSchedule::TextSchedule(SharedStore &store, MessagesApi &twilio, const Premises &premises, Clock clock, QObject *parent)
    : TextSchedule(store, twilio, premises, std::move(clock), Pace(), parent)
{
}

TextSchedule::TextSchedule(SharedStore &store, MessagesApi &twilio, const Premises &premises, Clock clock, Pace pace, QObject *parent)
    : QObject(parent), m_store(store), m_twilio(twilio), m_premises(premises), m_clock(std::move(clock)), m_pace(pace)
{
    connect(&m_look, &QTimer::timeout, this, &TextSchedule::look);
    m_look.start(m_pace.every);
}

void TextSchedule::look()
{
    if (m_isBusy)
        return;
    m_isBusy = true;
    const QDateTime now = m_clock();
    // Most looks find nothing, and a look that only reads holds nobody up.
    auto anyDue = m_store.read([now, stale = now.addSecs(-m_pace.mercy.count())](SqlConnection &db) {
        return ScheduledTextTable(db).isAnyDue(now, stale);
    });
    whenDone(std::move(anyDue), this, [this](const Result<bool> &isAnyDue) {
        if (isAnyDue && *isAnyDue)
            return take();
        m_isBusy = false;
    });
}

void TextSchedule::take()
{
    const QDateTime now = m_clock();
    auto taken = m_store.write([now, stale = now.addSecs(-m_pace.mercy.count())](SqlConnection &db) -> Result<Taken> {
        ScheduledTextTable texts(db);
        const auto unknown = texts.takeStale(now, stale);
        if (!unknown)
            return fail(unknown.error());
        const auto due = texts.take(now);
        if (!due)
            return fail(due.error());
        Taken found{.due = {}, .unknown = *unknown};
        for (const ScheduledText &text : *due) {
            const auto optOut = OptOutTable(db).state(text.line, text.peer);
            if (!optOut)
                return fail(optOut.error());
            if (!*optOut || !(*optOut)->optedOut) {
                found.due << text;
                continue;
            }
            if (const auto done = settled(db, text, State::Canceled, u"opted_out"_s, now); !done)
                return fail(done.error());
        }
        return found;
    });
    whenDone(std::move(taken), this, [this](const Result<Taken> &texts) {
        m_isBusy = false;
        if (!texts)
            return;
        for (const ScheduledText &text : texts->unknown)
            findOut(text);
        for (const ScheduledText &text : texts->due)
            send(text);
    });
}

void TextSchedule::send(const ScheduledText &text)
{
    const OutgoingMessage message{.from = Party(text.line),
                                  .messagingServiceSid = {},
                                  .to = text.peer,
                                  .body = text.body,
                                  .mediaUrls = text.media,
                                  .statusCallback = QUrl(webhookUrl(m_premises, u"message-status"_s)),
                                  .sendAt = {}};
    whenDone(m_twilio.sendMessage(message), this, [this, text](const Result<Message> &outcome) {
        if (outcome)
            return sent(text, *outcome);
        const Error error = outcome.error();
        const QDateTime now = m_clock();
        switch (error.kind) {
        case Error::Kind::OutcomeUnknown:
            return; // it is found out later
        case Error::Kind::Offline:
        case Error::Kind::RateLimited:
        case Error::Kind::Cancelled:
        case Error::Kind::Unauthorised:
            return keep(m_store.write([id = text.id, due = now.addSecs(m_pace.again.count())](SqlConnection &db) {
                return ScheduledTextTable(db).giveBack(id, due);
            }));
        default:
            break;
        }
        keep(m_store.write([text, code = error.twilioCode, now](SqlConnection &db) -> Result<> {
            if (code == hasOptedOut) {
                if (auto noted = noteRefused(db, text.line, text.peer, now); !noted)
                    return noted;
                return settled(db, text, State::Canceled, u"opted_out"_s, now);
            }
            return settled(db, text, State::Failed, code ? u"twilio %1"_s.arg(code) : u"refused"_s, now);
        }));
    });
}

void TextSchedule::sent(const ScheduledText &text, const Message &message)
{
    keep(m_store.write([text, message, now = m_clock()](SqlConnection &db) -> Result<> {
        if (auto noted = noteSent(db, message, text.author, now); !noted)
            return noted;
        return settled(db, text, State::Sent, {}, now, message.sid);
    }));
}

/// Twilio has it, or it never left.
void TextSchedule::findOut(const ScheduledText &text)
{
    MessageQuery query;
    query.from = Party(text.line);
    query.to = text.peer;
    whenDone(m_twilio.messages(query, {.pageSize = 50}), this, [this, text](const Result<Page<Message>> &page) {
        if (!page)
            return; // asked again when its time is over once more
        const QDateTime since = text.due.addSecs(-60); // their clock and ours
        for (const Message &message : page->records) {
            if (message.body == text.body && (!message.createdAt.isValid() || message.createdAt >= since))
                return sent(text, message);
        }
        keep(m_store.write([id = text.id, due = m_clock()](SqlConnection &db) { return ScheduledTextTable(db).giveBack(id, due); }));
    });
}

void TextSchedule::keep(QFuture<Result<>> kept)
{
    whenDone(std::move(kept), this, [](const Result<> &outcome) {
        if (!outcome)
            qCWarning(lcRelay) << "what became of a scheduled text could not be kept yet:" << outcome.error().detail;
    });
}

} // namespace milassist::relay
