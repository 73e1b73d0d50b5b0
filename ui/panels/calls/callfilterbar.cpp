// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/calls/callfilterbar.h"

#include "ui/panels/parts/daychip.h"
#include "ui/panels/parts/lineparts.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/theme.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

namespace milassist {
using namespace Qt::StringLiterals;

CallFilterBar::CallFilterBar(const LineNames &lines, Clock clock, QWidget *parent) : QWidget(parent), m_lines(lines)
{
    m_search = new SearchField(tr("Search names, numbers, notes"), this);
    m_search->setObjectName(u"callSearch"_s);
    m_search->setAccessibleName(tr("Search calls"));
    m_chips = new QWidget(this);
    auto *flow = new FlowLayout(m_chips, space::xs + space::hair);
    m_missed = addChip(u"missedChip"_s, tr("Missed"), tr("Calls that nobody answered, voicemail too"));
    m_in = addChip(u"incomingChip"_s, tr("Incoming"), tr("Only calls to us"));
    m_out = addChip(u"outgoingChip"_s, tr("Outgoing"), tr("Only calls from us"));
    m_recorded = addChip(u"recordedChip"_s, tr("Recorded"), tr("Only calls with a recording or voicemail"));
    m_line = new LineChip(lines, m_chips);
    m_line->setToolTip(tr("Only calls on one of our numbers"));
    m_days = new DayChip(std::move(clock), m_chips);
    m_days->setToolTip(tr("Only calls of these days"));
    flow->addWidget(m_line);
    flow->addWidget(m_days);
    m_person = addChip(u"personChip"_s, {}, tr("Only calls with this person. Click to show everybody."));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::m, space::l, space::s);
    column->setSpacing(space::s);
    column->addWidget(m_search);
    column->addWidget(m_chips);

    connect(m_search, &SearchField::searched, this, [this](const QString &text) { change([&](CallFilter &f) { f.text = text; }); });
    connect(m_missed, &Chip::clicked, this, [this](bool on) {
        change([on](CallFilter &f) {
            f.missedOnly = on;
            if (on)
                f.direction.reset(); // what is missed came in anyway
        });
    });
    const auto direct = [this](CallHeading heading, bool on) {
        change([=](CallFilter &f) {
            f.direction = on ? std::optional(heading) : std::nullopt;
            f.missedOnly = f.missedOnly && (!on || heading == CallHeading::In);
        });
    };
    connect(m_in, &Chip::clicked, this, [direct](bool on) { direct(CallHeading::In, on); });
    connect(m_out, &Chip::clicked, this, [direct](bool on) { direct(CallHeading::Out, on); });
    connect(m_recorded, &Chip::clicked, this, [this](bool on) { change([on](CallFilter &f) { f.withRecording = on; }); });
    connect(m_line, &LineChip::chosen, this, [this](const Party &line) { change([&](CallFilter &f) { f.line = line; }); });
    connect(m_days, &DayChip::chosen, this, [this](const DayRange &range) {
        change([&](CallFilter &f) {
            f.from = range.from;
            f.to = range.to;
        });
    });
    connect(m_person, &Chip::clicked, this, [this] { change([](CallFilter &f) { f.peer = {}; }); });
    render();
}

Chip *CallFilterBar::addChip(const QString &name, const QString &text, const QString &tip)
{
    auto *chip = new Chip(text, m_chips);
    chip->setObjectName(name);
    chip->setToolTip(tip);
    m_chips->layout()->addWidget(chip);
    return chip;
}

void CallFilterBar::setFilter(const CallFilter &filter)
{
    change([&](CallFilter &f) { f = filter; });
}

void CallFilterBar::setPerson(const Party &peer, const QString &name)
{
    m_personName = partyWords(peer, name, m_lines.home()).title;
    change([&](CallFilter &f) {
        f = {};
        f.peer = peer;
    });
}

void CallFilterBar::change(const std::function<void(CallFilter &)> &change)
{
    const CallFilter before = m_filter;
    change(m_filter);
    render();
    if (m_filter != before)
        Q_EMIT changed(m_filter);
}

void CallFilterBar::render()
{
    if (m_search->text().trimmed() != m_filter.text) {
        const QSignalBlocker quiet(m_search);
        m_search->setText(m_filter.text);
    }
    m_missed->setChecked(m_filter.missedOnly);
    m_in->setChecked(m_filter.direction == CallHeading::In);
    m_out->setChecked(m_filter.direction == CallHeading::Out);
    m_recorded->setChecked(m_filter.withRecording);
    m_line->setLine(m_filter.line);
    m_days->setRange({m_filter.from, m_filter.to});
    m_person->setVisible(!m_filter.peer.isEmpty());
    m_person->setText(tr("%1  \u00d7", "a person; click to take the filter away").arg(m_personName));
    m_person->setAccessibleName(tr("Only %1").arg(m_personName));
    m_person->setChecked(true);
    m_chips->updateGeometry();
}

} // namespace milassist
