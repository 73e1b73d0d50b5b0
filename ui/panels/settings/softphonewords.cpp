// SPDX-License-Identifier: GPL-3.0-or-later
// What is said about an echo call, and about a SIP user who is being typed.
#include "ui/panels/settings/softphoneview.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

struct EchoSays {
    Q_DECLARE_TR_FUNCTIONS(EchoSays)
};

QString secondsOf(std::chrono::milliseconds length)
{
    return EchoSays::tr("%1 s", "seconds").arg(QLocale().toString(double(length.count()) / 1000, 'f', 1));
}

SaidInPlace refused(const EchoReport &report)
{
    const ErrorText error = errorText(report.error);
    return {{Tone::Danger, EchoSays::tr("Twilio did not make the test call."), u"%1 %2"_s.arg(error.title, error.whatToDo).trimmed()}, {}, error.code};
}

} // namespace

SaidInPlace wordsFor(const EchoReport &report)
{
    using Outcome = EchoReport::Outcome;
    const auto say = [&report](Tone tone, const QString &title, const QString &advice) {
        const QString left = report.isRecordingLeft ? u' ' + EchoSays::tr("The recording of the test could not be deleted; it is among your recordings at Twilio.") : QString();
        return SaidInPlace{{tone, title, advice + left}, {}, {}};
    };
    switch (report.outcome) {
    case Outcome::BothWays:
        return say(Tone::Good, EchoSays::tr("It works in both directions."),
                   EchoSays::tr("You were heard: %1 of your voice arrived at Twilio, and its voice arrived here.").arg(secondsOf(report.heardThere)));
    case Outcome::MicrophoneSilent:
        return say(Tone::Warning, EchoSays::tr("Twilio was heard here, but your microphone gave no sound."),
                   EchoSays::tr("Whether you are heard is not proved. Check that it is the right microphone and not muted, then test again and speak when you are asked."));
    case Outcome::NotHeardThere:
        return say(Tone::Danger, EchoSays::tr("You were not heard."),
                   EchoSays::tr("Twilio was heard here and your microphone gave sound, but none of it arrived there. A firewall may hold back what leaves this network (UDP)."));
    case Outcome::NotHeardHere:
        return say(Tone::Danger, EchoSays::tr("Twilio was not heard here."),
                   report.isHeardThere() ? EchoSays::tr("You were heard: %1 of your voice arrived there. A firewall may hold back what comes into this network (UDP).").arg(secondsOf(report.heardThere))
                                         : EchoSays::tr("The call arrived, its sound did not. A firewall may hold it back (UDP)."));
    case Outcome::NotRecorded:
        return say(Tone::Warning, EchoSays::tr("Twilio was heard here."), EchoSays::tr("Whether you were heard could not be found out: what Twilio recorded of the test did not come. Test again."));
    case Outcome::CutShort: return say(Tone::Warning, EchoSays::tr("The test was cut short."), EchoSays::tr("Stay on the line until Twilio says goodbye."));
    case Outcome::NeverRang:
        return say(Tone::Danger, EchoSays::tr("Twilio was asked to call, and no call came."),
                   EchoSays::tr("The telephone may have lost its connection just now, or it is registered somewhere else. Test again in a minute."));
    case Outcome::Refused: return refused(report);
    }
    return {};
}

AccountWords wordsFor(SipUserFlaw flaw)
{
    switch (flaw) {
    case SipUserFlaw::None:
    case SipUserFlaw::Incomplete: return {};
    case SipUserFlaw::UserIsAddress:
        return {Tone::Warning, EchoSays::tr("The user is the part before the @."), EchoSays::tr("What comes after it is the domain.")};
    case SipUserFlaw::UserMalformed:
        return {Tone::Warning, EchoSays::tr("That is not a SIP user."), EchoSays::tr("Letters, digits and . _ - + without spaces, as in the credential list at Twilio.")};
    case SipUserFlaw::DomainMalformed:
        return {Tone::Warning, EchoSays::tr("That is not a SIP domain."), EchoSays::tr("A name like acme.sip.twilio.com, without sip: and without spaces.")};
    case SipUserFlaw::DomainIsShort:
        return {Tone::Warning, EchoSays::tr("The domain is not complete."), EchoSays::tr("At Twilio it ends in .sip.twilio.com.")};
    case SipUserFlaw::NotProtected:
        return {Tone::Warning, EchoSays::tr("Every word would travel in the clear."), EchoSays::tr("TCP and UDP are for a server on this computer. Choose TLS.")};
    }
    return {};
}

} // namespace milassist
