// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/accountwords.h"

#include "ui/widgets/words.h"

#include <QCoreApplication>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QString sayIt(const char *text)
{
    return QCoreApplication::translate("Account", text);
}

AccountWords good(const AccountFinding &finding)
{
    AccountWords words{Tone::Good, {}, {}};
    const QString name = finding.account.friendlyName.isEmpty() ? shortSid(finding.account.sid.text()) : finding.account.friendlyName;
    words.title = finding.subAccount ? sayIt("Connected to the sub-account \u201c%1\u201d.").arg(name) : sayIt("Connected to \u201c%1\u201d.").arg(name);
    QStringList facts;
    if (finding.account.type.is(AccountType::Trial))
        facts.append(sayIt("A trial account: calls and texts reach verified numbers only."));
    if (finding.subAccount)
        facts.append(sayIt("You see and use what belongs to this sub-account, not its parent."));
    if (finding.balance)
        facts.append(sayIt("Balance %1.").arg(moneyText({-finding.balance->micros, finding.balance->currency})));
    words.advice = facts.join(u' ');
    return words;
}

} // namespace

AccountWords wordsFor(EntryFlaw flaw)
{
    switch (flaw) {
    case EntryFlaw::None:
    case EntryFlaw::Incomplete: return {};
    case EntryFlaw::SidIsNoAccount:
        return {Tone::Warning, sayIt("That is not an account SID."), sayIt("An account SID begins with AC. A key's (SK...) goes into the field for API keys.")};
    case EntryFlaw::SidMalformed:
        return {Tone::Warning, sayIt("The account SID is not complete."), sayIt("AC and then 32 characters, 0 to 9 and a to f. Copy it from the front page of the Twilio console.")};
    case EntryFlaw::KeyMalformed:
        return {Tone::Warning, sayIt("The key's SID is not complete."), sayIt("SK and then 32 characters, 0 to 9 and a to f.")};
    case EntryFlaw::SecretMalformed:
        return {Tone::Warning, sayIt("The token or secret is not complete."), sayIt("It has 32 characters. In the Twilio console, click to show it, then copy all of it.")};
    case EntryFlaw::SecretIsSid:
        return {Tone::Warning, sayIt("That is a SID, not a token."), sayIt("The auth token stands below the account SID in the Twilio console, hidden until you click it.")};
    }
    return {};
}

AccountWords wordsFor(const AccountFinding &finding)
{
    using Verdict = AccountFinding::Verdict;
    switch (finding.verdict) {
    case Verdict::Good: return good(finding);
    case Verdict::WrongSecret:
        return {Tone::Danger, sayIt("The account exists, but the token or secret is wrong."),
                sayIt("It may have been changed or revoked, or a character is missing. Copy it again from the Twilio console.")};
    case Verdict::UnknownAccount:
        return {Tone::Danger, sayIt("Twilio knows no such account."), sayIt("Check the account SID. With an API key, use the SID of the account that made the key.")};
    case Verdict::TestCredentials:
        return {Tone::Danger, sayIt("These are test credentials."),
                sayIt("They can show nothing and send nothing. Take the live account SID and token from the top of the console, not those under Test credentials.")};
    case Verdict::Suspended:
        return {Tone::Danger, sayIt("Twilio has suspended this account."), sayIt("Its owner can see why in the Twilio console, most often the balance.")};
    case Verdict::Closed: return {Tone::Danger, sayIt("This account is closed."), sayIt("Connect another one.")};
    case Verdict::NotAllowed:
        return {Tone::Warning, sayIt("This key may not read the account."), sayIt("It is a restricted key. Some screens may stay empty; a standard key shows everything.")};
    case Verdict::Offline: return {Tone::Warning, sayIt("No connection to Twilio."), sayIt("Check the network. We try again when you change something or press Check again.")};
    case Verdict::WrongClock:
        return {Tone::Danger, sayIt("This computer's clock is wrong."), sayIt("Secure connections need the right time. Set the clock, then check again.")};
    case Verdict::Intercepted:
        return {Tone::Danger, sayIt("Something else answered instead of Twilio."), sayIt("A sign-in page of the network or a proxy stands between. Open a web page to sign in, then check again.")};
    case Verdict::ProxyRefused:
        return {Tone::Danger, sayIt("The proxy of this network refused the connection."), sayIt("See the system's network settings.")};
    case Verdict::ServerFailed: return {Tone::Warning, sayIt("Twilio has trouble at the moment."), sayIt("Try again in a minute.")};
    }
    return {};
}

AccountWords wordsFor(KeychainState state)
{
    switch (state) {
    case KeychainState::Ready: return {};
    case KeychainState::NoSession:
        return {Tone::Warning, sayIt("There is no desktop session here, so there is no keychain."), sayIt("Choose another place for the token below, or start the program from a desktop.")};
    case KeychainState::NoService:
        return {Tone::Warning, sayIt("This computer has no keychain program."),
                sayIt("Install GNOME Keyring or KWallet and sign in again, or choose another place for the token below.")};
    case KeychainState::NoCollection:
        return {Tone::Warning, sayIt("The keychain has not been set up yet."),
                sayIt("Its program may ask you for a new password when you connect. Or choose another place for the token below.")};
    case KeychainState::Locked:
        return {Tone::Warning, sayIt("The keychain is locked."), sayIt("The system will ask for its password when you connect.")};
    case KeychainState::NoAnswer:
        return {Tone::Warning, sayIt("The keychain does not answer."), sayIt("Sign out of the desktop and in again, or choose another place for the token below.")};
    }
    return {};
}

QString placeWords(SecretPlace place)
{
    switch (place) {
    case SecretPlace::Keychain: return sayIt("in this computer's keychain");
    case SecretPlace::PassphraseFile: return sayIt("in an encrypted file, opened by your passphrase");
    case SecretPlace::Environment: return sayIt("in the environment of the program, not stored");
    case SecretPlace::Memory: return sayIt("in memory only, until the program ends");
    }
    return {};
}

QString shortSid(const QString &sid)
{
    return sid.size() < 12 ? sid : sid.first(6) + u"\u2026"_s + sid.last(4);
}

} // namespace milassist
