// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/bubblelayout.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QFontMetrics>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int padX = space::m, padY = space::s;

QString inBubble(const char *text)
{
    return QCoreApplication::translate("Bubble", text);
}

int lineHeight(TextStyle style)
{
    return QFontMetrics(fontOf(style)).height();
}

/// Pictures keep one size each, so that a row's height is known before the picture is here.
QSize pictureSize(qsizetype count, int room)
{
    const int side = lineHeight(TextStyle::Body) * (count == 1 ? 13 : 8);
    const int width = std::min(side, count == 1 ? room : (room - space::xs) / 2);
    return {width, width * 3 / 4};
}

BubbleLayout dividerLayout(int width)
{
    BubbleLayout layout;
    const int line = lineHeight(TextStyle::Caption);
    layout.height = line + 2 * space::m;
    layout.caption = {space::l, space::m, width - 2 * space::l, line};
    return layout;
}

} // namespace

QSize layOut(QTextLayout &layout, const QString &text, int width)
{
    QString plain = text;
    plain.replace(u'\n', QChar::LineSeparator); // a layout is one paragraph
    layout.setText(plain);
    layout.setFont(fontOf(TextStyle::Body));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(plain.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    layout.setTextOption(option);
    layout.setCacheEnabled(true);
    qreal y = 0, widest = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y});
        y += std::ceil(line.height());
        widest = std::max(widest, line.naturalTextWidth());
    }
    layout.endLayout();
    return {int(std::ceil(widest)), int(y)};
}

QList<TextLink> linksIn(const QString &text)
{
    static const QRegularExpression address(u"\\bhttps?://[^\\s<>\"“”]+"_s, QRegularExpression::CaseInsensitiveOption);
    QList<TextLink> links;
    auto found = address.globalMatch(text);
    while (found.hasNext() && links.size() < 20) {
        const auto match = found.next();
        QString shown = match.captured();
        while (!shown.isEmpty() && QStringView(u".,;:!?)]}'").contains(shown.back()))
            shown.chop(1); // punctuation of the sentence around it
        const QUrl url(shown, QUrl::StrictMode);
        if (url.isValid() && !url.host().isEmpty())
            links.append({int(match.capturedStart()), int(shown.size()), url});
    }
    return links;
}

QList<std::pair<int, int>> marksIn(const QString &text, const QString &needle)
{
    QList<std::pair<int, int>> marks;
    for (const QString &word : needle.split(u' ', Qt::SkipEmptyParts)) {
        for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0 && marks.size() < 100;
             at = text.indexOf(word, at + word.size(), Qt::CaseInsensitive))
            marks.append({int(at), int(word.size())});
    }
    return marks;
}

QString actionText(MessageAction action)
{
    switch (action) {
    case MessageAction::Retry:
        return inBubble("Try again");
    case MessageAction::TakeBack:
        return inBubble("Take back");
    case MessageAction::None:
        break;
    }
    return {};
}

QString bubbleCaption(const ConversationItem &item, const DeliveryView &delivery)
{
    const QString time = clockTime(item.row.at.toLocalTime().time());
    return delivery.words.isEmpty() ? time : time + u"  \u00b7  "_s + delivery.words;
}

BubbleLayout layoutOf(const ConversationItem &item, const DeliveryView &delivery, int width)
{
    if (item.kind != ConversationItem::Kind::Message)
        return dividerLayout(width);

    const bool ours = isOurs(item.row);
    const int widest = std::min(std::max(width * 3 / 4, 160), lineHeight(TextStyle::Body) * 32);
    const int room = std::max(widest - 2 * space::l - 2 * padX, 60);
    const qsizetype pictures = std::max<qsizetype>(item.row.media.size(), item.row.message.mediaCount);

    BubbleLayout layout;
    QSize textSize;
    if (!item.row.message.body.isEmpty() || pictures == 0) {
        QTextLayout text;
        textSize = layOut(text, item.row.message.body.isEmpty() ? u" "_s : item.row.message.body, room);
    }
    const QSize picture = pictureSize(pictures, room);
    const int columns = pictures > 1 ? 2 : 1;
    const int rows = int((pictures + columns - 1) / columns);
    const int gridWidth = pictures == 0 ? 0 : columns * picture.width() + (columns - 1) * space::xs;
    const int gridHeight = pictures == 0 ? 0 : rows * picture.height() + (rows - 1) * space::xs;

    const int inner = std::max({textSize.width(), gridWidth, lineHeight(TextStyle::Body)});
    const int between = gridHeight > 0 && textSize.height() > 0 ? space::s : 0;
    const int top = item.groupBegins ? space::s : space::hair;
    const QSize bubble(inner + 2 * padX, gridHeight + between + textSize.height() + 2 * padY);
    const int left = ours ? width - space::l - bubble.width() : space::l;
    layout.bubble = {QPoint(left, top), bubble};
    for (int i = 0; i < pictures; ++i)
        layout.pictures.append({QPoint(left + padX + i % columns * (picture.width() + space::xs),
                                       top + padY + i / columns * (picture.height() + space::xs)),
                                picture});
    if (textSize.height() > 0)
        layout.text = {left + padX, top + padY + gridHeight + between, inner, textSize.height()};

    int y = top + bubble.height();
    const int captionLine = lineHeight(TextStyle::Caption);
    const int captionRoom = std::max(width - 2 * space::l, 60);
    if (item.groupEnds || delivery.isProblem() || delivery.action != MessageAction::None) {
        y += space::hair;
        layout.caption = {space::l, y, captionRoom, captionLine};
        y += captionLine;
    }
    const QFontMetrics metrics(fontOf(TextStyle::Caption));
    if (!delivery.whatToDo.isEmpty()) {
        const int adviceRoom = std::min(captionRoom, lineHeight(TextStyle::Body) * 28);
        const QRect needed = metrics.boundingRect(0, 0, adviceRoom, 10000, Qt::TextWordWrap, delivery.whatToDo);
        layout.advice = {ours ? width - space::l - adviceRoom : space::l, y, adviceRoom, needed.height()};
        y += needed.height();
    }
    if (delivery.action != MessageAction::None) {
        const int actionWidth = metrics.horizontalAdvance(actionText(delivery.action)) + 2 * space::s;
        layout.action = {width - space::l - actionWidth, y + space::hair, actionWidth, captionLine + space::s};
        y = layout.action.bottom() + 1;
    }
    layout.height = y + (item.groupEnds ? space::xs : 0);
    return layout;
}

} // namespace milassist
