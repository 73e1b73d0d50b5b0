// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/answercard.h"

#include "ui/panels/settings/formrow.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace milassist {

using namespace Qt::StringLiterals;

AnswerCard::AnswerCard(QWidget *parent)
    : QWidget(parent), m_text(new Label(TextStyle::Body, this)), m_person(new QComboBox(this)),
      m_personRow(new FormRow(u"answerPerson"_s, tr("You are"), m_person, tr("Who of the plan is rung on this computer."), this)), m_address(new QLineEdit(this)),
      m_row(new FormRow(u"publicAddress"_s, tr("Public address"), m_address, {}, this)), m_flaw(new Label(TextStyle::Body, this)),
      m_state(new Label(TextStyle::BodyStrong, this)), m_trouble(new Notice(this)), m_warning(new Notice(this)), m_numbers(new QWidget(this)),
      m_lines(new QGridLayout(m_numbers)), m_start(new QPushButton(tr("Answer calls here"), this)), m_stop(new QPushButton(tr("Stop"), this))
{
    setObjectName(u"answerCard"_s);
    m_text->setObjectName(u"answerText"_s);
    m_text->setWordWrap(true);
    m_text->setLevel(Label::Level::Second);
    m_address->setPlaceholderText(u"https://"_s);
    m_person->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // long names must not widen the page
    m_person->setPlaceholderText(tr("Choose your name"));
    m_flaw->setObjectName(u"answerFlaw"_s);
    m_flaw->setWordWrap(true);
    m_flaw->setTone(Tone::Danger);
    m_flaw->hide();
    m_state->setObjectName(u"answerState"_s);
    m_state->setWordWrap(true);
    m_trouble->setObjectName(u"answerTrouble"_s);
    m_warning->setObjectName(u"answerWarning"_s);
    m_numbers->setObjectName(u"answerNumbers"_s);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setColumnStretch(0, 1);
    m_lines->setVerticalSpacing(space::s);
    m_start->setObjectName(u"startAnswering"_s);
    m_start->setAccessibleName(m_start->text());
    setButtonKind(m_start, ButtonKind::Primary);
    m_stop->setObjectName(u"stopAnswering"_s);
    m_stop->setAccessibleName(tr("Stop answering calls on this computer"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    for (QWidget *part : {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_personRow), static_cast<QWidget *>(m_row), static_cast<QWidget *>(m_flaw), static_cast<QWidget *>(m_trouble),
                          static_cast<QWidget *>(m_state), static_cast<QWidget *>(m_warning), m_numbers})
        column->addWidget(part);
    column->addWidget(m_start, 0, Qt::AlignLeft);
    column->addWidget(m_stop, 0, Qt::AlignLeft);
    connect(m_start, &QPushButton::clicked, this, &AnswerCard::start);
    connect(m_address, &QLineEdit::returnPressed, this, &AnswerCard::start);
    connect(m_address, &QLineEdit::textEdited, m_flaw, &QWidget::hide);
    connect(m_person, &QComboBox::activated, m_flaw, &QWidget::hide);
    connect(m_stop, &QPushButton::clicked, this, &AnswerCard::stopRequested);
    render();
}

void AnswerCard::start()
{
    const AnswerView view = viewOf(m_facts);
    if (!view.canStart)
        return;
    if (view.asksPerson && m_person->currentIndex() < 0)
        return refuse(tr("Choose who you are: the plan has several people, and one of them is rung here."), m_person);
    if (const QString flaw = addressFlaw(m_address->text()); !flaw.isEmpty())
        return refuse(flaw, m_address);
    m_flaw->hide();
    Q_EMIT startRequested(m_address->text().trimmed(), view.asksPerson ? m_person->currentData().toString() : QString());
}

void AnswerCard::refuse(const QString &flaw, QWidget *field)
{
    m_flaw->setText(flaw);
    m_flaw->show();
    field->setFocus();
}

void AnswerCard::setFacts(const AnswerFacts &facts)
{
    if (facts == m_facts)
        return;
    if (facts.publicUrl != m_facts.publicUrl)
        m_address->setText(facts.publicUrl);
    const bool areOthers = facts.people != m_facts.people || facts.here != m_facts.here;
    m_facts = facts;
    if (areOthers)
        fillPeople();
    render();
}

/// Whoever was chosen stays chosen.
void AnswerCard::fillPeople()
{
    const QString chosen = m_person->currentIndex() < 0 ? m_facts.here : m_person->currentData().toString();
    m_person->clear();
    for (const PlannedPerson &person : m_facts.people)
        m_person->addItem(person.name, person.id);
    m_person->setCurrentIndex(m_person->findData(chosen));
}

void AnswerCard::render()
{
    const AnswerView view = viewOf(m_facts);
    m_text->setText(view.text);
    m_personRow->setVisible(view.asksPerson);
    m_row->setVisible(view.asksAddress);
    m_address->setReadOnly(!view.canStart);
    m_state->setText(view.state);
    m_state->setVisible(!view.state.isEmpty());
    m_state->setTone(view.tone == Tone::Neutral ? std::nullopt : std::optional(view.tone));
    if (m_facts.error)
        m_trouble->tell(*m_facts.error);
    else
        m_trouble->clear();
    if (view.warning.isEmpty())
        m_warning->clear();
    else
        m_warning->tell(Tone::Warning, tr("When this computer is off"), view.warning);
    m_start->setVisible(view.canStart);
    m_stop->setVisible(view.canStop);
    renderNumbers(view.showsNumbers);
}

void AnswerCard::renderNumbers(bool shown)
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_numbers->setVisible(shown);
    for (const AnsweredNumber &number : shown ? m_facts.numbers : QList<AnsweredNumber>()) {
        const int row = m_lines->rowCount();
        auto *name = new Label(number.isHere ? tr("%1: answered here").arg(number.name) : number.name, TextStyle::Body, m_numbers);
        name->setWordWrap(true);
        auto *button = new QPushButton(number.isHere ? tr("Put back as it was") : tr("Answer it here"), m_numbers);
        button->setObjectName((number.isHere ? u"putBack_%1"_s : u"answerHere_%1"_s).arg(number.sid.text()));
        button->setAccessibleName(u"%1: %2"_s.arg(number.name, button->text()));
        button->setEnabled(!number.isChanging);
        connect(button, &QPushButton::clicked, this, [this, number] {
            if (number.isHere)
                Q_EMIT putBackRequested(number.sid);
            else
                Q_EMIT answerHereRequested(number.sid);
        });
        m_lines->addWidget(name, row, 0);
        m_lines->addWidget(button, row, 1);
    }
}

} // namespace milassist
