// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace milassist {

/// SIGTERM and SIGINT as a signal of Qt's. One a program; while it lives, they do not end the program themselves.
class Terminator : public QObject {
    Q_OBJECT

public:
    Terminator();
    ~Terminator() override;

Q_SIGNALS:
    void asked();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace milassist
