// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

/// milassist-relay as it serves, with an account of its own.
class Serving
{
public:
    static inline const QByteArray token{"0f1e2d3c4b5a69788796a5b4c3d2e1f0"};
    static inline const QString account = QStringLiteral("AC00112233445566778899aabbccddeeff");

    /// @param folder in which it works; a .env file there is read
    /// @param more of the environment
    /// @param log where it logs; empty: to this process, which has to read it, as a log that nobody reads stops who writes
    Serving(const QString &folder, const QStringList &arguments, const QMap<QString, QString> &more = {}, const QString &log = {})
    {
        if (!log.isEmpty())
            process.setStandardErrorFile(log);
        process.setWorkingDirectory(folder);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TWILIO_ACCOUNT_SID"), account);
        environment.insert(QStringLiteral("TWILIO_AUTH_TOKEN"), QString::fromLatin1(token));
        for (const auto &[name, value] : more.toStdMap())
            environment.insert(name, value);
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(BINARY_DIR "/bin/milassist-relay"), QStringList{QStringLiteral("serve")} + arguments);
        if (QTest::qWaitFor([this] { return process.canReadLine() || process.state() == QProcess::NotRunning; }, 60'000))
            ready = QJsonDocument::fromJson(process.readLine()).object();
    }
    ~Serving() { end(); }
    QString url() const { return ready[QStringLiteral("url")].toString(); }
    /// As systemd does. @return the exit code
    int end()
    {
        process.terminate();
        return process.state() == QProcess::NotRunning || process.waitForFinished(30'000) ? process.exitCode() : -1;
    }

    QProcess process;
    QJsonObject ready; ///< the line on standard output
};

/// A plan with one line, +12065550142, on which Anna may ring. @param stages JSON, as in a plan
inline QByteArray planWith(const QByteArray &stages)
{
    return R"({"format": 1, "people": [{"id": "anna", "name": "Anna"}], "groups": [{"id": "all", "members": ["anna"]}],
        "routes": [{"id": "day", "stages": )"
        + stages + R"(}], "lines": [{"number": "+12065550142", "name": "Main", "open": "day", "closed": "day"}]})";
}
