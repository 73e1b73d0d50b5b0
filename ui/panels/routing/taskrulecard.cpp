// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/taskrulecard.h"

#include "ui/panels/parts/detailpane.h"
#include "ui/panels/routing/planpage.h"
#include "ui/panels/routing/samplefield.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/words/planwords.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSpinBox>
#include <QToolButton>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

/// "book a time, appointment" as somebody types it.
std::vector<QString> wordsFrom(const QString &typed)
{
    std::vector<QString> words;
    for (const QString &word : typed.split(u',')) {
        if (!word.trimmed().isEmpty())
            words.push_back(word.trimmed());
    }
    return words;
}

} // namespace

TaskRuleCard::TaskRuleCard(QWidget *parent) : Card(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, space::m, space::m, space::m);
    column->setSpacing(space::s);
    auto *head = new QHBoxLayout;
    m_title = new Label(TextStyle::BodyStrong, this);
    m_title->setWordWrap(true);
    head->addWidget(m_title, 1);
    const auto tool = [&](const QString &name, const QString &tip, const QString &iconName) {
        QToolButton *button = quietTool(name, tip, iconName, this);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setToolTip(tip);
        head->addWidget(button, 0, Qt::AlignTop);
        return button;
    };
    m_up = tool(u"ruleUp"_s, tr("Rule earlier"), u"chevron-up"_s);
    m_down = tool(u"ruleDown"_s, tr("Rule later"), u"chevron-down"_s);
    QToolButton *remove = tool(u"ruleRemove"_s, tr("Remove this rule"), u"trash"_s);
    column->addLayout(head);
    buildFields();
    connect(m_up, &QToolButton::clicked, this, [this] { Q_EMIT moveWanted(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { Q_EMIT moveWanted(1); });
    connect(remove, &QToolButton::clicked, this, &TaskRuleCard::removeWanted);
}

void TaskRuleCard::buildFields()
{
    auto *fields = new QWidget(this);
    auto *flow = new FlowLayout(fields, space::m);
    flow->setContentsMargins(0, 0, 0, 0);
    const auto field = [&](const QString &name, const QString &caption, const QString &sample) {
        auto *edit = new SampleField(sample, fields);
        edit->setMaxLength(200);
        flow->addWidget(namedField(name, caption, edit, fields));
        connect(edit, &QLineEdit::textEdited, this, &TaskRuleCard::tell);
        return edit;
    };
    m_name = field(u"ruleName"_s, tr("Name of the rule"), tr("Wants an appointment"));
    m_words = field(u"ruleWords"_s, tr("One of these words, with commas"), tr("appointment, book a time"));
    m_words->setPlaceholderText(tr("any text"));
    m_task = field(u"ruleTitle"_s, tr("What the task says"), tr("Wants an appointment"));
    m_person = planCombo(fields);
    flow->addWidget(namedField(u"rulePerson"_s, tr("Who does it"), m_person, fields));
    m_due = new QSpinBox(fields);
    m_due->setRange(0, 90 * 24);
    m_due->setSuffix(tr(" h", "hours, behind a number"));
    m_due->setSpecialValueText(tr("no day"));
    m_due->setFocusPolicy(Qt::StrongFocus);
    flow->addWidget(namedField(u"ruleDue"_s, tr("Due after"), m_due, fields));
    layout()->addWidget(fields);
    auto *checks = new QWidget(this);
    auto *row = new FlowLayout(checks, space::m);
    row->setContentsMargins(0, 0, 0, 0);
    m_strangers = new QCheckBox(tr("Only from somebody in no address book"), checks);
    m_strangers->setObjectName(u"ruleStrangers"_s);
    m_closed = new QCheckBox(tr("Only while it is closed"), checks);
    m_closed->setObjectName(u"ruleClosed"_s);
    row->addWidget(m_strangers);
    row->addWidget(m_closed);
    layout()->addWidget(checks);
    connect(m_person, &QComboBox::activated, this, &TaskRuleCard::tell);
    connect(m_due, &QSpinBox::valueChanged, this, &TaskRuleCard::tell);
    connect(m_strangers, &QCheckBox::toggled, this, &TaskRuleCard::tell);
    connect(m_closed, &QCheckBox::toggled, this, &TaskRuleCard::tell);
}

void TaskRuleCard::tell()
{
    if (m_isShowing)
        return;
    routing::TaskRule rule = m_rule;
    if (!m_name->text().trimmed().isEmpty()) // it must have one: the last one stays meanwhile
        rule.name = m_name->text();
    rule.words = wordsFrom(m_words->text());
    rule.fromStrangers = m_strangers->isChecked();
    rule.whenClosed = m_closed->isChecked();
    rule.title = m_task->text();
    rule.person = routing::PersonId(m_person->currentData().toString());
    if (m_due->value() != int(std::chrono::ceil<std::chrono::hours>(rule.due).count()))
        rule.due = std::chrono::hours(m_due->value());
    if (rule == m_rule)
        return;
    m_rule = rule;
    Q_EMIT ruleChanged(rule);
}

void TaskRuleCard::show(const routing::Plan &plan, const routing::TaskRule &rule, int place, int places)
{
    m_isShowing = true;
    m_rule = rule;
    m_title->setText(u"%1. %2"_s.arg(place + 1).arg(rule.name));
    m_up->setEnabled(place > 0);
    m_down->setEnabled(place + 1 < places);
    const auto text = [](QLineEdit *edit, const QString &says) {
        if (edit->text() != says)
            edit->setText(says);
    };
    if (!m_name->hasFocus() || !m_name->text().trimmed().isEmpty())
        text(m_name, rule.name);
    if (wordsFrom(m_words->text()) != rule.words) // a comma is on its way
        m_words->setText(QStringList(rule.words.begin(), rule.words.end()).join(u", "_s));
    text(m_task, rule.title);
    m_task->setPlaceholderText(rule.name);
    m_strangers->setChecked(rule.fromStrangers);
    m_closed->setChecked(rule.whenClosed);
    QList<std::pair<QString, QString>> people{{QString(), tr("Anybody")}};
    for (const auto &[id, person] : plan.people)
        people.append({id.text(), nameOf(plan, id)});
    fillCombo(m_person, people, rule.person.text());
    m_due->setValue(int(std::chrono::ceil<std::chrono::hours>(rule.due).count()));
    m_isShowing = false;
}

void TaskRuleCard::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

} // namespace milassist
