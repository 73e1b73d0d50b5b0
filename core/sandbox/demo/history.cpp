// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/demo/history.h"

#include "core/domain/segments.h"
#include "core/sandbox/world/callrules.h"
#include "core/sandbox/world/dice.h"
#include "core/sandbox/world/format.h"
#include "core/sandbox/world/messagerules.h"
#include "core/sandbox/world/places.h"
#include "core/sandbox/world/smalltalk.h"

#include <QStringBuilder>

#include <algorithm>
#include <cmath>

namespace milassist::world::demo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 threeYears = 3LL * 365 * 86400;

class Historian
{
public:
    Historian(World &world, const QDateTime &until)
        : m_world(world), m_dice(Dice::mix(world.ground().seed ^ 0x6869'7374)), m_until(until.toSecsSinceEpoch())
    {
        world.numbers().all().forEach([this](const IncomingNumber &number) { addLine(number); });
        if (m_lines.empty()) {
            IncomingNumber number{.phoneNumber = u"+12065550110"_s, .friendlyName = u"(206) 555-0110"_s};
            number.createdAt = number.updatedAt = until.addSecs(-threeYears);
            addLine(world.numbers().add(number));
        }
        m_lines.resize(std::min<size_t>(m_lines.size(), 4)); // the others are the unused ones
        meetPeople();
    }

    void writeMessages(int count)
    {
        MessageTable &table = m_world.messages().table();
        table.reserve(int(table.rows().size()) + count);
        const Prices &prices = m_world.ground().prices;
        const auto country = prices.countryOf(u"+12065550100");
        for (int i = 0; i < count; ++i) {
            const Peer &peer = somebody();
            const bool isInbound = m_dice.chance(48);
            MessageRow row;
            row.created = timeOf(i, count);
            row.way = isInbound ? MessageWay::Inbound : MessageWay::OutboundApi;
            row.from = isInbound ? peer.party : peer.line->party;
            row.to = isInbound ? peer.line->party : peer.party;
            const auto words = quint32(m_dice.next()) | BodyRef::generatedBit;
            row.body = {words};
            row.segments = 1; // small talk is always shorter than 160 plain characters
            row.sent = row.created + (isInbound ? 0 : quint32(m_dice.below(3)));
            row.updated = row.sent + (isInbound ? 0 : quint32(m_dice.below(8)));
            row.state = isInbound ? MessageState::Received : MessageState::Delivered;
            if (!isInbound)
                meetTrouble(row);
            const Micros price = isInbound ? country->textIn : row.state == MessageState::Failed ? Micros() : country->textOut;
            row.price = -qint32(price.value);
            table.append(row);
        }
    }

    void makeCalls(int count)
    {
        CallTable &table = m_world.calls().table();
        table.reserve(int(table.rows().size()) + count);
        for (int i = 0; i < count;) {
            const Peer &peer = somebody();
            const bool isInbound = m_dice.chance(62);
            CallRow row;
            row.created = row.started = timeOf(i, count);
            row.numberSerial = peer.line->serial;
            row.way = isInbound ? CallWay::Inbound : CallWay::OutboundApi;
            row.from = isInbound ? peer.party : peer.line->party;
            row.to = isInbound ? peer.line->party : peer.party;
            end(row);
            const int parent = table.append(row);
            ++i;
            const bool hasChild = isInbound && i < count && m_dice.chance(40);
            if (!hasChild)
                continue;
            CallRow child = row; // the same second as its parent: the table stays in order of time
            child.parent = parent;
            child.way = CallWay::OutboundDial;
            child.to = m_sip[size_t(m_dice.below(int(m_sip.size())))];
            if (child.state == CallState::Completed)
                child.price = -4'000 * billedMinutes(child.duration);
            table.append(child);
            ++i;
        }
    }

private:
    struct OwnLine {
        TextId party;
        qint32 serial;
    };
    struct Peer {
        TextId party;
        const OwnLine *line;
    };

    void addLine(const IncomingNumber &number)
    {
        const auto serial = m_world.ground().sids.serialOf("PN", number.sid).value_or(0);
        m_lines.push_back({m_world.parties().idOf(number.phoneNumber), qint32(serial)});
    }

    /// Everybody has a line they use; a few are in touch all the time, most now and then.
    void meetPeople()
    {
        for (const Place &place : places()) {
            for (int line = 0; line < 100; ++line) {
                const QString number = u"+1" % place.areaCode % u"555" % QString::number(100 + line).rightJustified(4, u'0');
                if (!m_world.numbers().owns(number) && !m_world.people().byNumber(number))
                    m_peers.push_back({m_world.parties().idOf(number), &m_lines[size_t(m_dice.below(int(m_lines.size())))]});
            }
        }
        for (int i = int(m_peers.size()) - 1; i > 0; --i)
            std::swap(m_peers[size_t(i)], m_peers[size_t(m_dice.below(i + 1))]);
        m_peers.resize(std::min<size_t>(m_peers.size(), 4000));
        for (const QStringView user : {u"maya", u"theo", u"rosa"})
            m_sip.push_back(m_world.parties().idOf(u"sip:" % user % u"@cedar-and-pine.sip.twilio.com"));
    }

    const Peer &somebody() { return m_peers[size_t(std::pow(m_dice.unit(), 2.2) * double(m_peers.size()))]; }

    /// Evenly over the years, and on each day between 8 and 18 o'clock of the business.
    quint32 timeOf(int index, int count) const
    {
        const qint64 at = m_until - threeYears + (index + 1) * (threeYears - 3600) / count;
        const qint64 local = at - 7 * 3600;
        const qint64 day = local - local % 86400;
        const qint64 open = 8 * 3600 + local % 86400 * 10 / 24;
        return quint32(std::min(day + open + 7 * 3600, m_until));
    }

    void meetTrouble(MessageRow &row)
    {
        static constexpr quint16 codes[] = {30003, 30005, 30006, 30007, 30008};
        const int chance = m_dice.below(1000);
        if (chance < 12) {
            row.state = MessageState::Undelivered;
            row.errorCode = m_dice.pick(codes);
        } else if (chance < 15) {
            row.state = MessageState::Failed;
            row.errorCode = 30034;
            row.sent = 0;
        } else if (chance < 40) {
            row.state = MessageState::Sent;
        }
    }

    void end(CallRow &row)
    {
        const int chance = m_dice.below(100);
        if (chance < 74) {
            row.state = CallState::Completed;
            row.started = row.created + quint32(m_dice.between(3, 18));
            row.duration = m_dice.chance(80) ? m_dice.between(12, 300) : m_dice.between(300, 1800);
        } else {
            row.state = chance < 86 ? CallState::NoAnswer
                : chance < 92       ? CallState::Busy
                : chance < 97       ? CallState::Canceled
                                    : CallState::Failed;
            row.started = row.created + 20;
            row.duration = 0;
        }
        row.ended = row.updated = row.started + quint32(row.duration);
        const CountryPrices &home = m_world.ground().prices.countries.first();
        const qint64 minute = (row.way == CallWay::Inbound ? home.callIn : home.callOut).value;
        row.price = row.duration > 0 ? -qint32(minute * billedMinutes(row.duration)) : 0;
    }

    World &m_world;
    Dice m_dice;
    qint64 m_until;
    std::vector<OwnLine> m_lines;
    std::vector<Peer> m_peers;
    std::vector<TextId> m_sip;
};

} // namespace

void addHistory(World &world, int calls, int messages, const QDateTime &until)
{
    Historian historian(world, until);
    historian.makeCalls(calls);
    historian.writeMessages(messages);
}

} // namespace milassist::world::demo
