// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/sip/peers.h"

#include <QDir>
#include <QJsonDocument>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

struct Telephone {
    QString home, user, password, server, transport;
    int port = 0;
    QString modules, settings; ///< lines of its config
    QString parameters;        ///< of its account
    bool encrypts = false;
};

QString foldersOfModules()
{
    for (const QString &folder : {u"/usr/lib/baresip/modules"_s, u"/usr/lib/x86_64-linux-gnu/baresip/modules"_s}) {
        if (QDir(folder).exists())
            return folder;
    }
    return {};
}

QByteArray configOf(const Telephone &telephone)
{
    QString config = u"sip_listen 127.0.0.1:%1\naudio_buffer 20-160\nsnd_path %2\nmodule_path %3\n"_s.arg(telephone.port).arg(
        telephone.home, foldersOfModules());
    for (const QString &module : (u"g711 opus srtp "_s + telephone.modules).split(u' '))
        config += u"module %1.so\n"_s.arg(module);
    return (config + u"module_tmp uuid.so\nmodule_tmp account.so\nmodule_app menu.so\n"_s + telephone.settings).toUtf8();
}

QByteArray accountOf(const Telephone &telephone)
{
    QString account = u"<sip:%1@acme.sip.test;transport=%2>;auth_user=%1;auth_pass=%3;outbound=\"%4\";regint=600;"
                      "audio_codecs=PCMU/8000/1,PCMA/8000/1"_s.arg(telephone.user, telephone.transport, telephone.password, telephone.server);
    account += telephone.parameters;
    if (telephone.encrypts)
        account += u";mediaenc=srtp-mand"_s;
    return account.toUtf8() + '\n';
}

} // namespace

std::unique_ptr<QProcess> Peers::runBaresip(const QString &name, const QByteArray &config, const QByteArray &account)
{
    QDir(path(name)).removeRecursively();
    QDir().mkpath(path(name));
    if (!write(name + u"/config"_s, config) || !write(name + u"/accounts"_s, account) || !write(name + u"/contacts"_s, ""))
        return nullptr;
    return run(u"baresip"_s, {u"-f"_s, path(name)}, {});
}

QString Peers::serverFor(const QString &transport) const
{
    return transport == u"tls" ? u"sip:127.0.0.1:%1;transport=tls"_s.arg(m_ports.tls)
                               : u"sip:127.0.0.1:%1;transport=%2"_s.arg(m_ports.sip).arg(transport);
}

bool Peers::startEncryptedEcho()
{
    const Telephone echo{.home = path(u"echo"_s),
                         .user = u"echo"_s,
                         .password = u"Ech0-0f-All"_s,
                         .server = serverFor(u"tls"_s),
                         .transport = u"tls"_s,
                         .port = m_ports.echo,
                         .modules = u"aubridge"_s,
                         .settings = u"module_app echo.so\naudio_player aubridge,echo\naudio_source aubridge,echo\naudio_alert aubridge,x\n"
                                     "rtp_ports %1-%2\n"_s.arg(m_ports.media).arg(m_ports.media + 98),
                         .encrypts = true};
    m_echo = runBaresip(u"echo"_s, configOf(echo), accountOf(echo));
    if (!m_echo)
        return false;
    QByteArray output;
    const bool isRegistered = waitFor([&] {
        output += m_echo->readAll();
        return output.contains("200 OK");
    });
    if (!isRegistered)
        qWarning() << "echo:" << output.right(3000);
    connect(m_echo.get(), &QProcess::readyRead, m_echo.get(), [this] { m_echo->readAll(); });
    return isRegistered;
}

