// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parts/detailpane.h"

#include "ui/widgets/deskstyle.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

constexpr int widest = 860;

} // namespace

DetailPane::DetailPane(QWidget *parent) : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto *page = new QWidget(this);
    page->setBackgroundRole(QPalette::Base);
    viewport()->setBackgroundRole(QPalette::Base);
    auto *body = new QWidget(page);
    body->setMaximumWidth(widest);
    m_back = new QPushButton(icon(u"back"_s), tr("Back to the list"), body);
    m_back->setObjectName(u"backToListButton"_s);
    m_back->setAccessibleName(m_back->text());
    setButtonKind(m_back, ButtonKind::Quiet);
    m_back->hide();
    connect(m_back, &QPushButton::clicked, this, &DetailPane::backWanted);
    m_column = new QVBoxLayout(body);
    m_column->setContentsMargins(space::xl, space::l + space::xs, space::xl, space::xl);
    m_column->setSpacing(space::l);
    m_column->addWidget(m_back, 0, Qt::AlignLeft);
    auto *outer = new QHBoxLayout(page);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(body, 1);
    outer->addStretch(0);
    setWidget(page);
}

void DetailPane::setFolded(bool folded)
{
    m_back->setVisible(folded);
}

QToolButton *quietTool(const QString &name, const QString &text, const QString &iconName, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(text);
    button->setIcon(icon(iconName));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace milassist
