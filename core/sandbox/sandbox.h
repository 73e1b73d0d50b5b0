// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/faults/journal.h"
#include "core/sandbox/sandboxoptions.h"
#include "core/sandbox/world/messagebook.h"

#include <QFuture>
#include <QJsonValue>
#include <QObject>
#include <QThread>

#include <functional>
#include <type_traits>

namespace milassist {

class SandboxServer;

namespace world {
class World;
}

/// A Twilio that runs inside this program, in a thread of its own: REST over real HTTP, signed webhooks, people, faults.
/// Its functions may be called from any thread but its own; those that look inside wait for it.
///
///     Sandbox sandbox({.world = u"empty"_s});
///     const auto address = sandbox.start();
///     TwilioClient client({.baseUrl = address->restUrl, ...});
///     sandbox.addFaults(R"({"kind":"rate_limit","count":2})");
class Sandbox : public QObject {
    Q_OBJECT

public:
    explicit Sandbox(SandboxOptions options = {}, QObject *parent = nullptr);
    ~Sandbox() override; ///< stops it

    /// Makes the world and listens; returns when it is ready. A demo world takes a fraction of a second, a history of a
    /// million records seconds: a window uses startLater(). Errors: Unavailable (address in use), Malformed (a file).
    Result<SandboxAddress> start();
    QFuture<Result<SandboxAddress>> startLater();
    /// Finishes what is under way (at most @p grace) and ends. Nothing is listening when it returns.
    void stop(std::chrono::milliseconds grace = std::chrono::seconds(2));
    /// The same without waiting; nothing is listening when the future ends. Calling it again, or stop(), meanwhile is
    /// harmless: the first grace holds.
    QFuture<Result<>> stopLater(std::chrono::milliseconds grace = std::chrono::seconds(2));

    /// Adds faults. @p json as POST /_sandbox/faults takes it (docs/sandbox-control.md). Errors: Malformed.
    Result<> addFaults(const QByteArray &json);
    void clearFaults();
    /// What happened so far, oldest first.
    QList<faults::JournalEntry> journal();
    /// The same as GET /_sandbox/journal answers it: all of it, without credentials.
    QByteArray journalJson();
    void clearJournal();
    /// Somebody texts one of the account's numbers. @return the message's sid
    QString text(const QString &from, const QString &to, const QString &body, const QList<world::MessageBook::Picture> &pictures = {});
    /// Somebody calls one of the account's numbers and does as @p script says, a name or JSON (docs/sandbox-control.md).
    /// @return the call's sid. Errors: Malformed (the script).
    Result<QString> call(const QString &from, const QString &to, const QJsonValue &script);
    /// Keeps TwiML, to be asked for at the address returned (docs/sandbox-control.md). Errors: Malformed, Rejected.
    Result<QUrl> keepDocument(const QString &name, const QByteArray &twiml);
    /// The demo's callers begin to call, one after the other, whenever a phone is registered. Errors: NotFound (no lines).
    Result<> practise();
    /// What a demo's assistant says into a microphone that is not there: WAVE, 16 kHz, mono, to be repeated.
    /// Errors: Unavailable (no espeak-ng).
    QFuture<Result<QByteArray>> assistantVoice();
    /// No webhook is under way or held back.
    bool isQuiet();

    /// Runs @p look in the sandbox's thread and waits for what it returns: to compare with the truth, or to change it.
    template <typename Look>
    auto inWorld(Look look) -> std::invoke_result_t<Look, world::World &>
    {
        using Value = std::invoke_result_t<Look, world::World &>;
        if constexpr (std::is_void_v<Value>) {
            visit([&look](world::World &world) { look(world); });
        } else {
            std::optional<Value> value;
            visit([&look, &value](world::World &world) { value = look(world); });
            return *std::move(value);
        }
    }

private:
    void visit(const std::function<void(world::World &)> &look);
    template <typename Function>
    void inThread(Function function);
    Result<SandboxAddress> begin();

    const SandboxOptions m_options;
    QThread m_thread;
    QObject m_context;                  ///< lives in the thread: what is posted to it runs there
    SandboxServer *m_server = nullptr;  ///< made, used and deleted in the thread
    bool m_isEnding = false;            ///< in the thread: the server is finishing what is under way
};

} // namespace milassist
