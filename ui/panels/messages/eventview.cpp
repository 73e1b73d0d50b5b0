// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/eventview.h"

#include "ui/panels/calls/calltexts.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cardX = space::m, cardY = space::s;
constexpr qsizetype previewLength = 140;

QString inThread(const char *text)
{
    return QCoreApplication::translate("ThreadEvents", text);
}

QString kindOfOngoing(const CallRow &call)
{
    const bool isIn = call.direction == CallHeading::In;
    switch (call.status.valueOr(CallStatus::InProgress)) {
    case CallStatus::Queued:
    case CallStatus::Initiated:
        return isIn ? inThread("Incoming call, ringing") : inThread("Outgoing call, being dialed");
    case CallStatus::Ringing:
        return isIn ? inThread("Incoming call, ringing") : inThread("Outgoing call, ringing");
    default:
        return inThread("Call in progress");
    }
}

QString kindOfCall(const CallRow &call)
{
    if (call.outcome == CallOutcome::Ongoing)
        return kindOfOngoing(call);
    if (call.direction == CallHeading::In)
        return call.outcome == CallOutcome::Answered ? inThread("Incoming call") : inThread("Missed call");
    switch (call.outcome) {
    case CallOutcome::Answered:
        return inThread("Outgoing call");
    case CallOutcome::Busy:
        return inThread("Outgoing call, the line was busy");
    case CallOutcome::Canceled:
        return inThread("Outgoing call, hung up before the answer");
    case CallOutcome::Failed:
        return inThread("Outgoing call, not put through");
    case CallOutcome::NotSure:
        return inThread("Outgoing call, not sure it went out");
    default:
        return inThread("Outgoing call, no answer");
    }
}

QString callInThread(const CallRow &call)
{
    const QString kind = kindOfCall(call);
    if (call.outcome == CallOutcome::Answered)
        return inThread("%1, %2").arg(kind, clockText(call.talkSeconds));
    const bool rang = call.ringSeconds.count() > 0 && (call.outcome == CallOutcome::Missed || call.outcome == CallOutcome::NoAnswer);
    return rang ? inThread("%1, rang %2").arg(kind, durationText(call.ringSeconds)) : kind;
}

QString firstWords(const QString &text)
{
    const QString plain = text.simplified();
    if (plain.size() <= previewLength)
        return plain;
    const qsizetype space = plain.lastIndexOf(u' ', previewLength);
    return plain.left(space > previewLength / 2 ? space : previewLength) + u'\u2026';
}

} // namespace

EventView eventView(const ConversationItem &item)
{
    EventView view{.caption = clockTime(item.event.at.toLocalTime().time())};
    if (const auto *call = std::get_if<CallRow>(&item.event.what)) {
        const CallWords words = callWords(*call);
        view.icon = words.icon;
        view.tone = words.tone;
        view.words = callInThread(*call);
        view.ours = call->direction == CallHeading::Out;
    } else if (const auto *voicemail = std::get_if<VoicemailRow>(&item.event.what)) {
        view.icon = u"voicemail"_s;
        view.words = inThread("Voicemail, %1").arg(clockText(voicemail->duration));
        view.preview = firstWords(voicemail->transcriptText);
        if (!voicemail->heard)
            view.caption += u"  \u00b7  "_s + inThread("Not heard yet");
    }
    return view;
}

BubbleLayout layoutOf(const EventView &view, int width)
{
    const QFontMetrics body(fontOf(TextStyle::Body));
    const QFontMetrics caption(fontOf(TextStyle::Caption));
    const int icon = body.height() + space::s;
    const int widest = std::min(std::max(width * 3 / 4, 160), body.height() * 28);
    const int room = std::max(widest - 2 * space::l - 2 * cardX - icon, 60);
    const QSize words = body.boundingRect(0, 0, room, 10000, Qt::TextWordWrap, view.words).size();
    const QSize preview = view.preview.isEmpty() ? QSize() : caption.boundingRect(0, 0, room, 10000, Qt::TextWordWrap, view.preview).size();

    BubbleLayout layout;
    const int inner = std::max(words.width(), preview.width()) + 1;
    const int below = preview.isEmpty() ? 0 : preview.height() + space::hair;
    const QSize card(cardX + icon + inner + cardX, words.height() + below + 2 * cardY);
    const int left = view.ours ? width - space::l - card.width() : space::l;
    layout.bubble = {QPoint(left, space::s), card};
    layout.text = {left + cardX + icon, layout.bubble.top() + cardY, inner, words.height()};
    if (!preview.isEmpty())
        layout.advice = {layout.text.left(), layout.text.bottom() + 1 + space::hair, inner, preview.height()};
    layout.caption = {space::l, layout.bubble.bottom() + 1 + space::hair, std::max(width - 2 * space::l, 60), caption.height()};
    layout.height = layout.caption.bottom() + 1 + space::xs;
    return layout;
}

void drawEvent(QPainter &painter, const QStyleOptionViewItem &option, const EventView &view, const BubbleLayout &layout)
{
    const Tokens &t = tokens(option.palette);
    const bool focused = option.state & QStyle::State_HasFocus;
    const QColor ink = view.tone == Tone::Neutral ? t.text : t.ink(view.tone);
    painter.setPen(QPen(focused ? t.accent : t.border, focused ? 1.5 : 1));
    painter.setBrush(option.state & QStyle::State_MouseOver ? t.hover : t.surface);
    painter.drawRoundedRect(QRectF(layout.bubble).adjusted(0.5, 0.5, -0.5, -0.5), space::m, space::m);
    const int side = QFontMetrics(fontOf(TextStyle::Body)).height();
    paintIcon(painter, QRectF(layout.bubble.left() + cardX, layout.text.top(), side, side).adjusted(1, 1, -1, -1), view.icon,
              view.tone == Tone::Neutral ? t.textSecondary : ink);
    painter.setFont(fontOf(TextStyle::Body));
    painter.setPen(ink);
    painter.drawText(layout.text, Qt::AlignLeft | Qt::TextWordWrap, view.words);
    painter.setFont(fontOf(TextStyle::Caption));
    painter.setPen(t.textSecondary);
    if (!layout.advice.isEmpty())
        painter.drawText(layout.advice, Qt::AlignLeft | Qt::TextWordWrap, view.preview);
    painter.drawText(layout.caption, (view.ours ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextSingleLine, view.caption);
}

} // namespace milassist