bool Peers::startBaresip(const QString &wav, bool answers, const QString &transport, bool encrypts)
{
    stopBaresip();
    m_events.clear();
    m_baresipOutput.clear();
    m_controlBuffer.clear();
    const QString home = path(u"baresip"_s);
    const Telephone bob{.home = home,
                        .user = u"bob"_s,
                        .password = u"Bui1der-Bob-42"_s,
                        .server = serverFor(transport),
                        .transport = transport,
                        .port = m_ports.baresip,
                        .modules = u"aufile sndfile"_s,
                        .settings = u"module_app ctrl_tcp.so\nctrl_tcp_listen 127.0.0.1:%1\naudio_player aufile,%2/played.wav\n"
                                    "audio_source aufile,%3\naudio_alert aufile,x\nrtp_ports %4-%5\nsip_cafile %6\n"_s.arg(m_ports.control)
                                        .arg(home, wav)
                                        .arg(m_ports.media + 100)
                                        .arg(m_ports.media + 200)
                                        .arg(path(u"ca.pem"_s)),
                        .parameters = answers ? u";answermode=auto"_s : QString(),
                        .encrypts = encrypts};
    m_baresip = runBaresip(u"baresip"_s, configOf(bob), accountOf(bob));
    if (!m_baresip)
        return false;
    connect(m_baresip.get(), &QProcess::readyRead, this, [this] { m_baresipOutput += m_baresip->readAll(); });
    disconnect(&m_control, nullptr, this, nullptr);
    connect(&m_control, &QTcpSocket::readyRead, this, [this] {
        m_controlBuffer += m_control.readAll();
        for (;;) { // netstrings: LENGTH:JSON,
            const qsizetype colon = m_controlBuffer.indexOf(':');
            const qsizetype length = colon < 0 ? -1 : m_controlBuffer.left(colon).toLongLong();
            if (length < 0 || m_controlBuffer.size() < colon + 2 + length)
                return;
            const QJsonObject said = QJsonDocument::fromJson(m_controlBuffer.mid(colon + 1, length)).object();
            m_controlBuffer.remove(0, colon + 2 + length);
            if (said.value(u"response"_s).toBool())
                m_baresipOutput += "ANSWER " + QJsonDocument(said).toJson(QJsonDocument::Compact) + '\n';
            if (said.value(u"event"_s).toBool())
                m_events << said.value(u"type"_s).toString() + u' ' + said.value(u"param"_s).toString();
        }
    });
    const bool isControlled = waitFor([this] {
        if (m_control.state() == QAbstractSocket::UnconnectedState)
            m_control.connectToHost(QHostAddress::LocalHost, quint16(m_ports.control));
        return m_control.state() == QAbstractSocket::ConnectedState;
    });
    const bool isRegistered
        = isControlled && waitFor([this] { return m_baresipOutput.contains("200 OK") || m_events.join(u' ').contains(u"REGISTER_OK"); });
    if (!isRegistered)
        qWarning() << "baresip:" << m_baresipOutput.right(3000);
    return isRegistered;
}

void Peers::stopBaresip()
{
    m_control.abort();
    if (m_baresip && m_baresip->state() != QProcess::NotRunning) {
        m_baresip->terminate();
        if (!m_baresip->waitForFinished(3000))
            m_baresip->kill();
        m_baresip->waitForFinished(3000);
    }
    m_baresip.reset();
}

void Peers::tellBaresip(const QString &command, const QString &parameters)
{
    const QByteArray json
        = QJsonDocument(QJsonObject{{u"command"_s, command}, {u"params"_s, parameters}, {u"token"_s, u"1"_s}}).toJson(QJsonDocument::Compact);
    m_control.write(QByteArray::number(json.size()) + ':' + json + ',');
    m_control.flush();
}

QString Peers::digitsHeardByBaresip() const
{
    QStringList digits;
    for (const QString &event : m_events) {
        if (event.startsWith(u"CALL_DTMF_START "))
            digits << event.section(u' ', 1);
    }
    return digits.join(u' ');
}

QStringList Peers::allHeardByBaresip() const
{
    const QDir home(path(u"baresip"_s));
    QStringList paths;
    for (const QString &name : home.entryList({u"dump-*-dec.wav"_s}, QDir::Files, QDir::Name))
        paths << home.filePath(name);
    return paths;
}

QString Peers::heardByBaresip() const
{
    const QDir home(path(u"baresip"_s));
    const QStringList dumps = home.entryList({u"dump-*-dec.wav"_s}, QDir::Files, QDir::Time);
    return dumps.isEmpty() ? QString() : home.filePath(dumps.first());
}

} // namespace milassist
