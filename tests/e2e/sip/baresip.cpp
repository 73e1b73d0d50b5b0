// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/sip/peers.h"

#include <QDir>
#include <QJsonDocument>

namespace milassist {
using namespace Qt::StringLiterals;

bool Peers::startBaresip(const QString &wav, bool answers, const QString &transport, bool encrypts)
{
    stopBaresip();
    m_events.clear();
    m_baresipOutput.clear();
    m_controlBuffer.clear();
    const QString home = path(u"baresip"_s);
    QDir(home).removeRecursively();
    QDir().mkpath(home);
    QString modules;
    for (const QString &folder : {u"/usr/lib/baresip/modules"_s, u"/usr/lib/x86_64-linux-gnu/baresip/modules"_s}) {
        if (QDir(folder).exists())
            modules = folder;
    }
    QString config;
    config += u"sip_listen 127.0.0.1:%1\n"_s.arg(m_ports.baresip);
    config += u"audio_player aufile,%1/played.wav\naudio_source aufile,%2\naudio_alert aufile,x\naudio_buffer 20-160\n"_s.arg(home, wav);
    config += u"rtp_ports %1-%2\nsnd_path %3\nmodule_path %4\n"_s.arg(m_ports.media + 100).arg(m_ports.media + 200).arg(home, modules);
    config += u"sip_cafile %1\n"_s.arg(path(u"ca.pem"_s));
    for (const QString &module : {u"g711"_s, u"opus"_s, u"aufile"_s, u"sndfile"_s, u"srtp"_s})
        config += u"module %1.so\n"_s.arg(module);
    config += u"module_tmp uuid.so\nmodule_tmp account.so\nmodule_app menu.so\nmodule_app ctrl_tcp.so\n"_s;
    config += u"ctrl_tcp_listen 127.0.0.1:%1\n"_s.arg(m_ports.control);
    const QString server = transport == u"tls" ? u"sip:127.0.0.1:%1;transport=tls"_s.arg(m_ports.tls)
                                               : u"sip:127.0.0.1:%1;transport=%2"_s.arg(m_ports.sip).arg(transport);
    QString account = u"<sip:bob@acme.sip.test;transport=%1>;auth_user=bob;auth_pass=Bui1der-Bob-42;outbound=\"%2\";regint=600;"
                      "audio_codecs=PCMU/8000/1,PCMA/8000/1"_s.arg(transport, server);
    if (answers)
        account += u";answermode=auto"_s;
    if (encrypts)
        account += u";mediaenc=srtp-mand"_s;
    if (!write(u"baresip/config"_s, config.toUtf8()) || !write(u"baresip/accounts"_s, account.toUtf8() + '\n')
        || !write(u"baresip/contacts"_s, ""))
        return false;
    m_baresip = run(u"baresip"_s, {u"-f"_s, home}, {});
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
