// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/e2e/sip/baresipphone.h"
#include "tests/fakes/patience.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace milassist {

/// The telephone network of these tests, made of programs that have nothing in common with ours: kamailio as registrar and
/// proxy, baresip and sipp as far ends. Everything on 127.0.0.1, in a folder that goes away.
class Peers : public QObject {
    Q_OBJECT

public:
    struct Ports {
        int sip = 0;        ///< UDP and TCP
        int tls = 0, expired = 0, wrongName = 0, selfSigned = 0;
        int echo = 0, script = 0, baresip = 0, control = 0, opus = 0, media = 0;
    };

    Peers();
    ~Peers() override;

    /// Programs that are not installed; nothing runs then.
    static QStringList missing();
    QString path(const QString &name) const { return m_folder.filePath(name); }
    const Ports &ports() const { return m_ports; }

    bool startServer();
    void stopServer(); ///< without a word, as a power cut
    /// sipp that sends back whatever sound it gets, under "sip:echo@".
    bool startEcho();
    /// The same over TLS with encrypted sound, which sipp does not speak: a baresip. Digits do not come back.
    bool startEncryptedEcho();
    /// sipp with a scenario of this folder, for whom to call script() then.
    bool startScript(const QString &scenario, const QStringList &arguments = {});
    /// sipp under script() whose sound goes to and comes from another's port.
    bool startFarSound(int port);
    /// sipp that calls @p user through the server with a scenario of this folder.
    bool startCaller(const QString &scenario, const QString &user, const QStringList &arguments = {});
    void stopScript();
    QString script() const { return QStringLiteral("script%1").arg(m_ports.script); }
    bool scriptHasEnded() const { return !m_script || m_script->state() == QProcess::NotRunning; }
    int scriptCode() const { return m_script ? m_script->exitCode() : -1; }
    QByteArray scriptOutput() const;

    /// baresip as "bob", saying @p wav (8 kHz, mono). @param answers by itself
    bool startBaresip(const QString &wav, bool answers, const QString &transport, bool encrypts);
    void stopBaresip() { m_baresip.stop(); }
    void tellBaresip(const QString &command, const QString &parameters = {}) { m_baresip.tell(command, parameters); }
    /// baresip as "carol", speaking Opus and nothing else. @p wav is 48 kHz, stereo.
    bool startOpusPhone(const QString &wav, const QString &transport, bool encrypts);
    QString heardByOpusPhone() const { return m_opusPhone.heard(); }
    QString heardByBaresip() const { return m_baresip.heard(); }
    QStringList allHeardByBaresip() const { return m_baresip.allHeard(); }
    const QStringList &baresipEvents() const { return m_baresip.events(); }
    bool baresipSaid(const QString &event) const { return m_baresip.said(event); }
    QString digitsHeardByBaresip() const { return m_baresip.digitsHeard(); }
    void forgetBaresipEvents() { m_baresip.forgetEvents(); }
    QByteArray baresipOutput() const { return m_baresip.output(); }

private:
    bool write(const QString &name, const QByteArray &content) const;
    QByteArray filled(const QString &name) const;
    bool startPhone(BaresipPhone &phone, BaresipSetup setup);
    std::unique_ptr<QProcess> run(const QString &program, const QStringList &arguments, const QString &log);

    QTemporaryDir m_folder;
    Ports m_ports;
    std::unique_ptr<QProcess> m_server, m_echo, m_script;
    BaresipPhone m_baresip, m_echoPhone, m_opusPhone;
    bool m_hasCertificates = false;
};

/// An even port that nobody has now, for UDP and TCP, with the next one free too; none of @p taken.
int freePort(const QList<int> &taken);

/// Whether the programs are installed. Where they are not, the test is skipped; with MILASSIST_PEERS=required it fails.
bool hasPeers();

/// Waits for @p condition, letting events happen, @p milliseconds on a quiet machine. @return whether it came true in time
template <typename Condition>
bool waitFor(Condition condition, int milliseconds = 20'000);

} // namespace milassist

#include <QDeadlineTimer>
#include <QTest>

template <typename Condition>
bool milassist::waitFor(Condition condition, int milliseconds)
{
    return QTest::qWaitFor(condition, milliseconds * patience());
}
