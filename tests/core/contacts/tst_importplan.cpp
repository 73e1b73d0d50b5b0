// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contacts/importplan.h"
#include "core/contacts/matching.h"

#include <QTest>

#include <ctime>

using namespace milassist;
using namespace Qt::StringLiterals;
using Outcome = ImportPlan::Outcome;

namespace
{

Contact person(qint64 id, const QString &name, const QStringList &numbers)
{
    Contact contact{.id = id, .name = name};
    for (const QString &number : numbers)
        contact.numbers.append({Party(number), {}});
    return contact;
}

ImportedFile fileOf(const QList<Contact> &contacts)
{
    ImportedFile file;
    for (const Contact &contact : contacts)
        file.contacts.append({.line = int(file.contacts.size()) + 1, .contact = contact});
    return file;
}

const QString anna = u"+12065550142"_s, bo = u"+14155550108"_s;

} // namespace

class TestImportPlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numbersMatchInEverySpelling()
    {
        const ContactIndex index(
            {person(1, u"Anna"_s, {anna}), person(2, u"Bo"_s, {u"415 555 0108"_s}), person(3, u"Cy"_s, {anna})}, u"US"_s);

        QCOMPARE(index.idsOf(Party(anna)), (QList<qint64>{1, 3}));
        QCOMPARE(index.idsOf(Party(u"(206) 555-0142"_s)), (QList<qint64>{1, 3}));
        QCOMPARE(index.idsOf(Party(u"206-555-0142 ext. 9"_s)), (QList<qint64>{1, 3}));
        QCOMPARE(index.idsOf(Party(bo)), (QList<qint64>{2}));
        QCOMPARE(index.idsOf(Party(u"+15005550006"_s)), QList<qint64>());
        QCOMPARE(index.idsOf(Party(u"anonymous"_s)), QList<qint64>());
        QCOMPARE(index.idsOf(Party()), QList<qint64>());
    }

    void namesMatchWithoutCaseAccentsAndOrder()
    {
        QCOMPARE(nameKey(u"Müller, Anna"_s), nameKey(u"anna  MULLER"_s));
        QCOMPARE(nameKey(u"Sean O'Brien"_s), nameKey(u"O’Brien, Sean"_s));
        QVERIFY(nameKey(u"Anna"_s) != nameKey(u"Anne"_s));
        QCOMPARE(nameKey(u" ... "_s), QString());
    }

    void aNewPersonIsAdded()
    {
        const ImportPlan plan = planImport(fileOf({person(0, u"Anna"_s, {anna})}), {}, u"US"_s);

        QCOMPARE(plan.items[0].outcome, Outcome::Added);
        QCOMPARE(plan.contacts, (QList<Contact>{person(0, u"Anna"_s, {anna})}));
    }

    void theSameNumberAndNameMerges()
    {
        const ImportPlan plan =
            planImport(fileOf({person(0, u"Meyer, Anna"_s, {anna, bo})}), {person(7, u"Anna Meyer"_s, {anna})}, u"US"_s);

        QCOMPARE(plan.items[0].outcome, Outcome::Merged);
        QCOMPARE(plan.contacts, (QList<Contact>{person(7, u"Anna Meyer"_s, {anna, bo})}));
    }

    void whatWeHaveIsLeftAlone()
    {
        const ImportPlan plan = planImport(fileOf({person(0, u"Anna"_s, {anna})}), {person(7, u"Anna"_s, {anna, bo})}, u"US"_s);

        QCOMPARE(plan.items[0].outcome, Outcome::Unchanged);
        QVERIFY(plan.contacts.isEmpty());
    }

    void aNumberWithoutANameGetsOne()
    {
        const ImportPlan plan = planImport(fileOf({person(0, u"Anna"_s, {anna})}), {person(7, QString(), {anna})}, u"US"_s);

        QCOMPARE(plan.contacts, (QList<Contact>{person(7, u"Anna"_s, {anna})}));
    }

    void twoPeopleMayShareALine()
    {
        const ImportPlan plan = planImport(fileOf({person(0, u"Bo"_s, {anna})}), {person(7, u"Anna"_s, {anna})}, u"US"_s);

        QCOMPARE(plan.items[0].outcome, Outcome::Added);
        QCOMPARE(plan.items[0].issues.first(), (ImportIssue{ImportIssue::Kind::SharedNumber, u"Anna"_s}));
    }

    void aNamesakeIsMergedOnlyWithFurtherProof()
    {
        Contact known = person(7, u"Anna Meyer"_s, {anna});
        known.email = u"anna@example.com"_s;
        Contact same = person(0, u"Anna Meyer"_s, {bo});
        same.email = u"ANNA@example.com"_s;

        const ImportPlan plan = planImport(fileOf({same, person(0, u"Anna Meyer"_s, {u"+15005550006"_s})}), {known}, u"US"_s);

        QCOMPARE(plan.items[0].outcome, Outcome::Merged);
        QCOMPARE(plan.items[1].outcome, Outcome::Added);
        QCOMPARE(plan.items[1].issues.first().kind, ImportIssue::Kind::SameName);
    }

    void doublesInOneFileBecomeOne()
    {
        const ImportPlan plan = planImport(
            fileOf({person(0, u"Anna"_s, {anna}), person(0, u"Anna"_s, {anna, bo}), person(0, u"Anna"_s, {bo})}), {}, u"US"_s);

        QCOMPARE(plan.contacts, (QList<Contact>{person(0, u"Anna"_s, {anna, bo})}));
        QCOMPARE(plan.items[1].outcome, Outcome::Merged);
        QCOMPARE(plan.items[2].outcome, Outcome::Unchanged);
        QCOMPARE(plan.count(Outcome::Added), 1);
    }

    void importingTwiceChangesNothing()
    {
        const ImportedFile file = fileOf({person(0, u"Anna"_s, {anna}), person(0, u"Bo"_s, {anna}), person(0, QString(), {bo})});
        QList<Contact> saved = planImport(file, {}, u"US"_s).contacts;
        for (qsizetype i = 0; i < saved.size(); ++i)
            saved[i].id = i + 1;

        QVERIFY(planImport(file, saved, u"US"_s).contacts.isEmpty());
    }

    void skippedCardsStaySkipped()
    {
        ImportedFile file;
        file.contacts.append({.line = 1, .contact = person(0, u"Anna"_s, {}), .skipped = true});

        const ImportPlan plan = planImport(file, {}, u"US"_s);

        QCOMPARE(plan.items[0].outcome, Outcome::Skipped);
        QVERIFY(plan.contacts.isEmpty());
    }

    void mergingKeepsEverything()
    {
        Contact a = person(1, u"Anna"_s, {anna}), b = person(2, u"Anna M."_s, {u"206 555 0142"_s, bo});
        a.note = u"tea"_s;
        b.note = u"coffee"_s;
        b.organisation = u"Acme"_s;
        b.numbers[0].label = u"mobile"_s;

        const Contact merged = mergedContact(a, b, u"US"_s);

        QCOMPARE(merged.id, 1);
        QCOMPARE(merged.name, u"Anna"_s);
        QCOMPARE(merged.organisation, u"Acme"_s);
        QCOMPARE(merged.note, u"tea\ncoffee"_s);
        QCOMPARE(merged.numbers, (QList<ContactNumber>{{Party(anna), u"mobile"_s}, {Party(bo), {}}}));
    }

    void duplicatesAreFound()
    {
        const auto groups = duplicatesAmong({person(1, u"Anna"_s, {anna}), person(2, u"Bo"_s, {bo}),
                                             person(3, u"A. Meyer"_s, {u"206-555-0142"_s}),
                                             person(4, u"Cy"_s, {u"+15005550006"_s}), person(5, u"cy"_s, {u"+15005550007"_s})},
                                            u"US"_s);

        QCOMPARE(
            groups,
            (QList<DuplicateGroup>{{DuplicateGroup::Reason::SameNumber, {1, 3}}, {DuplicateGroup::Reason::SameName, {4, 5}}}));
    }

    void aFileFullOfOneNumberTakesNoTimeSquared()
    {
        // In processor time, so that a busy computer does not matter: ten times the work, not a hundred times.
        const auto ticksFor = [](int people) {
            ImportedFile file;
            for (int i = 0; i < people; ++i)
                file.contacts.append({.line = i, .contact = person(0, u"Person %1"_s.arg(i), {anna})});
            const std::clock_t from = std::clock();
            const ImportPlan plan = planImport(file, {}, u"US"_s);
            return plan.contacts.size() == people ? double(std::clock() - from) : -1;
        };

        const double few = ticksFor(4'000), many = ticksFor(40'000);

        QVERIFY(few > 0 && many > 0);
        QVERIFY2(many < 40 * few, qPrintable(QString::number(many / few)));
    }
};

QTEST_GUILESS_MAIN(TestImportPlan)
#include "tst_importplan.moc"
