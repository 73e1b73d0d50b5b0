// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/team/morerow.h"

#include "ui/widgets/deskstyle.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

namespace milassist
{

using namespace Qt::StringLiterals;

MoreRow::MoreRow(QWidget *parent) : QWidget(parent), m_words(new Label(TextStyle::Caption, this)), m_button(new QPushButton(tr("Show more"), this))
{
    setObjectName(u"moreRow"_s);
    m_words->setObjectName(u"moreWords"_s);
    m_words->setLevel(Label::Level::Second);
    m_words->setElided(true);
    m_button->setObjectName(u"moreButton"_s);
    m_button->setIcon(icon(u"chevron-down"_s));
    setButtonKind(m_button, ButtonKind::Quiet);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::l, space::xs, space::m, space::xs);
    row->addWidget(m_words, 1);
    row->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &MoreRow::wanted);
    hide();
}

void MoreRow::tell(int shown, int total)
{
    const QLocale locale;
    m_words->setText(tr("%1 of %2", "so many rows of all are shown").arg(locale.toString(shown), locale.toString(total)));
    m_button->setAccessibleName(tr("Show more, %1 of %2 are shown").arg(locale.toString(shown), locale.toString(total)));
    setVisible(shown < total);
}

} // namespace milassist
