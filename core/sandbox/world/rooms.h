// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/ground.h"
#include "core/sandbox/world/shelf.h"
#include "core/sandbox/world/wire.h"

#include <functional>

namespace milassist::world
{

/// Source: Twilio OpenAPI api_v2010, api.v2010.account.conference.
struct Conference {
    QString sid, friendlyName, region = QStringLiteral("us1"), status = QStringLiteral("init");
    OrNull reasonEnded, callSidEnding;
    QDateTime createdAt, updatedAt;
    bool operator==(const Conference &) const = default;
};

/// Source: Twilio OpenAPI api_v2010, api.v2010.account.conference.participant. Its sid is that of its call.
struct Participant {
    QString sid, conferenceSid;
    OrNull label;
    bool muted = false, hold = false, coaching = false, startsOnEnter = true, endsOnExit = false;
    OrNull callSidToCoach;
    QString status = QStringLiteral("connected");
    Digits queueTime{0};
    QDateTime createdAt, updatedAt;
    bool operator==(const Participant &) const = default;
};

/// Conferences and who is in them. The telephone network brings them about; REST looks at them and asks it for changes.
class ConferenceBook
{
public:
    explicit ConferenceBook(Ground &ground) : m_ground(ground) {}

    /// What REST wants of the network; without one nothing is ever in progress.
    struct Network {
        std::function<void(const QString &conferenceSid)> end;
        std::function<void(const Participant &before, const Participant &now)> changed;
        std::function<void(const Participant &participant)> kick;
        std::function<void(const QString &conferenceSid, const QString &callSid, const QString &url, const QString &method)> announce;
        /// Calls somebody into the conference of this name. @return the sid of the call
        std::function<Result<QString>(const QString &name, const Form &form)> invite;
    };
    void setNetwork(Network network) { m_network = std::move(network); }

    /// Filters: FriendlyName Status DateCreated[<>] DateUpdated[<>].
    Result<Slice<Conference>> list(const Form &query) const;
    Result<Conference> fetch(QStringView sid) const { return m_conferences.fetch(sid); }
    /// Status=completed ends it; AnnounceUrl plays to all.
    Result<Conference> update(QStringView sid, const Form &form);
    /// Filters: Muted Hold Coaching.
    Result<Slice<Participant>> participants(QStringView conferenceSid, const Form &query) const;
    /// @p who the sid of the call, or the label.
    Result<Participant> participant(QStringView conferenceSid, const QString &who) const;
    Result<Participant> updateParticipant(QStringView conferenceSid, const QString &who, const Form &form);
    Result<> kick(QStringView conferenceSid, const QString &who);
    /// @p conference a sid or a name; a conference of that name comes into being when they answer.
    Result<Participant> invite(const QString &conference, const Form &form);

    // The network's side.
    Conference begin(const QString &name);
    void start(const QString &sid);
    void end(const QString &sid, const QString &reason, const QString &callSid);
    void join(Participant participant);
    void set(const Participant &participant);
    void leave(const QString &conferenceSid, const QString &callSid);

private:
    Participant *find(QStringView conferenceSid, const QString &who);

    Ground &m_ground;
    Network m_network;
    Shelf<Conference> m_conferences;
    Shelf<Participant> m_participants; ///< who is there now
    quint64 m_nextSerial = 0;
};

/// Source: Twilio OpenAPI api_v2010, api.v2010.account.queue.
struct Queue {
    QString sid, friendlyName;
    int currentSize = 0, maxSize = 1000, averageWaitTime = 0;
    QDateTime createdAt, updatedAt;
    bool operator==(const Queue &) const = default;
};

/// Source: Twilio OpenAPI api_v2010, api.v2010.account.queue.member. Its sid is that of its call.
struct QueueMember {
    QString sid, queueSid;
    QDateTime enqueuedAt;
    int position = 1, waitTime = 0;
    bool operator==(const QueueMember &) const = default;
};

/// Queues and who waits in them.
class QueueBook
{
public:
    explicit QueueBook(Ground &ground) : m_ground(ground) {}

