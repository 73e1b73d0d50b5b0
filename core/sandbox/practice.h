// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/people/script.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>

namespace milassist {

/// People who call one after the other, in turns without an end, whenever a phone is registered and nobody talks.
class Practice : public QObject {
    Q_OBJECT

public:
    struct Caller {
        QString from, to;
        people::Script script;
    };
    struct Pace {
        std::chrono::milliseconds first{2000};    ///< after a phone has registered
        std::chrono::milliseconds between{60'000}; ///< after the end of a call, whoever made it
    };
    /// @param isFree there is a phone, and no call
    Practice(std::function<bool()> isFree, std::function<void(const Caller &)> call, QObject *parent = nullptr);

    void begin(const QList<Caller> &callers, const Pace &pace);
    void end() { m_look.stop(); }
    bool isGoingOn() const { return m_look.isActive(); }
    int callsMade() const { return m_calls; }

private:
    void look();

    const std::function<bool()> m_isFree;
    const std::function<void(const Caller &)> m_call;
    QList<Caller> m_callers;
    Pace m_pace;
    QTimer m_look;
    QElapsedTimer m_quiet; ///< since when it is free; invalid while it is not
    int m_calls = 0;
};

} // namespace milassist
