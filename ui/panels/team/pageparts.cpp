// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/team/pageparts.h"

#include "ui/widgets/label.h"
#include "ui/widgets/tokens.h"

#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

QWidget *pageWith(const QString &title, const QString &more, QVBoxLayout *&column)
{
    auto *page = new QWidget;
    column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    auto *heading = new Label(title, TextStyle::Title, page);
    heading->setObjectName(u"pageTitle"_s);
    heading->setWordWrap(true);
    column->addWidget(heading);
    if (!more.isEmpty()) {
        auto *second = new Label(more, TextStyle::Body, page);
        second->setObjectName(u"pageMore"_s);
        second->setLevel(Label::Level::Second);
        second->setWordWrap(true);
        column->addWidget(second);
    }
    return page;
}

void addFact(QVBoxLayout *column, const QString &caption, const QString &text, const QString &name)
{
    if (text.isEmpty())
        return;
    auto *group = new QVBoxLayout;
    group->setSpacing(space::xs);
    auto *what = new Label(caption, TextStyle::Caption);
    what->setLevel(Label::Level::Second);
    auto *is = new Label(text, TextStyle::Body);
    is->setObjectName(name);
    is->setWordWrap(true);
    is->setTextInteractionFlags(Qt::TextSelectableByMouse);
    group->addWidget(what);
    group->addWidget(is);
    column->addLayout(group);
}

} // namespace milassist
