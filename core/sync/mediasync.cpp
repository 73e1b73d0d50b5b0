// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/mediasync.h"

#include "core/base/whendone.h"
#include "core/cache/messagestore.h"
#include "core/twilio/twilioapi.h"

namespace milassist {

namespace {

constexpr int atOnce = 2;
constexpr int lookAhead = 200;

} // namespace

MediaSync::MediaSync(TwilioApi &twilio, MessageStore &messages, QObject *parent)
    : QObject(parent), m_twilio(twilio), m_messages(messages)
{
}

void MediaSync::wake()
{
    m_awake = true;
    if (m_looking || !m_queue.isEmpty()) {
        m_lookAgain = true;
        return;
    }
    m_looking = true;
    m_lookAgain = false;
    whenDone(m_messages.withUnknownMedia(lookAhead), this, [this](const Result<QList<MessageSid>> &sids) {
        m_looking = false;
        if (!sids)
            return;
        for (const MessageSid &sid : *sids) {
            if (!m_asked.contains(sid))
                m_queue.push_back(sid);
        }
        next();
    });
}

void MediaSync::next()
{
    while (m_awake && m_running < atOnce && !m_queue.isEmpty()) {
        const MessageSid sid = m_queue.takeFirst();
        m_asked.insert(sid);
        ++m_running;
        ask(sid, {});
    }
    if (m_awake && isIdle() && m_lookAgain)
        wake();
}

void MediaSync::ask(const MessageSid &message, const QString &cursor)
{
    whenDone(m_twilio.media(message, {.cursor = cursor, .priority = Priority::Backfill}), this,
             [this, message](const Result<Page<Media>> &page) {
                 if (!page)
                     return answered(message, fail(page.error()));
                 QList<Media> media = page->records;
                 for (Media &item : media) // an item that does not say whose it is belongs to whom we asked about
                     item.messageSid = message;
                 whenDone(m_messages.saveMedia(std::move(media)), this, [this, message, next = page->next](const Result<> &saved) {
                     if (saved && !next.isEmpty())
                         return ask(message, next);
                     answered(message, saved);
                 });
             });
}

void MediaSync::answered(const MessageSid &message, const Result<> &saved)
{
    --m_running;
    // Gone with its message: the sweep takes the message away. Anything else is tried again at the next wake.
    if (!saved && saved.error().kind != Error::Kind::NotFound)
        m_asked.remove(message);
    if (!saved && saved.error().kind != Error::Kind::NotFound) {
        m_queue.clear(); // trouble: no use in asking for the rest now
        return;
    }
    m_lookAgain = m_lookAgain || m_queue.isEmpty();
    next();
}

} // namespace milassist
