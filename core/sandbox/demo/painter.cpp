// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/demo/painter.h"

#include "core/sandbox/world/dice.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QPainterPath>

// Only shapes and gradients: text would need a GUI application and look different with other fonts.

namespace milassist::world::demo
{

namespace
{

constexpr int width = 960, height = 720;

QColor wood(Dice &dice)
{
    return QColor::fromHsv(dice.between(22, 34), dice.between(90, 140), dice.between(150, 205));
}

void fillWall(QPainter &painter, Dice &dice)
{
    QLinearGradient light(0, 0, width, height);
    const int hue = dice.between(30, 60);
    light.setColorAt(0, QColor::fromHsv(hue, 18, 246));
    light.setColorAt(1, QColor::fromHsv(hue, 30, 214));
    painter.fillRect(0, 0, width, height, light);
}

void paintPlank(QPainter &painter, const QRectF &rect, QColor colour, Dice &dice)
{
    QLinearGradient gradient(rect.topLeft(), rect.bottomLeft());
    gradient.setColorAt(0, colour.lighter(108));
    gradient.setColorAt(1, colour.darker(106));
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawRoundedRect(rect, 3, 3);
    painter.setBrush(Qt::NoBrush);
    for (int i = 0; i < 7; ++i) {
        QColor grain = colour.darker(dice.between(108, 125));
        grain.setAlpha(90);
        painter.setPen(QPen(grain, dice.between(1, 3)));
        const double y = rect.top() + rect.height() * (i + 0.5) / 7;
        QPainterPath path({rect.left() + 4, y});
        path.cubicTo(rect.left() + rect.width() / 3, y + dice.between(-9, 9), rect.left() + rect.width() * 2 / 3,
                     y + dice.between(-9, 9), rect.right() - 4, y + dice.between(-4, 4));
        painter.drawPath(path);
    }
}

void paintCabinets(QPainter &painter, QColor colour, Dice &dice)
{
    for (int column = 0; column < 4; ++column) {
        const double x = 60 + column * 215;
        for (int row = 0; row < 3; ++row) {
            paintPlank(painter, QRectF(x, 350 + row * 112, 205, 104), colour, dice);
            painter.setPen(Qt::NoPen);
            painter.setBrush(QColor(60, 58, 56));
            painter.drawRoundedRect(QRectF(x + 70, 372 + row * 112, 65, 7), 3, 3);
        }
    }
    painter.setBrush(QColor(236, 232, 226));
    painter.drawRect(QRectF(48, 322, 876, 28)); // the countertop
}

void paintWindow(QPainter &painter, Dice &dice)
{
    fillWall(painter, dice);
    QLinearGradient sky(0, 90, 0, 460);
    sky.setColorAt(0, QColor(140, 186, 224));
    sky.setColorAt(1, QColor(222, 236, 240));
    painter.setPen(QPen(QColor(250, 248, 244), 16));
    painter.setBrush(sky);
    painter.drawRect(210, 90, 420, 370);
    painter.drawLine(420, 90, 420, 460);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(104, 142, 92));
    for (int i = 0; i < 9; ++i)
        painter.drawEllipse(QPointF(235 + i * 46, 452 - dice.between(0, 40)), 34, 40);
    painter.setBrush(QColor(228, 226, 222));
    for (int i = 0; i < 11; ++i)
        painter.drawRoundedRect(QRectF(240 + i * 34, 520, 26, 150), 10, 10); // the radiator
    painter.setPen(QPen(QColor(176, 120, 84), 12));
    painter.drawLine(690, 620, 690, 720);
    painter.drawLine(610, 620, 690, 620); // its pipe
}

void paintFronts(QPainter &painter, Dice &dice)
{
    painter.fillRect(0, 0, width, height, QColor(78, 80, 84));
    const QColor colour = wood(dice);
    for (int i = 0; i < 5; ++i)
        paintPlank(painter, QRectF(70, 70 + i * 122, 820, 108), colour, dice);
}

void paintFaucet(QPainter &painter, Dice &dice)
{
    fillWall(painter, dice);
    painter.setPen(QPen(QColor(206, 220, 222), 3));
    for (int x = 0; x < width; x += 120)
        painter.drawLine(x, 0, x, 420);
    for (int y = 0; y < 420; y += 84)
        painter.drawLine(0, y, width, y);
    painter.setPen(QPen(QColor(168, 174, 180), 40, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QPainterPath pipe({470, 470});
    pipe.lineTo(470, 240);
    pipe.cubicTo(470, 120, 640, 120, 640, 260);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(pipe);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(196, 202, 208));
    painter.drawRect(60, 470, 840, 190);
    painter.setBrush(QColor(120, 128, 134));
    painter.drawRoundedRect(QRectF(330, 500, 420, 140), 30, 30);
    painter.setBrush(QColor(110, 170, 214));
    for (int i = 0; i < 3; ++i)
        painter.drawEllipse(QPointF(640, 320 + i * 70), 10, 14 + i * 2);
}

void paintScratch(QPainter &painter, Dice &dice)
{
    const QColor colour = wood(dice);
    paintPlank(painter, QRectF(0, 0, width, height), colour, dice);
    painter.setPen(QPen(colour.lighter(150), 5, Qt::SolidLine, Qt::RoundCap));
    QPainterPath line({double(dice.between(220, 300)), double(dice.between(260, 330))});
    line.quadTo(480, 360, double(dice.between(620, 720)), double(dice.between(380, 470)));
    painter.drawPath(line);
    painter.setPen(QPen(colour.darker(150), 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawPath(line.translated(0, 3));
}

void paintColours(QPainter &painter, Dice &dice)
{
    fillWall(painter, dice);
    const QColor greens[] = {QColor(86, 104, 74), QColor(156, 170, 140), QColor(70, 108, 112)};
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < 3; ++i) {
        painter.setBrush(QColor(0, 0, 0, 40));
        painter.drawRoundedRect(QRectF(98 + i * 270, 148, 230, 430), 10, 10);
        painter.setBrush(QColor(252, 251, 248));
        painter.drawRoundedRect(QRectF(90 + i * 270, 140, 230, 430), 10, 10);
        painter.setBrush(greens[i]);
        painter.drawRect(QRectF(90 + i * 270, 150, 230, 310));
    }
}

void paintTable(QPainter &painter, Dice &dice)
{
    fillWall(painter, dice);
    paintCabinets(painter, wood(dice), dice);
    painter.setPen(QPen(QColor(50, 50, 52), 4));
    for (int i = 0; i < 3; ++i) {
        const double x = 250 + i * 230;
        painter.drawLine(QPointF(x, 0), QPointF(x, 110));
        painter.setBrush(QColor(246, 214, 140));
        painter.drawChord(QRectF(x - 60, 90, 120, 120), 0, 180 * 16);
    }
}

void paintPanel(QPainter &painter, Dice &dice)
{
    painter.fillRect(0, 0, width, height, QColor(206, 208, 212));
    painter.setPen(QPen(QColor(150, 152, 158), 4));
    painter.setBrush(QColor(232, 233, 236));
    painter.drawRoundedRect(QRectF(250, 40, 460, 640), 14, 14);
    for (int row = 0; row < 9; ++row) {
        for (int column = 0; column < 2; ++column) {
            const QRectF breaker(300 + column * 190, 84 + row * 64, 170, 50);
            painter.setBrush(QColor(58, 60, 66));
            painter.drawRoundedRect(breaker, 6, 6);
            painter.setBrush(dice.chance(90) ? QColor(220, 222, 226) : QColor(208, 92, 70));
            painter.drawRect(breaker.adjusted(20, 14, -110, -14));
        }
    }
}

void paintStool(QPainter &painter, Dice &dice)
{
    painter.fillRect(0, 0, width, height, QColor(226, 222, 216));
    const QColor colour = wood(dice);
    painter.setPen(QPen(colour.darker(120), 34, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(360, 330, 270, 660);
    painter.drawLine(600, 330, 690, 660);
    painter.drawLine(440, 330, 410, 620);
    painter.drawLine(520, 330, 550, 620);
    paintPlank(painter, QRectF(250, 250, 460, 90), colour, dice);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour.darker(160));
    for (const int x : {352, 440, 518, 600})
        painter.drawRect(x - 10, 262, 20, 30);
}

} // namespace

QByteArray paint(Motif motif, quint64 seed, const char *contentType)
{
    QImage image(width, height, QImage::Format_RGB32);
    Dice dice(seed);
    {
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        switch (motif) {
        case Motif::None:
            return {};
        case Motif::Window:
            paintWindow(painter, dice);
            break;
        case Motif::Fronts:
            paintFronts(painter, dice);
            break;
        case Motif::Faucet:
            paintFaucet(painter, dice);
            break;
        case Motif::Scratch:
            paintScratch(painter, dice);
            break;
        case Motif::Colours:
            paintColours(painter, dice);
            break;
        case Motif::Table:
            paintTable(painter, dice);
            break;
        case Motif::Panel:
            paintPanel(painter, dice);
            break;
        case Motif::Stool:
            paintStool(painter, dice);
            break;
        }
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const bool isPng = QLatin1StringView(contentType) == QLatin1StringView("image/png");
    image.save(&buffer, isPng ? "PNG" : "JPG", isPng ? -1 : 85);
    return bytes;
}

} // namespace milassist::world::demo
