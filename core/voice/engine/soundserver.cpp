// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/engine/soundserver.h"

#include "core/base/logging.h"

#include <dlfcn.h>

#include <algorithm>
#include <atomic>

namespace milassist {
using namespace std::chrono_literals;

namespace {

constexpr auto quiet = 300ms;
constexpr auto soonAgain = 1s;
constexpr auto laterAgain = 5s;
constexpr auto hopeful = 60s; // how long after its end the server is looked for more often

// The few functions of libpulse that are needed. The SIP library brings libpulse along, but not its headers.
struct Pulse {
    static constexpr int ready = 4, failed = 5, terminated = 6;
    static constexpr int noAutospawn = 1;
    static constexpr int sinksAndSources = 1 | 2;
    static constexpr unsigned facility = 0x0F, sink = 0, source = 1, kind = 0x30, change = 0x10;
    using StateChanged = void (*)(void *context, void *user);
    using Subscribed = void (*)(void *context, unsigned event, unsigned index, void *user);

    void *(*loopNew)() = nullptr;
    void (*loopFree)(void *) = nullptr;
    int (*loopStart)(void *) = nullptr;
    void (*loopStop)(void *) = nullptr;
    void (*lock)(void *) = nullptr;
    void (*unlock)(void *) = nullptr;
    void *(*api)(void *) = nullptr;
    void *(*contextNew)(void *api, const char *name) = nullptr;
    int (*connect)(void *context, const char *server, int flags, const void *spawn) = nullptr;
    void (*disconnect)(void *context) = nullptr;
    void (*unref)(void *context) = nullptr;
    int (*state)(const void *context) = nullptr;
    void (*onState)(void *context, StateChanged, void *user) = nullptr;
    void (*onEvent)(void *context, Subscribed, void *user) = nullptr;
    void *(*subscribe)(void *context, int mask, void (*done)(void *, int, void *), void *user) = nullptr;
    void (*operationUnref)(void *) = nullptr;

    bool load()
    {
        void *library = ::dlopen("libpulse.so.0", RTLD_NOW | RTLD_LOCAL);
        if (!library)
            return false;
        bool isWhole = true;
        const auto find = [&](auto &function, const char *name) {
            function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
            isWhole = isWhole && function;
        };
        find(loopNew, "pa_threaded_mainloop_new");
        find(loopFree, "pa_threaded_mainloop_free");
        find(loopStart, "pa_threaded_mainloop_start");
        find(loopStop, "pa_threaded_mainloop_stop");
        find(lock, "pa_threaded_mainloop_lock");
        find(unlock, "pa_threaded_mainloop_unlock");
        find(api, "pa_threaded_mainloop_get_api");
        find(contextNew, "pa_context_new");
        find(connect, "pa_context_connect");
        find(disconnect, "pa_context_disconnect");
        find(unref, "pa_context_unref");
        find(state, "pa_context_get_state");
        find(onState, "pa_context_set_state_callback");
        find(onEvent, "pa_context_set_subscribe_callback");
        find(subscribe, "pa_context_subscribe");
        find(operationUnref, "pa_operation_unref");
        return isWhole;
    }
};

} // namespace

struct SoundServer::Private {
    Pulse pulse;
    std::function<void()> wake;
    void *loop = nullptr;
    void *context = nullptr;
    std::atomic<bool> isReady = false, hasFailed = false, hasEvent = false;
    bool isThere = false;
    Instant tryAt, hopefulUntil, quietAt = Instant::max();

    void connect()
    {
        pulse.lock(loop);
        context = pulse.contextNew(pulse.api(loop), "MilAssist Desk");
        if (context) {
            pulse.onState(context, [](void *, void *self) { static_cast<Private *>(self)->followState(); }, this);
            pulse.onEvent(context, [](void *, unsigned event, unsigned, void *self) { static_cast<Private *>(self)->follow(event); }, this);
            if (pulse.connect(context, nullptr, Pulse::noAutospawn, nullptr) < 0)
                hasFailed = true;
        }
        pulse.unlock(loop);
    }
    void disconnect()
    {
        if (!context)
            return;
        pulse.lock(loop);
        pulse.onState(context, nullptr, nullptr);
        pulse.onEvent(context, nullptr, nullptr);
        pulse.disconnect(context);
        pulse.unref(context);
        context = nullptr;
        pulse.unlock(loop);
        isReady = hasFailed = hasEvent = false;
    }
    // In the loop's thread.
    void followState()
    {
        const int state = pulse.state(context);
        if (state == Pulse::ready) {
            if (void *operation = pulse.subscribe(context, Pulse::sinksAndSources, nullptr, nullptr))
                pulse.operationUnref(operation);
            isReady = true;
            wake();
        } else if (state == Pulse::failed || state == Pulse::terminated) {
            hasFailed = true;
            wake();
        }
    }
    void follow(unsigned event)
    {
        const unsigned what = event & Pulse::facility;
        if ((what != Pulse::sink && what != Pulse::source) || (event & Pulse::kind) == Pulse::change)
            return; // a volume, say
        hasEvent = true;
        wake();
    }
};

SoundServer::SoundServer(std::function<void()> wake) : m_p(std::make_unique<Private>())
{
    m_p->wake = std::move(wake);
}

SoundServer::~SoundServer()
{
    if (!m_p->loop)
        return;
    m_p->disconnect();
    m_p->pulse.loopStop(m_p->loop);
    m_p->pulse.loopFree(m_p->loop);
}

void SoundServer::start()
{
    if (m_p->loop || !m_p->pulse.load())
        return;
    m_p->loop = m_p->pulse.loopNew();
    m_p->pulse.loopStart(m_p->loop);
    m_p->tryAt = std::chrono::steady_clock::now();
    m_p->hopefulUntil = m_p->tryAt + hopeful;
}

SoundServer::News SoundServer::tick(Instant now)
{
    News news;
    if (!m_p->loop)
        return news;
    if (m_p->hasFailed) {
        m_p->disconnect();
        m_p->quietAt = Instant::max();
        if (std::exchange(m_p->isThere, false)) {
            news.went = true;
            m_p->hopefulUntil = now + hopeful;
            qCWarning(lcVoice) << "the sound server is gone";
        }
        m_p->tryAt = now + (now < m_p->hopefulUntil ? soonAgain : laterAgain);
    } else if (m_p->isReady && !std::exchange(m_p->isThere, true)) {
        news.came = true;
        qCInfo(lcVoice) << "the sound server is there";
    }
    if (!m_p->context && now >= m_p->tryAt)
        m_p->connect();
    if (m_p->hasEvent.exchange(false))
        m_p->quietAt = now + quiet;
    if (now >= m_p->quietAt) {
        m_p->quietAt = Instant::max();
        news.devices = true;
    }
    return news;
}

bool SoundServer::isThere() const
{
    return m_p->isThere;
}

bool SoundServer::isBusy() const
{
    return m_p->quietAt != Instant::max();
}

} // namespace milassist
