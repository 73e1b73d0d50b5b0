// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/softphoneview.h"

#include "ui/widgets/words.h"

#include <QCoreApplication>

namespace milassist {

using namespace Qt::StringLiterals;
using Is = SoftphoneState::Is;

namespace {

struct SoftphoneSays {
    Q_DECLARE_TR_FUNCTIONS(SoftphoneSays)
};

/// Not Twilio's.
bool isOfPasswordPlace(const SoftphoneState &state)
{
    const bool isKeeping = state.is == Is::NotKept || (state.is == Is::MakingFailed && state.step == SoftphoneStep::Password);
    return state.error.kind == Error::Kind::Unavailable || (isKeeping && state.error.kind == Error::Kind::Unauthorised);
}

/// "the SIP domain a and the credential list b"
QString thingsAtTwilio(const Softphone &phone)
{
    const QString domain = SoftphoneSays::tr("the SIP domain %1").arg(phone.domain), list = SoftphoneSays::tr("the credential list \u201c%1\u201d").arg(phone.name);
    if (phone.isDomainBegun && phone.isListBegun)
        return SoftphoneSays::tr("%1 and %2", "two things").arg(domain, list);
    return phone.isDomainBegun ? domain : list;
}

QString leftWords(const Softphone &phone)
{
    if (!phone.isAtTwilio())
        return SoftphoneSays::tr("Nothing is left at Twilio.");
    const bool isSure = (!phone.isDomainBegun || !phone.domainSid.isNull()) && (!phone.isListBegun || !phone.listSid.isNull());
    return (isSure ? SoftphoneSays::tr("Still at Twilio: %1.") : SoftphoneSays::tr("Perhaps still at Twilio: %1.")).arg(thingsAtTwilio(phone));
}

/// Why the place of the password does not work, as far as it is known.
QString keychainAdvice(const SoftphoneFacts &facts)
{
    if (facts.passwordPlace == SecretPlace::PassphraseFile)
        return SoftphoneSays::tr("It is in the encrypted file of this account; open the account with its passphrase.");
    switch (facts.keychain) {
    case KeychainState::Locked: return SoftphoneSays::tr("The keychain is locked. Unlock it, then try again.");
    case KeychainState::NoSession: return SoftphoneSays::tr("There is no desktop session here, so there is no keychain. Start the program from a desktop.");
    case KeychainState::NoService: return SoftphoneSays::tr("This computer has no keychain program. Install GNOME Keyring or KWallet and sign in again.");
    case KeychainState::NoCollection: return SoftphoneSays::tr("The keychain has not been set up yet. Its program asks for a new password when it is used.");
    case KeychainState::Ready:
    case KeychainState::NoAnswer: return SoftphoneSays::tr("The keychain does not answer. Sign out of the desktop and in again, then try again.");
    }
    return {};
}

SaidInPlace troubleOf(const SoftphoneFacts &facts, const QString &title, const QString &after, const QString &action)
{
    const Error &error = facts.state.error;
    if (isOfPasswordPlace(facts.state))
        return {{Tone::Danger, SoftphoneSays::tr("The password could not be kept."), u"%1 %2"_s.arg(keychainAdvice(facts), after)}, action, {}};
    ErrorText text = errorText(error);
    if (error.kind == Error::Kind::Offline)
        text.whatToDo.clear(); // this does not go on by itself
    return {{Tone::Danger, title, QStringList{text.title, text.whatToDo, after}.join(u' ').simplified()}, action, text.code};
}

QList<SoftphoneStepView> stepsOf(const SoftphoneState &state)
{
    const QString names[] = {SoftphoneSays::tr("Keep a new password"), SoftphoneSays::tr("Make the SIP domain"), SoftphoneSays::tr("Make the credential list"),
                             SoftphoneSays::tr("Make the user \u201c%1\u201d").arg(state.phone.user), SoftphoneSays::tr("Allow it to call"),
                             SoftphoneSays::tr("Allow it to register")};
    QList<SoftphoneStepView> steps;
    for (int i = 0; i < int(std::size(names)); ++i) {
        using StepIs = SoftphoneStepView::Is;
        const int now = int(state.step);
        const StepIs is = i < now ? StepIs::Done : i > now ? StepIs::ToDo : state.is == Is::MakingFailed ? StepIs::Failed : StepIs::Now;
        const QString how = is == StepIs::Done ? SoftphoneSays::tr("%1: done") : is == StepIs::Now ? SoftphoneSays::tr("%1...") : is == StepIs::Failed ? SoftphoneSays::tr("%1: failed") : u"%1"_s;
        steps.append({how.arg(names[i]), is});
    }
    return steps;
}

QString purpose()
{
    return SoftphoneSays::tr("With a softphone this computer takes calls. Setting it up makes a SIP domain, a credential list with one user and its two rights "
                             "in your Twilio account, for this computer alone; having them costs nothing.");
}

SaidInPlace removalOf(const SoftphoneFacts &facts)
{
    const Softphone &phone = facts.state.phone;
    if (phone.origin == SoftphoneOrigin::Entered)
        return {{Tone::Danger, SoftphoneSays::tr("Forget %1?").arg(phone.address()),
                 SoftphoneSays::tr("This computer forgets the user and its password and takes no calls any more. Nothing changes at Twilio.")},
                SoftphoneSays::tr("Forget it"), {}};
    if (!phone.isComplete)
        return {{Tone::Danger, SoftphoneSays::tr("Remove what is left?"), SoftphoneSays::tr("Deleted at Twilio: %1.").arg(thingsAtTwilio(phone))}, SoftphoneSays::tr("Remove it"), {}};
    return {{Tone::Danger, SoftphoneSays::tr("Remove the softphone?"),
             SoftphoneSays::tr("Deleted at Twilio: %1 with its user \u201c%2\u201d. Deleted here: its password. This computer takes no calls any more. Everything else of the account stays.")
                 .arg(thingsAtTwilio(phone), phone.user)},
            SoftphoneSays::tr("Remove it"), {}};
}

void showReady(SoftphoneView &view, const SoftphoneFacts &facts)
{
    const Softphone &phone = facts.state.phone;
    view.address = phone.address();
    view.line = facts.line;
    view.text = phone.origin == SoftphoneOrigin::Given ? SoftphoneSays::tr("The telephone of this run, from the demo or from the environment. It is not kept, and goes when the program ends.")
        : phone.origin == SoftphoneOrigin::Seat       ? SoftphoneSays::tr("Your telephone in the team. It is there on each computer where you have joined, and needs no setting up.")
        : phone.origin == SoftphoneOrigin::Made       ? SoftphoneSays::tr("Made for this computer in your Twilio account. Its password is kept %1.").arg(placeWords(facts.passwordPlace))
                                                      : SoftphoneSays::tr("Entered by hand. Its password is kept %1.").arg(placeWords(facts.passwordPlace));
    view.canTest = facts.isRegistered && !facts.echo;
    view.canStopTest = facts.echo.has_value();
    if (phone.origin != SoftphoneOrigin::Given && phone.origin != SoftphoneOrigin::Seat && !facts.echo)
        view.removeWord = phone.origin == SoftphoneOrigin::Made ? SoftphoneSays::tr("Remove my softphone...") : SoftphoneSays::tr("Forget this SIP user...");
    if (facts.echo == EchoStage::Asking)
        view.echo.words = {Tone::Neutral, SoftphoneSays::tr("Asking Twilio to call this telephone..."), SoftphoneSays::tr("The call is answered by itself.")};
    else if (facts.echo == EchoStage::Talking)
        view.echo.words = {Tone::Neutral, SoftphoneSays::tr("Twilio is on the line."), SoftphoneSays::tr("Speak when it asks you, until you hear it again.")};
    else if (facts.echo == EchoStage::Measuring)
        view.echo.words = {Tone::Neutral, SoftphoneSays::tr("Fetching what Twilio heard..."), SoftphoneSays::tr("At Twilio this can take a minute.")};
    else if (facts.report)
        view.echo = wordsFor(*facts.report);
}

} // namespace

SoftphoneView viewOf(const SoftphoneFacts &facts)
{
    const SoftphoneState &state = facts.state;
    SoftphoneView view;
    const QString again = SoftphoneSays::tr("Try again"), removeLeft = SoftphoneSays::tr("Remove what is left...");
    if (state.is != Is::None && state.is != Is::Making && state.is != Is::Removing)
        view.removal = removalOf(facts);
    switch (state.is) {
    case Is::None:
        view.text = purpose();
        view.canSetUp = view.canEnter = true;
        if (state.isPasswordLeft)
            view.trouble = {{Tone::Warning, SoftphoneSays::tr("The keychain still has the password of the softphone that is gone."),
                             SoftphoneSays::tr("It opens nothing any more. Remove the entry \u201cmilassist-desk\u201d there by hand.")}, {}, {}};
        return view;
    case Is::Making:
        view.text = state.isCancelling ? SoftphoneSays::tr("Stopping: what was made is taken away again.") : SoftphoneSays::tr("Setting up the softphone.");
        view.steps = stepsOf(state);
        view.canCancel = !state.isCancelling;
        return view;
    case Is::Removing:
        view.text = state.phone.isAtTwilio() ? SoftphoneSays::tr("Removing %1...").arg(thingsAtTwilio(state.phone)) : SoftphoneSays::tr("Forgetting %1...").arg(state.phone.address());
        return view;
    case Is::Ready: showReady(view, facts); return view;
    case Is::MakingFailed:
        view.text = purpose();
        view.steps = stepsOf(state);
        view.trouble = troubleOf(facts, SoftphoneSays::tr("The softphone was not set up."), leftWords(state.phone), again);
        view.canEnter = !state.phone.isAtTwilio();
        view.removeWord = state.phone.isAtTwilio() ? removeLeft : QString();
        return view;
    case Is::RemovingFailed:
        view.text = SoftphoneSays::tr("This computer takes no calls any more.");
        view.trouble = troubleOf(facts, SoftphoneSays::tr("The softphone was not removed."), leftWords(state.phone), again);
        return view;
    case Is::Interrupted:
        view.text = purpose();
        view.trouble = {{Tone::Warning, SoftphoneSays::tr("The program ended before the softphone was ready, or before it was removed."), leftWords(state.phone)},
                        SoftphoneSays::tr("Finish setting it up"), {}};
        view.removeWord = removeLeft;
        return view;
    case Is::PasswordLocked:
        view.address = state.phone.address();
        view.trouble = {{Tone::Warning, SoftphoneSays::tr("The password of the softphone cannot be read now."), keychainAdvice(facts) + u' ' + SoftphoneSays::tr("Nothing is lost.")}, again, {}};
        view.removeWord = SoftphoneSays::tr("Remove my softphone...");
        return view;
    case Is::PasswordLost:
        view.address = state.phone.address();
        view.entersAgain = state.phone.origin == SoftphoneOrigin::Entered;
        view.trouble = {{Tone::Warning, SoftphoneSays::tr("The password of the softphone is not there any more."),
                         view.entersAgain ? SoftphoneSays::tr("It may have been removed from the keychain. Enter it again.")
                                          : SoftphoneSays::tr("It may have been removed from the keychain. A new one can be made at Twilio.")},
                        view.entersAgain ? SoftphoneSays::tr("Enter it again") : SoftphoneSays::tr("Make a new password"), {}};
        view.removeWord = SoftphoneSays::tr("Remove my softphone...");
        return view;
    case Is::NotKept:
        view.text = purpose();
        view.keepsForm = true;
        view.trouble = troubleOf(facts, SoftphoneSays::tr("The SIP user could not be kept."), SoftphoneSays::tr("What you entered is still here."), again);
        return view;
    }
    return view;
}

} // namespace milassist
