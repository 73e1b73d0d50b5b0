// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <QStringList>

namespace milassist {

/// One window per person and profile root: a second start hands its arguments to the first and ends.
class SingleInstance : public QObject {
    Q_OBJECT
public:
    /// @param folder the same for all starts that are to share a window
    explicit SingleInstance(const QString &folder, QObject *parent = nullptr);

    /// Hands @p arguments to a running program. False when there is none: then this one is the first and listens.
    bool handOver(const QStringList &arguments);

Q_SIGNALS:
    /// Somebody started the program again. The arguments come from the same user, and are not to be trusted further.
    void asked(const QStringList &arguments);

private:
    void listen();
    void receive();

    QString m_name;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace milassist
