// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/accountcheck.h"
#include "core/profile/environment/environment.h"
#include "core/profile/profiles.h"
#include "core/profile/settings.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

const QString someAccount = u"AC00112233445566778899aabbccddeeff"_s;
const QString someKey = u"SK00112233445566778899aabbccddeeff"_s;
const QByteArray someToken = "0123456789abcdef0123456789abcdef";

} // namespace

class TestProfiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPlaceInATeamIsKeptAndAnAccountOfOnesOwnHasNone()
    {
        QTemporaryDir root;
        Profiles profiles(root.path());
        Profile joined = profiles.draft(u"relay.example.org"_s);
        joined.baseUrl = QUrl(u"https://relay.example.org"_s);
        joined.user = u"anna"_s;
        joined.team = TeamMark{u"assistant"_s, u"acme.sip.twilio.com"_s, u"anna"_s, u"0a5be1c97d2f4e83"_s};
        QVERIFY(profiles.save(joined));
        QCOMPARE(profiles.find(joined.id)->team, joined.team);

        joined.team.reset();
        QVERIFY(profiles.save(joined));

        QVERIFY(!profiles.find(joined.id)->team);
    }

    void aSavedProfileIsFoundAgain()
    {
        const QTemporaryDir folder;
        Profiles profiles(folder.path());
        Profile profile = profiles.draft(u"Boston office"_s);
        profile.account = *AccountSid::parse(someAccount);
        profile.user = someAccount;
        profile.baseUrl = QUrl(u"https://api.twilio.com"_s);
        profile.secretPlace = SecretPlace::PassphraseFile;
        QVERIFY(profiles.save(profile));

        QCOMPARE(Profiles(folder.path()).all(), QList<Profile>({profile}));
        QCOMPARE(*profiles.find(u"boston OFFICE"_s), profile);
        QCOMPARE(*profiles.find(profile.id), profile);
        QCOMPARE(*profiles.last(), profile); // the only one
        QVERIFY(!profiles.find(u"Berlin"_s));
    }

    void twoProfilesOfOneNameGetTwoNames()
    {
        const QTemporaryDir folder;
        Profiles profiles(folder.path());
        QVERIFY(profiles.save(profiles.draft(u"Twilio"_s)));

        const Profile second = profiles.draft(u"Twilio"_s);

        QCOMPARE(second.name, u"Twilio 2"_s);
        QVERIFY(profiles.save(second));
        QVERIFY(!profiles.last()); // two, and none was used
        profiles.setLast(second.id);
        QCOMPARE(*profiles.last(), second);
    }

    void removingLeavesNothingAndNothingElseGoes()
    {
        const QTemporaryDir folder;
        Profiles profiles(folder.path());
        const Profile kept = profiles.draft(u"kept"_s), gone = profiles.draft(u"gone"_s);
        QVERIFY(profiles.save(kept) && profiles.save(gone));
        QFile cache(profiles.folderOf(gone.id) + u"/cache.db"_s);
        QVERIFY(cache.open(QIODevice::WriteOnly));

        QVERIFY(profiles.remove(gone.id));
        QVERIFY(!profiles.remove(u"../.."_s));
        QVERIFY(!profiles.remove(QString()));

        QVERIFY(!QFile::exists(profiles.folderOf(gone.id)));
        QCOMPARE(profiles.all(), QList<Profile>({kept}));
    }

    void onlyTheOwnerMayLookInside()
    {
        const QTemporaryDir folder;
        Profiles profiles(folder.path() + u"/desk"_s);
        const Profile profile = profiles.draft(u"x"_s);
        QVERIFY(profiles.save(profile));

        const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther | QFile::ExeGroup;
        QVERIFY(!(QFile::permissions(profiles.folderOf(profile.id)) & others));
        QVERIFY(!(QFile::permissions(profiles.root()) & others));
    }

    void settingsWithoutAFolderStayInMemory()
    {
        Settings settings{QString()};
        settings.setTextSize(200);
        settings.setLayoutOf(u"main"_s, "bytes");

        QCOMPARE(settings.textSize(), 200);
        QCOMPARE(settings.layoutOf(u"main"_s), QByteArray("bytes"));
        QCOMPARE(settings.scheme(), u"system"_s);
    }

    void dotEnvIsReadAsPeopleWriteIt()
    {
        const auto values = parseDotEnv("# account\nexport A=1\nB = \"two words\" # note\nC='x'\nD=plain # note\n=bad\nE\r\nA=2\r\n");
        QCOMPARE(values, (QHash<QString, QString>{{u"A"_s, u"2"_s}, {u"B"_s, u"two words"_s}, {u"C"_s, u"x"_s}, {u"D"_s, u"plain"_s}}));
    }

    void anApiKeyGoesBeforeTheToken()
    {
        QHash<QString, QString> set{{u"TWILIO_ACCOUNT_SID"_s, someAccount}, {u"TWILIO_AUTH_TOKEN"_s, u"token"_s}};
        auto value = [&](const QString &name) { return set.value(name); };
        QCOMPARE(accountFrom(value).user, someAccount);
        QCOMPARE(accountFrom(value).secret.reveal(), QByteArray("token"));

        set.insert(u"TWILIO_API_KEY"_s, someKey);
        set.insert(u"TWILIO_API_KEY_SECRET"_s, u"secret"_s);
        QCOMPARE(accountFrom(value).user, someKey);
        QCOMPARE(accountFrom(value).secret.reveal(), QByteArray("secret"));
        QVERIFY(accountFrom(value).isComplete());
    }

    void flawsAreSeenWhileTyping_data()
    {
        QTest::addColumn<QString>("sid");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<int>("flaw");
        QTest::newRow("nothing yet") << QString() << QString() << QByteArray() << int(EntryFlaw::Incomplete);
        QTest::newRow("good") << someAccount << QString() << someToken << int(EntryFlaw::None);
        QTest::newRow("good with spaces around") << u" %1 "_s.arg(someAccount) << QString() << someToken << int(EntryFlaw::None);
        QTest::newRow("good key") << someAccount << someKey << QByteArray("abcdefghijklmnopqrstuvwxyzABCDEF") << int(EntryFlaw::None);
        QTest::newRow("half a sid") << someAccount.left(20) << QString() << QByteArray() << int(EntryFlaw::SidMalformed);
        QTest::newRow("a key as account") << someKey << QString() << someToken << int(EntryFlaw::SidIsNoAccount);
        QTest::newRow("bad key") << someAccount << u"SKx"_s << someToken << int(EntryFlaw::KeyMalformed);
        QTest::newRow("short token") << someAccount << QString() << QByteArray("0123") << int(EntryFlaw::SecretMalformed);
        QTest::newRow("sid as token") << someAccount << QString() << someAccount.toUtf8() << int(EntryFlaw::SecretIsSid);
        QTest::newRow("no token") << someAccount << QString() << QByteArray() << int(EntryFlaw::Incomplete);
    }
    void flawsAreSeenWhileTyping()
    {
        QFETCH(QString, sid);
        QFETCH(QString, user);
        QFETCH(QByteArray, secret);
        QFETCH(int, flaw);
        QCOMPARE(int(flawOf({.accountSid = sid, .user = user, .secret = Secret(secret)})), flaw);
    }
};

QTEST_GUILESS_MAIN(TestProfiles)
#include "tst_profiles.moc"
