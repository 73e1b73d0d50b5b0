// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/conversationitems.h"
#include "ui/widgets/tokens.h"

namespace milassist
{

/// What can be done about a text that is not on its way as it should be.
enum class MessageAction { None, Retry, TakeBack };

/// How a text of ours fares, as its bubble says it.
struct DeliveryView {
    QString icon;  ///< empty = none
    QString words; ///< "Delivered"; empty for a text we got
    Tone tone = Tone::Neutral;
    QString whatToDo; ///< empty unless somebody should do something
    QString code;     ///< "30003"; empty when there is none
    MessageAction action = MessageAction::None;
    bool isProblem() const { return tone == Tone::Danger || tone == Tone::Warning; }
    bool operator==(const DeliveryView &) const = default;
};

DeliveryView deliveryView(const MessageRow &row);

/// A row of a conversation as one sentence.
QString spokenItem(const ConversationItem &item, const QDateTime &now, const QString &home);

/// Twilio's price of one part, from the latest text of ours in @p rows that has been rated; none when there is none.
std::optional<Money> pricePerPart(const QList<MessageRow> &rows);

} // namespace milassist
