// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parts/captioned.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"

#include <QPainter>
#include <QVBoxLayout>

namespace milassist
{

QWidget *captioned(const QString &caption, QWidget *field, QWidget *parent)
{
    auto *group = new QWidget(parent);
    auto *column = new QVBoxLayout(group);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    auto *label = new Label(caption, TextStyle::Caption, group);
    label->setLevel(Label::Level::Second);
    label->setBuddy(field);
    field->setAccessibleName(caption);
    column->addWidget(label);
    column->addWidget(field);
    return group;
}

IconLabel::IconLabel(QString name, Tone tone, QWidget *parent) : QWidget(parent), m_name(std::move(name)), m_tone(tone)
{
    setFixedSize(iconSize() + space::xs, iconSize() + space::xs);
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = tokens(palette());
    paintIcon(painter, QRectF(rect()).adjusted(2, 2, -2, -2), m_name, m_tone == Tone::Neutral ? t.textSecondary : t.ink(m_tone));
}

} // namespace milassist
