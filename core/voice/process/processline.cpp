// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/process/processline.h"

#include "core/base/logging.h"
#include "core/voice/wire/wire.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPointer>
#include <QProcessEnvironment>

#include <algorithm>

namespace milassist {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto goodRun = 30s;       // an engine that ran so long starts with a clean slate
constexpr auto longestGoodbye = 3s;
constexpr qsizetype longestLine = 300;

QString programOf(const EngineOptions &options)
{
    if (!options.program.isEmpty())
        return options.program;
    const QString beside = QCoreApplication::applicationDirPath() + u"/milassist-voice"_s;
    return QFileInfo::exists(beside) ? beside : u"milassist-voice"_s;
}

// The engine needs the sound server and nothing of Twilio.
QProcessEnvironment environment()
{
    QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    for (const QString &name : all.keys()) {
        if (name.startsWith(u"TWILIO_") || name.contains(u"TOKEN") || name.contains(u"SECRET") || name.contains(u"PASSWORD"))
            all.remove(name);
    }
    return all;
}

// At once after the first loss, then slower: an engine that dies over and over must not eat the machine.
std::chrono::milliseconds pauseAfter(int losses)
{
    return losses <= 1 ? 0ms : std::min<std::chrono::milliseconds>(60s, 250ms * (1 << std::min(losses - 2, 8)));
}

// Engines that say goodbye to their server.
QList<QPointer<QProcess>> &leaving()
{
    static auto *all = new QList<QPointer<QProcess>>; // never destroyed, and so never killed
    all->removeAll(nullptr);
    return *all;
}

// Its input ends, it says goodbye to the server and ends by itself, also when this program is gone by then: a QProcess that is
// destroyed would kill it, and its address would stay at the server.
void letGo(QProcess *process)
{
    leaving().append(process);
    QObject::connect(process, &QProcess::finished, process, &QObject::deleteLater);
    process->closeWriteChannel();
}

} // namespace

ProcessLine::ProcessLine(EngineOptions options, QObject *parent) : VoiceLine(parent), m_options(std::move(options))
{
    m_relaunch.setSingleShot(true);
    connect(&m_relaunch, &QTimer::timeout, this, &ProcessLine::launch);
    m_watch.setInterval(m_options.silence);
    connect(&m_watch, &QTimer::timeout, this, &ProcessLine::watch);
}

ProcessLine::~ProcessLine()
{
    m_isWanted = false;
    if (!m_process)
        return;
    m_process->disconnect(this);
    if (m_process->state() == QProcess::Running)
        letGo(m_process.release());
}

void ProcessLine::start()
{
    if (std::exchange(m_isWanted, true))
        return;
    // To the server both are one telephone: a goodbye that comes late would take the new one away.
    const QList<QPointer<QProcess>> before = leaving();
    if (before.isEmpty())
        return launch();
    connect(before.last(), &QProcess::finished, &m_relaunch, [this] {
        if (m_isWanted && !m_process)
            m_relaunch.start(0ms);
    });
    m_relaunch.start(longestGoodbye);
}

void ProcessLine::launch()
{
    if (!m_isWanted)
        return;
    m_reader = {};
    m_isAwaited = false;
    m_process = std::make_unique<QProcess>();
    m_process->setProcessEnvironment(environment());
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &ProcessLine::read);
    connect(m_process.get(), &QProcess::readyReadStandardError, this, [this] {
        for (const QByteArray &line : m_process->readAllStandardError().split('\n')) {
            if (!line.isEmpty())
                qCInfo(lcVoice).noquote() << "engine:" << line.left(longestLine);
        }
    });
    connect(m_process.get(), &QProcess::finished, this, &ProcessLine::lose);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            lose();
    });
    m_since.start();
    LineSetup setup = m_options.setup;
    setup.firstLeg = std::max<LegId>(setup.firstLeg | 1, m_lastIncoming + 2);
    m_process->start(programOf(m_options), {}, QIODevice::ReadWrite | QIODevice::Unbuffered);
    write(setup);
    if (m_network)
        write(*m_network);
    if (m_plugged)
        write(*m_plugged);
    if (m_devices)
        write(*m_devices);
    if (m_account)
        write(*m_account);
    m_watch.start();
}

void ProcessLine::write(const LineCommand &command)
{
    m_process->write(framed(toWire(command)));
}

void ProcessLine::remember(const LineCommand &command)
{
    if (const auto *account = std::get_if<UseAccount>(&command))
        m_account = *account;
    else if (const auto *devices = std::get_if<PreferDevices>(&command))
        m_devices = *devices;
    else if (const auto *plugged = std::get_if<DevicesMayHaveChanged>(&command))
        m_plugged = *plugged;
    else if (const auto *network = std::get_if<NetworkIs>(&command))
        m_network = *network;
    else if (const auto *dial = std::get_if<Dial>(&command))
        m_legs.insert(dial->leg);
    else if (const auto *test = std::get_if<TestSound>(&command))
        m_isTesting = test->on;
}

