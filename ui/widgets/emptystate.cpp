// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/emptystate.h"

#include "ui/widgets/label.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace milassist {

using namespace Qt::StringLiterals;

EmptyState::EmptyState(QWidget *parent) :
    QWidget(parent), m_mark(new QWidget(this)), m_sentence(new Label(TextStyle::Heading, this)), m_more(new Label(TextStyle::Body, this)),
    m_button(new QPushButton(this))
{
    m_mark->setFixedSize(56, 56);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter);
    m_sentence->setObjectName(u"emptySentence"_s);
    m_more->setWordWrap(true);
    m_more->setAlignment(Qt::AlignHCenter);
    m_more->setLevel(Label::Level::Second);
    m_more->setObjectName(u"emptyMore"_s);
    m_button->setObjectName(u"emptyAction"_s);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::actionChosen);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::xl, space::xl, space::xl, space::xl);
    column->setSpacing(space::s);
    column->addStretch(2);
    column->addWidget(m_mark, 0, Qt::AlignHCenter);
    column->addSpacing(space::xs);
    column->addWidget(m_sentence);
    column->addWidget(m_more);
    column->addSpacing(space::s);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
}

void EmptyState::setText(const QString &iconName, const QString &sentence, const QString &more, const QString &action)
{
    m_icon = iconName;
    m_sentence->setText(sentence);
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
    m_button->setText(action);
    m_button->setAccessibleName(action);
    m_button->setVisible(!action.isEmpty());
    setAccessibleName(sentence);
    update();
}

void EmptyState::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.sunken);
    painter.drawEllipse(m_mark->geometry());
    paintIcon(painter, QRectF(m_mark->geometry()).adjusted(16, 16, -16, -16), m_icon, t.textSecondary);
}

} // namespace milassist
