// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/sharedcontacttable.h"
#include "tests/core/relay/ledger/ledgertest.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const Party mobile(u"+14155550108"_s);
const Party office(u"+14155550109"_s);

Contact maria()
{
    return {.id = 0,
            .name = u"Maria López"_s,
            .organisation = u"Acme"_s,
            .email = u"maria@example.org"_s,
            .note = u"likes mornings"_s,
            .numbers = {{mobile, u"mobile"_s}, {office, u"work"_s}},
            .updatedAt = {}};
}

template <typename Job>
auto inBook(SharedStore &store, Job job)
{
    return waitFor(store.write([job](SqlConnection &db) {
        SharedContactTable book(db);
        return job(book);
    }));
}

Author at(const QString &name, qint64 second)
{
    return {.name = name, .now = instant(second)};
}

Result<SharedContact> add(SharedStore &store, const Contact &contact)
{
    return inBook(store, [=](SharedContactTable &book) { return book.add(contact, at(u"anna"_s, 1)); });
}

Result<SharedContact> save(SharedStore &store, const Contact &contact, qint64 basedOn, const QString &author)
{
    return inBook(store, [=](SharedContactTable &book) { return book.save(contact, basedOn, at(author, 2)); });
}

} // namespace

class TestSharedContactTable : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void whoIsAddedIsFoundById()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);

        const auto added = add(*store, maria());

        QVERIFY(added);
        Contact expected = maria();
        expected.id = added->contact.id;
        expected.updatedAt = instant(1);
        QCOMPARE(added->contact, expected);
        const auto found = inBook(*store, [id = expected.id](SharedContactTable &book) { return book.find(id); });
        QVERIFY(found && *found == *added);
        QCOMPARE((*found)->version, 1);
        QCOMPARE((*found)->changedBy, u"anna"_s);
    }

    void whoIsCallingIsFoundByAnyNumber()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        QVERIFY(add(*store, maria()));
        Contact reception = maria();
        reception.name = u"Reception"_s;
        reception.numbers = {{office, {}}};
        QVERIFY(add(*store, reception));
        const auto with = [&](const Party &number) {
            QStringList names;
            const auto found = inBook(*store, [number](SharedContactTable &book) { return book.with(number); });
            for (const SharedContact &shared : found.value_or(QList<SharedContact>()))
                names << shared.contact.name;
            return names;
        };

        QCOMPARE(with(mobile), QStringList({u"Maria López"_s}));
        QCOMPARE(with(office), QStringList({u"Maria López"_s, u"Reception"_s}));
        QCOMPARE(with(Party(u"+14155550110"_s)), QStringList());
    }

    void ofTwoEditorsTheSecondIsToldWhoWasFirst()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        Contact contact = add(*store, maria())->contact;
        contact.numbers.removeFirst();
        const auto changed = save(*store, contact, 1, u"ben"_s);

        Contact other = contact;
        other.name = u"M. López"_s;
        const auto late = save(*store, other, 1, u"cleo"_s);

        QVERIFY(changed);
        QCOMPARE(changed->version, 2);
        QCOMPARE(changed->contact.numbers, contact.numbers);
        QVERIFY(!late);
        QCOMPARE(late.error().kind, Error::Kind::Rejected);
        QVERIFY(late.error().detail.contains(u"ben"_s));
        QVERIFY(save(*store, other, 2, u"cleo"_s));
    }

    void twoThatAreOnePersonBecomeOne()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        const qint64 keep = add(*store, maria())->contact.id;
        Contact twin{.id = 0,
                     .name = u"Maria"_s,
                     .organisation = {},
                     .email = {},
                     .note = u"has a dog"_s,
                     .numbers = {{mobile, {}}, {Party(u"+14155550111"_s), u"home"_s}},
                     .updatedAt = {}};
        const qint64 other = add(*store, twin)->contact.id;
        const auto merge = [&](qint64 a, qint64 b) {
            return inBook(*store, [=](SharedContactTable &book) { return book.merge(a, b, u"US"_s, at(u"ben"_s, 5)); });
        };

        const auto merged = merge(keep, other);

        QVERIFY(merged);
        QCOMPARE(merged->contact.name, u"Maria López"_s);
        QCOMPARE(merged->contact.numbers.size(), 3);
        QVERIFY(merged->contact.note.contains(u"has a dog"_s));
        QCOMPARE(merged->version, 2);
        const auto all = inBook(*store, [](SharedContactTable &book) { return book.after(0, 10); });
        QCOMPARE(all.value_or(QList<SharedContact>()), QList<SharedContact>({*merged}));
        QCOMPARE(merge(keep, other).error().kind, Error::Kind::NotFound);
        QCOMPARE(merge(keep, keep).error().kind, Error::Kind::Rejected);
    }

    void theBookIsReadInPagesAndLosesWhoIsRemoved()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);
        QList<qint64> ids;
        for (int i = 0; i < 5; ++i)
            ids << add(*store, maria())->contact.id;
        QVERIFY(inBook(*store, [id = ids[2]](SharedContactTable &book) { return book.remove(id); }).value_or(false));
        QVERIFY(!inBook(*store, [id = ids[2]](SharedContactTable &book) { return book.remove(id); }).value_or(true));

        QList<qint64> read;
        for (qint64 last = 0;;) {
            const auto page = inBook(*store, [last](SharedContactTable &book) { return book.after(last, 2); });
            QVERIFY(page);
            if (page->isEmpty())
                break;
            for (const SharedContact &shared : *page)
                read << (last = shared.contact.id);
        }
        ids.removeAt(2);
        QCOMPARE(read, ids);
    }

    void whatNamesNobodyIsRefused()
    {
        const auto store = ledgerAt(m_engines.url());
        QVERIFY(store);

        QCOMPARE(add(*store, {}).error().kind, Error::Kind::Rejected);
        QCOMPARE(save(*store, maria(), 1, u"anna"_s).error().kind, Error::Kind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestSharedContactTable)
#include "tst_sharedcontacttable.moc"
