// SPDX-License-Identifier: GPL-3.0-or-later
// benchsync FOLDER: syncs the account of a running sandbox (its ready line on standard input) into a cache in FOLDER, until
// history is complete. Prints the calls and messages then in the cache and the milliseconds it took.
#include "tests/e2e/headlessdesk.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace milassist;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    char line[4096];
    if (argc != 2 || !std::fgets(line, sizeof line, stdin))
        return 2;
    const QJsonObject sandbox = QJsonDocument::fromJson(line).object();
    const QString account = sandbox[u"account_sid"].toString();
    const Credentials credentials{.baseUrl = QUrl(sandbox[u"rest"].toString()),
                                  .account = AccountSid::parse(account).value(),
                                  .user = account,
                                  .secret = Secret(sandbox[u"auth_token"].toString().toUtf8())};

    HeadlessDesk desk(QString::fromLocal8Bit(argv[1]), credentials, Haste()); // as eager as for people
    QElapsedTimer time;
    time.start();
    QObject::connect(&desk.sync, &Sync::progress, &application, [&](const SyncProgress &progress) {
        if (!progress.isComplete())
            return;
        std::printf("{\"calls\":%lld,\"messages\":%lld,\"milliseconds\":%lld}\n",
                    static_cast<long long>(progress.of(FeedId::Calls).rows),
                    static_cast<long long>(progress.of(FeedId::Messages).rows), static_cast<long long>(time.elapsed()));
        QCoreApplication::quit();
    });
    desk.sync.start();
    return QCoreApplication::exec();
}
