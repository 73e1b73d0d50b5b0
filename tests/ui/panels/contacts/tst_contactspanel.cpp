// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/whendone.h"
#include "core/cache/recordingstore.h"
#include "tests/e2e/accessibility.h"
#include "tests/ui/panels/desk.h"
#include "ui/panels/contacts/contactspanel.h"
#include "ui/panels/contacts/contactwords.h"
#include "ui/panels/contacts/importpane.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

namespace
{

const Party boston(u"+16175550101"_s), maria(u"+14155550111"_s), bo(u"+12065550112"_s), unknown(u"+13125550119"_s);

struct Desk : DeskBase {
    CallStore calls{*store};
    RecordingStore recordings{*store};
    VoicemailStore voicemails{*store, recordings};
    MessageStore messages{*store};
    ContactStore contacts{*store};

    ContactServices services() { return {contacts, calls, voicemails, messages, lines, clock}; }

    void fill()
    {
        QList<Contact> people{
            {.name = u"Maria Lopez"_s,
             .organisation = u"Harbor Dental"_s,
             .email = u"maria@example.com"_s,
             .note = u"Prefers texts. Speaks Spanish."_s,
             .numbers = {{maria, u"mobile"_s}, {Party(u"+14155550123"_s), u"work"_s}}},
            {.name = u"Bo"_s, .numbers = {{bo, {}}}},
            {.name = u"Bartholomew Featherstonehaugh-Cholmondeley of the Long Name Department"_s, .numbers = {{bo, u"desk"_s}}}};
        for (int i = 0; i < 30; ++i)
            people.append({.name = u"Person %1"_s.arg(i), .numbers = {{Party(u"+1206555%1"_s.arg(1200 + i)), {}}}});
        settled(contacts.saveAll(people));
        QList<Message> texts;
        QList<Call> some;
        for (int i = 0; i < 12; ++i) {
            Message text;
            text.sid = messageSid(i + 1);
            const bool inbound = i % 2 == 0;
            text.from = inbound ? maria : boston;
            text.to = inbound ? boston : maria;
            text.direction = inbound ? MessageDirection::Inbound : MessageDirection::OutboundApi;
            text.status = inbound ? MessageStatus::Received : i == 3 ? MessageStatus::Undelivered : MessageStatus::Delivered;
            text.errorCode = i == 3 ? 30003 : 0;
            text.body = inbound ? u"Is the appointment on Friday still free?"_s : u"Yes, Friday at 9:30 is yours."_s;
            text.createdAt = text.sentAt = now.addSecs(-3600 * (5 * i + 1));
            texts.append(text);
            Call call;
            call.sid = callSid(i + 1);
            call.from = inbound ? maria : boston;
            call.to = inbound ? boston : maria;
            call.direction = inbound ? CallDirection::Inbound : CallDirection::OutboundApi;
            call.status = i % 3 == 0 ? CallStatus::NoAnswer : CallStatus::Completed;
            call.createdAt = call.startedAt = now.addSecs(-3600 * (7 * i + 2));
            call.endedAt = call.startedAt.addSecs(95);
            call.duration = std::chrono::seconds(i % 3 == 0 ? 0 : 95);
            some.append(call);
        }
        settled(messages.save(texts));
        settled(calls.save(some));
    }
};

QString writeFile(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write a file for the test");
    file.write(bytes);
    return file.fileName();
}

} // namespace

class TestContactsPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme = theme(); }

    void aContactHasOneTimeline()
    {
        Desk desk;
        desk.fill();
        ContactsPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        auto *list = panel.findChild<RowListView *>(u"contactList"_s);
        QTRY_COMPARE(list->model()->rowCount(), 33);
        QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy opened(&panel, &Panel::openRequested);

        panel.open(ContactTarget{.party = maria});

        auto *timeline = panel.findChild<RowListView *>(u"timelineView"_s);
        QAbstractItemModelTester timelineTester(timeline->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(timeline->model()->rowCount(), 24);
        QCOMPARE(panel.findChild<Label *>(u"contactNameLabel"_s)->text(), u"Maria Lopez"_s);
        Q_EMIT timeline->clicked(timeline->model()->index(0, 0));
        QCOMPARE(opened.count(), 1);
        QVERIFY(std::holds_alternative<ThreadTarget>(opened.first().first().value<Target>()));
        pictures(panel, *m_theme, u"contacts-detail"_s);
    }

    void aNumberOfTwoPeopleShowsOneAndOffersTheOther()
    {
        Desk desk;
        desk.fill();
        ContactsPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();

        panel.open(ContactTarget{.party = bo});

        auto *notice = panel.findChild<Notice *>(u"contactNotice"_s);
        QTRY_VERIFY(notice->isTelling());
        auto *name = panel.findChild<Label *>(u"contactNameLabel"_s);
        const QString first = name->text();
        picture(panel, u"contacts-shared"_s);
        Q_EMIT notice->actionChosen();
        QTRY_VERIFY(name->text() != first);
        const QString second = name->text();
        panel.open(ContactTarget{.party = bo}); // the choice is remembered
        QTRY_COMPARE(name->text(), second);
    }

    void anUnknownNumberCanBecomeAContact()
    {
        Desk desk;
        desk.fill();
        ContactsPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        panel.open(ContactTarget{.party = unknown});
        auto *create = panel.findChild<QPushButton *>(u"createContactButton"_s);
        QTRY_VERIFY(create->isVisible());

        create->click();
        auto *name = panel.findChild<QLineEdit *>(u"contactName"_s);
        QVERIFY(name->isVisible());
        QCOMPARE(panel.findChild<QLineEdit *>(u"contactNumber"_s)->text(), u"(312) 555-0119"_s);
        QTest::keyClicks(name, u"Cy Twombly"_s);
        picture(panel, u"contacts-form"_s);
        panel.findChild<QPushButton *>(u"saveContactButton"_s)->click();

        QTRY_COMPARE(panel.findChild<Label *>(u"contactNameLabel"_s)->text(), u"Cy Twombly"_s);
        QCOMPARE(settled(desk.contacts.matches(unknown)).value(0).name, u"Cy Twombly"_s);
    }

    void aWrongNumberIsNotSaved()
    {
        Desk desk;
        ContactsPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        QTRY_VERIFY(panel.findChild<EmptyState *>(u"contactsEmpty"_s)->isVisible());
        picture(panel, u"contacts-empty"_s);
        panel.findChild<QPushButton *>(u"newContactButton"_s)->click();
        QTest::keyClicks(panel.findChild<QLineEdit *>(u"contactName"_s), u"Cy"_s);
        QTest::keyClicks(panel.findChild<QLineEdit *>(u"contactNumber"_s), u"911"_s);

        panel.findChild<QPushButton *>(u"saveContactButton"_s)->click();

        QVERIFY(panel.findChild<Notice *>(u"contactFormNotice"_s)->isTelling());
        picture(panel, u"contacts-form-wrong"_s);
        QVERIFY(settled(desk.contacts.rowIds({})).isEmpty());
    }

    void anImportSaysWhatItDoesBeforeItDoesIt()
    {
        Desk desk;
        desk.fill();
        ContactsPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        QSignalSpy toasts(&panel, &Panel::toastRequested);
        const QString file = writeFile(desk.folder, u"people.csv"_s,
                                       "Name,Company,Mobile Phone,Home Phone\n"
                                       "Maria Lopez,Harbor Dental,415 555 0111,415 555 0177\n"
                                       "Bo,,206 555 0112,\n"
                                       "Dee Zed,Zed Ltd,617 555 0199,\n"
                                       "Nobody,,,\n"
                                       "Emergency,,911,\n"
                                       "Eve,,call me,\n");

        panel.previewImport(file);

        auto *button = panel.findChild<QPushButton *>(u"importButton"_s);
        QTRY_COMPARE(button->text(), u"Import 4 contact(s)"_s);
        QAbstractItemModelTester tester(panel.findChild<RowListView *>(u"importList"_s)->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        picture(panel, u"contacts-import"_s);
        QCOMPARE(settled(desk.contacts.rowIds({})).size(), 33); // nothing yet
        button->click();
        QTRY_COMPARE(toasts.count(), 1);
        QCOMPARE(settled(desk.contacts.rowIds({})).size(), 35);
        QCOMPARE(settled(desk.contacts.matches(maria)).value(0).numbers.size(), 3);

        toasts.first().first().value<Toast>().act(); // back again
        QTRY_COMPARE(settled(desk.contacts.rowIds({})).size(), 33);
        QTRY_COMPARE(settled(desk.contacts.matches(maria)).value(0).numbers.size(), 2);
    }

    void aFileThatIsNoneIsSaidToBeNone()
    {
        Desk desk;
        ContactsPanel panel(desk.services());
        panel.show();

        panel.previewImport(desk.folder.filePath(u"there-is-no-such-file.vcf"_s));

        QTRY_VERIFY(panel.findChild<Notice *>(u"importNotice"_s)->isTelling());
        QVERIFY(!panel.findChild<QPushButton *>(u"importButton"_s)->isEnabled());
    }

    void duplicatesAreMergedAndComeBackOnUndo()
    {
        Desk desk;
        desk.fill();
        ContactsPanel panel(desk.services());
        panel.resize(1280, 800);
        panel.show();
        QSignalSpy toasts(&panel, &Panel::toastRequested);
        for (QAction *action : panel.actions()) {
            if (action->text().contains(u"duplicate"))
                action->trigger();
        }
        QTRY_VERIFY(panel.findChild<QPushButton *>(u"mergeButton"_s));
        picture(panel, u"contacts-duplicates"_s);

        panel.findChild<QPushButton *>(u"mergeButton"_s)->click();

        QTRY_COMPARE(settled(desk.contacts.rowIds({})).size(), 32);
        QTRY_COMPARE(toasts.count(), 1);
        toasts.first().first().value<Toast>().act();
        QTRY_COMPARE(settled(desk.contacts.rowIds({})).size(), 33);
    }

    void everyControlHasANameAndIsReachedByTab()
    {
        Desk desk;
        desk.fill();
        ContactsPanel panel(desk.services());
        panel.resize(1280, 900);
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        panel.open(ContactTarget{.party = maria});
        QTRY_VERIFY(panel.findChild<QPushButton *>(u"editContactButton"_s)->isVisible());
        QVERIFY2(accessibilityFlaws(panel).isEmpty(), qPrintable(accessibilityFlaws(panel).join(u'\n')));
        panel.findChild<QPushButton *>(u"editContactButton"_s)->click();
        QVERIFY2(accessibilityFlaws(panel).isEmpty(), qPrintable(accessibilityFlaws(panel).join(u'\n')));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestContactsPanel)
#include "tst_contactspanel.moc"
