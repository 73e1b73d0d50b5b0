// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/sip/baresipphone.h"

#include "tests/e2e/sip/peers.h"

#include <QDir>
#include <QJsonDocument>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

QString moduleFolder()
{
    QString found;
    for (const QString &folder : {u"/usr/lib/baresip/modules"_s, u"/usr/lib/x86_64-linux-gnu/baresip/modules"_s}) {
        if (QDir(folder).exists())
            found = folder;
    }
    return found;
}

QString configOf(const BaresipSetup &setup)
{
    QString config = u"sip_listen 127.0.0.1:%1\naudio_buffer 20-160\n"_s.arg(setup.port);
    if (!setup.plays.isEmpty())
        config += u"audio_player alsa,%1\naudio_source alsa,%2\naudio_alert aufile,x\nmodule alsa.so\n"_s.arg(setup.plays, setup.hears);
    else
        config += setup.echoes
            ? u"audio_player aubridge,echo\naudio_source aubridge,echo\naudio_alert aubridge,x\n"_s
            : u"audio_player aufile,%1/played.wav\naudio_source aufile,%2\naudio_alert aufile,x\n"_s.arg(setup.folder, setup.says);
    config += u"rtp_ports %1-%2\nsnd_path %3\nmodule_path %4\n"_s.arg(setup.media).arg(setup.media + 98).arg(setup.folder, moduleFolder());
    if (!setup.trusts.isEmpty())
        config += u"sip_cafile %1\n"_s.arg(setup.trusts);
    for (const QString &module : (u"g711 opus srtp "_s + (setup.echoes ? u"aubridge"_s : setup.plays.isEmpty() ? u"aufile sndfile"_s : u"aufile"_s)).split(u' '))
        config += u"module %1.so\n"_s.arg(module);
    config += u"module_tmp uuid.so\nmodule_tmp account.so\nmodule_app menu.so\n"_s;
    if (setup.echoes)
        config += u"module_app echo.so\n"_s;
    if (setup.control > 0)
        config += u"module_app ctrl_tcp.so\nctrl_tcp_listen 127.0.0.1:%1\n"_s.arg(setup.control);
    return config;
}

QString accountOf(const BaresipSetup &setup)
{
    const QString server = u"sip:%1:%2;transport=%3"_s.arg(setup.server).arg(setup.serverPort).arg(setup.transport);
    QString account = u"<sip:%1@%2;transport=%3>;auth_user=%1;auth_pass=%4;outbound=\"%5\";regint=600;audio_codecs=%6"_s.arg(
        setup.user, setup.domain, setup.transport, setup.password, server, setup.codecs);
    if (setup.answers)
        account += u";answermode=auto"_s;
    if (setup.encrypts)
        account += u";mediaenc=srtp-mand"_s;
    return account + u'\n';
}

} // namespace

bool BaresipPhone::write(const QString &name, const QString &content) const
{
    QFile file(m_setup.folder + u'/' + name);
    return file.open(QIODevice::WriteOnly) && file.write(content.toUtf8()) >= 0;
}

bool BaresipPhone::start(const BaresipSetup &setup)
{
    stop();
    m_setup = setup;
    m_events.clear();
    m_output.clear();
    m_buffer.clear();
    QDir(setup.folder).removeRecursively();
    QDir().mkpath(setup.folder);
    if (!write(u"config"_s, configOf(setup)) || !write(u"accounts"_s, accountOf(setup)) || !write(u"contacts"_s, {}))
        return false;
    m_process = std::make_unique<QProcess>();
    m_process->setWorkingDirectory(setup.folder);
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    connect(m_process.get(), &QProcess::readyRead, this, [this] { m_output += m_process->readAll(); });
    m_process->start(u"baresip"_s, {u"-s"_s, u"-f"_s, setup.folder});
    if (!m_process->waitForStarted(5000))
        return false;
    disconnect(&m_control, nullptr, this, nullptr);
    connect(&m_control, &QTcpSocket::readyRead, this, &BaresipPhone::read);
    return setup.control == 0 || waitFor([this] {
        if (m_control.state() == QAbstractSocket::UnconnectedState)
            m_control.connectToHost(QHostAddress::LocalHost, quint16(m_setup.control));
        return m_control.state() == QAbstractSocket::ConnectedState;
    });
}

/// Netstrings: LENGTH:JSON,
void BaresipPhone::read()
{
    m_buffer += m_control.readAll();
    for (;;) {
        const qsizetype colon = m_buffer.indexOf(':');
        const qsizetype length = colon < 0 ? -1 : m_buffer.left(colon).toLongLong();
        if (length < 0 || m_buffer.size() < colon + 2 + length)
            return;
        const QJsonObject said = QJsonDocument::fromJson(m_buffer.mid(colon + 1, length)).object();
        m_buffer.remove(0, colon + 2 + length);
        if (said.value(u"response"_s).toBool())
            m_output += "ANSWER " + QJsonDocument(said).toJson(QJsonDocument::Compact) + '\n';
        if (said.value(u"event"_s).toBool())
            m_events << said.value(u"type"_s).toString() + u' ' + said.value(u"param"_s).toString();
    }
}

void BaresipPhone::stop()
{
    m_control.abort();
    if (isRunning()) {
        m_process->terminate();
        if (!m_process->waitForFinished(3000))
            m_process->kill();
        m_process->waitForFinished(3000);
    }
    m_process.reset();
}

void BaresipPhone::tell(const QString &command, const QString &parameters)
{
    const QByteArray json
        = QJsonDocument(QJsonObject{{u"command"_s, command}, {u"params"_s, parameters}, {u"token"_s, u"1"_s}}).toJson(QJsonDocument::Compact);
    m_control.write(QByteArray::number(json.size()) + ':' + json + ',');
    m_control.flush();
}

QString BaresipPhone::digitsHeard() const
{
    QStringList digits;
    for (const QString &event : m_events) {
        if (event.startsWith(u"CALL_DTMF_START "))
            digits << event.section(u' ', 1);
    }
    return digits.join(u' ');
}

QStringList BaresipPhone::allHeard() const
{
    const QDir home(m_setup.folder);
    QStringList paths;
    for (const QString &name : home.entryList({u"dump-*-dec.wav"_s}, QDir::Files, QDir::Name))
        paths << home.filePath(name);
    return paths;
}

QString BaresipPhone::heard() const
{
    const QDir home(m_setup.folder);
    const QStringList dumps = home.entryList({u"dump-*-dec.wav"_s}, QDir::Files, QDir::Time);
    return dumps.isEmpty() ? QString() : home.filePath(dumps.first());
}

} // namespace milassist
