// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/teamwork/notes.h"

#include "core/relay/ledger/notetable.h"
#include "core/relay/teamwork/bodyfields.h"
#include "core/relay/teamwork/thingsight.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype mostThings = 50;

QJsonObject shown(const LedgerNote &note)
{
    return {{u"id"_s, note.id},
            {u"about"_s, note.about},
            {u"author"_s, note.author},
            {u"text"_s, note.text},
            {u"at"_s, jsonInstant(note.madeAt)},
            {u"changed_at"_s, jsonInstant(note.changedAt)}};
}

/// Its words are in no event and no audit.
Deed deedOf(const QString &what, const LedgerNote &note, const QString &line, const QString &by)
{
    Deed deed{.what = what,
              .about = QString::number(note.id),
              .detail = {{u"about"_s, note.about}},
              .eventKind = u"note"_s,
              .event = {{u"id"_s, note.id}, {u"what"_s, what.section(u'-', 1)}, {u"about"_s, note.about}, {u"by"_s, by}}};
    if (!line.isEmpty())
        deed.event.insert(u"line"_s, line);
    return deed;
}

Result<QJsonObject> change(SqlConnection &db, const ApiAsk &ask, const QString &what,
                           const std::function<Result<>(NoteTable &, qint64 id)> &step)
{
    NoteTable notes(db);
    const auto before = notes.find(idIn(ask));
    if (!before)
        return fail(before.error());
    if (!*before)
        return fail(Error::Kind::NotFound, u"no such note"_s);
    const auto view = viewOf(db, ask.sight, (*before)->about);
    if (!view)
        return fail(view.error());
    if (const auto done = step(notes, (*before)->id); !done)
        return fail(done.error());
    const auto after = notes.find((*before)->id);
    if (!after)
        return fail(after.error());
    const LedgerNote now = (*after).value_or(**before);
    if (const auto kept = noted(db, ask.visitor.name, deedOf(what, now, view->line, ask.visitor.name), ask.now); !kept)
        return fail(kept.error());
    return shown(now);
}

} // namespace

std::vector<ApiRoute> Notes::routes()
{
    const auto to = [this](void (Notes::*handle)(const ApiAskPtr &)) {
        return [this, handle](const ApiAskPtr &ask) { (this->*handle)(ask); };
    };
    return {
        {"GET", u"/api/team/notes"_s, Permission::Teamwork, to(&Notes::list)},
        {"POST", u"/api/team/notes"_s, Permission::Teamwork, to(&Notes::make)},
        {"POST", u"/api/team/notes/{}"_s, Permission::Teamwork, to(&Notes::edit)},
        {"DELETE", u"/api/team/notes/{}"_s, Permission::Teamwork, to(&Notes::remove)},
    };
}

/// ?about=THING,THING
void Notes::list(const ApiAskPtr &ask)
{
    const QStringList things = ask->request.query().value(u"about").split(u',', Qt::SkipEmptyParts);
    if (things.isEmpty() || things.size() > mostThings || !std::all_of(things.begin(), things.end(), isThing))
        return ask->responder.send(
            badField(u"about"_s, u"Up to %1 numbers, or sids of calls, texts and recordings, with commas."_s.arg(mostThings)));
    answerWith(ask, m_store.read([ask, things](SqlConnection &db) -> Result<QJsonObject> {
        const auto found = NoteTable(db).about(things);
        if (!found)
            return fail(found.error());
        QHash<QString, bool> seen;
        QJsonArray notes;
        for (const LedgerNote &note : *found) {
            if (!seen.contains(note.about)) {
                const auto view = viewOf(db, ask->sight, note.about);
                if (!view)
                    return fail(view.error());
                seen.insert(note.about, view->isSeen);
            }
            if (seen.value(note.about) || note.author == ask->visitor.name)
                notes.append(shown(note));
        }
        return QJsonObject{{u"notes"_s, notes}};
    }),
               this);
}

/// {"about": thing, "text": words}
void Notes::make(const ApiAskPtr &ask)
{
    BodyFields fields(ask->body);
    const QString about = fields.neededText("about"_L1, longestNote), text = fields.neededText("text"_L1, longestNote);
    if (!isThing(about))
        fields.refuse("about"_L1, u"A number, or the sid of a call, text or recording."_s);
    if (fields.problem())
        return ask->responder.send(*fields.problem());
    m_once.answerFromLedger(ask, [ask, about, text](SqlConnection &db) -> Result<QJsonObject> {
        const auto view = viewOf(db, ask->sight, about);
        if (!view)
            return fail(view.error());
        if (!view->isSeen && !view->line.isEmpty())
            return fail(Error::Kind::NotFound, u"no such thing"_s);
        const auto id = NoteTable(db).add(about, ask->visitor.name, text, ask->now);
        if (!id)
            return fail(id.error());
        const LedgerNote note{.id = *id, .about = about, .author = ask->visitor.name, .text = text, .madeAt = ask->now, .changedAt = {}};
        if (const auto kept = noted(db, note.author, deedOf(u"note-made"_s, note, view->line, note.author), ask->now); !kept)
            return fail(kept.error());
        return shown(note);
    });
}

/// {"text": words}
void Notes::edit(const ApiAskPtr &ask)
{
    BodyFields fields(ask->body);
    const QString text = fields.neededText("text"_L1, longestNote);
    if (fields.problem())
        return ask->responder.send(*fields.problem());
    answerWith(ask, m_store.write([ask, text](SqlConnection &db) {
        return change(db, *ask, u"note-changed"_s, [&](NoteTable &notes, qint64 id) {
            return notes.change(id, ask->visitor.name, text, ask->now);
        });
    }),
               this);
}

void Notes::remove(const ApiAskPtr &ask)
{
    answerWith(ask, m_store.write([ask](SqlConnection &db) {
        return change(db, *ask, u"note-removed"_s,
                      [&](NoteTable &notes, qint64 id) { return notes.remove(id, ask->visitor.name); });
    }),
               this);
}

} // namespace milassist::relay
