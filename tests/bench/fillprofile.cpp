// SPDX-License-Identifier: GPL-3.0-or-later
// fillprofile ROOT CALLS MESSAGES: makes a profile in ROOT, a folder of profiles, whose cache holds that much. Does nothing
// when it is there already.
#include "core/cache/cacheoptions.h"
#include "core/profile/profiles.h"
#include "tests/fakes/bigcache.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

using namespace milassist;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc != 4)
        return 2;
    Profiles profiles(QString::fromLocal8Bit(argv[1]));
    if (profiles.last())
        return 0;
    Profile profile = profiles.draft(u"Benchmark"_s);
    profile.baseUrl = QUrl(u"http://127.0.0.1:9"_s); // nobody answers there: what is measured is what is here
    profile.account = AccountSid::parse(u"AC"_s + QString(32, u'0')).value();
    profile.user = profile.account.text();
    profile.secretPlace = SecretPlace::Environment;
    profile.sandbox = true;
    if (const Result<> saved = profiles.save(profile); !saved) {
        std::fprintf(stderr, "%s\n", qPrintable(saved.error().detail));
        return 1;
    }
    auto store = Store::open(cacheOptions(profiles.folderOf(profile.id)));
    if (!store)
        return 1;
    const double rate =
        test::fillBigCache(**store, {.calls = QByteArray(argv[2]).toInt(), .messages = QByteArray(argv[3]).toInt()},
                           QDateTime::currentDateTimeUtc());
    if (rate <= 0)
        return 1;
    profiles.setLast(profile.id); // only now: it is whole
    return 0;
}
