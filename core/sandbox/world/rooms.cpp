// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/rooms.h"

#include "core/sandbox/world/patch.h"

namespace milassist::world
{

using namespace Qt::StringLiterals;

// ---- conferences

Result<Slice<Conference>> ConferenceBook::list(const Form &query) const
{
    const auto request = PageRequest::parse(query, m_ground.quirks);
    if (!request)
        return tl::unexpected(request.error());
    const auto before = m_ground.quirks.beforeIncludesDay ? InstantFilter::Before::IncludesTheDay : InstantFilter::Before::ExcludesTheDay;
    const auto created = InstantFilter::parse(query, u"DateCreated", before), updated = InstantFilter::parse(query, u"DateUpdated", before);
    const QString name = query.value(u"FriendlyName"), status = query.value(u"Status");
    return m_conferences.page(*request, [&](const Conference &one) {
        return (name.isEmpty() || one.friendlyName == name) && (status.isEmpty() || one.status == status) && created.accepts(one.createdAt)
            && updated.accepts(one.updatedAt);
    });
}

Result<Conference> ConferenceBook::update(QStringView sid, const Form &form)
{
    const auto found = fetch(sid);
    if (!found)
        return found;
    QString status, url, method = u"POST"_s;
    const auto outcome =
        Patch(form).oneOf(u"Status", status, {u"completed"_s}).url(u"AnnounceUrl", url).method(u"AnnounceMethod", method).outcome();
    if (!outcome)
        return tl::unexpected(outcome.error());
    if (!status.isEmpty() && m_network.end)
        m_network.end(found->sid);
    if (!url.isEmpty() && m_network.announce)
        m_network.announce(found->sid, {}, url, method);
    return fetch(sid);
}

Result<Slice<Participant>> ConferenceBook::participants(QStringView conferenceSid, const Form &query) const
{
    if (const auto found = fetch(conferenceSid); !found)
        return tl::unexpected(found.error());
    const auto request = PageRequest::parse(query, m_ground.quirks);
    if (!request)
        return tl::unexpected(request.error());
    const auto fits = [&query](QStringView name, bool is) { return !query.has(name) || query.flag(name, is) == is; };
    return m_participants.page(*request, [&](const Participant &one) {
        return one.conferenceSid == conferenceSid && fits(u"Muted", one.muted) && fits(u"Hold", one.hold) && fits(u"Coaching", one.coaching);
    });
}

Participant *ConferenceBook::find(QStringView conferenceSid, const QString &who)
{
    const Participant *found =
        m_participants.findIf([&](const Participant &one) { return one.conferenceSid == conferenceSid && (one.sid == who || one.label == who); });
    return const_cast<Participant *>(found);
}

Result<Participant> ConferenceBook::participant(QStringView conferenceSid, const QString &who) const
{
    const Participant *found = const_cast<ConferenceBook *>(this)->find(conferenceSid, who);
    if (!found)
        return noSuchThing();
    return *found;
}

Result<Participant> ConferenceBook::updateParticipant(QStringView conferenceSid, const QString &who, const Form &form)
{
    const auto before = participant(conferenceSid, who);
    if (!before)
        return before;
    Participant now = *before;
    QString announceUrl, announceMethod = u"POST"_s, ignoredUrl, ignoredMethod;
    const auto outcome = Patch(form)
                             .flag(u"Muted", now.muted)
                             .flag(u"Hold", now.hold)
                             .flag(u"EndConferenceOnExit", now.endsOnExit)
                             .flag(u"Coaching", now.coaching)
                             .sid(u"CallSidToCoach", "CA", now.callSidToCoach)
                             .url(u"AnnounceUrl", announceUrl)
                             .method(u"AnnounceMethod", announceMethod)
                             .url(u"HoldUrl", ignoredUrl)
                             .method(u"HoldMethod", ignoredMethod)
                             .url(u"WaitUrl", ignoredUrl)
                             .method(u"WaitMethod", ignoredMethod)
                             .outcome();
    if (!outcome)
        return tl::unexpected(outcome.error());
    now.updatedAt = m_ground.nowInSeconds();
    set(now);
    if (m_network.changed)
        m_network.changed(*before, now);
    if (!announceUrl.isEmpty() && m_network.announce)
        m_network.announce(now.conferenceSid, now.sid, announceUrl, announceMethod);
    return now;
}

Result<> ConferenceBook::kick(QStringView conferenceSid, const QString &who)
{
    const auto found = participant(conferenceSid, who);
    if (!found)
        return tl::unexpected(found.error());
    if (m_network.kick)
        m_network.kick(*found);
    return {};
}

Result<Participant> ConferenceBook::invite(const QString &conference, const Form &form)
{
    if (auto given = require(form, {u"From", u"To"}); !given)
        return tl::unexpected(given.error());
    if (!m_network.invite)
        return refuse(20001, u"There is no telephone network"_s);
    const Conference *known = m_conferences.find(conference);
    const auto call = m_network.invite(known ? known->friendlyName : conference, form);
    if (!call)
        return tl::unexpected(call.error());
    const Conference *live =
        m_conferences.findIf([&](const Conference &one) { return one.friendlyName == (known ? known->friendlyName : conference) && one.status != "completed"_L1; });
    Participant participant;
    participant.sid = *call;
    participant.conferenceSid = live ? live->sid : QString();
    participant.label = orNull(form.value(u"Label"));
    participant.muted = form.flag(u"Muted", false);
    participant.startsOnEnter = form.flag(u"StartConferenceOnEnter", true);
    participant.endsOnExit = form.flag(u"EndConferenceOnExit", false);
    participant.status = u"queued"_s;
    participant.createdAt = participant.updatedAt = m_ground.nowInSeconds();
    return participant;
}

Conference ConferenceBook::begin(const QString &name)
{
    Conference conference;
    conference.sid = m_ground.sids.make("CF", m_nextSerial++);
    conference.friendlyName = name;
    conference.createdAt = conference.updatedAt = m_ground.nowInSeconds();
    return m_conferences.add(conference);
}

void ConferenceBook::start(const QString &sid)
{
    if (Conference *conference = m_conferences.find(sid)) {
        conference->status = u"in-progress"_s;
        conference->updatedAt = m_ground.nowInSeconds();
    }
}

void ConferenceBook::end(const QString &sid, const QString &reason, const QString &callSid)
{
    if (Conference *conference = m_conferences.find(sid)) {
        conference->status = u"completed"_s;
        conference->reasonEnded = orNull(reason);
        conference->callSidEnding = orNull(callSid);
        conference->updatedAt = m_ground.nowInSeconds();
    }
    m_participants.removeIf([&](const Participant &one) { return one.conferenceSid == sid; });
}

void ConferenceBook::join(Participant participant)
{
    participant.createdAt = participant.updatedAt = m_ground.nowInSeconds();
    m_participants.add(std::move(participant));
}

void ConferenceBook::set(const Participant &participant)
{
    if (Participant *known = find(participant.conferenceSid, participant.sid))
        *known = participant;
}

void ConferenceBook::leave(const QString &conferenceSid, const QString &callSid)
{
    m_participants.removeIf([&](const Participant &one) { return one.conferenceSid == conferenceSid && one.sid == callSid; });
}

// ---- queues

Queue QueueBook::described(Queue queue) const
{
    queue.currentSize = 0;
    m_members.forEach([&](const QueueMember &member) { queue.currentSize += member.queueSid == queue.sid; });
    const auto [seconds, count] = m_waited.value(queue.sid);
    queue.averageWaitTime = count > 0 ? int(seconds / count) : 0;
    return queue;
}

QueueMember QueueBook::described(QueueMember member) const
{
    member.position = positionOf(member.sid);
    member.waitTime = int(member.enqueuedAt.secsTo(m_ground.now()));
    return member;
}

Result<Slice<Queue>> QueueBook::list(const Form &query) const
{
    const auto request = PageRequest::parse(query, m_ground.quirks);
    if (!request)
        return tl::unexpected(request.error());
    auto slice = m_queues.page(*request, [](const Queue &) { return true; });
    for (Queue &queue : slice.items)
        queue = described(queue);
    return slice;
}

Result<Queue> QueueBook::fetch(QStringView sid) const
{
    const Queue *queue = m_queues.find(sid);
    if (!queue)
        return noSuchThing();
    return described(*queue);
}

Result<Queue> QueueBook::create(const Form &form)
{
    if (auto given = require(form, {u"FriendlyName"}); !given)
        return tl::unexpected(given.error());
    Queue queue;
    const auto outcome = Patch(form).text(u"FriendlyName", queue.friendlyName, 64).number(u"MaxSize", queue.maxSize, 1, 5000).outcome();
    if (!outcome)
        return tl::unexpected(outcome.error());
    if (m_queues.findIf([&](const Queue &one) { return one.friendlyName == queue.friendlyName; }))
        return refuse(22003, u"A queue with the name %1 exists already"_s.arg(queue.friendlyName));
    return named(queue.friendlyName, queue.maxSize);
}

Result<Queue> QueueBook::update(QStringView sid, const Form &form)
{
    Queue *queue = m_queues.find(sid);
    if (!queue)
        return noSuchThing();
    Queue changed = *queue;
    const auto outcome = Patch(form).text(u"FriendlyName", changed.friendlyName, 64).number(u"MaxSize", changed.maxSize, 1, 5000).outcome();
    if (!outcome)
        return tl::unexpected(outcome.error());
    changed.updatedAt = m_ground.nowInSeconds();
    *queue = changed;
    return described(changed);
}

Result<> QueueBook::remove(QStringView sid)
{
    const auto queue = fetch(sid);
    if (!queue)
        return noSuchThing();
    if (queue->currentSize > 0)
        return refuse(22002, u"The queue is not empty"_s);
    m_queues.remove(sid);
    return {};
}

Result<Slice<QueueMember>> QueueBook::members(QStringView queueSid, const Form &query) const
{
    if (!m_queues.find(queueSid))
        return noSuchThing();
    const auto request = PageRequest::parse(query, m_ground.quirks);
    if (!request)
        return tl::unexpected(request.error());
    auto slice = m_members.page(*request, [&](const QueueMember &one) { return one.queueSid == queueSid; });
    for (QueueMember &member : slice.items)
        member = described(member);
    return slice;
}

Result<QueueMember> QueueBook::member(QStringView queueSid, const QString &who) const
{
    const QueueMember *found = m_members.findIf([&](const QueueMember &one) { return one.queueSid == queueSid && (who == "Front"_L1 || one.sid == who); });
    if (!found)
        return noSuchThing();
    return described(*found);
}

Result<QueueMember> QueueBook::dequeue(QStringView queueSid, const QString &who, const Form &form)
{
    const auto found = member(queueSid, who);
    if (!found)
        return found;
    if (auto given = require(form, {u"Url"}); !given)
        return tl::unexpected(given.error());
    QString url, method = u"POST"_s;
    if (const auto outcome = Patch(form).url(u"Url", url).method(u"Method", method).outcome(); !outcome)
        return tl::unexpected(outcome.error());
    if (!m_dequeue || !m_dequeue(found->sid, url, method))
        return noSuchThing();
    return found;
}

Queue QueueBook::named(const QString &name, std::optional<int> maxSize)
{
    if (const Queue *known = m_queues.findIf([&](const Queue &one) { return one.friendlyName == name; }))
        return described(*known);
    Queue queue;
    queue.sid = m_ground.sids.make("QU", m_nextSerial++);
    queue.friendlyName = name;
    queue.maxSize = maxSize.value_or(queue.maxSize);
    queue.createdAt = queue.updatedAt = m_ground.nowInSeconds();
    return m_queues.add(queue);
}

void QueueBook::enter(const QString &queueSid, const QString &callSid)
{
    m_members.add({callSid, queueSid, m_ground.nowInSeconds()});
}

void QueueBook::leave(const QString &callSid)
{
    if (const QueueMember *member = m_members.find(callSid)) {
        auto &[seconds, count] = m_waited[member->queueSid];
        seconds += member->enqueuedAt.secsTo(m_ground.now());
        ++count;
    }
    m_members.remove(callSid);
}

int QueueBook::positionOf(const QString &callSid) const
{
    const QueueMember *mine = m_members.find(callSid);
    if (!mine)
        return 0;
    int position = 1;
    bool isBefore = true;
    m_members.forEach([&](const QueueMember &one) {
        isBefore = isBefore && one.sid != callSid;
        position += isBefore && one.queueSid == mine->queueSid;
    });
    return position;
}

std::optional<QueueMember> QueueBook::front(const QString &queueSid) const
{
    const auto found = member(queueSid, u"Front"_s);
    return found ? std::optional(*found) : std::nullopt;
}

} // namespace milassist::world
