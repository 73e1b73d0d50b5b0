// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/rest/answers.h"
#include "core/sandbox/rest/router.h"
#include "core/sandbox/world/world.h"

namespace milassist::rest {

/// The five routes of a plain collection. @p book(world) gives the book that keeps it.
template <typename Book>
void addCollection(Router &router, const char *name, const Look &look, Book &(world::World::*book)())
{
    const QString list = QString::fromLatin1(name), one = list + QLatin1StringView("/{}");
    router.get(list, [=, &look](const Context &c) { return listAnswer(c, look, c.collection(name), (c.world.*book)().list(c.form)); });
    router.post(list, [=, &look](const Context &c) {
        return recordAnswer(c, look, c.collection(name), (c.world.*book)().create(c.form), 201);
    });
    router.get(one, [=, &look](const Context &c) { return recordAnswer(c, look, c.collection(name), (c.world.*book)().fetch(c.args[0])); });
    router.post(one, [=, &look](const Context &c) {
        return recordAnswer(c, look, c.collection(name), (c.world.*book)().update(c.args[0], c.form));
    });
    router.remove(one, [=](const Context &c) { return goneAnswer(c, (c.world.*book)().remove(c.args[0])); });
}

} // namespace milassist::rest
