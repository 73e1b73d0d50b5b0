// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/stagecard.h"

#include "core/planning/planedit.h"
#include "ui/panels/routing/memberlist.h"
#include "ui/panels/routing/outsideform.h"
#include "ui/panels/routing/planpage.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/words.h"
#include "ui/words/planwords.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSpinBox>
#include <QToolButton>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

const Stage blankStages[] = {RoundRobin(), InOrder(), AllAtOnce(), OnCall()};

bool isOutside(const Stage &stage)
{
    return std::holds_alternative<External>(stage);
}

int atMostOf(const Stage &stage)
{
    if (const auto *robin = std::get_if<RoundRobin>(&stage))
        return robin->atMost;
    const auto *onCall = std::get_if<OnCall>(&stage);
    return onCall ? onCall->atMost : -1;
}

} // namespace

StageCard::StageCard(const QString &home, QWidget *parent) : Card(parent), m_home(home)
{
    build();
    connect(m_up, &QToolButton::clicked, this, [this] { Q_EMIT moveWanted(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { Q_EMIT moveWanted(1); });
    connect(m_kind, &QComboBox::activated, this, [this](int kind) { Q_EMIT stageChanged(ofKind(m_stage, std::size_t(kind), m_plan)); });
    connect(m_whom, &QComboBox::activated, this, [this](int index) {
        const QString id = m_whom->itemData(index).toString();
        if (auto *onCall = std::get_if<OnCall>(&m_stage))
            onCall->rota = RotaId(id);
        Q_EMIT stageChanged(withGroup(m_stage, GroupId(id)));
    });
    connect(m_seconds, &QSpinBox::valueChanged, this, [this](int value) {
        if (!m_isShowing)
            Q_EMIT stageChanged(withRingTime(m_stage, seconds(value)));
    });
    connect(m_atMost, &QSpinBox::valueChanged, this, [this](int value) {
        if (!m_isShowing)
            Q_EMIT stageChanged(withMostPeople(m_stage, value));
    });
    connect(m_outside, &OutsideFields::changed, this, [this](const External &outside) { Q_EMIT stageChanged(outside); });
}

void StageCard::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, space::m, space::m, space::m);
    column->setSpacing(space::s);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::xs);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(0);
    m_title = new Label(TextStyle::BodyStrong, this);
    m_title->setWordWrap(true);
    m_longest = new Label(TextStyle::Caption, this);
    m_longest->setLevel(Label::Level::Second);
    m_longest->setWordWrap(true);
    titles->addWidget(m_title);
    titles->addWidget(m_longest);
    head->addLayout(titles, 1);
    const auto tool = [&](const char *icon, const QString &tip) {
        QToolButton *button = quietTool({}, tip, QString::fromLatin1(icon), this);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setToolTip(tip);
        head->addWidget(button, 0, Qt::AlignTop);
        return button;
    };
    m_up = tool("chevron-up", tr("Stage earlier"));
    m_down = tool("chevron-down", tr("Stage later"));
    QToolButton *remove = tool("trash", tr("Remove this stage"));
    m_up->setObjectName(u"stageUp"_s);
    m_down->setObjectName(u"stageDown"_s);
    remove->setObjectName(u"stageRemove"_s);
    connect(remove, &QToolButton::clicked, this, &StageCard::removeWanted);
    column->addLayout(head);

    auto *fields = new QWidget(this);
    auto *flow = new FlowLayout(fields, space::m);
    flow->setContentsMargins(0, 0, 0, 0);
    m_kind = planCombo(fields);
    m_kind->setMinimumContentsLength(20);
    for (const Stage &stage : blankStages)
        m_kind->addItem(strategyWords(stage));
    m_whom = planCombo(fields);
    m_seconds = secondsBox(5, 120, fields);
    m_atMost = new QSpinBox(fields);
    m_atMost->setRange(0, 50);
    m_atMost->setSpecialValueText(tr("all", "of the people"));
    m_atMost->setFocusPolicy(Qt::StrongFocus);
    flow->addWidget(namedField(u"stageKind"_s, tr("How"), m_kind, fields));
    m_whomField = namedField(u"stageWhom"_s, tr("Whom"), m_whom, fields);
    flow->addWidget(m_whomField);
    flow->addWidget(namedField(u"stageSeconds"_s, tr("Ring for"), m_seconds, fields));
    m_atMostField = namedField(u"stageAtMost"_s, tr("People a call"), m_atMost, fields);
    flow->addWidget(m_atMostField);
    m_outside = new OutsideFields(m_home, this);
    column->addWidget(m_outside);
    column->addWidget(fields);
    m_members = new MemberList(this);
    column->addWidget(m_members);
}

void StageCard::show(const View &view)
{
    m_isShowing = true;
    m_stage = view.stage;
    m_plan = view.plan;
    QString what = stageWords(view.plan, view.stage);
    what[0] = what[0].toUpper();
    m_title->setText(u"%1. %2"_s.arg(view.place + 1).arg(what));
    m_longest->setText(tr("Rings for %1 at the most").arg(durationText(longestOfStage(view.plan, view.line, view.stage))));
    m_up->setEnabled(view.place > 0);
    m_down->setEnabled(view.place + 1 < view.places);
    const bool isExternal = isOutside(view.stage);
    m_kind->parentWidget()->setVisible(!isExternal);
    const bool hasTurns = !view.plan.rotas.empty() || std::holds_alternative<OnCall>(view.stage);
    constexpr int onCallKind = 3;
    if (hasTurns && m_kind->count() == onCallKind)
        m_kind->addItem(strategyWords(blankStages[onCallKind]));
    else if (!hasTurns && m_kind->count() > onCallKind)
        m_kind->removeItem(onCallKind);
    if (!isExternal)
        m_kind->setCurrentIndex(int(view.stage.index()));
    m_whomField->setVisible(!isExternal);
    m_outside->setVisible(isExternal);
    QList<std::pair<QString, QString>> whom;
    if (std::holds_alternative<OnCall>(view.stage)) {
        for (const auto &[id, rota] : view.plan.rotas)
            whom.append({id.text(), nameOf(view.plan, id)});
    } else {
        for (const auto &[id, group] : view.plan.groups)
            whom.append({id.text(), nameOf(view.plan, id)});
    }
    const GroupId group = groupOf(view.stage);
    fillCombo(m_whom, whom, group.isEmpty() ? rotaOf(view.stage).text() : group.text());
    if (const auto *external = std::get_if<External>(&view.stage))
        m_outside->show(*external, view.plan);
    m_seconds->setValue(int(ringTimeOf(view.stage).count()));
    m_atMostField->setVisible(atMostOf(view.stage) >= 0);
    m_atMost->setValue(std::max(0, atMostOf(view.stage)));
    m_members->setVisible(!group.isEmpty());
    if (!group.isEmpty())
        m_members->show(view.plan, group.text(), nameOf(view.plan, group), view.members, std::holds_alternative<RoundRobin>(view.stage), view.isKnown);
    m_isShowing = false;
}

} // namespace milassist
