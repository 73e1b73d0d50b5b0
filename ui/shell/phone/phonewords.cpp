// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/phonewords.h"

#include "ui/widgets/words.h"

#include <QCoreApplication>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

struct PhoneSays {
    Q_DECLARE_TR_FUNCTIONS(Phone)
};

QString sipCode(int code)
{
    return code > 0 ? u"SIP %1"_s.arg(code) : QString();
}

EndWords missed(const LiveCall &call)
{
    const auto rang = std::chrono::seconds(qMax<qint64>(0, call.beganAt.secsTo(call.endedAt)));
    return {.text = rang.count() > 0 ? PhoneSays::tr("Missed, rang %1").arg(durationText(rang)) : PhoneSays::tr("Missed"),
            .icon = u"call-missed"_s,
            .tone = Tone::Danger};
}

EndWords trouble(const QString &text, const QString &advice, const LiveCall &call)
{
    return {.text = text, .advice = advice, .code = sipCode(call.sipCode), .icon = u"error"_s, .tone = Tone::Danger};
}

EndWords plain(const QString &text, const QString &advice = {}, Tone tone = Tone::Neutral)
{
    return {.text = text, .advice = advice, .icon = u"hang-up"_s, .tone = tone};
}

} // namespace

EndWords endWords(const LiveCall &call)
{
    const bool incoming = call.direction == Direction::Incoming;
    const bool answered = call.wasAnswered();
    if (call.twilioCode != 0) {
        const ErrorText why = twilioErrorText(call.twilioCode);
        return {.text = why.title, .advice = why.whatToDo, .code = why.code, .icon = u"error"_s, .tone = Tone::Danger};
    }
    if (call.meFirst != MeFirst::No && call.cause == EndCause::Unreachable)
        return trouble(PhoneSays::tr("Twilio cannot be reached"), PhoneSays::tr("The call did not go out. Call again when there is a connection."), call);
    switch (call.cause) {
    case EndCause::HungUp: return plain(PhoneSays::tr("You hung up"));
    case EndCause::TheyHungUp: return plain(PhoneSays::tr("They hung up"));
    case EndCause::Busy: return incoming ? plain(PhoneSays::tr("You declined the call")) : plain(PhoneSays::tr("The line is busy"), {}, Tone::Warning);
    case EndCause::Declined:
        return incoming ? plain(PhoneSays::tr("You declined the call")) : plain(PhoneSays::tr("They declined the call"), {}, Tone::Warning);
    case EndCause::NotFound:
        return trouble(PhoneSays::tr("Nobody can be reached under this number"), PhoneSays::tr("Check the number and call again."), call);
    case EndCause::NoAnswer: return incoming ? missed(call) : plain(PhoneSays::tr("Nobody answered"), {}, Tone::Warning);
    case EndCause::Cancelled: return incoming ? missed(call) : plain(PhoneSays::tr("You hung up before the answer"));
    case EndCause::AnsweredElsewhere:
        return {.text = PhoneSays::tr("Answered on another telephone"), .icon = u"check-circle"_s, .tone = Tone::Good};
    case EndCause::Transferred:
        return {.text = PhoneSays::tr("Handed over"), .icon = u"transfer"_s, .tone = Tone::Good};
    case EndCause::MediaLost:
        return trouble(PhoneSays::tr("The sound was lost, so the call ended"),
                       PhoneSays::tr("Nothing was heard for half a minute. Look at your network, then call back."), call);
    case EndCause::NotEncrypted:
        return trouble(PhoneSays::tr("The call could not be encrypted"),
                       PhoneSays::tr("One end insists on encryption and the other does not offer it. An administrator can turn on "
                                "secure media for the SIP domain at Twilio."),
                       call);
    case EndCause::Unreachable:
        return trouble(answered ? PhoneSays::tr("The connection to the telephone server was lost") : PhoneSays::tr("The telephone server cannot be reached"),
                       PhoneSays::tr("It is tried again by itself. Call again when the light at the top is green."), call);
    case EndCause::Refused:
        return trouble(PhoneSays::tr("The telephone server does not allow this call"),
                       PhoneSays::tr("The country may be blocked for this account, or the number is not verified on a trial account. "
                                "An administrator can change both at Twilio."),
                       call);
    case EndCause::ServerFailed:
        return trouble(PhoneSays::tr("The telephone server had a problem of its own"), PhoneSays::tr("Wait a moment and call again."), call);
    case EndCause::NoDevice:
        return trouble(PhoneSays::tr("There is no microphone and no loudspeaker"), PhoneSays::tr("Plug in a headset, then call again."), call);
    case EndCause::EngineLost:
        return trouble(PhoneSays::tr("The voice engine stopped unexpectedly"),
                       PhoneSays::tr("It has been started again. Only this call was lost; call back."), call);
    case EndCause::NotReachedUs:
        return trouble(PhoneSays::tr("Twilio could not call this telephone"),
                       PhoneSays::tr("It was to ring here first, and nobody else was called. Call again when the light at the top is green."), call);
    case EndCause::NeverWentOut:
        return trouble(PhoneSays::tr("The call did not go out"), PhoneSays::tr("Twilio has no such call. You can call again."), call);
    case EndCause::Failed: break;
    }
    return trouble(incoming ? PhoneSays::tr("The call failed") : PhoneSays::tr("The call could not be put through"), PhoneSays::tr("Try again in a moment."), call);
}

