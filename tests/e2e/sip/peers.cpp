// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/sip/peers.h"

#include "tests/e2e/sip/sockets.h"

#include <QDir>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTcpServer>
#include <QUdpSocket>

#include <algorithm>
#include <csignal>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

const QString here = QStringLiteral(SOURCE_DIR "/tests/e2e/sip/");

bool listens(int port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, quint16(port));
    return socket.waitForConnected(200);
}

/// Looks without binding: a probe could take the port away in the moment in which @p pid wants it.
bool holds(qint64 pid, int port)
{
    return std::ranges::any_of(socketsOf(pid).value_or(QList<HeldSocket>()), [port](const HeldSocket &held) { return held.port == port; });
}

} // namespace

int freePort(const QList<int> &taken)
{
    for (int attempt = 0; attempt < 200; ++attempt) {
        QTcpServer tcp, tcpNext;
        QUdpSocket udp, udpNext;
        if (!tcp.listen(QHostAddress::LocalHost))
            continue;
        const quint16 port = (tcp.serverPort() + 1) & ~1; // Linux mostly gives odd ones
        tcp.close();
        if (!taken.contains(port) && tcp.listen(QHostAddress::LocalHost, port) && tcpNext.listen(QHostAddress::LocalHost, port + 1)
            && udp.bind(QHostAddress::LocalHost, port) && udpNext.bind(QHostAddress::LocalHost, port + 1))
            return port;
    }
    return 0;
}

QStringList Peers::missing()
{
    QStringList names;
    for (const QString &program : {u"kamailio"_s, u"baresip"_s, u"sipp"_s, u"openssl"_s}) {
        if (QStandardPaths::findExecutable(program).isEmpty()
            && QStandardPaths::findExecutable(program, {u"/usr/sbin"_s, u"/usr/bin"_s}).isEmpty())
            names << program;
    }
    return names;
}

bool hasPeers()
{
    const QStringList missing = Peers::missing();
    if (missing.isEmpty())
        return true;
    const QByteArray words = "not installed: " + missing.join(u' ').toUtf8();
    if (qEnvironmentVariable("MILASSIST_PEERS") == u"required")
        QTest::qFail(words.constData(), __FILE__, __LINE__);
    else
        QTest::qSkip(words.constData(), __FILE__, __LINE__);
    return false;
}

Peers::Peers()
{
    QList<int> taken;
    for (int *port : {&m_ports.sip, &m_ports.tls, &m_ports.expired, &m_ports.wrongName, &m_ports.selfSigned, &m_ports.echo,
                      &m_ports.baresip, &m_ports.control, &m_ports.opus, &m_ports.media}) {
        *port = freePort(taken);
        taken << *port;
    }
}

Peers::~Peers()
{
    m_echoPhone.stop();
    m_opusPhone.stop();
    m_baresip.stop();
    for (auto *process : {&m_script, &m_echo, &m_server}) {
        if (!*process || (*process)->state() == QProcess::NotRunning)
            continue;
        (*process)->terminate();
        if (!(*process)->waitForFinished(3000))
            (*process)->kill();
        (*process)->waitForFinished(3000);
    }
}

bool Peers::write(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

QByteArray Peers::filled(const QString &name) const
{
    QFile file(here + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray text = file.readAll();
    const QByteArray tlsLines = "listen=tls:127.0.0.1:" + QByteArray::number(m_ports.tls) + "\nlisten=tls:127.0.0.1:"
        + QByteArray::number(m_ports.expired) + "\nlisten=tls:127.0.0.1:" + QByteArray::number(m_ports.wrongName)
        + "\nlisten=tls:127.0.0.1:" + QByteArray::number(m_ports.selfSigned) + "\nenable_tls=yes\n";
    const QByteArray tlsModule = "loadmodule \"tls.so\"\nmodparam(\"tls\", \"config\", \"" + path(u"tls.cfg"_s).toUtf8() + "\")\n";
    const QByteArray sendTls = "if ($ru =~ \"transport=tls\") { $fs = \"tls:127.0.0.1:" + QByteArray::number(m_ports.tls) + "\"; }";
    const QList<std::pair<QByteArray, QByteArray>> names{{"@UDP@", QByteArray::number(m_ports.sip)},
                                                         {"@TCP@", QByteArray::number(m_ports.sip)},
                                                         {"@LISTENTLS@", m_hasCertificates ? tlsLines : QByteArray()},
                                                         {"@LOADTLS@", m_hasCertificates ? tlsModule : QByteArray()},
                                                         {"@SENDTLS@", m_hasCertificates ? sendTls : QByteArray()},
                                                         {"@ECHO@", QByteArray::number(m_ports.echo)}};
    for (const auto &[from, to] : names)
        text.replace(from, to);
    return text;
}

std::unique_ptr<QProcess> Peers::run(const QString &program, const QStringList &arguments, const QString &log)
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, environment.value(u"PATH"_s) + u":/usr/sbin:/usr/bin"_s);
    process->setProcessEnvironment(environment);
    process->setWorkingDirectory(m_folder.path());
    process->setStandardInputFile(QProcess::nullDevice());
    process->setProcessChannelMode(QProcess::MergedChannels);
    if (!log.isEmpty())
        process->setStandardOutputFile(path(log));
    // A test that crashes takes its peers along.
    process->start(u"/usr/bin/env"_s, QStringList{program} + arguments);
    return process->waitForStarted(5000) ? std::move(process) : nullptr;
}

