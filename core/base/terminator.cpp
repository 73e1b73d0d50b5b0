// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/terminator.h"

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace milassist {

namespace {

int terminatorPipe[2] = {-1, -1}; // a signal handler has nothing but globals

void onSignal(int)
{
    const char byte = 1;
    (void)!::write(terminatorPipe[0], &byte, 1);
}

} // namespace

Terminator::Terminator()
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, terminatorPipe) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(terminatorPipe[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte;
        if (::read(terminatorPipe[1], &byte, 1) == 1)
            Q_EMIT asked();
    });
    struct sigaction action = {};
    action.sa_handler = &onSignal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
}

Terminator::~Terminator()
{
    ::signal(SIGTERM, SIG_DFL);
    ::signal(SIGINT, SIG_DFL);
    for (int &end : terminatorPipe) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

} // namespace milassist