namespace {

RegistrationWords problemWords(const RegistrationState &state)
{
    using enum RegistrationProblem;
    RegistrationWords words{.code = sipCode(state.sipCode), .icon = u"warning"_s, .tone = Tone::Danger, .canTryNow = true};
    const auto say = [&words](const QString &text, const QString &advice) {
        words.text = text;
        words.advice = advice;
        return words;
    };
    switch (state.problem) {
    case None: break;
    case WrongPassword: return say(PhoneSays::tr("Wrong password"), PhoneSays::tr("The telephone server does not accept user and password. Enter them again in Settings; in a team, ask an administrator."));
    case UnknownUser: return say(PhoneSays::tr("Unknown user"), PhoneSays::tr("The telephone server does not know this user. Check user and domain in Settings; in a team, ask an administrator."));
    case NotAllowed:
        return say(PhoneSays::tr("Not allowed to register"),
                   PhoneSays::tr("Mostly the password is wrong. If it is right, an administrator has to allow registration for this SIP domain."));
    case TooManyDevices:
        return say(PhoneSays::tr("Too many telephones"), PhoneSays::tr("Ten telephones are registered for this user already. Close one of them; it is tried again by itself."));
    case TooOften: return say(PhoneSays::tr("Asked to slow down"), PhoneSays::tr("The telephone server was asked too often. It is tried again by itself."));
    case CertificateExpired:
        return say(PhoneSays::tr("Certificate expired"), PhoneSays::tr("The telephone server shows a certificate that is not valid any more. Check the date of this computer."));
    case CertificateWrongName:
        return say(PhoneSays::tr("Certificate of somebody else"), PhoneSays::tr("What answers is not the server of this domain. Check the domain, and whether a network wants you to sign in."));
    case CertificateNotTrusted:
        return say(PhoneSays::tr("Certificate not trusted"), PhoneSays::tr("Nobody that this computer trusts has signed it. A company network may stand in between; ask its administrator."));
    case Unreachable: return say(PhoneSays::tr("Telephone server not reached"), PhoneSays::tr("No call can come or go. It is tried again by itself."));
    case ServerFailed: return say(PhoneSays::tr("Telephone server has a problem"), PhoneSays::tr("The fault is at the other end. It is tried again by itself."));
    case NotProtected:
        words.canTryNow = false; // nothing changes until the account does
        return say(PhoneSays::tr("Not protected"), PhoneSays::tr("This way of connecting would send every word in the clear. Choose TLS in Settings."));
    case EngineLost: return say(PhoneSays::tr("Voice engine is starting again"), PhoneSays::tr("It stopped unexpectedly. Calls work again in a moment."));
    case EngineMissing:
        words.canTryNow = false;
        return say(PhoneSays::tr("Voice engine is missing"), PhoneSays::tr("A part of the program cannot be started. Install it again; texts and voicemail still work."));
    }
    return words;
}

} // namespace

