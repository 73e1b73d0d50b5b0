// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/outsidepage.h"

#include "core/base/whendone.h"

namespace milassist {

using namespace Qt::StringLiterals;

OutsidePage::OutsidePage(Team &team, const LineNames &lines, OutsideCard &card) : QObject(&team), m_team(team), m_lines(lines), m_card(&card)
{
    connect(&card, &OutsideCard::saveRequested, this, &OutsidePage::save);
    connect(&card, &OutsideCard::readRequested, this, &OutsidePage::read);
    connect(&card, &QObject::destroyed, this, &QObject::deleteLater);
    connect(&lines, &LineNames::changed, this, &OutsidePage::render);
    connect(&team.events(), &TeamEvents::happened, this, [this](const TeamEvent &event) {
        if (event.kind == "user"_L1 && event.text("person"_L1) == m_team.client().access().user)
            read(); // at another desk, or by an admin
    });
    connect(&team.events(), &TeamEvents::linkChanged, this, [this](TeamEvents::Link link) {
        if (link == TeamEvents::Link::Live)
            read();
    });
    read();
}

void OutsidePage::read()
{
    whenDone(TeamOwnPhone(m_team.client()).read(), this, [this, asked = ++m_asked](const Result<OwnPhone> &phone) {
        if (asked == m_asked && !m_facts.isSaving)
            take(phone);
    });
}

void OutsidePage::save(const OwnPhone &phone)
{
    m_facts.isSaving = true;
    m_facts.isSaved = false;
    m_facts.error.reset();
    render();
    whenDone(TeamOwnPhone(m_team.client()).save(phone), this, [this](const Result<OwnPhone> &kept) {
        ++m_asked; // what was asked meanwhile is older
        m_facts.isSaving = false;
        m_facts.isSaved = kept.has_value();
        take(kept);
    });
}

void OutsidePage::take(const Result<OwnPhone> &phone)
{
    m_facts.error = phone ? std::nullopt : std::optional(phone.error());
    if (phone) {
        m_facts.phone = *phone;
        m_facts.isKnown = true;
    }
    render();
}

void OutsidePage::render()
{
    m_facts.home = m_lines.home();
    m_facts.lines = m_lines.lines();
    if (m_card)
        m_card->setFacts(m_facts);
}

} // namespace milassist
