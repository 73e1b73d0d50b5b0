// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/twilio/accountapi.h"
#include "core/voice/lineaccount.h"

#include <QObject>

namespace milassist {

/// How a telephone is to be set up.
struct SoftphoneWish {
    QString name;       ///< of domain and list, for whoever looks at the account: "MilAssist Desk"
    QString user;       ///< "desk"
    QString voiceUrl;   ///< asked for every call that the telephone makes
    bool secure = true; ///< TLS and encrypted sound, and nothing else
};

/// What was made for it: enough to register, and to take exactly that away again.
struct Softphone {
    QString user, domain;
    Secret password;    ///< Twilio never tells it again
    SipDomainSid domainSid;
    CredentialListSid listSid;
    CredentialSid credentialSid;

    /// At Twilio itself; whoever goes elsewhere (the sandbox) sets server and port.
    LineAccount account(SipTransport transport = SipTransport::Tls) const;
};

/// Sets up a telephone through REST: a SIP domain of its own, a credential list with one user, and both rights for it. One at
/// a time. Main thread.
class SoftphoneSetup : public QObject {
    Q_OBJECT

public:
    explicit SoftphoneSetup(SipApi &twilio, QObject *parent = nullptr) : QObject(parent), m_twilio(twilio) {}

    /// made() or failed() follows. When a step fails, what the steps before have made is taken away again.
    void make(const SoftphoneWish &wish);
    /// removed() follows, or failed(). What is gone already is no failure.
    void remove(const Softphone &phone);

Q_SIGNALS:
    void made(const milassist::Softphone &phone);
    void removed();
    void failed(const milassist::Error &error);

private:
    void makeList();
    void makeCredential();
    void makeMappings();
    void giveUp(const Error &error);
    void removeList(const Softphone &phone);

    SipApi &m_twilio;
    SoftphoneWish m_wish;
    Softphone m_phone;
};

/// 24 letters and digits, of each kind at least one, as Twilio wants it.
Secret newSipPassword();

} // namespace milassist
