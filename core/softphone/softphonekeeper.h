// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/secretstore.h"
#include "core/softphone/sipuserentry.h"
#include "core/softphone/softphonefile.h"
#include "core/softphone/softphonesetup.h"

#include <memory>

namespace milassist {

/// The softphone of an account: made, entered, kept, removed. What is begun at Twilio is written down first, so that whatever
/// happens in between it is found again and nothing is left there unknown. Main thread.
class SoftphoneKeeper : public QObject {
    Q_OBJECT

public:
    /// @param key of the password in @p secrets
    /// @param folder of the profile; empty: nothing is kept
    SoftphoneKeeper(SipApi &twilio, std::unique_ptr<SecretStore> secrets, QString key, const QString &folder, QObject *parent = nullptr);

    const SoftphoneState &state() const { return m_state; }
    /// Reads what is kept.
    void start();
    /// One that somebody else has set up and will take away; it is not kept.
    void adopt(const Softphone &phone);

    void setUp();
    void cancel();                          ///< of setUp()
    void enter(const SipUserEntry &entry);  ///< without a flaw
    void retry();                           ///< what failed, or was interrupted
    void remove();

Q_SIGNALS:
    void changed();
    /// The telephone that is to be there from now on; none: there is none any more.
    void accountChanged(const std::optional<milassist::LineAccount> &account);

private:
    void set(SoftphoneState state);
    void readPassword(const Softphone &phone);
    void goOn(const Softphone &phone);
    void keepAndMake(const Softphone &phone);
    void write(const Softphone &phone);
    void ready(const Softphone &phone);
    void onFailed(const Error &error, const Softphone &left);
    void forget();

    std::unique_ptr<SecretStore> m_secrets;
    const QString m_key;
    SoftphoneFile m_file;
    SoftphoneSetup m_setup;
    SoftphoneState m_state;
    SipUserEntry m_entry; ///< that could not be kept
};

} // namespace milassist
