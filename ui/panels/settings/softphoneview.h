// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/keychainstate.h"
#include "core/profile/profiles.h"
#include "core/softphone/echoreport.h"
#include "core/softphone/sipuserentry.h"
#include "core/softphone/softphonestate.h"
#include "ui/panels/settings/accountwords.h"

namespace milassist {

/// All that the card of the softphone is about.
struct SoftphoneFacts {
    SoftphoneState state;
    SecretPlace passwordPlace = SecretPlace::Keychain;
    KeychainState keychain = KeychainState::Ready; ///< asked when it did not take or give a password
    bool isRegistered = false;
    AccountWords line;               ///< how it stands with the registration, in words
    std::optional<EchoStage> echo;   ///< of the test that is under way
    std::optional<EchoReport> report; ///< of the last test
    bool operator==(const SoftphoneFacts &) const = default;
};

/// Something to say in place, with at most one thing to do.
struct SaidInPlace {
    AccountWords words;
    QString action, code;
    bool operator==(const SaidInPlace &) const = default;
};

struct SoftphoneStepView {
    enum class Is { ToDo, Now, Done, Failed };
    QString text; ///< with its state, for somebody who only hears it
    Is is = Is::ToDo;
    bool operator==(const SoftphoneStepView &) const = default;
};

struct SoftphoneView {
    QString text;            ///< what this is about
    QString address;         ///< "desk@desk-x1.sip.twilio.com"; empty: there is none
    AccountWords line;
    QList<SoftphoneStepView> steps;
    SaidInPlace trouble, echo;
    bool canSetUp = false, canEnter = false, canCancel = false, canTest = false, canStopTest = false;
    bool keepsForm = false;  ///< what was entered by hand is still needed
    bool entersAgain = false; ///< what trouble asks for is the form
    QString removeWord;      ///< of the button; empty: there is nothing to remove
    SaidInPlace removal;     ///< what is asked before
    bool operator==(const SoftphoneView &) const = default;
};
/// Pure.
SoftphoneView viewOf(const SoftphoneFacts &facts);

/// Empty title for none, and for what is not complete yet.
AccountWords wordsFor(SipUserFlaw flaw);
SaidInPlace wordsFor(const EchoReport &report);

} // namespace milassist
