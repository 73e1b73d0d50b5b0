// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/outsideform.h"

#include "core/domain/phoneformat.h"
#include "ui/panels/routing/planpage.h"
#include "ui/panels/routing/samplefield.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/words/planwords.h"

#include <QComboBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

OutsideFields::OutsideFields(QString home, QWidget *parent) : QWidget(parent), m_home(std::move(home))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    auto *fields = new QWidget(this);
    auto *flow = new FlowLayout(fields, space::m);
    flow->setContentsMargins(0, 0, 0, 0);
    m_number = new SampleField(u"+00 000 000 0000"_s, fields);
    m_number->setMaxLength(40);
    m_name = new SampleField(tr("Answering service"), fields);
    m_name->setMaxLength(80);
    m_hours = planCombo(fields);
    m_screening = planCombo(fields);
    m_screening->setMinimumContentsLength(24);
    m_screening->addItems({tr("Whoever answers presses 1 first"), tr("Connect at once")});
    m_callerId = planCombo(fields);
    m_callerId->setMinimumContentsLength(18);
    m_callerId->addItems({tr("The caller's number"), tr("This line's number")});
    flow->addWidget(namedField(u"stageNumber"_s, tr("Number"), m_number, fields));
    flow->addWidget(namedField(u"stageName"_s, tr("Name"), m_name, fields));
    flow->addWidget(namedField(u"stageHours"_s, tr("Called"), m_hours, fields));
    flow->addWidget(namedField(u"stageScreening"_s, tr("Against private voicemail"), m_screening, fields));
    flow->addWidget(namedField(u"stageCallerId"_s, tr("It shows"), m_callerId, fields));
    column->addWidget(fields);
    m_problem = new Label(TextStyle::Caption, this);
    m_problem->setObjectName(u"stageNumberProblem"_s);
    m_problem->setTone(Tone::Danger);
    m_problem->setWordWrap(true);
    m_problem->hide();
    column->addWidget(m_problem);
    connect(m_number, &QLineEdit::editingFinished, this, &OutsideFields::tell);
    connect(m_name, &QLineEdit::textEdited, this, &OutsideFields::tell);
    for (QComboBox *combo : {m_hours, m_screening, m_callerId})
        connect(combo, &QComboBox::activated, this, &OutsideFields::tell);
}

void OutsideFields::show(const std::optional<External> &outside, const Plan &plan)
{
    m_isShowing = true;
    if (outside != m_outside || !outside)
        m_problem->hide();
    m_outside = outside;
    m_ours.clear();
    for (const auto &[number, line] : plan.lines)
        m_ours.push_back(number);
    QList<std::pair<QString, QString>> hours{{QString(), tr("At any time")}};
    for (const auto &[id, schedule] : plan.schedules)
        hours.append({id.text(), tr("In the hours of %1").arg(nameOf(plan, id))});
    fillCombo(m_hours, hours, outside ? outside->hours.text() : QString());
    const QString name = outside ? outside->name : QString();
    if (m_name->text() != name)
        m_name->setText(name);
    if (!m_number->hasFocus() || !outside)
        m_number->setText(outside ? displayForm(Party(outside->number), m_home) : QString());
    m_screening->setCurrentIndex(outside ? int(outside->screening) : 0);
    m_callerId->setCurrentIndex(outside ? int(outside->callerId) : 0);
    m_isShowing = false;
}

std::optional<External> OutsideFields::written()
{
    const auto number = parseTyped(m_number->text(), m_home);
    const bool isOurs = number && std::ranges::find(m_ours, *number) != m_ours.end();
    m_problem->setVisible(!number || isOurs);
    if (isOurs)
        m_problem->setText(tr("This is one of your own lines: the call would come back."));
    else
        m_problem->setText(m_number->text().trimmed().isEmpty() ? tr("Which number is to be called?")
                                                                : tr("This number cannot be called. Write it with its area code."));
    if (!number || isOurs)
        return {};
    External outside = m_outside.value_or(External{.number = *number, .name = {}, .hours = {}});
    outside.number = *number;
    outside.name = m_outside ? m_name->text() : m_name->text().trimmed(); // a space between two words is on its way
    outside.hours = ScheduleId(m_hours->currentData().toString());
    outside.screening = Screening(m_screening->currentIndex());
    outside.callerId = CallerId(m_callerId->currentIndex());
    return outside;
}

void OutsideFields::tell()
{
    if (m_isShowing || !m_outside)
        return;
    const auto outside = written();
    if (outside && !(*outside == *m_outside))
        Q_EMIT changed(*outside);
}

void OutsideFields::focusNumber()
{
    m_number->setFocus();
}

OutsideForm::OutsideForm(const QString &suffix, RoutingServices &services, QWidget *parent)
    : QWidget(parent), m_services(services), m_fields(new OutsideFields(services.lines.home(), this))
{
    setObjectName(u"outsideForm"_s + suffix);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    column->addWidget(m_fields);
    auto *buttons = new QWidget(this);
    auto *row = new FlowLayout(buttons, space::s);
    row->setContentsMargins(0, 0, 0, 0);
    auto *add = new QPushButton(tr("Add"), buttons);
    add->setObjectName(u"makeOutside"_s + suffix);
    add->setAccessibleName(tr("Add this number"));
    auto *cancel = new QPushButton(tr("Cancel"), buttons);
    cancel->setObjectName(u"cancelOutside"_s + suffix);
    cancel->setAccessibleName(tr("Add no number"));
    row->addWidget(add);
    row->addWidget(cancel);
    column->addWidget(buttons);
    connect(add, &QPushButton::clicked, this, [this] {
        if (const auto outside = m_fields->written())
            Q_EMIT made(*outside);
        else
            m_fields->focusNumber();
    });
    connect(cancel, &QPushButton::clicked, this, &OutsideForm::cancelled);
}

void OutsideForm::start()
{
    m_fields->show({}, m_services.desk.draft());
    show();
    m_fields->focusNumber();
}

} // namespace milassist
