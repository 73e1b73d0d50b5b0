// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parts/partydetail.h"

#include "ui/panels/parts/noteeditor.h"
#include "ui/panels/parts/partyheader.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"

#include <QScrollBar>
#include <QVBoxLayout>

namespace milassist {

PartyDetail::PartyDetail(QWidget *parent)
    : DetailPane(parent), m_header(new PartyHeader(widget())), m_notice(new Notice(widget())), m_note(new NoteEditor(widget()))
{
    m_notice->setClosable(true);
    connect(m_header, &PartyHeader::textWanted, this,
            [this] { Q_EMIT openRequested(ThreadTarget{.line = m_of.line, .peer = m_of.peer, .body = {}, .message = {}}); });
    connect(m_header, &PartyHeader::contactWanted, this, [this] { Q_EMIT openRequested(ContactTarget{.id = 0, .party = m_of.peer}); });
    connect(m_note, &NoteEditor::changed, this, &PartyDetail::noteChanged);
}

bool PartyDetail::turnTo(const Of &of, const QString &home)
{
    const bool isOther = of.id != m_of.id;
    if (isOther) {
        m_note->flush();
        m_notice->clear();
        verticalScrollBar()->setValue(0);
    }
    m_of = of;
    m_header->show(of.peer, of.name, home);
    m_note->show(of.id, of.note);
    return isOther;
}

void PartyDetail::addNote()
{
    column()->addWidget(new Label(tr("Note"), TextStyle::Heading, widget()));
    column()->addWidget(m_note);
}

void PartyDetail::writeText()
{
    if (m_header->canText())
        Q_EMIT m_header->textWanted();
}

void PartyDetail::flush()
{
    m_note->flush();
}

void PartyDetail::editNote()
{
    m_note->setFocus(Qt::ShortcutFocusReason);
    ensureWidgetVisible(m_note);
}

} // namespace milassist
