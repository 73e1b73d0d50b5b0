// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/routepage.h"

#include "ui/panels/routing/greetingfield.h"
#include "core/planning/planedit.h"
#include "ui/panels/routing/partlist.h"
#include "ui/panels/routing/routeeditor.h"
#include "ui/widgets/words.h"
#include "ui/words/findingwords.h"
#include "ui/words/planwords.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

RoutePage::RoutePage(RoutingServices &services, QWidget *parent)
    : PlanPage(services, parent), m_open(new RouteEditor(services, When::Open, this)), m_closed(new RouteEditor(services, When::Closed, this)),
      m_hold(planCombo(this)), m_music(new GreetingField({u"holdMusic"_s, tr("What they hear meanwhile"), tr("The program's own music")}, services, this)),
      m_all(new PartList({u"Route"_s, tr("All routes"), tr("Of all lines together. One that nothing uses can be removed."), tr("Remove the route %1")}, this))
{
    setObjectName(u"routePage"_s);
    column()->addWidget(m_open);
    m_hold->addItem(tr("Voicemail at once"), 0);
    for (const int minutes : {1, 2, 3, 5, 10, 15})
        m_hold->addItem(tr("Music, for up to %1").arg(durationText(std::chrono::minutes(minutes))), minutes * 60);
    column()->addWidget(namedField(u"holdWhenBusy"_s, tr("When everybody is on another call"), m_hold, this));
    column()->addWidget(m_music);
    column()->addWidget(m_closed);
    column()->addWidget(m_all);
    column()->addStretch(1);
    connect(m_all, &PartList::removeWanted, this, [this](const QString &id) { desk().change(withoutRoute(plan(), RouteId(id))); });
    connect(m_hold, &QComboBox::activated, this, [this](int index) {
        const int wait = m_hold->itemData(index).toInt();
        changeLine([wait](Line &line) {
            Hold hold = line.whenAllBusy.value_or(Hold()); // its music stays
            hold.atMost = seconds(wait);
            line.whenAllBusy = wait > 0 ? std::optional(hold) : std::nullopt;
        });
    });
    connect(m_music, &GreetingField::changed, this, [this](const Greeting &music) {
        changeLine([&music](Line &line) {
            if (line.whenAllBusy)
                line.whenAllBusy->music = music;
        }, music.kind == Greeting::Kind::Spoken ? u"music"_s : QString());
    });
}

void RoutePage::render()
{
    m_open->show(number());
    m_closed->show(number());
    const int wait = line() && line()->whenAllBusy ? int(line()->whenAllBusy->atMost.count()) : 0;
    if (m_hold->findData(wait) < 0)
        m_hold->addItem(tr("Music, for up to %1").arg(durationText(seconds(wait))), wait);
    m_hold->setCurrentIndex(m_hold->findData(wait));
    const bool isHeld = line() && line()->whenAllBusy;
    m_music->setVisible(isHeld);
    if (isHeld)
        m_music->show(number().e164(), line()->whenAllBusy->music, line()->language);
    QList<PartView> routes;
    for (const auto &[id, route] : plan().routes)
        routes << PartView{id.text(), nameOf(plan(), id), routeWords(plan(), id), placesWords(usersOf(plan(), id), plan(), home())};
    m_all->show(routes);
}

} // namespace milassist
