// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/teamwork/sharedcontacts.h"

#include "core/relay/ledger/sharedcontacttable.h"
#include "core/relay/teamwork/bodyfields.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype mostNumbers = 50;

QJsonObject shown(const SharedContact &shared)
{
    QJsonArray numbers;
    for (const ContactNumber &number : shared.contact.numbers)
        numbers.append(QJsonObject{{u"number"_s, number.number.text()}, {u"label"_s, number.label}});
    return {{u"id"_s, shared.contact.id},
            {u"name"_s, shared.contact.name},
            {u"organisation"_s, shared.contact.organisation},
            {u"email"_s, shared.contact.email},
            {u"note"_s, shared.contact.note},
            {u"numbers"_s, numbers},
            {u"version"_s, shared.version},
            {u"changed_by"_s, shared.changedBy},
            {u"changed_at"_s, jsonInstant(shared.contact.updatedAt)}};
}

QList<ContactNumber> numbersIn(BodyFields &fields, const QJsonObject &body)
{
    const QJsonValue value = body.value("numbers"_L1);
    const QJsonArray given = value.toArray();
    const QString hint = u"[{\"number\":\"+12065550181\",\"label\":\"mobile\"}], at most %1."_s.arg(mostNumbers);
    if ((!value.isUndefined() && !value.isArray()) || given.size() > mostNumbers)
        fields.refuse("numbers"_L1, hint);
    QList<ContactNumber> numbers;
    for (const QJsonValue &one : given) {
        const QString number = one["number"_L1].toString().trimmed(), label = one["label"_L1].toString().trimmed();
        if (number.isEmpty() || number.size() > longestWord || label.size() > longestWord || !isKeepable(number + label)) {
            fields.refuse("numbers"_L1, hint);
            return {};
        }
        numbers << ContactNumber{.number = Party(number), .label = label};
    }
    return numbers;
}

Contact contactIn(BodyFields &fields, const QJsonObject &body)
{
    return {.id = 0,
            .name = fields.text("name"_L1, longestWord),
            .organisation = fields.text("organisation"_L1, longestWord),
            .email = fields.text("email"_L1, longestWord),
            .note = fields.text("note"_L1, longestNote),
            .numbers = numbersIn(fields, body),
            .updatedAt = {}};
}

Result<QJsonObject> told(SqlConnection &db, const ApiAsk &ask, const QString &what, const SharedContact &contact)
{
    const Deed deed{.what = what,
                    .about = QString::number(contact.contact.id),
                    .detail = {},
                    .eventKind = u"contact"_s,
                    .event = {{u"id"_s, contact.contact.id},
                              {u"what"_s, what.section(u'-', 1)},
                              {u"version"_s, contact.version},
                              {u"by"_s, ask.visitor.name}}};
    if (const auto kept = noted(db, ask.visitor.name, deed, ask.now); !kept)
        return fail(kept.error());
    return shown(contact);
}

} // namespace

std::vector<ApiRoute> SharedContacts::routes()
{
    const auto to = [this](void (SharedContacts::*handle)(const ApiAskPtr &)) {
        return [this, handle](const ApiAskPtr &ask) { (this->*handle)(ask); };
    };
    return {
        {"GET", u"/api/team/contacts"_s, Permission::Teamwork, to(&SharedContacts::list)},
        {"POST", u"/api/team/contacts"_s, Permission::Teamwork, to(&SharedContacts::make)},
        {"GET", u"/api/team/contacts/{}"_s, Permission::Teamwork, to(&SharedContacts::one)},
        {"POST", u"/api/team/contacts/{}"_s, Permission::Teamwork, to(&SharedContacts::edit)},
        {"POST", u"/api/team/contacts/{}/merge"_s, Permission::Deletion, to(&SharedContacts::merge)},
        {"DELETE", u"/api/team/contacts/{}"_s, Permission::Deletion, to(&SharedContacts::remove)},
    };
}

