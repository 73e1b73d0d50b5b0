// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/panels/pictures.h"
#include "ui/panels/settings/outsidecard.h"
#include "ui/panels/settings/settingspanel.h"
#include "ui/widgets/notice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;
using routing::OutsidePhone;
using routing::Screening;

namespace {

const Party ourLine(u"+12065550142"_s);

OutsidePhone mobile()
{
    return {.number = *PhoneNumber::parse(u"+14155550123"), .rings = OutsidePhone::Rings::WhenTheDeskIsOff, .screening = Screening::Ask};
}

OutsideFacts known(const OwnPhone &phone)
{
    return {.phone = phone, .isKnown = true, .error = {}, .home = u"US"_s, .lines = {ourLine}};
}

struct Scene {
    Settings settings{QString()};
    Theme theme{*qApp};
    SettingsPanel panel{settings, theme};
    OutsideCard &card = panel.offerOutside();
    QList<OwnPhone> saved;

    Scene()
    {
        panel.setFacts({.profile = {.id = u"a"_s, .name = u"Acme"_s}});
        panel.resize(1000, 900);
        panel.show();
        QObject::connect(&card, &OutsideCard::saveRequested, &card, [this](const OwnPhone &phone) { saved.append(phone); });
    }
    template <typename T>
    T *find(const QString &name)
    {
        return card.findChild<T *>(name);
    }
    QString text(const QString &name) { return find<QLabel>(name)->isHidden() ? QString() : find<QLabel>(name)->text(); }
    void write(const QString &number)
    {
        auto *field = find<QLineEdit>(u"outsideNumber"_s);
        field->clear();
        QTest::keyClicks(field, number);
    }
    void choose(const QString &combo, int index)
    {
        auto *box = find<QComboBox>(combo);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
};

} // namespace

class TestOutsideCard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itIsThereForADeskInATeamOnly()
    {
        Settings settings{QString()};
        Theme theme(*qApp);
        SettingsPanel panel(settings, theme);
        QVERIFY(!panel.findChild<OutsideCard *>());
        QCOMPARE(&panel.offerOutside(), &panel.offerOutside());
    }

    void nothingIsWrittenBeforeTheRelayHasTold()
    {
        Scene scene;
        QVERIFY(!scene.find<QLineEdit>(u"outsideNumber"_s)->isEnabled());
        QVERIFY(!scene.find<QPushButton>(u"saveOutside"_s)->isEnabled());

        QSignalSpy again(&scene.card, &OutsideCard::readRequested);
        scene.card.setFacts({.error = Error{.kind = Error::Kind::Offline, .detail = {}}});
        auto *notice = scene.find<Notice>(u"outsideTrouble"_s);
        QVERIFY(notice->isTelling());
        notice->findChild<QPushButton *>()->click();
        QCOMPARE(again.size(), 1);

        scene.card.setFacts(known({}));
        QVERIFY(scene.find<QLineEdit>(u"outsideNumber"_s)->isEnabled());
        QVERIFY(!notice->isTelling());
    }

    void aNumberIsSavedAsItIsCalled()
    {
        Scene scene;
        scene.card.setFacts(known({}));
        QVERIFY(!scene.find<QPushButton>(u"removeOutside"_s)->isVisible());
        scene.write(u"(415) 555-0123"_s);
        scene.choose(u"outsideRings"_s, 1);
        scene.find<QCheckBox>(u"outsideAsks"_s)->click();
        scene.find<QPushButton>(u"saveOutside"_s)->click();

        OutsidePhone wanted = mobile();
        wanted.rings = OutsidePhone::Rings::Always;
        wanted.screening = Screening::Trusted;
        QCOMPARE(scene.saved, QList<OwnPhone>{wanted});

        OutsideFacts saving = known({});
        saving.isSaving = true;
        scene.card.setFacts(saving);
        QVERIFY(!scene.find<QPushButton>(u"saveOutside"_s)->isEnabled());
        scene.card.setFacts(known(wanted));
        QCOMPARE(scene.text(u"outsideState"_s), u"It rings together with your desk."_s);
        QVERIFY(!scene.find<QPushButton>(u"saveOutside"_s)->isEnabled()); // nothing is different
    }

    void whatIsThereIsShownChangedAndRemoved()
    {
        Scene scene;
        scene.card.setFacts(known(mobile()));
        QCOMPARE(scene.find<QLineEdit>(u"outsideNumber"_s)->text(), u"(415) 555-0123"_s);
        QCOMPARE(scene.text(u"outsideState"_s), u"It rings while your desk is off."_s);
        QVERIFY(scene.find<QCheckBox>(u"outsideAsks"_s)->isChecked());

        scene.choose(u"outsideRings"_s, 1);
        QVERIFY(scene.find<QPushButton>(u"saveOutside"_s)->isEnabled());
        scene.find<QPushButton>(u"removeOutside"_s)->click();
        QCOMPARE(scene.saved, QList<OwnPhone>{OwnPhone()});
        OutsideFacts none = known({});
        none.isSaved = true;
        scene.card.setFacts(none);
        QCOMPARE(scene.find<QLineEdit>(u"outsideNumber"_s)->text(), QString());
        QCOMPARE(scene.text(u"outsideState"_s), u"It does not ring any more."_s);
    }

    void whatIsNoNumberIsSaidInPlaceAndNotSaved_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("flaw");
        QTest::newRow("too short") << u"5550123"_s << u"This number cannot be called. Write it with its area code."_s;
        QTest::newRow("emergency") << u"911"_s << u"This number cannot be called. Write it with its area code."_s;
        QTest::newRow("one of ours") << u"206 555 0142"_s << u"This is one of your team's own lines: the call would come back."_s;
    }
    void whatIsNoNumberIsSaidInPlaceAndNotSaved()
    {
        QFETCH(QString, typed);
        QFETCH(QString, flaw);
        Scene scene;
        scene.card.setFacts(known({}));

        scene.write(typed);
        QTest::keyClick(scene.find<QLineEdit>(u"outsideNumber"_s), Qt::Key_Return);

        QVERIFY(scene.saved.isEmpty());
        QCOMPARE(scene.text(u"outsideFlaw"_s), flaw);
        QCOMPARE(outsideFlaw(u" "_s, u"US"_s, {}), u"Which number is to ring?"_s);
    }

    void aRefusalLeavesWhatWasWritten()
    {
        Scene scene;
        scene.card.setFacts(known({}));
        scene.write(u"+49 30 901820"_s);

        OutsideFacts refused = known({});
        refused.error = Error{.kind = Error::Kind::Rejected, .detail = u"no"_s};
        scene.card.setFacts(refused);

        QCOMPARE(scene.find<QLineEdit>(u"outsideNumber"_s)->text(), u"+49 30 901820"_s);
        QVERIFY(scene.find<Notice>(u"outsideTrouble"_s)->isTelling());
        QVERIFY(scene.find<QPushButton>(u"saveOutside"_s)->isEnabled());
    }

    void looksRight()
    {
        Scene scene;
        scene.card.setFacts(known(mobile()));
        picture(scene.card, u"outside-light"_s);
        scene.theme.setScheme(Scheme::Dark);
        scene.write(u"555"_s);
        QTest::keyClick(scene.find<QLineEdit>(u"outsideNumber"_s), Qt::Key_Return);
        picture(scene.card, u"outside-flaw-dark"_s);
        scene.theme.setScheme(Scheme::Light);
        scene.theme.setTextSize(200);
        picture(scene.card, u"outside-200"_s);
        scene.theme.setTextSize(100);
    }
};

QTEST_MAIN(TestOutsideCard)
#include "tst_outsidecard.moc"
