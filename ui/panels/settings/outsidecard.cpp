// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/outsidecard.h"

#include "core/domain/phoneformat.h"
#include "ui/panels/settings/formrow.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QPushButton>
#include <QVBoxLayout>

namespace milassist {

using namespace Qt::StringLiterals;
using routing::OutsidePhone;
using routing::Screening;

namespace {

struct OutsideSays {
    Q_DECLARE_TR_FUNCTIONS(OutsideCard)
};

} // namespace

QString outsideFlaw(const QString &typed, const QString &home, const QList<Party> &lines)
{
    if (typed.trimmed().isEmpty())
        return OutsideSays::tr("Which number is to ring?");
    const auto number = parseTyped(typed, home);
    if (!number)
        return OutsideSays::tr("This number cannot be called. Write it with its area code.");
    if (lines.contains(Party(*number)))
        return OutsideSays::tr("This is one of your team's own lines: the call would come back.");
    return {};
}

QString outsideState(const OutsideFacts &facts)
{
    if (facts.isSaving)
        return OutsideSays::tr("Saving");
    if (!facts.isKnown)
        return {};
    if (!facts.phone)
        return facts.isSaved ? OutsideSays::tr("It does not ring any more.") : QString();
    return facts.phone->rings == OutsidePhone::Rings::Always ? OutsideSays::tr("It rings together with your desk.")
                                                             : OutsideSays::tr("It rings while your desk is off.");
}

OutsideCard::OutsideCard(QWidget *parent)
    : QWidget(parent), m_text(new Label(TextStyle::Body, this)), m_number(new QLineEdit(this)),
      m_numberRow(new FormRow(u"outsideNumber"_s, tr("Number"), m_number, {}, this)), m_flaw(new Label(TextStyle::Body, this)), m_rings(new QComboBox(this)),
      m_ringsRow(new FormRow(u"outsideRings"_s, tr("It rings"), m_rings, {}, this)), m_asks(new QCheckBox(this)), m_trouble(new Notice(this)),
      m_state(new Label(TextStyle::BodyStrong, this)), m_save(new QPushButton(tr("Save"), this)), m_remove(new QPushButton(tr("Remove it"), this))
{
    build();
    connect(m_number, &QLineEdit::textEdited, this, [this] {
        m_flaw->hide();
        render();
    });
    connect(m_number, &QLineEdit::returnPressed, this, &OutsideCard::save);
    connect(m_save, &QPushButton::clicked, this, &OutsideCard::save);
    connect(m_rings, &QComboBox::activated, this, &OutsideCard::render);
    connect(m_asks, &QCheckBox::clicked, this, &OutsideCard::render);
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT saveRequested({}); });
    connect(m_trouble, &Notice::actionChosen, this, &OutsideCard::readRequested);
    fill();
    render();
}

void OutsideCard::build()
{
    setObjectName(u"outsideCard"_s);
    m_text->setText(tr("Your mobile, for example. Calls that are offered to you ring it, too. Nobody in the team sees the number."));
    m_text->setWordWrap(true);
    m_text->setLevel(Label::Level::Second);
    m_number->setMaxLength(40);
    m_flaw->setObjectName(u"outsideFlaw"_s);
    m_flaw->setWordWrap(true);
    m_flaw->setTone(Tone::Danger);
    m_flaw->hide();
    m_rings->addItem(tr("Only while my desk is off"), int(OutsidePhone::Rings::WhenTheDeskIsOff));
    m_rings->addItem(tr("Always, together with my desk"), int(OutsidePhone::Rings::Always));
    m_asks->setText(tr("Whoever answers presses 1 first"));
    m_asks->setObjectName(u"outsideAsks"_s);
    m_asks->setAccessibleName(m_asks->text());
    m_asks->setToolTip(tr("So the voicemail of that telephone takes no call."));
    m_trouble->setObjectName(u"outsideTrouble"_s);
    m_state->setObjectName(u"outsideState"_s);
    m_state->setWordWrap(true);
    m_save->setObjectName(u"saveOutside"_s);
    m_save->setAccessibleName(tr("Save my telephone outside"));
    setButtonKind(m_save, ButtonKind::Primary);
    m_remove->setObjectName(u"removeOutside"_s);
    m_remove->setAccessibleName(tr("Remove my telephone outside"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    for (QWidget *part : {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_numberRow), static_cast<QWidget *>(m_flaw),
                          static_cast<QWidget *>(m_ringsRow), static_cast<QWidget *>(m_asks), static_cast<QWidget *>(m_trouble), static_cast<QWidget *>(m_state)})
        column->addWidget(part);
    auto *buttons = new QWidget(this);
    auto *flow = new FlowLayout(buttons, space::s);
    flow->addWidget(m_save);
    flow->addWidget(m_remove);
    column->addWidget(buttons);
}

void OutsideCard::setFacts(const OutsideFacts &facts)
{
    if (facts == m_facts)
        return;
    const bool isOther = facts.phone != m_facts.phone || facts.isKnown != m_facts.isKnown || (facts.isSaved && !m_facts.isSaved);
    m_facts = facts;
    if (isOther)
        fill(); // else what is being written stays
    render();
}

/// What the relay has, into the fields.
void OutsideCard::fill()
{
    const OwnPhone &phone = m_facts.phone;
    m_flaw->hide();
    m_number->setText(phone ? displayForm(Party(phone->number), m_facts.home) : QString());
    m_rings->setCurrentIndex(m_rings->findData(int(phone ? phone->rings : OutsidePhone::Rings::WhenTheDeskIsOff)));
    m_asks->setChecked(!phone || phone->screening == Screening::Ask);
}

void OutsideCard::save()
{
    if (!m_save->isEnabled())
        return;
    const QString flaw = outsideFlaw(m_number->text(), m_facts.home, m_facts.lines);
    m_flaw->setText(flaw);
    m_flaw->setVisible(!flaw.isEmpty());
    if (!flaw.isEmpty())
        return m_number->setFocus();
    Q_EMIT saveRequested(OutsidePhone{.number = *parseTyped(m_number->text(), m_facts.home),
                                      .rings = OutsidePhone::Rings(m_rings->currentData().toInt()),
                                      .screening = m_asks->isChecked() ? Screening::Ask : Screening::Trusted});
}

void OutsideCard::render()
{
    const OwnPhone &phone = m_facts.phone;
    const QString kept = phone ? displayForm(Party(phone->number), m_facts.home) : QString();
    const bool isDifferent = m_number->text() != kept
        || (phone && (m_rings->currentData().toInt() != int(phone->rings) || m_asks->isChecked() != (phone->screening == Screening::Ask)));
    const bool canWrite = m_facts.isKnown && !m_facts.isSaving;
    for (QWidget *field : {static_cast<QWidget *>(m_number), static_cast<QWidget *>(m_rings), static_cast<QWidget *>(m_asks)})
        field->setEnabled(m_facts.isKnown);
    m_save->setEnabled(canWrite && isDifferent);
    m_remove->setEnabled(canWrite);
    m_remove->setVisible(phone.has_value());
    m_state->setText(outsideState(m_facts));
    m_state->setVisible(!m_state->text().isEmpty());
    if (m_facts.error)
        m_trouble->tell(*m_facts.error, m_facts.isKnown ? QString() : tr("Try again"));
    else
        m_trouble->clear();
}

} // namespace milassist
