// SPDX-License-Identifier: GPL-3.0-or-later
// benchpostgres: a PostgreSQL of its own with an empty database, until it is ended. Prints {"url":"postgresql://..."}.
#include "core/base/terminator.h"
#include "tests/fakes/postgresserver.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    milassist::Terminator terminator;
    QObject::connect(&terminator, &milassist::Terminator::asked, &application, &QCoreApplication::quit);
    PostgresServer server;
    if (!server.start()) {
        std::fprintf(stderr, "%s\n", qPrintable(server.problem()));
        return 1;
    }
    std::printf("{\"url\":\"%s\"}\n", qPrintable(server.freshDatabase()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}
