// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/messagebook.h"

#include "core/domain/segments.h"
#include "core/sandbox/world/accountbook.h"
#include "core/sandbox/world/format.h"
#include "core/sandbox/world/mediabook.h"
#include "core/sandbox/world/messagerules.h"
#include "core/sandbox/world/numberbook.h"
#include "core/sandbox/world/refusal.h"
#include "core/sandbox/world/servicebook.h"

namespace milassist::world
{

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

MessageBook::MessageBook(Ground &ground, Interner &parties, Neighbours neighbours)
    : m_ground(ground), m_parties(parties), m_near(neighbours), m_table(ground.sids, parties),
      m_fate([](const Message &) { return Fate(); })
{
    m_near.media.whenRemoved([this](const QString &messageSid) {
        const int index = m_table.find(messageSid);
        if (index >= 0)
            m_table.row(index).mediaCount = quint8(m_near.media.sidsOf(messageSid).size());
    });
}

Result<Message> MessageBook::fetch(QStringView sid) const
{
    const int index = m_table.find(sid);
    if (index < 0)
        return noSuchThing();
    return m_table.message(index);
}

MessageOrders MessageBook::orders(QStringView sid) const
{
    return m_orders.value(m_table.find(sid));
}

int MessageBook::write(const Draft &draft)
{
    const bool isInbound = draft.way == MessageWay::Inbound;
    MessageRow row;
    row.created = row.updated = secondsOf(m_ground.now());
    row.from = m_parties.idOf(draft.from);
    row.to = m_parties.idOf(draft.to);
    row.body = m_table.keep(draft.body);
    row.service = m_parties.idOf(draft.serviceSid);
    row.way = draft.way;
    row.state = draft.state;
    row.isPicture = draft.media > 0;
    row.mediaCount = quint8(draft.media);
    const bool senderIsOpen = draft.from.isEmpty();
    row.segments = quint8(senderIsOpen ? 0 : row.isPicture ? 1 : segmentsOf(draft.body).parts);
    if (isInbound)
        row.sent = row.created;
    return m_table.append(row);
}

Result<Message> MessageBook::create(const Form &form)
{
    const auto order = readTextOrder(form,
                                     {.numbers = m_near.numbers,
                                      .services = m_near.services,
                                      .callerIds = m_near.callerIds,
                                      .applications = m_near.applications,
                                      .optOuts = m_optOuts,
                                      .prices = m_ground.prices,
                                      .now = m_ground.now(),
                                      .isTrial = m_ground.isTrial,
                                      .scheduleAtLeastSeconds = m_ground.quirks.scheduleAtLeastSeconds});
    if (!order)
        return tl::unexpected(order.error());
    const bool isScheduled = order->orders.sendAt.isValid();
    const MessageState first = isScheduled ? MessageState::Scheduled
        : order->from.isEmpty()            ? MessageState::Accepted
                                           : MessageState::Queued;
    const int index = write({.from = order->from,
                             .to = order->to,
                             .body = order->body,
                             .serviceSid = order->serviceSid,
                             .way = MessageWay::OutboundApi,
                             .state = first,
                             .media = int(order->orders.mediaUrls.size())});
    m_orders.insert(index, order->orders);
    if (isScheduled)
        m_ground.timeline.at(order->orders.sendAt, [this, index] { leave(index); });
    else if (first == MessageState::Accepted)
        m_ground.timeline.after(milliseconds(m_ground.pace.queuedToSending), [this, index] { leave(index); });
    else
        fetchMedia(index);
    return m_table.message(index);
}

/// A message of a service leaves its waiting state: now its sender is chosen.
void MessageBook::leave(int index)
{
    if (m_table.row(index).isDeleted || isFinal(m_table.row(index).state))
        return; // canceled meanwhile
    const Message message = m_table.message(index);
    if (!message.from) {
        const auto sender = m_near.services.chooseSender(message.messagingServiceSid.value_or(QString()), message.to);
        if (!sender)
            return move(index, MessageState::Failed, 21703); // the service has no number to send from
        m_table.setSender(index, m_parties.idOf(*sender));
        m_table.row(index).segments = quint8(message.mediaCount.value.value_or(0) > 0 ? 1 : segmentsOf(message.body).parts);
    }
    if (m_optOuts.contains(optOutScope(*m_table.message(index).from, m_near.numbers, m_near.services), message.to))
        return move(index, MessageState::Failed, 21610);
    move(index, MessageState::Queued);
    fetchMedia(index);
}

void MessageBook::fetchMedia(int index)
{
    const QStringList urls = m_orders.value(index).mediaUrls;
    if (urls.isEmpty())
        return planLife(index);
    const QString sid = m_table.sid(index);
    // After the answer, never within it: the answer is "queued" even when the picture comes from this very process.
    m_ground.timeline.after(milliseconds(1), [this, sid, urls] { Q_EMIT mediaWanted(sid, urls); });
}

void MessageBook::mediaFetched(QStringView sid, const QList<Picture> &pictures)
{
    const int index = m_table.find(sid);
    if (index < 0)
        return;
    for (const Picture &picture : pictures)
        m_near.media.add(sid.toString(), picture.contentType, picture.bytes, m_ground.now());
    m_table.row(index).mediaCount = quint8(pictures.size());
    planLife(index);
}

void MessageBook::mediaFailed(QStringView sid, int errorCode)
{
    const int index = m_table.find(sid);
    if (index < 0)
        return;
    m_table.row(index).mediaCount = 0;
    move(index, MessageState::Failed, errorCode);
}

void MessageBook::planLife(int index)
{
    Timeline &timeline = m_ground.timeline;
    const Pace &pace = m_ground.pace;
    const Fate fate = m_fate(m_table.message(index));
    auto when = milliseconds(pace.queuedToSending);
    timeline.after(when, [this, index] { move(index, MessageState::Sending); });
    when += milliseconds(pace.sendingToSent);
    timeline.after(when, [this, index] { move(index, MessageState::Sent); });
    when += milliseconds(pace.sentToDelivered);
    if (fate.state != MessageState::Sent)
        timeline.after(when, [this, index, fate] { move(index, fate.state, fate.errorCode); });
    timeline.after(when + milliseconds(pace.messagePrice), [this, index] { rate(index); });
}

void MessageBook::move(int index, MessageState state, int errorCode)
{
    MessageRow &row = m_table.row(index);
    if (row.isDeleted || isFinal(row.state) || (state <= row.state && row.state != MessageState::Scheduled))
        return;
    row.state = state;
    row.updated = secondsOf(m_ground.now());
    row.errorCode = quint16(errorCode);
    if (state == MessageState::Sent) {
        row.sent = row.updated;
        m_table.noteSendingTook(row.sent - row.created);
    }
    Q_EMIT statusChanged(m_table.message(index));
}

void MessageBook::rate(int index)
{
    MessageRow &row = m_table.row(index);
    if (row.isDeleted)
        return;
    const bool isInbound = row.way == MessageWay::Inbound;
    const QString &theirs = m_parties.text(isInbound ? row.from : row.to);
    const bool isFree = row.state == MessageState::Failed || row.state == MessageState::Canceled;
    const Micros price = isFree ? Micros() : messagePrice(m_ground.prices, theirs, isInbound, row.segments, row.isPicture);
    row.price = -qint32(price.value);
    row.updated = secondsOf(m_ground.now());
}

Result<Message> MessageBook::update(QStringView sid, const Form &form)
{
    const int index = m_table.find(sid);
    if (index < 0)
        return noSuchThing();
    if (const auto status = form.find(u"Status"); status && !status->isEmpty()) {
        if (*status != "canceled"_L1)
            return refuse(20001, u"Status is not valid: %1"_s.arg(*status));
        const MessageRow &row = m_table.row(index);
        const bool isWaiting = row.state == MessageState::Scheduled
            || (row.service != 0 && (row.state == MessageState::Accepted || row.state == MessageState::Queued));
        if (!isWaiting)
            return refuse(30409, u"Message could not be canceled: it is %1"_s.arg(QLatin1StringView(wordOf(row.state))), 409);
        move(index, MessageState::Canceled);
    }
    if (const auto body = form.find(u"Body")) {
        if (!body->isEmpty())
            return refuse(20001, u"Body can only be redacted: it must be empty"_s);
        if (!isFinal(m_table.row(index).state) && m_table.row(index).state != MessageState::Sent)
            return refuse(20009, u"Cannot redact a message that is still being sent"_s);
        m_table.row(index).body = {};
        m_table.row(index).updated = secondsOf(m_ground.now());
    }
    return m_table.message(index);
}

Result<> MessageBook::remove(QStringView sid)
{
    const int index = m_table.find(sid);
    if (index < 0)
        return noSuchThing();
    const MessageState state = m_table.row(index).state;
    const bool isInFlight = state == MessageState::Queued || state == MessageState::Sending || state == MessageState::Accepted;
    if (isInFlight && !m_ground.quirks.deleteMessagesInFlight)
        return refuse(20009, u"Cannot delete message because it is still being sent"_s);
    m_near.media.removeAllOf(sid);
    m_table.row(index).isDeleted = true;
    m_orders.remove(index);
    return {};
}

Message MessageBook::receive(const QString &from, const QString &to, const QString &body, const QList<Picture> &pictures)
{
    const int index = write({.from = from,
                             .to = to,
                             .body = body,
                             .serviceSid = {},
                             .way = MessageWay::Inbound,
                             .state = MessageState::Received,
                             .media = int(pictures.size())});
    const QString sid = m_table.sid(index);
    for (const Picture &picture : pictures)
        m_near.media.add(sid, picture.contentType, picture.bytes, m_ground.now());
    m_ground.timeline.after(milliseconds(m_ground.pace.messagePrice), [this, index] { rate(index); });

    const Keyword keyword = keywordOf(body, m_ground.quirks.moreStopWords);
    const QString scope = optOutScope(to, m_near.numbers, m_near.services);
    if (keyword == Keyword::Stop)
        m_optOuts.stop(scope, from);
    else if (keyword == Keyword::Start)
        m_optOuts.start(scope, from);
    const Message message = m_table.message(index);
    Q_EMIT received(message, wordOf(keyword));
    if (keyword != Keyword::None && m_ground.quirks.logKeywordReplies)
        answerKeyword(to, from, keyword);
    return message;
}

/// Twilio's own words, sent although the person may just have opted out. Nobody hears callbacks about them.
void MessageBook::answerKeyword(const QString &ours, const QString &theirs, Keyword keyword)
{
    const int index = write({.from = ours,
                             .to = theirs,
                             .body = answerTo(keyword, isTollFree(ours)),
                             .serviceSid = {},
                             .way = MessageWay::OutboundReply,
                             .state = MessageState::Queued,
                             .media = 0});
    planLife(index);
}

Result<Message> MessageBook::reply(const QString &from, const QString &to, const QString &body, const QStringList &mediaUrls)
{
    if (m_optOuts.contains(optOutScope(from, m_near.numbers, m_near.services), to))
        return refuse(21610, u"Attempt to send to unsubscribed recipient"_s);
    if (segmentsOf(body).tooLong())
        return refuse(21617, u"The concatenated message body exceeds the 1600 character limit."_s);
    const int index = write({.from = from,
                             .to = to,
                             .body = body,
                             .serviceSid = {},
                             .way = MessageWay::OutboundReply,
                             .state = MessageState::Queued,
                             .media = int(mediaUrls.size())});
    m_orders.insert(index, {.mediaUrls = mediaUrls});
    fetchMedia(index);
    return m_table.message(index);
}

} // namespace milassist::world
