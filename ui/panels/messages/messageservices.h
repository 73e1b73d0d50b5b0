// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cache/contactstore.h"
#include "core/cache/draftstore.h"
#include "core/cache/messagestore.h"
#include "core/cache/optoutstore.h"
#include "core/cache/talkstore.h"
#include "core/team/teamlater.h"
#include "ui/models/linenames.h"
#include "ui/panels/messages/growingtextedit.h"
#include "ui/panels/messages/thumbnails.h"

namespace milassist
{

/// What the messages screen works with. The stores outlive it.
struct MessageServices {
    MessageStore &messages;
    TalkStore &talk;
    DraftStore &drafts;
    OptOutStore &optOuts;
    ContactStore &contacts;
    LineNames &lines;
    Clock clock = systemClock();

    // What leaves and what is fetched, as plain questions: outbox and media folder answer them.
    std::function<QFuture<Result<OutboxId>>(Party line, Party peer, TextDraft text)> send;
    std::function<QFuture<Result<>>(OutboxId)> retry;
    std::function<QFuture<Result<>>(OutboxId)> takeBack;
    Thumbnails::Source picture;
    std::function<QFuture<Result<>>(MessageSid, MediaSid, QString path)> savePicture;

    // Texts for later are a relay's affair; without one there are none.
    TeamLater *later = nullptr;
    std::function<QString(const QString &id)> colleague; ///< what somebody is called; empty for oneself

    // The key that sends is a matter of taste and kept with the other tastes.
    SendKey sendKey = SendKey::CtrlEnter;
    std::function<void(SendKey)> keepSendKey;
};

} // namespace milassist
