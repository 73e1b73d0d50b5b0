// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QTcpSocket>

#include <memory>

namespace milassist {

/// How a baresip is to be. Its folder is emptied and holds all its files; the ports are its own.
struct BaresipSetup {
    QString folder;
    QString user, domain, password;
    QString server;        ///< host to connect to
    int serverPort = 0;
    QString transport = QStringLiteral("udp");
    QString says;          ///< WAV in the codec's rate and channels; it hangs up at its end
    QString trusts;        ///< PEM
    bool answers = false;  ///< by itself
    bool encrypts = false; ///< and refuses what is not
    bool echoes = false;   ///< sends back what it hears instead of `says`
    QString plays, hears;  ///< ALSA devices instead of files
    QString codecs = QStringLiteral("PCMU/8000/1,PCMA/8000/1");
    int port = 0, media = 0;
    int control = 0;       ///< 0: it cannot be told anything
};

/// One baresip in a process of its own: a telephone that has nothing in common with ours.
class BaresipPhone : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~BaresipPhone() override { stop(); }

    /// Starts it and waits until it can be told things. Whether it has registered is another question.
    bool start(const BaresipSetup &setup);
    bool isRegistered() const { return m_output.contains("200 OK") || said(QStringLiteral("REGISTER_OK")); }
    bool isRefused() const { return said(QStringLiteral("REGISTER_FAIL")); }
    void stop();
    qint64 processId() const { return m_process ? m_process->processId() : 0; }
    bool isRunning() const { return m_process && m_process->state() != QProcess::NotRunning; }

    void tell(const QString &command, const QString &parameters = {});
    QString heard() const;        ///< what it heard in its latest stream; empty when it heard nothing yet
    QStringList allHeard() const; ///< of every stream, oldest first
    /// Events since they were forgotten, "CALL_CLOSED Connection reset by peer" and so on.
    const QStringList &events() const { return m_events; }
    bool said(const QString &event) const { return m_events.join(u'\n').contains(event); }
    /// "1 2 #": every digit that came since the events were forgotten, in order.
    QString digitsHeard() const;
    void forgetEvents() { m_events.clear(); }
    const QByteArray &output() const { return m_output; } ///< with every SIP message
    void forgetOutput() { m_output.clear(); }

private:
    bool write(const QString &name, const QString &content) const;
    void read();

    BaresipSetup m_setup;
    std::unique_ptr<QProcess> m_process;
    QTcpSocket m_control;
    QByteArray m_buffer, m_output;
    QStringList m_events;
};

} // namespace milassist