void ProcessLine::send(const LineCommand &command)
{
    remember(command);
    if (m_process && m_process->state() != QProcess::NotRunning) {
        write(command);
        return;
    }
    if (const auto *dial = std::get_if<Dial>(&command)) {
        m_legs.erase(dial->leg);
        Q_EMIT happened(
            LegEvent{.leg = dial->leg, .at = QDateTime::currentDateTimeUtc(), .change = Ended{.cause = EndCause::EngineLost}});
    }
    endTest();
}

/// Whoever waits for what an engine says that is not there, is told so.
void ProcessLine::endTest()
{
    if (!std::exchange(m_isTesting, false))
        return;
    const bool isMissing = m_registration.problem == RegistrationProblem::EngineMissing;
    Q_EMIT happened(SoundTest{.stage = isMissing ? SoundTest::Stage::EngineMissing : SoundTest::Stage::EngineGone});
}

void ProcessLine::read()
{
    m_reader.add(m_process->readAllStandardOutput());
    while (const auto payload = m_reader.next()) {
        const auto event = eventFromWire(*payload);
        if (!event) {
            qCWarning(lcVoice) << "the voice engine says what it cannot say; it is started again";
            m_process->kill();
            return;
        }
        follow(*event);
    }
    if (m_reader.isBroken())
        m_process->kill();
}

void ProcessLine::follow(const LineEvent &event)
{
    m_watch.start(); // whoever speaks is alive
    if (std::exchange(m_isAwaited, false) && std::holds_alternative<EngineReady>(event))
        return;
    if (const auto *leg = std::get_if<LegEvent>(&event)) {
        if (std::holds_alternative<Incoming>(leg->change)) {
            if (leg->leg % 2 == 0 || leg->leg <= m_lastIncoming)
                return; // never used again
            m_lastIncoming = leg->leg;
            m_legs.insert(leg->leg);
        }
        if (!m_legs.contains(leg->leg))
            return;
        if (std::holds_alternative<Ended>(leg->change))
            m_legs.erase(leg->leg);
    } else if (const auto *state = std::get_if<RegistrationState>(&event)) {
        m_registration = *state;
    } else if (const auto *test = std::get_if<SoundTest>(&event)) {
        m_isTesting = test->stage == SoundTest::Stage::Listening || test->stage == SoundTest::Stage::Playing;
    }
    Q_EMIT happened(event);
}

void ProcessLine::watch()
{
    if (!m_process || m_process->state() != QProcess::Running)
        return;
    if (m_isAwaited) {
        qCWarning(lcVoice) << "the voice engine does not answer; it is started again";
        m_process->kill();
        return;
    }
    m_isAwaited = true;
    write(AreYouThere{});
    m_watch.start();
}

void ProcessLine::lose()
{
    m_watch.stop();
    const bool isMissing = m_process->error() == QProcess::FailedToStart;
    if (m_process->state() == QProcess::NotRunning)
        m_process.release()->deleteLater(); // we are in its signal
    for (const LegId leg : std::exchange(m_legs, {}))
        Q_EMIT happened(LegEvent{.leg = leg, .at = QDateTime::currentDateTimeUtc(), .change = Ended{.cause = EndCause::EngineLost}});
    if (!m_isWanted) {
        Q_EMIT stopped();
        return;
    }
    m_losses = m_since.hasExpired(std::chrono::milliseconds(goodRun).count()) ? 1 : m_losses + 1;
    m_registration = next(m_registration, EngineGone{});
    if (isMissing)
        m_registration = {.is = Registration::Refused, .problem = RegistrationProblem::EngineMissing};
    if (isMissing || m_registration.is != Registration::Off)
        Q_EMIT happened(m_registration);
    Q_EMIT happened(EngineLost{.isGivenUp = isMissing});
    endTest();
    if (isMissing) {
        m_isWanted = false;
        return;
    }
    qCWarning(lcVoice) << "the voice engine ended unexpectedly; it is started again";
    m_relaunch.start(pauseAfter(m_losses));
}

void ProcessLine::stop()
{
    m_isWanted = false;
    m_relaunch.stop();
    if (!m_process || m_process->state() == QProcess::NotRunning) {
        QMetaObject::invokeMethod(this, &ProcessLine::stopped, Qt::QueuedConnection);
        return;
    }
    m_process->closeWriteChannel(); // the end of its input is the end of the engine
    QTimer::singleShot(longestGoodbye, m_process.get(), &QProcess::kill);
}

} // namespace milassist