bool Peers::startServer()
{
    if (!m_hasCertificates) {
        QDir(m_folder.path()).mkpath(u"run"_s);
        QProcess certificates;
        certificates.start(here + u"certificates"_s, {m_folder.path()});
        if (!certificates.waitForFinished(60'000) || certificates.exitCode() != 0)
            return false;
        m_hasCertificates = true;
        QByteArray tls = "[server:default]\nmethod = TLSv1.2+\nprivate_key = " + path(u"good.key"_s).toUtf8()
            + "\ncertificate = " + path(u"good.pem"_s).toUtf8() + "\n";
        const QList<std::pair<int, QByteArray>> others{
            {m_ports.expired, "expired"}, {m_ports.wrongName, "wrongname"}, {m_ports.selfSigned, "selfsigned"}};
        for (const auto &[port, name] : others)
            tls += "[server:127.0.0.1:" + QByteArray::number(port) + "]\nmethod = TLSv1.2+\nprivate_key = "
                + path(QString::fromLatin1(name) + u".key"_s).toUtf8() + "\ncertificate = "
                + path(QString::fromLatin1(name) + u".pem"_s).toUtf8() + "\n";
        if (!write(u"tls.cfg"_s, tls) || !write(u"kamailio.cfg"_s, filled(u"kamailio.cfg"_s)))
            return false;
    }
    m_server = run(u"kamailio"_s, {u"-f"_s, path(u"kamailio.cfg"_s), u"-DD"_s, u"-E"_s, u"-m"_s, u"48"_s, u"-M"_s, u"8"_s, u"-w"_s,
                                   m_folder.path(), u"-Y"_s, path(u"run"_s), u"-P"_s, path(u"pid"_s)},
                   u"kamailio.log"_s);
    const bool isUp = m_server && waitFor([this] { return listens(m_ports.sip) && listens(m_ports.tls); }, 30'000);
    if (!isUp) {
        QFile log(path(u"kamailio.log"_s));
        qWarning() << "kamailio:" << (log.open(QIODevice::ReadOnly) ? log.readAll().right(2000) : QByteArray("no log"));
    }
    return isUp;
}

void Peers::stopServer()
{
    if (!m_server)
        return;
    m_server->terminate(); // its children would go on after a kill
    m_server->waitForFinished(10'000);
    m_server.reset();
}

bool Peers::startEcho()
{
    m_echo = run(u"sipp"_s, {u"-sf"_s, here + u"echo.xml"_s, u"-i"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(m_ports.echo), u"-mi"_s,
                             u"127.0.0.1"_s, u"-mp"_s, QString::number(m_ports.media), u"-rtp_echo"_s, u"-nd"_s, u"-nostdin"_s},
                 u"echo.log"_s);
    return m_echo != nullptr;
}

bool Peers::startFarSound(int port)
{
    QFile echo(here + u"echo.xml"_s);
    if (!echo.open(QIODevice::ReadOnly))
        return false;
    return write(u"far.xml"_s, echo.readAll().replace("[media_port]", QByteArray::number(port))) && startScript(path(u"far.xml"_s));
}

bool Peers::startScript(const QString &scenario, const QStringList &arguments)
{
    stopScript();
    m_ports.script = freePort({}); // what is still on its way to an earlier one does not come here
    const QString file = QDir::isAbsolutePath(scenario) ? scenario : here + scenario;
    m_script = run(u"sipp"_s, QStringList{u"-sf"_s, file, u"-i"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(m_ports.script),
                                          u"-mi"_s, u"127.0.0.1"_s, u"-nd"_s, u"-m"_s, u"1"_s, u"-nostdin"_s, u"-trace_err"_s}
                       + arguments,
                   u"script.log"_s);
    const bool isUp = m_script && waitFor([this] { return holds(m_script->processId(), m_ports.script); }, 5000);
    if (!isUp)
        qWarning() << "sipp:" << scriptOutput();
    return isUp;
}

bool Peers::startCaller(const QString &scenario, const QString &user, const QStringList &arguments)
{
    return startScript(scenario, QStringList{u"-s"_s, user} + arguments + QStringList{u"127.0.0.1:%1"_s.arg(m_ports.sip)});
}

void Peers::stopScript()
{
    if (m_script && m_script->state() != QProcess::NotRunning) {
        m_script->kill();
        m_script->waitForFinished(3000);
    }
    m_script.reset();
}

QByteArray Peers::scriptOutput() const
{
    QFile file(path(u"script.log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll().right(4000) : QByteArray();
}

} // namespace milassist
