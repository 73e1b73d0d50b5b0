// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/tokens.h"

#include <QDateTime>
#include <QString>

#include <chrono>

namespace milassist {

/// How things stand with the other end, as the window has to show it. The application fills it in, the shell only reads.
struct ShellState {
    enum class Link {
        Starting,    ///< nothing asked yet
        Online,
        Offline,     ///< no answer; tries again by itself
        SlowedDown,  ///< asked to slow down, or the other end has trouble; tries again by itself
        Refused,     ///< the credentials are not accepted any more
        NeedsSecret, ///< the keychain is locked or a passphrase is missing
    };
    Link link = Link::Starting;
    QDateTime since;         ///< UTC; of the latest change of link
    QDateTime nextTry;       ///< UTC; invalid when none is planned
    QDateTime lastSync;      ///< UTC; invalid before the first
    bool fetchingHistory = false;
    bool paused = false;
    QString historyText;     ///< "48,200 calls, 310,000 texts"
    int historyPercent = -1; ///< -1 = not known how much there is
    std::chrono::seconds clockSkew{0}; ///< this computer's clock minus Twilio's
    int queuedTexts = 0;     ///< waiting in the outbox
    int unsureTexts = 0;     ///< sent, answer lost
    bool sandbox = false;
    QString profileName;
    QString account;         ///< the account's sid, for the tool tip
    bool operator==(const ShellState &) const = default;
};

/// What the bars say about it: pure, so that it is tested as a table.
struct ShellView {
    QString linkText, linkHint, linkIcon;
    Tone linkTone = Tone::Neutral;
    QString syncText;        ///< left end of the status bar
    bool showsProgress = false;
    int progress = -1;       ///< per cent; -1 = unknown
    bool canPause = false, canResume = false, canCancel = false, canSyncNow = false;
    QString queueText;       ///< empty = nothing waits
    Tone queueTone = Tone::Neutral;
    QString modeText, modeHint;
    bool modeStriped = false; ///< sandbox: nobody mistakes it for live
    QString barTitle, barAdvice, barAction; ///< the bar over the page; an empty title = no bar
    Tone barTone = Tone::Warning;
};

ShellView viewOf(const ShellState &state, const QDateTime &now);

} // namespace milassist