RegistrationWords registrationWords(const RegistrationState &state, std::chrono::seconds waited)
{
    switch (state.is) {
    case Registration::Off: return {.text = PhoneSays::tr("No telephone set up"), .advice = PhoneSays::tr("Set up the softphone in Settings to call from here."), .icon = u"call"_s};
    case Registration::Registered: return {.text = PhoneSays::tr("Ready for calls"), .icon = u"call"_s, .tone = Tone::Good};
    case Registration::NoNetwork:
        return {.text = PhoneSays::tr("No network"), .advice = PhoneSays::tr("No call can come or go. It goes on by itself when there is a network."), .icon = u"cloud-off"_s, .tone = Tone::Danger};
    case Registration::Connecting:
        if (state.problem == RegistrationProblem::None)
            return {.text = PhoneSays::tr("Connecting the telephone"), .icon = u"sync"_s, .tone = Tone::Warning};
        break;
    case Registration::WaitingToRetry:
    case Registration::Refused: break;
    }
    RegistrationWords words = problemWords(state);
    if (words.text.isEmpty())
        words.text = PhoneSays::tr("Telephone not connected");
    if (state.is == Registration::Connecting) {
        words.tone = Tone::Warning;
        words.canTryNow = false;
        words.advice = PhoneSays::tr("Trying again now.");
    } else if (state.is == Registration::WaitingToRetry) {
        words.tone = Tone::Warning;
        const auto left = std::max(state.retryIn - waited, std::chrono::seconds(0));
        if (left.count() > 0)
            words.advice += u' ' + PhoneSays::tr("Next try in %1.").arg(durationText(left));
    }
    return words;
}

DialWords dialWords(const DialTarget &target)
{
    using enum DialTarget::Verdict;
    const auto warn = [](const QString &text, const QString &advice = {}) { return DialWords{text, advice, Tone::Warning}; };
    switch (target.verdict) {
    case Good:
    case Empty: return {};
    case Unusual: return warn(PhoneSays::tr("No such number is known."), PhoneSays::tr("It can be called all the same."));
    case NotANumber: return warn(PhoneSays::tr("Nobody of that name is known."), PhoneSays::tr("Type a number, a name from your contacts, or sip:user@domain."));
    case NeedsCountry: return warn(PhoneSays::tr("The country is missing."), PhoneSays::tr("Begin with + and the country, for example +1."));
    case NeedsAreaCode: return warn(PhoneSays::tr("The area code is missing."));
    case TooShort: return warn(PhoneSays::tr("There are digits missing."));
    case TooLong: return warn(PhoneSays::tr("There are too many digits."));
    case UnknownCountry: return warn(PhoneSays::tr("No country has that code."));
    case Emergency:
        return {PhoneSays::tr("Emergency services cannot be called from here."),
                PhoneSays::tr("This line has no address on file, so help would not know where you are. Use a mobile or a landline telephone now."), Tone::Danger};
    case ShortCode: return warn(PhoneSays::tr("Short codes cannot be called."), PhoneSays::tr("They only take texts."));
    case BadDigits: return warn(PhoneSays::tr("What is to be pressed afterwards cannot be pressed."), PhoneSays::tr("After a comma only digits, * and # can follow."));
    }
    return {};
}

DialWords refusalWords(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Offline:
        return {PhoneSays::tr("No call is possible now."), PhoneSays::tr("The telephone is not connected. It is tried again by itself."), Tone::Warning};
    case Error::Kind::NotFound: return {PhoneSays::tr("That call is over already."), {}, Tone::Warning};
    default: return {PhoneSays::tr("This cannot be called now."), PhoneSays::tr("Check the number, or end another call first."), Tone::Warning};
    }
}

QString availabilityText(const Availability &availability, const QDateTime &now)
{
    switch (availability.kind) {
    case Availability::Kind::Available: return PhoneSays::tr("Available");
    case Availability::Kind::DoNotDisturb: return PhoneSays::tr("Do not disturb");
    case Availability::Kind::Away: break;
    }
    if (!availability.until.isValid())
        return PhoneSays::tr("Away");
    const QDateTime local = availability.until.toLocalTime();
    const QString time = QLocale().toString(local.time(), u"HH:mm"_s);
    return local.date() == now.toLocalTime().date() ? PhoneSays::tr("Away until %1").arg(time)
                                                    : PhoneSays::tr("Away until %1, %2").arg(QLocale().toString(local.date(), u"ddd"_s), time);
}

QString tonesText(const QString &digits)
{
    constexpr qsizetype lineLength = 12, lines = 4;
    const qsizetype first = std::max<qsizetype>(0, (digits.size() - 1) / lineLength + 1 - lines) * lineLength;
    QStringList shown;
    for (qsizetype at = first; at < digits.size(); at += lineLength)
        shown.append(digits.mid(at, lineLength));
    return shown.join(u'\n');
}

} // namespace milassist
