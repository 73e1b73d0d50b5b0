// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/voice/availability.h"
#include "core/voice/registration.h"

#include <QTimer>
#include <QToolButton>

namespace milassist {

/// Whether calls ring here, in the top bar: says it, changes it, and says what is wrong when no call can come at all.
class AvailabilityButton : public QToolButton {
    Q_OBJECT

public:
    AvailabilityButton(Availability chosen, Clock clock, QWidget *parent = nullptr);

    const Availability &availability() const { return m_chosen; }
    void setRegistration(const RegistrationState &state);

Q_SIGNALS:
    /// By the person, or because an absence is over. To be kept.
    void changed(const milassist::Availability &availability);
    void tryNowWanted();

private:
    void choose(const Availability &availability);
    void fillMenu();
    void render();

    Availability m_chosen;
    Clock m_clock;
    RegistrationState m_registration;
    QDateTime m_registrationSince;
    QTimer m_tick;
};

} // namespace milassist
