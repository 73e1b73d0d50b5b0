// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/collection.h"
#include "core/sandbox/rest/routes.h"

namespace milassist::rest {

using namespace Qt::StringLiterals;

namespace {

constexpr Look::Subresource conferenceParts[] = {{"participants", "Participants"}, {"recordings", "Recordings"}};
constexpr Look conferenceLook{.listKey = "conferences", .apiVersion = true, .subresources = conferenceParts};
constexpr Look participantLook{.listKey = "participants"};
constexpr Look queueLook{.listKey = "queues"};
constexpr Look memberLook{.listKey = "queue_members", .accountSid = false};

QByteArray participantsOf(const Context &c)
{
    return c.collection("Conferences/" + c.args[0].toLatin1() + "/Participants");
}

QByteArray membersOf(const Context &c)
{
    return c.collection("Queues/" + c.args[0].toLatin1() + "/Members");
}

} // namespace

void addConferenceRoutes(Router &router)
{
    router.get(u"Conferences"_s,
               [](const Context &c) { return listAnswer(c, conferenceLook, c.collection("Conferences"), c.world.conferences().list(c.form)); });
    router.get(u"Conferences/{}"_s, [](const Context &c) {
        return recordAnswer(c, conferenceLook, c.collection("Conferences"), c.world.conferences().fetch(c.args[0]));
    });
    router.post(u"Conferences/{}"_s, [](const Context &c) {
        return recordAnswer(c, conferenceLook, c.collection("Conferences"), c.world.conferences().update(c.args[0], c.form));
    });
    router.get(u"Conferences/{}/Participants"_s, [](const Context &c) {
        return listAnswer(c, participantLook, participantsOf(c), c.world.conferences().participants(c.args[0], c.form));
    });
    router.post(u"Conferences/{}/Participants"_s, [](const Context &c) {
        return recordAnswer(c, participantLook, participantsOf(c), c.world.conferences().invite(c.args[0], c.form), 201);
    });
    router.get(u"Conferences/{}/Participants/{}"_s, [](const Context &c) {
        return recordAnswer(c, participantLook, participantsOf(c), c.world.conferences().participant(c.args[0], c.args[1]));
    });
    router.post(u"Conferences/{}/Participants/{}"_s, [](const Context &c) {
        return recordAnswer(c, participantLook, participantsOf(c), c.world.conferences().updateParticipant(c.args[0], c.args[1], c.form));
    });
    router.remove(u"Conferences/{}/Participants/{}"_s,
                  [](const Context &c) { return goneAnswer(c, c.world.conferences().kick(c.args[0], c.args[1])); });

    addCollection(router, "Queues", queueLook, &world::World::queues);
    router.get(u"Queues/{}/Members"_s, [](const Context &c) {
        return listAnswer(c, memberLook, membersOf(c), c.world.queues().members(c.args[0], c.form));
    });
    router.get(u"Queues/{}/Members/{}"_s, [](const Context &c) {
        return recordAnswer(c, memberLook, membersOf(c), c.world.queues().member(c.args[0], c.args[1]));
    });
    router.post(u"Queues/{}/Members/{}"_s, [](const Context &c) {
        return recordAnswer(c, memberLook, membersOf(c), c.world.queues().dequeue(c.args[0], c.args[1], c.form));
    });
}

} // namespace milassist::rest
