// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/serverstream.h"

#include <dlfcn.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

constexpr int streamMs = 200; // as short as that of the other loudspeaker
constexpr int stepMs = 20;

using Steady = std::chrono::steady_clock;
using Instant = Steady::time_point;

} // namespace

struct ServerStream::State {
    // What is needed of libpulse-simple. Qt and the SIP library bring it along, but not its headers.
    struct Pulse {
        struct Format {
            int sample = 3; // signed, 16 bit, little endian
            uint32_t rate = 0;
            uint8_t channels = 1;
        };
        struct Buffer {
            uint32_t most = uint32_t(-1), target = 0, before = uint32_t(-1), least = uint32_t(-1), fragment = uint32_t(-1);
        };
        static constexpr int playback = 1;

        void *(*open)(const char *server, const char *program, int direction, const char *device, const char *name, const Format *, const void *map,
                      const Buffer *, int *error) = nullptr;
        int (*write)(void *stream, const void *bytes, size_t count, int *error) = nullptr;
        int (*flush)(void *stream, int *error) = nullptr;
        uint64_t (*latency)(void *stream, int *error) = nullptr; // microseconds
        void (*free)(void *stream) = nullptr;

        bool load()
        {
            void *library = ::dlopen("libpulse-simple.so.0", RTLD_NOW | RTLD_LOCAL);
            if (!library)
                return false;
            bool isWhole = true;
            const auto find = [&](auto &function, const char *name) {
                function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
                isWhole = isWhole && function;
            };
            find(open, "pa_simple_new");
            find(write, "pa_simple_write");
            find(flush, "pa_simple_flush");
            find(latency, "pa_simple_get_latency");
            find(free, "pa_simple_free");
            return isWhole;
        }
    };

    Pulse pulse;
    void *stream = nullptr;
    qint64 bytesPerSecond = 0;
    int frame = 2;

    mutable std::mutex mutex;
    std::condition_variable changed;
    QByteArray waiting;
    qint64 written = 0; // bytes
    Instant heardAt;    // when all of them will have been
    bool isBusy = false, isOver = false, hasFailed = false;

    void run()
    {
        std::unique_lock lock(mutex);
        while (!isOver && !hasFailed) {
            changed.wait(lock, [this] { return isOver || !waiting.isEmpty(); });
            if (isOver)
                break;
            const QByteArray next = waiting.left(bytesPerSecond * stepMs / 1000 / frame * frame);
            waiting.remove(0, next.size());
            isBusy = true;
            lock.unlock();
            const bool isWritten = pulse.write(stream, next.constData(), size_t(next.size()), nullptr) == 0; // waits for room
            int error = 0;
            const std::chrono::microseconds latency(isWritten ? qint64(pulse.latency(stream, &error)) : 0);
            lock.lock();
            isBusy = false;
            hasFailed = !isWritten || error != 0;
            written += next.size();
            heardAt = Steady::now() + latency;
        }
        lock.unlock();
        pulse.flush(stream, nullptr);
        pulse.free(stream);
    }
};

Result<std::unique_ptr<ServerStream>> ServerStream::open(int rate, int channels, const QByteArray &sink)
{
    auto state = std::make_shared<State>();
    if (!state->pulse.load())
        return fail(Error::Kind::Unavailable, u"there is no libpulse"_s);
    state->frame = channels * 2;
    state->bytesPerSecond = qint64(rate) * state->frame;
    const State::Pulse::Format format{.rate = uint32_t(rate), .channels = uint8_t(channels)};
    const auto step = uint32_t(state->bytesPerSecond * stepMs / 1000);
    const State::Pulse::Buffer buffer{.target = uint32_t(state->bytesPerSecond * streamMs / 1000), .before = step, .least = step};
    int error = 0;
    state->stream = state->pulse.open(nullptr, "MilAssist Desk", State::Pulse::playback, sink.isEmpty() ? nullptr : sink.constData(), "sound", &format, nullptr,
                                      &buffer, &error);
    if (!state->stream)
        return fail(Error::Kind::Unavailable, u"the sound server does not answer (%1)"_s.arg(error));
    std::thread([state] { state->run(); }).detach();
    return std::unique_ptr<ServerStream>(new ServerStream(std::move(state)));
}

ServerStream::ServerStream(std::shared_ptr<State> state) : m_state(std::move(state)) {}

ServerStream::~ServerStream()
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->isOver = true;
    m_state->changed.notify_one();
}

qint64 ServerStream::room() const
{
    const std::scoped_lock lock(m_state->mutex);
    const qint64 free = m_state->bytesPerSecond * 3 * stepMs / 1000 - m_state->waiting.size();
    return std::max<qint64>(0, free / m_state->frame * m_state->frame);
}

void ServerStream::write(const QByteArray &samples)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->waiting += samples;
    m_state->changed.notify_one();
}

qint64 ServerStream::heardFrames() const
{
    const std::scoped_lock lock(m_state->mutex);
    const auto ahead = std::chrono::duration_cast<std::chrono::microseconds>(m_state->heardAt - Steady::now()).count();
    return std::max<qint64>(0, m_state->written / m_state->frame - std::max<qint64>(0, ahead) * m_state->bytesPerSecond / m_state->frame / 1'000'000);
}

bool ServerStream::isAllHeard() const
{
    const std::scoped_lock lock(m_state->mutex);
    return m_state->waiting.isEmpty() && !m_state->isBusy && Steady::now() >= m_state->heardAt;
}

bool ServerStream::hasFailed() const
{
    const std::scoped_lock lock(m_state->mutex);
    return m_state->hasFailed;
}

} // namespace milassist
