// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/signature.h"
#include "core/sandbox/world/trafficrecords.h"

#include <QList>

namespace milassist::webhooks {

// The parameters of each kind of webhook, in the order Twilio was seen to send them. Pure.

/// An attachment as a webhook names it.
struct MediaLink {
    QString url, contentType;
};

/// Somebody texted us. @p optOutType empty unless the account has Advanced Opt-Out.
SignedFields inboundMessageFields(const QString &account, const world::Message &message, const QList<MediaLink> &media,
                                  const QString &optOutType = {});
/// A text of ours has moved on.
SignedFields messageStatusFields(const QString &account, const world::Message &message);
/// A call has moved on. @p event initiated, ringing, answered, completed; @p sequence from 0.
SignedFields callProgressFields(const QString &account, const world::Call &call, const QString &event, int sequence, const QDateTime &at,
                                const world::CallTrail &trail = {});
/// A document is wanted for a call, or its verb has ended: what every such request begins with. @p status as it is told
/// ("ringing", "in-progress", "completed"), @p more what only this call has (SipDomain, ApplicationSid), behind it.
SignedFields voiceFields(const QString &account, const world::Call &call, const QString &status, const SignedFields &more = {});
/// A transcription is there, or will never be. @p callbackUrl is told as "url".
SignedFields transcriptionFields(const QString &account, const world::Call &call, const world::Transcription &transcription,
                                 const QString &recordingUrl, const QString &callbackUrl);
/// "Tue, 11 Aug 2026 16:05:50 +0000"
QString rfc2822(const QDateTime &instant);
SignedFields recordingStatusFields(const QString &account, const world::Recording &recording, const QString &recordingUrl);

} // namespace milassist::webhooks
