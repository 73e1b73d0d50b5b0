// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/conversationitems.h"
#include "ui/panels/messages/messagewords.h"

#include <QRect>
#include <QTextLayout>
#include <QUrl>

namespace milassist
{

/// Where the parts of one row of a conversation lie, relative to the row's top left corner.
struct BubbleLayout {
    int height = 0;
    QRect bubble;          ///< behind text and pictures; empty for dividers
    QRect text;            ///< empty when the text has no words
    QList<QRect> pictures; ///< in the order of the message's media
    QRect caption;         ///< time and state below the bubble; empty inside a group
    QRect advice;          ///< what to do about a problem
    QRect action;          ///< "Try again"; empty when nothing can be done
    bool operator==(const BubbleLayout &) const = default;
};

/// A stretch of a text that leads somewhere.
struct TextLink {
    int start = 0, length = 0;
    QUrl url;
    bool operator==(const TextLink &) const = default;
};
/// Web addresses (http and https only) in what somebody wrote.
QList<TextLink> linksIn(const QString &text);

/// Where the words of @p needle occur in @p text, any case.
QList<std::pair<int, int>> marksIn(const QString &text, const QString &needle);

BubbleLayout layoutOf(const ConversationItem &item, const DeliveryView &delivery, int width);

/// The body broken into lines of @p width, ready to paint. @return its size
QSize layOut(QTextLayout &layout, const QString &text, int width);

/// "14:05  ·  Delivered"
QString bubbleCaption(const ConversationItem &item, const DeliveryView &delivery);
QString actionText(MessageAction action);

} // namespace milassist
