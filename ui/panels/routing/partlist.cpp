// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/partlist.h"

#include "ui/panels/parts/detailpane.h"
#include "ui/panels/routing/planpage.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace milassist
{

using namespace Qt::StringLiterals;

PartList::PartList(Words words, QWidget *parent) : QWidget(parent), m_words(std::move(words)), m_rows(new QVBoxLayout)
{
    setObjectName(u"all"_s + m_words.objectName);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(sectionHead(m_words.title, m_words.note, this));
    m_rows->setSpacing(space::s);
    column->addLayout(m_rows);
    hide();
}

void PartList::show(const QList<PartView> &parts)
{
    setVisible(!parts.isEmpty());
    if (parts == m_parts)
        return;
    m_parts = parts;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
    for (qsizetype i = 0; i < parts.size(); ++i)
        m_rows->addWidget(rowOf(parts[i], i));
}

QWidget *PartList::rowOf(const PartView &part, qsizetype at)
{
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    line->addLayout(words, 1);
    auto *name = new Label(part.name, TextStyle::BodyStrong, row);
    name->setWordWrap(true);
    words->addWidget(name);
    const QString use = part.users.isEmpty() ? tr("Nothing uses it.") : tr("Used by: %1.", "Line Boston; Hours Office, Christmas").arg(part.users.join(u"; "_s));
    for (const QString &text : {part.words, use}) {
        auto *note = new Label(text, TextStyle::Caption, row);
        note->setLevel(Label::Level::Second);
        note->setWordWrap(true);
        words->addWidget(note);
    }
    if (part.users.isEmpty()) {
        QToolButton *remove = quietTool(u"remove%1%2"_s.arg(m_words.objectName).arg(at), tr("Remove"), u"trash"_s, row);
        remove->setAccessibleName(m_words.remove.arg(part.name));
        line->addWidget(remove, 0, Qt::AlignTop);
        connect(remove, &QToolButton::clicked, this, [this, id = part.id] { Q_EMIT removeWanted(id); }, Qt::QueuedConnection);
    }
    return row;
}

} // namespace milassist
