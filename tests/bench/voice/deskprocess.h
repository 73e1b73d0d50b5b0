// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/linecommand.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace milassist::bench
{

/// The program as people start it, with an account at a sandbox of its own and a telephone at some SIP server.
class DeskProcess
{
public:
    struct Telephone {
        QString user, domain, password;
        int port = 0; ///< of the server on this computer, UDP
        QString codecs = QStringLiteral("pcmu,pcma");
        PreferDevices devices;
    };

    ~DeskProcess();
    /// @return whether both run; registered they are a little later
    bool start(const Telephone &telephone);
    void stop();
    /// "answer", "hangup", "dial" and a number: as from a key of the desktop.
    bool tell(const QStringList &words);
    qint64 desk() const { return m_desk.processId(); }
    /// The program that speaks SIP for it; 0 when it does not run.
    qint64 engine() const;
    QList<qint64> both() const { return {desk(), engine()}; }
    /// What it said on its standard error.
    QByteArray log() const;

private:
    bool startSandbox();
    QString program(const QString &name) const;
    QString root() const { return m_folder.filePath(QStringLiteral("milassist-desk")); }

    QTemporaryDir m_folder;
    QProcess m_sandbox, m_desk;
    QString m_rest;
};

} // namespace milassist::bench
