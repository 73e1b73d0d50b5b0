// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/answers.h"
#include "core/sandbox/rest/mediaurl.h"
#include "core/sandbox/rest/routes.h"
#include "core/sandbox/world/world.h"

namespace milassist::rest {

using namespace Qt::StringLiterals;

namespace {

constexpr Look::Subresource messageParts[] = {{"media", "Media"}, {"feedback", "Feedback"}};
constexpr Look messageLook{.listKey = "messages", .apiVersion = true, .subresources = messageParts};
constexpr Look mediaLook{.listKey = "media_list"};

QByteArray mediaOf(const Context &c)
{
    return c.collection("Messages/" + c.args[0].toLatin1() + "/Media");
}

/// The bytes live on another host; the address carries its own right to be fetched, so that nobody sends a password there.
HttpResponse redirectToBytes(const Context &c)
{
    const auto media = c.world.media().bytes(c.args[0], c.args[1]);
    if (!media)
        return errorAnswer(c, media.error());
    HttpResponse response;
    response.status = 307;
    response.headers.add("Location", c.mediaUrls.urlFor(c.account, c.args[0], c.args[1]));
    return response;
}

} // namespace

void addMessageRoutes(Router &router)
{
    router.get(u"Messages"_s, [](const Context &c) {
        return listAnswer(c, messageLook, c.collection("Messages"), c.world.messages().list(c.form));
    });
    router.post(u"Messages"_s, [](const Context &c) {
        return recordAnswer(c, messageLook, c.collection("Messages"), c.world.messages().create(c.form), 201);
    });
    router.get(u"Messages/{}"_s, [](const Context &c) {
        return recordAnswer(c, messageLook, c.collection("Messages"), c.world.messages().fetch(c.args[0]));
    });
    router.post(u"Messages/{}"_s, [](const Context &c) {
        return recordAnswer(c, messageLook, c.collection("Messages"), c.world.messages().update(c.args[0], c.form));
    });
    router.remove(u"Messages/{}"_s, [](const Context &c) { return goneAnswer(c, c.world.messages().remove(c.args[0])); });

    router.get(u"Messages/{}/Media"_s, [](const Context &c) {
        if (const auto message = c.world.messages().fetch(c.args[0]); !message)
            return errorAnswer(c, message.error());
        return listAnswer(c, mediaLook, mediaOf(c), c.world.media().list(c.args[0], c.form));
    });
    router.get(u"Messages/{}/Media/{}"_s, [](const Context &c) {
        if (c.extension != ".json")
            return redirectToBytes(c);
        return recordAnswer(c, mediaLook, mediaOf(c), c.world.media().fetch(c.args[0], c.args[1]));
    });
    router.remove(u"Messages/{}/Media/{}"_s, [](const Context &c) { return goneAnswer(c, c.world.media().remove(c.args[0], c.args[1])); });
}

} // namespace milassist::rest