    /// Takes a call out and gives it a document. False when it does not wait any more.
    using Dequeue = std::function<bool(const QString &callSid, const QString &url, const QString &method)>;
    void setNetwork(Dequeue dequeue) { m_dequeue = std::move(dequeue); }

    Result<Slice<Queue>> list(const Form &query) const;
    Result<Queue> fetch(QStringView sid) const;
    /// Errors: 20001 (FriendlyName missing or longer than 64, MaxSize not 1 to 5000), 22003 the name is taken.
    Result<Queue> create(const Form &form);
    Result<Queue> update(QStringView sid, const Form &form);
    /// Errors: 20404, 22002 somebody waits in it.
    Result<> remove(QStringView sid);
    Result<Slice<QueueMember>> members(QStringView queueSid, const Form &query) const;
    /// @p who a call's sid, or "Front".
    Result<QueueMember> member(QStringView queueSid, const QString &who) const;
    Result<QueueMember> dequeue(QStringView queueSid, const QString &who, const Form &form);

    // The network's side.
    Queue named(const QString &name, std::optional<int> maxSize);
    void enter(const QString &queueSid, const QString &callSid);
    void leave(const QString &callSid);
    /// 1 = the next; 0 = does not wait.
    int positionOf(const QString &callSid) const;
    std::optional<QueueMember> front(const QString &queueSid) const;

private:
    Queue described(Queue queue) const;
    QueueMember described(QueueMember member) const;

    Ground &m_ground;
    Dequeue m_dequeue;
    Shelf<Queue> m_queues;
    Shelf<QueueMember> m_members; ///< in order of arrival
    QHash<QString, std::pair<qint64, int>> m_waited; ///< by queue: seconds in all, how many have left
    quint64 m_nextSerial = 0;
};

} // namespace milassist::world

namespace milassist
{

template <>
struct Fields<world::Conference> {
    static constexpr auto list = std::tuple{field("sid", &world::Conference::sid),
                                            field("friendly_name", &world::Conference::friendlyName),
                                            field("region", &world::Conference::region),
                                            field("status", &world::Conference::status),
                                            field("reason_conference_ended", &world::Conference::reasonEnded),
                                            field("call_sid_ending_conference", &world::Conference::callSidEnding),
                                            field("date_created", &world::Conference::createdAt),
                                            field("date_updated", &world::Conference::updatedAt)};
};

template <>
struct Fields<world::Participant> {
    static constexpr auto list = std::tuple{field("call_sid", &world::Participant::sid),
                                            field("conference_sid", &world::Participant::conferenceSid),
                                            field("label", &world::Participant::label),
                                            field("muted", &world::Participant::muted),
                                            field("hold", &world::Participant::hold),
                                            field("coaching", &world::Participant::coaching),
                                            field("call_sid_to_coach", &world::Participant::callSidToCoach),
                                            field("start_conference_on_enter", &world::Participant::startsOnEnter),
                                            field("end_conference_on_exit", &world::Participant::endsOnExit),
                                            field("status", &world::Participant::status),
                                            field("queue_time", &world::Participant::queueTime),
                                            field("date_created", &world::Participant::createdAt),
                                            field("date_updated", &world::Participant::updatedAt)};
};

template <>
struct Fields<world::Queue> {
    static constexpr auto list = std::tuple{field("sid", &world::Queue::sid),
                                            field("friendly_name", &world::Queue::friendlyName),
                                            field("current_size", &world::Queue::currentSize),
                                            field("max_size", &world::Queue::maxSize),
                                            field("average_wait_time", &world::Queue::averageWaitTime),
                                            field("date_created", &world::Queue::createdAt),
                                            field("date_updated", &world::Queue::updatedAt)};
};

template <>
struct Fields<world::QueueMember> {
    static constexpr auto list = std::tuple{field("call_sid", &world::QueueMember::sid),
                                            field("queue_sid", &world::QueueMember::queueSid),
                                            field("date_enqueued", &world::QueueMember::enqueuedAt),
                                            field("position", &world::QueueMember::position),
                                            field("wait_time", &world::QueueMember::waitTime)};
};

} // namespace milassist
