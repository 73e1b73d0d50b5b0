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
SignedFields callProgressFields(const QString &account, const world::Call &call, const QString &event, int sequence, const QDateTime &at);
SignedFields recordingStatusFields(const QString &account, const world::Recording &recording, const QString &recordingUrl);

} // namespace milassist::webhooks
