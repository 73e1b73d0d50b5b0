// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandbox.h"

#include "core/sandbox/demo/callers.h"
#include "core/sandbox/exchange/board/exchange.h"
#include "core/sandbox/sandboxserver.h"

#include <QPromise>
#include <QtConcurrentRun>

#include <memory>

namespace milassist {

Sandbox::Sandbox(SandboxOptions options, QObject *parent) : QObject(parent), m_options(std::move(options))
{
    m_thread.setObjectName(QStringLiteral("sandbox"));
    m_context.moveToThread(&m_thread);
    m_thread.start();
}

Sandbox::~Sandbox()
{
    stop();
    m_thread.quit();
    m_thread.wait();
}

template <typename Function>
void Sandbox::inThread(Function function)
{
    Q_ASSERT(QThread::currentThread() != &m_thread); // it would wait for itself
    QMetaObject::invokeMethod(&m_context, std::move(function), Qt::BlockingQueuedConnection);
}

Result<SandboxAddress> Sandbox::begin()
{
    if (!m_server)
        m_server = new SandboxServer(m_options, &m_context);
    auto address = m_server->start();
    if (!address)
        delete std::exchange(m_server, nullptr);
    return address;
}

Result<SandboxAddress> Sandbox::start()
{
    Result<SandboxAddress> address;
    inThread([this, &address] { address = begin(); });
    return address;
}

QFuture<Result<SandboxAddress>> Sandbox::startLater()
{
    const auto promise = std::make_shared<QPromise<Result<SandboxAddress>>>(); // std::function wants what can be copied
    promise->start();
    QMetaObject::invokeMethod(&m_context, [this, promise] {
        promise->addResult(begin());
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<>> Sandbox::stopLater(std::chrono::milliseconds grace)
{
    const auto stopped = std::make_shared<QPromise<Result<>>>(); // shared with the sandbox's thread, which may be the later one to let go
    stopped->start();
    QMetaObject::invokeMethod(&m_context, [this, grace, stopped] {
        const auto finish = [stopped] {
            stopped->addResult(Result<>());
            stopped->finish();
        };
        if (!m_server)
            return finish();
        QObject::connect(m_server, &QObject::destroyed, &m_context, finish);
        if (std::exchange(m_isEnding, true)) // somebody waits already: both hear of the same end
            return;
        QObject::connect(m_server, &SandboxServer::stopped, &m_context, [this] {
            m_isEnding = false;
            std::exchange(m_server, nullptr)->deleteLater();
        });
        m_server->stop(grace);
    });
    return stopped->future();
}

void Sandbox::stop(std::chrono::milliseconds grace)
{
    stopLater(grace).waitForFinished(); // only tests and the end of a program wait for it
}

Result<> Sandbox::addFaults(const QByteArray &json)
{
    Result<> added;
    inThread([this, &added, &json] { added = m_server->addFaults(json); });
    return added;
}

void Sandbox::clearFaults()
{
    inThread([this] { m_server->faults().clear(); });
}

QList<faults::JournalEntry> Sandbox::journal()
{
    QList<faults::JournalEntry> entries;
    inThread([this, &entries] { entries = QList<faults::JournalEntry>(m_server->journal().entries().begin(), m_server->journal().entries().end()); });
    return entries;
}

QByteArray Sandbox::journalJson()
{
    QByteArray json;
    inThread([this, &json] { json = m_server->journal().toJson(); });
    return json;
}

void Sandbox::clearJournal()
{
    inThread([this] { m_server->journal().clear(); });
}

QString Sandbox::text(const QString &from, const QString &to, const QString &body, const QList<world::MessageBook::Picture> &pictures)
{
    return inWorld([&](world::World &world) { return world.messages().receive(from, to, body, pictures).sid; });
}

Result<QString> Sandbox::call(const QString &from, const QString &to, const QJsonValue &script)
{
    const auto what = people::Script::parse(script);
    if (!what)
        return fail(what.error());
    QString sid;
    inThread([&] { sid = m_server->telephony().crowd().call(from, to, *what); });
    return sid;
}

Result<QUrl> Sandbox::keepDocument(const QString &name, const QByteArray &twiml)
{
    Result<QUrl> url;
    inThread([&] {
        const auto kept = m_server->documents().keep(name, twiml);
        url = kept ? Result<QUrl>(m_server->documentUrl(name)) : fail(kept.error());
    });
    return url;
}

Result<> Sandbox::practise()
{
    Result<> begun;
    inThread([&] { begun = m_server->practise({}); });
    return begun;
}

QFuture<Result<QByteArray>> Sandbox::assistantVoice()
{
    return QtConcurrent::run([] { return world::demo::VoiceBooth::sayAtTheDesk(world::demo::answers()); });
}

bool Sandbox::isQuiet()
{
    bool isQuiet = false;
    inThread([this, &isQuiet] { isQuiet = m_server->isQuiet(); });
    return isQuiet;
}

void Sandbox::visit(const std::function<void(world::World &)> &look)
{
    inThread([this, &look] { look(m_server->world()); });
}

} // namespace milassist