/// ?after=ID, or ?number=NUMBER for everybody who has it
void SharedContacts::list(const ApiAskPtr &ask)
{
    const auto number = ask->request.query().find(u"number");
    if (number && !isKeepable(*number))
        return ask->responder.send(badField(u"number"_s, u"+12065550181"_s));
    answerWith(ask, m_store.read([number, after = ask->number(u"after", 0)](SqlConnection &db) -> Result<QJsonObject> {
        constexpr int page = 200;
        SharedContactTable table(db);
        const auto found = number ? table.with(Party(*number)) : table.after(after, page);
        if (!found)
            return fail(found.error());
        QJsonArray contacts;
        for (const SharedContact &contact : *found)
            contacts.append(shown(contact));
        const bool hasMore = !number && found->size() == page;
        return QJsonObject{{u"contacts"_s, contacts},
                           {u"after"_s, hasMore ? QJsonValue(found->last().contact.id) : QJsonValue()}};
    }),
               this);
}

void SharedContacts::one(const ApiAskPtr &ask)
{
    answerWith(ask, m_store.read([id = idIn(*ask)](SqlConnection &db) -> Result<QJsonObject> {
        const auto found = SharedContactTable(db).find(id);
        if (!found)
            return fail(found.error());
        if (!*found)
            return fail(Error::Kind::NotFound, u"no such contact"_s);
        return shown(**found);
    }),
               this);
}

/// {"name", "organisation", "email", "note", "numbers": [{"number", "label"}]}
void SharedContacts::make(const ApiAskPtr &ask)
{
    BodyFields fields(ask->body);
    const Contact contact = contactIn(fields, ask->body);
    if (contact.name.isEmpty() && contact.organisation.isEmpty() && contact.numbers.isEmpty())
        fields.refuse("name"_L1, u"A contact has a name, an organisation or a number."_s);
    if (fields.problem())
        return ask->responder.send(*fields.problem());
    m_once.answerFromLedger(ask, [ask, contact](SqlConnection &db) -> Result<QJsonObject> {
        const auto added = SharedContactTable(db).add(contact, {.name = ask->visitor.name, .now = ask->now});
        if (!added)
            return fail(added.error());
        return told(db, *ask, u"contact-made"_s, *added);
    });
}

/// The whole contact, and the "version" that was read.
void SharedContacts::edit(const ApiAskPtr &ask)
{
    BodyFields fields(ask->body);
    Contact contact = contactIn(fields, ask->body);
    contact.id = idIn(*ask);
    const auto version = fields.number("version"_L1);
    if (!version)
        fields.refuse("version"_L1, u"The version that you have read, so that nobody overwrites anybody."_s);
    if (fields.problem())
        return ask->responder.send(*fields.problem());
    answerWith(ask, m_store.write([ask, contact, based = *version](SqlConnection &db) -> Result<QJsonObject> {
        const auto saved = SharedContactTable(db).save(contact, based, {.name = ask->visitor.name, .now = ask->now});
        if (!saved)
            return fail(saved.error());
        return told(db, *ask, u"contact-changed"_s, *saved);
    }),
               this);
}

/// {"other": id, "country": "US"}: what the other has beyond it is added, and the other goes
void SharedContacts::merge(const ApiAskPtr &ask)
{
    BodyFields fields(ask->body);
    const auto other = fields.number("other"_L1);
    const QString country = fields.text("country"_L1, 2);
    if (!other)
        fields.refuse("other"_L1, u"The id of the contact that goes into this one."_s);
    if (fields.problem())
        return ask->responder.send(*fields.problem());
    answerWith(ask, m_store.write([=, id = idIn(*ask)](SqlConnection &db) -> Result<QJsonObject> {
        const auto merged = SharedContactTable(db).merge(id, *other, country, {.name = ask->visitor.name, .now = ask->now});
        if (!merged)
            return fail(merged.error());
        const SharedContact gone{.contact = {.id = *other}, .version = 0, .changedBy = {}};
        if (const auto said = told(db, *ask, u"contact-removed"_s, gone); !said)
            return fail(said.error());
        return told(db, *ask, u"contact-changed"_s, *merged);
    }),
               this);
}

void SharedContacts::remove(const ApiAskPtr &ask)
{
    answerWith(ask, m_store.write([ask](SqlConnection &db) -> Result<QJsonObject> {
        SharedContactTable table(db);
        const auto found = table.find(idIn(*ask));
        if (!found)
            return fail(found.error());
        const auto removed = *found ? table.remove((*found)->contact.id) : Result<bool>(false);
        if (!removed)
            return fail(removed.error());
        if (!*removed)
            return fail(Error::Kind::NotFound, u"no such contact"_s);
        return told(db, *ask, u"contact-removed"_s, **found);
    }),
               this);
}

} // namespace milassist::relay
