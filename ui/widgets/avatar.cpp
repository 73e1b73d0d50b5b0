// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/avatar.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QTextBoundaryFinder>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

/// The first letter as a person sees it (surrogates and combining marks stay together), upper case.
QString firstLetter(const QString &word)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    const qsizetype end = finder.toNextBoundary();
    return word.left(end < 0 ? word.size() : end).toUpper();
}

} // namespace

QString initialsOf(const QString &name)
{
    const QStringList words = name.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty() || !std::any_of(name.begin(), name.end(), [](QChar c) { return c.isLetter() || c.isSurrogate(); }))
        return {};
    const QString first = firstLetter(words.first());
    return words.size() == 1 ? first : first + firstLetter(words.last());
}

void paintAvatar(QPainter &painter, const QRectF &circle, const QString &name, const Tokens &t)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QString initials = initialsOf(name);
    if (initials.isEmpty()) {
        painter.setBrush(t.sunken);
        painter.drawEllipse(circle);
        const double side = circle.width() * 0.56;
        paintIcon(painter, QRectF(circle.center().x() - side / 2, circle.center().y() - side / 2, side, side), u"person"_s,
                  t.textSecondary);
    } else {
        uint sum = 17; // not qHash: the colour of a person stays the same from start to start
        for (const QChar c : name)
            sum = sum * 31 + c.unicode();
        constexpr int hues[] = {222, 262, 302, 338, 14, 36, 96, 152, 178, 200};
        const int hue = hues[sum % std::size(hues)];
        painter.setBrush(t.dark ? QColor::fromHsl(hue, 70, 66) : QColor::fromHsl(hue, 110, 224));
        painter.drawEllipse(circle);
        QFont font = fontOf(TextStyle::BodyStrong);
        font.setPixelSize(std::max(8, int(circle.width() * 0.38)));
        painter.setFont(font);
        painter.setPen(t.dark ? QColor::fromHsl(hue, 130, 214) : QColor::fromHsl(hue, 130, 72));
        painter.drawText(circle, Qt::AlignCenter, initials);
    }
    painter.restore();
}

Avatar::Avatar(int diameter, QWidget *parent) : QWidget(parent)
{
    setFixedSize(diameter, diameter);
}

void Avatar::setName(const QString &name)
{
    m_name = name;
    update();
}

void Avatar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintAvatar(painter, rect(), m_name, tokens(palette()));
}

} // namespace milassist
