// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/planpage.h"

#include "core/planning/planedit.h"
#include "ui/panels/parts/captioned.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

PlanPage::PlanPage(RoutingServices &services, QWidget *parent) : DetailPane(parent), m_services(services)
{
    connect(&services.desk, &PlanDesk::changed, this, &PlanPage::renderSoon);
}

void PlanPage::show(const PhoneNumber &line)
{
    m_number = line;
    renderSoon();
}

void PlanPage::renderSoon()
{
    if (!m_number || !isVisible()) // it is rendered when it is looked at
        return;
    m_isRendering = true;
    render();
    m_isRendering = false;
}

const Line *PlanPage::line() const
{
    return m_number ? routing::find(plan().lines, *m_number) : nullptr;
}

void PlanPage::changeLine(const std::function<void(Line &)> &change, const QString &spot)
{
    if (m_number && !m_isRendering)
        desk().change(withLineChanged(plan(), *m_number, change), spot.isEmpty() ? spot : spot + m_number->e164());
}

QWidget *sectionHead(const QString &title, const QString &note, QWidget *parent)
{
    auto *head = new QWidget(parent);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(0, space::s, 0, 0);
    column->setSpacing(space::hair);
    auto *name = new Label(title, TextStyle::Heading, head);
    name->setWordWrap(true);
    column->addWidget(name);
    if (!note.isEmpty()) {
        auto *words = new Label(note, TextStyle::Caption, head);
        words->setLevel(Label::Level::Second);
        words->setWordWrap(true);
        column->addWidget(words);
    }
    return head;
}

QWidget *namedField(const QString &objectName, const QString &caption, QWidget *field, QWidget *parent)
{
    field->setObjectName(objectName);
    QWidget *group = captioned(caption, field, parent);
    if (qobject_cast<QSpinBox *>(field) || qobject_cast<QDateTimeEdit *>(field))
        group->layout()->setAlignment(field, Qt::AlignLeft); // no wider than what stands in it
    return group;
}

QComboBox *planCombo(QWidget *parent)
{
    auto *combo = new QComboBox(parent);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(14);
    combo->setFocusPolicy(Qt::StrongFocus);
    return combo;
}

QSpinBox *secondsBox(int lowest, int highest, QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setRange(lowest, highest);
    box->setSuffix(QObject::tr(" s", "seconds, behind a number"));
    box->setFocusPolicy(Qt::StrongFocus);
    return box;
}

void fillCombo(QComboBox *combo, const QList<std::pair<QString, QString>> &items, const QString &chosen)
{
    bool isSame = combo->count() == items.size();
    for (int i = 0; isSame && i < combo->count(); ++i)
        isSame = combo->itemData(i).toString() == items[i].first && combo->itemText(i) == items[i].second;
    if (!isSame) {
        combo->clear();
        for (const auto &[id, name] : items)
            combo->addItem(name, id);
    }
    combo->setCurrentIndex(std::max(0, combo->findData(chosen)));
}

} // namespace milassist
