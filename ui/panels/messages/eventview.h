// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/messages/bubblelayout.h"

class QPainter;
class QStyleOptionViewItem;

namespace milassist
{

/// A call or a voicemail as it stands between texts.
struct EventView {
    QString icon;
    QString words;   ///< "Missed call, rang 22 s", "Voicemail, 0:42"
    Tone tone = Tone::Neutral;
    QString preview; ///< first words of a transcript
    QString caption; ///< "14:05", "14:05, not heard yet"
    bool ours = false; ///< we called; it stands on our side
    bool operator==(const EventView &) const = default;
};
/// @param item a Call or a Voicemail
EventView eventView(const ConversationItem &item);

/// text is where the words stand, advice where the preview does.
BubbleLayout layoutOf(const EventView &view, int width);
/// @param painter stands at the top left corner of the row
void drawEvent(QPainter &painter, const QStyleOptionViewItem &option, const EventView &view, const BubbleLayout &layout);

} // namespace milassist
