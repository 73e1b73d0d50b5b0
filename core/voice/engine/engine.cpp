// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/engine/engine.h"

#include "core/base/logging.h"
#include "core/voice/engine/calls.h"
#include "core/voice/engine/filesound.h"
#include "core/voice/engine/loglines.h"
#include "core/voice/engine/pulsedriver.h"
#include "core/voice/engine/registrar.h"
#include "core/voice/engine/rtpguard.h"
#include "core/voice/engine/sounddevices.h"
#include "core/voice/engine/soundserver.h"
#include "core/voice/engine/soundtester.h"

#include <belle-sip/belle-sip.h>
#include <linphone/core.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace milassist {
using namespace std::chrono_literals;

namespace {

constexpr auto busySlice = 20ms;
constexpr auto idleSlice = 1000ms;
// The library's own timers only run in iterate(): after something was begun it must be called often for a while.
constexpr auto busyAfterCommand = 2s;

} // namespace

class Engine::Private : public linphone::CoreListener, public std::enable_shared_from_this<Engine::Private> {
public:
    explicit Private(Report report) :
        m_report(std::move(report)),
        m_registrar(m_log, [this](const RegistrationState &state) { m_report(state); }),
        m_calls([this](LegId leg, const LegChange &change) {
            m_report(LegEvent{.leg = leg, .at = QDateTime::currentDateTimeUtc(), .change = change});
        }),
        m_sound([this](const DevicesChanged &devices) { m_report(devices); }),
        m_tester([this](const SoundTest &test) { m_report(test); }),
        m_server([this] {
            const std::scoped_lock lock(m_mutex);
            wake();
        })
    {
    }

    void run();
    void post(const LineCommand &command);
    void stop();

    void onAccountRegistrationStateChanged(const std::shared_ptr<linphone::Core> &, const std::shared_ptr<linphone::Account> &account,
                                           linphone::RegistrationState state, const std::string &) override
    {
        m_registrar.follow(account, state);
        waitNoMore();
    }
    void onCallStateChanged(const std::shared_ptr<linphone::Core> &, const std::shared_ptr<linphone::Call> &call,
                            linphone::Call::State state, const std::string &message) override
    {
        m_calls.follow(call, state, message);
        waitNoMore();
    }
    void onTransferStateChanged(const std::shared_ptr<linphone::Core> &, const std::shared_ptr<linphone::Call> &call,
                                linphone::Call::State state) override
    {
        m_calls.followTransfer(call, state);
    }
    void onDtmfReceived(const std::shared_ptr<linphone::Core> &, const std::shared_ptr<linphone::Call> &call, int digit) override
    {
        m_calls.followDigit(call, digit);
    }

private:
    void begin(const LineSetup &setup);
    void end();
    void wake();
    std::vector<LineCommand> taken();
    void run(const LineCommand &command);
    void test(bool on);
    void followSound(std::chrono::steady_clock::time_point now);
    void wait(std::chrono::milliseconds time);
    /// What just happened while we waited changes how soon the library wants to be called again.
    void waitNoMore()
    {
        if (m_loop)
            belle_sip_main_loop_quit(m_loop);
    }

    Report m_report;
    LogLines m_log;
    RtpGuard m_guard;
    FileSoundCard m_files;
    std::shared_ptr<linphone::Core> m_core;
    Registrar m_registrar;
    Calls m_calls;
    PulseDriver m_pulse;
    SoundDevices m_sound;
    SoundTester m_tester;
    bool m_isFileSound = false;
    bool m_isReturning = false; // the sound server, while streams still hold the connection to the old one

    std::mutex m_mutex;
    std::condition_variable m_arrived; // while there is no core to wake
    std::vector<LineCommand> m_commands;
    bool m_isStopping = false;
    belle_sip_main_loop *m_loop = nullptr; // written under the mutex
    SoundServer m_server;                  // its thread wakes the loop
};

void Engine::Private::post(const LineCommand &command)
{
    const std::scoped_lock lock(m_mutex);
    m_commands.push_back(command);
    wake();
}

void Engine::Private::stop()
{
    const std::scoped_lock lock(m_mutex);
    m_isStopping = true;
    wake();
}

void Engine::Private::wake()
{
    m_arrived.notify_one();
    if (m_loop)
        belle_sip_main_loop_do_later(
            m_loop, [](void *loop) { belle_sip_main_loop_quit(static_cast<belle_sip_main_loop *>(loop)); }, m_loop);
}

std::vector<LineCommand> Engine::Private::taken()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_commands, {});
}

void Engine::Private::begin(const LineSetup &setup)
{
    if (m_core)
        return;
    m_core = startedCore(setup, shared_from_this());
    m_guard.install(m_core->cPtr());
    m_isFileSound = setup.fileSound.has_value();
    if (m_isFileSound)
        m_files.plug(setup.fileSound->devices);
    m_files.install(linphone_core_get_ms_factory(m_core->cPtr()));
    m_calls.use(m_core, setup);
    {
        const std::scoped_lock lock(m_mutex);
        m_loop = mainLoopOf(*m_core);
    }
    m_report(EngineReady{});
    if (!m_isFileSound) {
        m_pulse.guard(linphone_core_get_ms_factory(m_core->cPtr())); // before the library looks for devices again
        m_server.start();
    }
    m_sound.use(m_core, m_isFileSound);
}

