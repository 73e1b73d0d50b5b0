// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/messagetable.h"

#include "core/sandbox/world/errorwords.h"
#include "core/sandbox/world/format.h"
#include "core/sandbox/world/shelf.h"
#include "core/sandbox/world/smalltalk.h"

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

constexpr const char *messageStateWords[] = {"accepted",  "scheduled",   "queued", "sending",  "sent",
                                             "delivered", "undelivered", "failed", "canceled", "received"};
constexpr const char *messageWayWords[] = {"inbound", "outbound-api", "outbound-reply"};

void remember(std::vector<std::vector<quint32>> &lists, TextId party, quint32 row)
{
    if (lists.size() <= party)
        lists.resize(party + 1);
    lists[party].push_back(row);
}

} // namespace

const char *wordOf(MessageState state)
{
    return messageStateWords[size_t(state)];
}

const char *wordOf(MessageWay way)
{
    return messageWayWords[size_t(way)];
}

bool isFinal(MessageState state)
{
    return state >= MessageState::Delivered;
}

int MessageTable::append(const MessageRow &row)
{
    const auto index = quint32(m_rows.size());
    m_rows.push_back(row);
    remember(m_byFrom, row.from, index);
    remember(m_byTo, row.to, index);
    if (row.sent > row.created)
        noteSendingTook(row.sent - row.created);
    return int(index);
}

void MessageTable::setSender(int index, TextId from)
{
    MessageRow &changed = row(index);
    auto &old = m_byFrom[changed.from];
    old.erase(std::ranges::lower_bound(old, quint32(index)));
    changed.from = from;
    if (m_byFrom.size() <= from)
        m_byFrom.resize(from + 1);
    auto &list = m_byFrom[from];
    list.insert(std::ranges::lower_bound(list, quint32(index)), quint32(index));
}

int MessageTable::find(QStringView sid) const
{
    const bool isPicture = sid.startsWith(u"MM");
    const auto serial = m_sids.serialOf(isPicture ? "MM" : "SM", sid);
    if (!serial || *serial >= m_rows.size())
        return -1;
    const MessageRow &found = m_rows[size_t(*serial)];
    return found.isDeleted || found.isPicture != isPicture ? -1 : int(*serial);
}

QString MessageTable::sid(int index) const
{
    return m_sids.make(m_rows[size_t(index)].isPicture ? "MM" : "SM", quint64(index));
}

BodyRef MessageTable::keep(const QString &body)
{
    if (body.isEmpty())
        return {};
    m_bodies.push_back(body);
    return {quint32(m_bodies.size() - 1)};
}

QString MessageTable::body(BodyRef ref) const
{
    return ref.isGenerated() ? smallTalk(ref.bits & ~BodyRef::generatedBit) : m_bodies[ref.bits];
}

Message MessageTable::message(int index) const
{
    const MessageRow &row = m_rows[size_t(index)];
    Message message;
    message.sid = sid(index);
    message.body = body(row.body);
    message.from = orNull(m_parties.text(row.from));
    message.to = m_parties.text(row.to);
    message.segments.value = row.segments;
    message.mediaCount.value = row.mediaCount;
    message.direction = QString::fromLatin1(wordOf(row.way));
    message.status = QString::fromLatin1(wordOf(row.state));
    message.messagingServiceSid = orNull(m_parties.text(row.service));
    message.createdAt = instant(row.created);
    message.sentAt = instant(row.sent);
    message.updatedAt = instant(row.updated);
    if (row.price != MessageRow::noPrice)
        message.price = Micros{row.price};
    if (row.errorCode) {
        message.errorCode = row.errorCode;
        message.errorMessage = orNull(deliveryErrorWords(row.errorCode));
    }
    return message;
}

Result<Slice<Message>> MessageTable::list(const Form &query, const Quirks &quirks) const
{
    auto request = PageRequest::parse(query, quirks);
    if (!request)
        return tl::unexpected(request.error());
    const InstantFilter sent = InstantFilter::parse(query, u"DateSent", InstantFilter::Before::IncludesTheDay);
    const QString from = query.value(u"From"), to = query.value(u"To");
    const auto fromId = m_parties.find(from), toId = m_parties.find(to);
    if ((!from.isEmpty() && !fromId) || (!to.isEmpty() && !toId))
        return cutPage<Message>(
            0, *request, [](const QString &) { return -1; }, [](int) { return false; }, [](int) { return Message(); });

    // Walk the shortest list that holds every answer: one party's rows, or all.
    static const std::vector<quint32> none;
    const auto rowsOf = [](const auto &lists, TextId id) -> const std::vector<quint32> & {
        return id < lists.size() ? lists[id] : none;
    };
    const std::vector<quint32> *listed = nullptr;
    if (!from.isEmpty())
        listed = &rowsOf(m_byFrom, *fromId);
    if (!to.isEmpty() && (!listed || rowsOf(m_byTo, *toId).size() < listed->size()))
        listed = &rowsOf(m_byTo, *toId);
    const int size = int(listed ? listed->size() : m_rows.size());
    const auto rowAt = [&](int ascending) { return listed ? int((*listed)[size_t(ascending)]) : ascending; };

    // A message is sent after it was created, and at most m_longestWait later: the filter bounds the walk on both sides.
    const auto firstCreatedFrom = [&](qint64 seconds) {
        int low = 0, high = size;
        while (low < high) {
            const int middle = low + (high - low) / 2;
            if (m_rows[size_t(rowAt(middle))].created < seconds)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    };
    const bool isBounded = sent.isSet;
    const int begin = isBounded && sent.notBefore > 0 ? firstCreatedFrom(sent.notBefore - m_longestWait) : 0;
    const int end = isBounded && sent.before < std::numeric_limits<quint32>::max() ? firstCreatedFrom(sent.before) : size;
    const int count = std::max(0, end - begin);
    const auto indexAt = [&](int position) { return rowAt(end - 1 - position); };

    const auto accept = [&](int position) {
        const MessageRow &row = m_rows[size_t(indexAt(position))];
        return !row.isDeleted && (from.isEmpty() || row.from == *fromId) && (to.isEmpty() || row.to == *toId)
            && (!sent.isSet || (row.sent && sent.acceptsSeconds(row.sent)));
    };
    const auto positionOf = [&](const QString &sid) {
        const auto serial = m_sids.serialOf(sid.startsWith("MM"_L1) ? "MM" : "SM", sid);
        if (!serial || *serial >= m_rows.size())
            return -1;
        int low = begin, high = end; // the first row at or behind the serial
        while (low < high) {
            const int middle = low + (high - low) / 2;
            if (quint64(rowAt(middle)) < *serial)
                low = middle + 1;
            else
                high = middle;
        }
        return end - 1 - low;
    };
    return cutPage<Message>(count, *request, positionOf, accept, [&](int position) { return message(indexAt(position)); });
}

} // namespace milassist::world
