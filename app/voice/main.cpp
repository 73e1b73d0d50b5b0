// SPDX-License-Identifier: GPL-3.0-or-later
// The voice engine: commands come in by standard input, events go out by standard output, one frame each (core/voice/wire).
// Started by milassist-desk, not by people. It ends when its input ends.
#include "app/voice/pipe.h"

#include <QCoreApplication>

#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

using namespace milassist;

namespace {

constexpr unsigned longestGoodbye = 4; // seconds; a silent server costs two

// The password is in this process: no core dump, no other process of the user looks inside.
void closeUp()
{
    const rlimit none = {};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0);
}

// Whatever the library prints must not get between the frames.
int ownOutput()
{
    const int output = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    return output;
}

} // namespace

int main(int argc, char **argv)
{
    closeUp();
    ::signal(SIGPIPE, SIG_IGN);
    if (::isatty(STDIN_FILENO)) {
        std::fputs("milassist-voice is started by milassist-desk; it has nothing to say to people.\n", stderr);
        return 2;
    }
    const int output = ownOutput();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("milassist-voice"));

    Engine engine([output](const LineEvent &event) { writeEvent(output, event); });
    std::thread reader([&engine] {
        readCommands(STDIN_FILENO, engine);
        ::alarm(longestGoodbye);
    });
    engine.run();
    reader.join();
    return 0;
}
