// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/interner.h"
#include "core/sandbox/world/paging.h"
#include "core/sandbox/world/sidmaker.h"
#include "core/sandbox/world/trafficrecords.h"

#include <QHash>

#include <span>
#include <vector>

namespace milassist::world
{

enum class MessageState : quint8 {
    Accepted,
    Scheduled,
    Queued,
    Sending,
    Sent,
    Delivered,
    Undelivered,
    Failed,
    Canceled,
    Received
};
enum class MessageWay : quint8 { Inbound, OutboundApi, OutboundReply };

const char *wordOf(MessageState state);
const char *wordOf(MessageWay way);
bool isFinal(MessageState state);

/// What a message says: a text that is kept, or one made from a number whenever it is asked for (--history).
struct BodyRef {
    quint32 bits = 0; ///< 0 = empty
    static constexpr quint32 generatedBit = 0x8000'0000U;
    bool isGenerated() const { return bits & generatedBit; }
};

/// One message in 44 bytes. Seconds are since 1970; 0 = none.
struct MessageRow {
    quint32 created = 0, sent = 0, updated = 0;
    TextId from = 0, to = 0;
    BodyRef body;
    qint32 price = noPrice; ///< micros, negative
    TextId service = 0;     ///< messaging service sid
    quint16 errorCode = 0;
    quint8 segments = 1, mediaCount = 0;
    MessageState state = MessageState::Queued;
    MessageWay way = MessageWay::OutboundApi;
    bool isPicture = false; ///< MM instead of SM, even when its media were deleted
    bool isDeleted = false;

    static constexpr qint32 noPrice = std::numeric_limits<qint32>::min();
};

/// All messages, in order of creation. The row number is the serial of the sid.
class MessageTable
{
public:
    MessageTable(const SidMaker &sids, Interner &parties) : m_sids(sids), m_parties(parties) {}

    int append(const MessageRow &row);
    /// From and to of a row must not be changed here: see setSender().
    MessageRow &row(int index) { return m_rows[size_t(index)]; }
    void setSender(int index, TextId from);
    std::span<const MessageRow> rows() const { return m_rows; }
    /// -1 for an unknown or deleted one.
    int find(QStringView sid) const;
    QString sid(int index) const;
    Message message(int index) const;

    BodyRef keep(const QString &body);
    QString body(BodyRef ref) const;

    /// Twilio's filters: To From DateSent[<>].
    Result<Slice<Message>> list(const Form &query, const Quirks &quirks) const;
    void reserve(int count) { m_rows.reserve(size_t(count)); }
    /// The longest time any message took from creation to sending, in seconds.
    void noteSendingTook(quint32 seconds) { m_longestWait = std::max(m_longestWait, seconds); }

private:
    const SidMaker &m_sids;
    Interner &m_parties;
    std::vector<MessageRow> m_rows;
    std::vector<QString> m_bodies{QString()};
    std::vector<std::vector<quint32>> m_byFrom, m_byTo; ///< rows by party id, ascending
    quint32 m_longestWait = 0;
};

} // namespace milassist::world