void Engine::Private::run(const LineCommand &command)
{
    if (const auto *setup = std::get_if<LineSetup>(&command))
        return begin(*setup);
    if (!m_core)
        return;
    if (const auto *use = std::get_if<UseAccount>(&command)) {
        m_guard.setChecksControl(!use->account || use->account->srtp != Srtp::Required);
        m_registrar.use(m_core, use->account);
    } else if (std::holds_alternative<AreYouThere>(command)) {
        m_report(EngineReady{});
    } else if (std::holds_alternative<TryNow>(command)) {
        m_registrar.tryNow();
    } else if (const auto *network = std::get_if<NetworkIs>(&command)) {
        m_registrar.setNetwork(network->there);
    } else if (const auto *dial = std::get_if<Dial>(&command)) {
        m_calls.run(*dial, m_registrar.account());
    } else if (const auto *prefer = std::get_if<PreferDevices>(&command)) {
        m_sound.prefer(*prefer);
    } else if (const auto *devices = std::get_if<DevicesMayHaveChanged>(&command)) {
        if (m_isFileSound)
            m_files.plug(devices->fileDevices);
        m_sound.update();
    } else if (const auto *wanted = std::get_if<TestSound>(&command)) {
        test(wanted->on);
    } else {
        std::visit(
            [this](const auto &rest) {
                if constexpr (requires { m_calls.run(rest); })
                    m_calls.run(rest);
            },
            command);
    }
}

void Engine::Private::test(bool on)
{
    if (!on)
        return m_tester.stop(SoundTest::Stage::Stopped);
    if (m_calls.isAny())
        return m_report(SoundTest{.stage = SoundTest::Stage::InCall});
    m_tester.start(linphone_core_get_ms_factory(m_core->cPtr()), m_sound.known().microphone, m_sound.known().speaker);
}

/// A call outlives the sound server: it goes on with silence, which the other end takes for a living line, and gets its
/// devices again when the server is back and no stream holds the old connection any more.
void Engine::Private::followSound(std::chrono::steady_clock::time_point now)
{
    if (m_calls.isAny())
        m_tester.stop(SoundTest::Stage::InCall);
    const SoundServer::News news = m_server.tick(now);
    if (news.went) {
        m_tester.stop(SoundTest::Stage::NoMicrophone);
        m_isReturning = false;
        m_pulse.setServer(false);
        m_sound.update();
    }
    m_isReturning = m_isReturning || news.came;
    if (m_isReturning && m_pulse.streams() == 0) {
        m_isReturning = false;
        m_pulse.letGo();
        m_pulse.setServer(true);
        m_sound.useServer();
    } else if (news.devices && m_server.isThere() && !m_isReturning) {
        m_sound.update();
    }
    m_sound.tick();
    m_tester.tick(now);
}

void Engine::Private::wait(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_mutex);
    if (m_isStopping || !m_commands.empty())
        return; // posted since we looked; their waking may be over already
    if (m_loop) {
        lock.unlock();
        return belle_sip_main_loop_sleep(m_loop, int(time.count()));
    }
    m_arrived.wait_for(lock, std::min<std::chrono::milliseconds>(time, 100ms), [this] { return m_isStopping || !m_commands.empty(); });
}

void Engine::Private::run()
{
    {
        std::unique_lock lock(m_mutex);
        m_arrived.wait(lock, [this] { return m_isStopping || !m_commands.empty(); });
    }
    auto busyUntil = std::chrono::steady_clock::now();
    for (;;) {
        {
            const std::scoped_lock lock(m_mutex);
            if (m_isStopping)
                break;
        }
        const auto commands = taken();
        for (const LineCommand &command : commands)
            run(command);
        if (!m_core) {
            std::unique_lock lock(m_mutex);
            m_arrived.wait(lock, [this] { return m_isStopping || !m_commands.empty(); });
            continue;
        }
        m_core->iterate();
        const auto now = std::chrono::steady_clock::now();
        m_calls.tick(now);
        followSound(now);
        const auto due = m_registrar.tick(now);
        const bool isAsked = std::ranges::any_of(commands, [](const LineCommand &command) { return !std::holds_alternative<AreYouThere>(command); });
        if (isAsked || m_registrar.isTrying() || m_calls.isAny() || m_tester.isRunning() || m_server.isBusy())
            busyUntil = now + busyAfterCommand;
        const std::chrono::milliseconds untilDue
            = due < now + idleSlice ? std::chrono::ceil<std::chrono::milliseconds>(due - now) : idleSlice;
        wait(now < busyUntil ? busySlice : std::max<std::chrono::milliseconds>(untilDue, 1ms));
    }
    end();
}

void Engine::Private::end()
{
    if (!m_core)
        return;
    m_calls.endAll();
    m_registrar.release();
    m_tester.stop(SoundTest::Stage::Stopped);
    m_sound.release();
    m_calls.release();
    {
        const std::scoped_lock lock(m_mutex);
        m_loop = nullptr; // it goes with the core
    }
    m_core->removeListener(shared_from_this());
    m_core->stop();
    m_core.reset();
}

Engine::Engine(Report report) : m_shared(std::make_shared<Private>(std::move(report))) {}
Engine::~Engine() = default;

void Engine::run()
{
    m_shared->run();
}

void Engine::post(const LineCommand &command)
{
    m_shared->post(command);
}

void Engine::stop()
{
    m_shared->stop();
}

} // namespace milassist
