// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/voicemail/voicemailfilterbar.h"

#include "ui/panels/parts/daychip.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/theme.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

namespace milassist {
using namespace Qt::StringLiterals;

VoicemailFilterBar::VoicemailFilterBar(const LineNames &lines, Clock clock, QWidget *parent) : QWidget(parent)
{
    m_search = new SearchField(tr("Search names, numbers, transcripts"), this);
    m_search->setObjectName(u"voicemailSearch"_s);
    m_search->setAccessibleName(tr("Search voicemail"));
    auto *chips = new QWidget(this);
    auto *flow = new FlowLayout(chips, space::xs + space::hair);
    m_unheard = new Chip(tr("Unheard"), chips);
    m_unheard->setObjectName(u"unheardChip"_s);
    m_unheard->setToolTip(tr("Only what nobody has listened to"));
    m_line = new LineChip(lines, chips);
    m_line->setToolTip(tr("Only voicemail on one of our numbers"));
    m_days = new DayChip(std::move(clock), chips);
    m_days->setToolTip(tr("Only voicemail of these days"));
    for (QWidget *chip : std::initializer_list<QWidget *>{m_unheard, m_line, m_days})
        flow->addWidget(chip);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::m, space::l, space::s);
    column->setSpacing(space::s);
    column->addWidget(m_search);
    column->addWidget(chips);

    connect(m_search, &SearchField::searched, this, [this](const QString &text) { change([&](VoicemailFilter &f) { f.text = text; }); });
    connect(m_unheard, &Chip::clicked, this, [this](bool on) { change([on](VoicemailFilter &f) { f.unheardOnly = on; }); });
    connect(m_line, &LineChip::chosen, this, [this](const Party &line) { change([&](VoicemailFilter &f) { f.line = line; }); });
    connect(m_days, &DayChip::chosen, this, [this](const DayRange &range) {
        change([&](VoicemailFilter &f) {
            f.from = range.from;
            f.to = range.to;
        });
    });
}

void VoicemailFilterBar::setFilter(const VoicemailFilter &filter)
{
    change([&](VoicemailFilter &f) { f = filter; });
}

void VoicemailFilterBar::change(const std::function<void(VoicemailFilter &)> &change)
{
    const VoicemailFilter before = m_filter;
    change(m_filter);
    render();
    if (m_filter != before)
        Q_EMIT changed(m_filter);
}

void VoicemailFilterBar::render()
{
    if (m_search->text().trimmed() != m_filter.text) {
        const QSignalBlocker quiet(m_search);
        m_search->setText(m_filter.text);
    }
    m_unheard->setChecked(m_filter.unheardOnly);
    m_line->setLine(m_filter.line);
    m_days->setRange({m_filter.from, m_filter.to});
}

} // namespace milassist
