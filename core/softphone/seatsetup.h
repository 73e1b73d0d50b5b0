// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/softphone/softphone.h"
#include "core/twilio/accountapi.h"

#include <QObject>

namespace milassist {

/// The password of somebody's telephone in a team, made of their token: all their desks come to the same one, none of them
/// keeps it, and it changes with the token. 24 letters and digits.
Secret seatPassword(const Secret &token, const QString &address);

/// Sees to it that a person has their SIP user in the domain of their team, with this password; the domain and all else is the
/// team's. One at a time. Main thread.
class SeatSetup : public QObject {
    Q_OBJECT

public:
    explicit SeatSetup(SipApi &twilio, QObject *parent = nullptr) : QObject(parent), m_twilio(twilio) {}

    /// made() or failed() follows, unless it is asked for again meanwhile.
    void make(const QString &user, const QString &domain, const Secret &password);

Q_SIGNALS:
    void made(const milassist::Softphone &phone);
    /// Errors: NotFound (the team has no such domain, or nobody may register there), and whatever the requests end in.
    void failed(const milassist::Error &error);

private:
    void findList(const SipDomain &domain);
    void findUser(int tries);
    void set(const Result<SipCredential> &credential, int tries);

    SipApi &m_twilio;
    Softphone m_phone;
    int m_run = 0;
};

} // namespace milassist
