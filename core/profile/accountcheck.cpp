// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/accountcheck.h"

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

bool isAlphanumeric(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

/// Two capital letters and 32 hexadecimal digits: some sid of Twilio's.
bool looksLikeSid(const QByteArray &text)
{
    return text.size() == 34 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z' && isAlphanumeric(text);
}

} // namespace

EntryFlaw flawOf(const AccountEntry &entry)
{
    const QString sid = entry.accountSid.trimmed();
    const QByteArray secret = entry.secret.reveal().trimmed();
    if (!sid.isEmpty() && !AccountSid::parse(sid))
        return looksLikeSid(sid.toUtf8()) && !sid.startsWith("AC"_L1) ? EntryFlaw::SidIsNoAccount : EntryFlaw::SidMalformed;
    if (!entry.user.isEmpty() && entry.user != sid && !KeySid::parse(entry.user))
        return EntryFlaw::KeyMalformed;
    if (looksLikeSid(secret))
        return EntryFlaw::SecretIsSid;
    if (!secret.isEmpty() && (secret.size() != 32 || !isAlphanumeric(secret)))
        return EntryFlaw::SecretMalformed;
    return sid.isEmpty() || secret.isEmpty() ? EntryFlaw::Incomplete : EntryFlaw::None;
}

} // namespace milassist
