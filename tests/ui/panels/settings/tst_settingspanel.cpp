// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/panels/pictures.h"
#include "ui/panels/settings/settingspanel.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestSettingsPanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void looksTakeEffectAtOnceAndAreRemembered()
    {
        Settings settings{QString()};
        Theme theme(*qApp);
        SettingsPanel panel(settings, theme);

        panel.findChild<QAbstractButton *>(u"scheme_%1"_s.arg(int(Scheme::Dark)))->click();
        panel.findChild<QAbstractButton *>(u"density_%1"_s.arg(int(Density::Comfortable)))->click();

        QVERIFY(theme.isDark());
        QCOMPARE(settings.scheme(), u"dark"_s);
        QCOMPARE(theme.density(), Density::Comfortable);
        QVERIFY(settings.isComfortable());
        theme.setDensity(Density::Dense);
    }

    void textSizeFollowsTheKeys()
    {
        Settings settings{QString()};
        Theme theme(*qApp);
        SettingsPanel panel(settings, theme);
        panel.activate();
        auto *slider = panel.findChild<QSlider *>(u"textSize"_s);

        QTest::keyClick(slider, Qt::Key_Right);

        QTRY_COMPARE(theme.textSize(), 110);
        QTRY_COMPARE(settings.textSize(), 110);
        theme.setTextSize(100);
    }

    void signingOutIsAskedInPlaceFirst()
    {
        Settings settings{QString()};
        Theme theme(*qApp);
        SettingsPanel panel(settings, theme);
        panel.setFacts({.profile = {.id = u"a"_s, .name = u"Acme"_s}});
        QSignalSpy out(&panel, &SettingsPanel::signOutRequested);

        panel.findChild<QPushButton *>(u"signOut"_s)->click();
        QCOMPARE(out.size(), 0);
        auto *notice = panel.findChild<Notice *>(u"signOutNotice"_s);
        QVERIFY(notice->isTelling());
        notice->findChild<QPushButton *>(u"noticeAction"_s)->click();

        QCOMPARE(out.size(), 1);
    }

    void fetchingAgainShowsHowFarItIsAndCanBeStopped()
    {
        Settings settings{QString()};
        Theme theme(*qApp);
        SettingsPanel panel(settings, theme);
        panel.resize(1000, 900);
        AccountFacts facts{.profile = {.id = u"a"_s, .name = u"Acme"_s}};
        panel.setFacts(facts);
        QSignalSpy again(&panel, &SettingsPanel::fetchAgainRequested), stop(&panel, &SettingsPanel::stopFetchingRequested);
        auto *button = panel.findChild<QPushButton *>(u"fetchAgain"_s);
        auto *words = panel.findChild<QLabel *>(u"fetchingWords"_s);
        QVERIFY(words->isHidden());

        button->click();
        QCOMPARE(again.size(), 1);
        facts.fetching = true;
        facts.fetched = u"1,200 calls, 3,400 texts"_s;
        panel.setFacts(facts);

        QVERIFY(words->text().contains(u"1,200 calls"));
        QVERIFY(!words->isHidden());
        QCOMPARE(button->text(), u"Stop fetching"_s);
        panel.show();
        test::pictures(panel, theme, u"settings-fetching"_s);
        button->click();
        QCOMPARE(stop.size(), 1);
        QCOMPARE(again.size(), 1);
    }

    void theAccountIsDescribedWithoutItsSecret()
    {
        Settings settings{QString()};
        Theme theme(*qApp);
        SettingsPanel panel(settings, theme);
        panel.setFacts({.profile = {.id = u"a"_s, .name = u"Acme"_s, .secretPlace = SecretPlace::PassphraseFile, .sandbox = true}});

        QStringList words;
        for (QLabel *label : panel.findChildren<QLabel *>())
            words.append(label->text());
        QVERIFY(words.join(u'\n').contains(u"Acme (sandbox"_s));
        QVERIFY(words.join(u'\n').contains(u"encrypted file"_s));
    }

    void choosingAnotherProfileIsASignal()
    {
        Settings settings{QString()};
        Theme theme(*qApp);
        SettingsPanel panel(settings, theme);
        panel.setProfiles({{.id = u"a"_s, .name = u"Acme"_s}, {.id = u"b"_s, .name = u"Beta"_s}}, u"a"_s);
        QSignalSpy chosen(&panel, &SettingsPanel::profileChosen);

        panel.findChild<QAbstractButton *>(u"profile_b"_s)->click();

        QCOMPARE(chosen.at(0).at(0).toString(), u"b"_s);
    }
};

QTEST_MAIN(TestSettingsPanel)
#include "tst_settingspanel.moc"
