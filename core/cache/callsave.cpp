// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/callsave.h"

#include "core/cache/callhomes.h"
#include "core/cache/conversationkeeper.h"
#include "core/cache/owncallstore.h"
#include "core/cache/recordtable.h"
#include "core/cache/timeid.h"

#include <QSet>

#include <unordered_map>
#include <vector>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QDateTime beginOf(const Call &leg)
{
    return leg.createdAt.isValid() ? leg.createdAt : leg.startedAt.isValid() ? leg.startedAt : leg.endedAt;
}

/// What is known of a leg that others of the page name as their parent.
struct Parent {
    qint64 id = 0;   ///< it is to have; 0 = not in the page
    qint64 home = 0; ///< its conversation, once it was inserted
    size_t at = 0;   ///< where that is among the whole ones, counted from 1
};

/// One leg of a page, with the id it is to have.
struct Coming {
    qint64 id = 0;
    const Call *leg = nullptr;
    Parent *parent = nullptr; ///< of this leg; null for a first one
    Parent *itself = nullptr; ///< as the parent of others

    qint64 family() const { return parent && parent->id != 0 ? parent->id : id; }
};

struct Page {
    std::vector<Coming> legs;
    std::unordered_map<QStringView, Parent> parents;
};

// Oldest first, and every parent just before its children: legs of one second come in no order, and a child that has to
// wait in the tables for its parent costs more than ten others.
Page inFamilies(const QList<Call> &legs)
{
    Page page;
    page.legs.reserve(size_t(legs.size()));
    for (const auto &[id, leg] : inOrderOfIds(legs, [](const Call &leg) { return timeId(beginOf(leg), leg.sid.text()); })) {
        Parent *parent = leg->parentSid.isNull() ? nullptr : &page.parents[leg->parentSid.text()];
        page.legs.push_back({.id = id, .leg = leg, .parent = parent});
    }
    if (page.parents.empty())
        return page;
    for (Coming &one : page.legs) {
        if (const auto parent = page.parents.find(one.leg->sid.text()); parent != page.parents.end()) {
            parent->second.id = one.id;
            one.itself = &parent->second;
        }
    }
    std::ranges::stable_sort(page.legs, {}, [](const Coming &one) { return std::pair(one.family(), one.parent != nullptr); });
    return page;
}

} // namespace

Result<Saved> saveCalls(QSqlDatabase &db, const QList<Call> &legs)
{
    RecordTable<Call> table(db, u"call", {u"conversation"_s});
    Statement homeOf(db, u"SELECT conversation FROM call WHERE id = ?");
    CallHomes homes(db);
    std::vector<std::pair<qint64, Legs>> whole; // conversations whose first leg came in this page, with what came of their others
    QSet<qint64> touched;                       // those that have to be read again, whether they are in whole or not
    QSet<qint64> gone;
    Saved saved;
    whole.reserve(size_t(legs.size()));
    Page page = inFamilies(legs);
    for (const Coming &coming : page.legs) {
        const Call &leg = *coming.leg;
        const bool isHomeKnown = coming.parent && coming.parent->home != 0;
        const auto found = isHomeKnown ? Result<CallHomes::Home>({.id = coming.parent->home}) : homes.find(leg, coming.id);
        if (!found)
            return fail(found.error());
        qint64 home = found->id;
        const auto inserted = table.insert(coming.id, leg, home);
        if (!inserted)
            return fail(inserted.error());
        if (*inserted) {
            ++saved.added;
            if (**inserted != coming.id && found->isOwn) { // that id is another leg's of the same second
                home = **inserted;
                if (const auto moved = homes.settle(leg, home); !moved)
                    return fail(moved.error());
            }
            const auto gathered = homes.gather(leg, home);
            if (!gathered)
                return fail(gathered.error());
            if (coming.itself)
                coming.itself->home = home;
            if (*gathered) {
                touched.remove(**gathered);
                if (**gathered != home) {
                    gone.insert(**gathered);
                    saved.ids.push_back(**gathered);
                    for (auto &[sid, parent] : page.parents)
                        parent.home = parent.home == **gathered ? home : parent.home;
                }
                touched.insert(home);
            } else if (home == **inserted && !coming.parent) {
                whole.emplace_back(home, Legs{&leg});
                if (coming.itself)
                    coming.itself->at = whole.size();
            } else if (coming.parent && coming.parent->at != 0) {
                whole[coming.parent->at - 1].second.push_back(&leg);
            } else {
                touched.insert(home);
            }
            continue;
        }
        const auto kept = table.find(leg.sid);
        if (!kept)
            return fail(kept.error());
        const Call now = merged((*kept)->record, leg);
        if (now == (*kept)->record)
            continue;
        ++saved.changed;
        if (const auto updated = table.update((*kept)->id, now); !updated)
            return fail(updated.error());
        homeOf.with((*kept)->id);
        if (homeOf.next())
            touched.insert(homeOf.integer(0)); // what was collected of it is not the newest any more
        homeOf.restart();
    }

    ConversationKeeper keeper(db);
    saved.ids.reserve(saved.ids.size() + qsizetype(whole.size()) + touched.size());
    std::erase_if(whole, [&](const auto &one) { return touched.contains(one.first) || gone.contains(one.first); });
    for (const auto &[conversation, all] : whole)
        saved.ids.push_back(conversation);
    if (const auto added = keeper.add(whole); !added)
        return fail(added.error());
    for (const qint64 conversation : std::as_const(touched)) {
        saved.ids.push_back(conversation);
        if (const auto refreshed = keeper.refresh(conversation); !refreshed)
            return fail(refreshed.error());
    }
    saved.placed = keeper.placed();
    if (saved.ids.isEmpty())
        return saved;
    const auto joined = joinOwnCalls(db);
    if (!joined)
        return fail(joined.error());
    saved.ids += *joined;
    return saved;
}

Result<RowIds> removeCalls(QSqlDatabase &db, const QList<CallSid> &legs)
{
    Statement remove(db, u"DELETE FROM call WHERE sid = ? RETURNING conversation");
    QSet<qint64> touched;
    for (const CallSid &leg : legs) {
        remove.with(packed(leg));
        while (remove.next())
            touched.insert(remove.integer(0));
        if (!remove.ok())
            return remove.failure();
    }
    remove.restart();
    ConversationKeeper keeper(db);
    for (const qint64 conversation : std::as_const(touched)) {
        if (const auto refreshed = keeper.refresh(conversation); !refreshed)
            return fail(refreshed.error());
    }
    return touched.values();
}

} // namespace milassist
