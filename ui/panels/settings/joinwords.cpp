// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/joinform.h"

namespace milassist
{

namespace
{

QString roleWords(const TeamSeat &seat)
{
    switch (seat.role.valueOr(TeamRole::Assistant)) {
    case TeamRole::Assistant: return JoinForm::tr("You take calls and texts of your lines.", "role assistant");
    case TeamRole::Manager: return JoinForm::tr("You see every line, and review voicemail.", "role manager");
    case TeamRole::Admin: return JoinForm::tr("You also manage numbers, the plan and who is in the team.", "role admin");
    }
    return {};
}

} // namespace

AccountWords wordsFor(JoinEntry::Flaw flaw)
{
    switch (flaw) {
    case JoinEntry::Flaw::None:
    case JoinEntry::Flaw::Incomplete: return {};
    case JoinEntry::Flaw::NoAddress:
        return {Tone::Warning, JoinForm::tr("This is not the address of a relay."), JoinForm::tr("It looks like https://relay.example.org, with your token after a # behind it.")};
    case JoinEntry::Flaw::NotEncrypted:
        return {Tone::Warning, JoinForm::tr("This address is not encrypted."),
                JoinForm::tr("Others on the way could read your token. Ask for the address that begins with https.")};
    }
    return {};
}

AccountWords wordsFor(const JoinFinding &finding, const QString &host)
{
    using Verdict = JoinFinding::Verdict;
    switch (finding.verdict) {
    case Verdict::Good: return {Tone::Good, JoinForm::tr("Welcome, %1.").arg(finding.seat.name), roleWords(finding.seat)};
    case Verdict::WrongToken:
        return {Tone::Danger, JoinForm::tr("The relay does not know this token."), JoinForm::tr("It may have been replaced. Ask an admin of your team for a new link.")};
    case Verdict::NotARelay:
        return {Tone::Danger, JoinForm::tr("There is no relay at %1.").arg(host), JoinForm::tr("Something else answers there. Check the address with an admin of your team.")};
    case Verdict::NotTrusted:
        return {Tone::Danger, JoinForm::tr("The connection to %1 is not safe.").arg(host),
                JoinForm::tr("Its certificate cannot be trusted, so your token was not sent. Check the address, this computer's clock, and whether something on this network reads along.")};
    case Verdict::Offline:
        return {Tone::Warning, JoinForm::tr("Nothing answers at %1.").arg(host), JoinForm::tr("Check your connection and the address. Perhaps the relay can be reached from the office network only.")};
    case Verdict::TooOften: return {Tone::Warning, JoinForm::tr("Too many wrong tokens came from here."), JoinForm::tr("Wait a minute, then try again.")};
    case Verdict::NoAccount:
        return {Tone::Danger, JoinForm::tr("This relay has no Twilio account yet."), JoinForm::tr("Whoever runs it has to set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.")};
    case Verdict::Trouble: return {Tone::Warning, JoinForm::tr("The relay cannot answer just now."), JoinForm::tr("It or its database is starting or away. Try again in a moment.")};
    }
    return {};
}

} // namespace milassist
