// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/soundform.h"

#include "ui/panels/settings/formrow.h"
#include "ui/panels/settings/levelmeter.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace milassist {

using namespace Qt::StringLiterals;

SoundForm::SoundForm(QWidget *parent) :
    QWidget(parent), m_noPhone(new Label(TextStyle::Body, this)), m_all(new QWidget(this)), m_microphone(new QComboBox(m_all)), m_speaker(new QComboBox(m_all)),
    m_ringer(new QComboBox(m_all)), m_test(new QPushButton(m_all)), m_ring(new QPushButton(m_all)), m_meter(new LevelMeter(m_all)), m_verdict(new Notice(m_all))
{
    setObjectName(u"soundForm"_s);
    m_noPhone->setObjectName(u"noPhoneForSound"_s);
    m_noPhone->setLevel(Label::Level::Second);
    m_noPhone->setWordWrap(true);
    m_test->setObjectName(u"testSound"_s);
    m_ring->setObjectName(u"ringOnce"_s);
    m_meter->setObjectName(u"soundLevel"_s);
    m_meter->setAccessibleName(tr("Level"));
    m_verdict->setObjectName(u"soundVerdict"_s);
    for (QComboBox *box : {m_microphone, m_speaker, m_ringer}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // long names must not widen the page
        box->setMinimumContentsLength(12);
    }
    build();

    const auto follow = [this](QComboBox *box, auto choose) {
        connect(box, &QComboBox::activated, this, [box, choose](int at) { choose(box->itemData(at).toByteArray(), at); });
    };
    follow(m_microphone, [this](const QByteArray &id, int) { Q_EMIT deviceChosen(SoundEnd::Microphone, id); });
    follow(m_speaker, [this](const QByteArray &id, int) { Q_EMIT deviceChosen(SoundEnd::Speaker, id); });
    follow(m_ringer, [this](const QByteArray &id, int at) {
        if (id != m_state.taste.ringer.id)
            Q_EMIT ringerChosen(id.isEmpty() ? SoundTaste::Device() : m_view.ringer.entries.value(at));
    });
    connect(m_test, &QPushButton::clicked, this, [this] { Q_EMIT testWanted(!m_view.isTesting); });
    connect(m_ring, &QPushButton::clicked, this, [this] { Q_EMIT ringWanted(!m_state.isRinging); });
    render();
}

void SoundForm::build()
{
    auto *help = new Label(tr("The test opens microphone and loudspeaker as a call does, three seconds each. Nothing of it is kept, nothing leaves this computer."),
                           TextStyle::Caption, m_all);
    help->setLevel(Label::Level::Second);
    help->setWordWrap(true);
    auto *test = new QHBoxLayout;
    test->setSpacing(space::m);
    test->addWidget(m_test);
    test->addWidget(m_meter, 1);
    auto *ring = new QWidget(m_all);
    auto *ringLine = new QHBoxLayout(ring);
    ringLine->setContentsMargins(0, 0, 0, 0);
    ringLine->setSpacing(space::s);
    ringLine->addWidget(m_ringer, 1);
    ringLine->addWidget(m_ring);
    auto *column = new QVBoxLayout(m_all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    column->addWidget(m_microphoneRow = new FormRow(u"microphone"_s, tr("Microphone"), m_microphone, {}, m_all));
    column->addWidget(m_speakerRow = new FormRow(u"loudspeaker"_s, tr("Loudspeaker"), m_speaker, {}, m_all));
    column->addLayout(test);
    column->addWidget(m_verdict);
    column->addWidget(help);
    column->addWidget(m_ringerRow = new FormRow(u"ringerRow"_s, tr("Ringer"), ring, {}, m_all));
    m_ringer->setObjectName(u"ringer"_s);
    m_ringer->setAccessibleName(tr("Ringer"));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_noPhone);
    all->addWidget(m_all);
}

void SoundForm::setState(const SoundState &state)
{
    m_state = state;
    render();
}

void SoundForm::fill(QComboBox *box, const DeviceChoice &choice, FormRow *row)
{
    bool isSame = box->count() == choice.entries.size();
    for (int i = 0; isSame && i < box->count(); ++i)
        isSame = box->itemData(i).toByteArray() == choice.entries[i].id && box->itemText(i) == choice.entries[i].name;
    if (!isSame) { // an open list is left alone as long as it is true
        const QSignalBlocker quiet(box);
        box->clear();
        for (const SoundTaste::Device &device : choice.entries)
            box->addItem(device.name, device.id);
    }
    box->setCurrentIndex(choice.at);
    box->setEnabled(choice.isEnabled);
    box->setToolTip(box->currentText());
    row->setHelp(choice.note);
}

void SoundForm::render()
{
    m_view = viewOf(m_state);
    const bool hasPhone = m_view.noPhone.isEmpty();
    m_noPhone->setText(m_view.noPhone);
    m_noPhone->setVisible(!hasPhone);
    m_all->setVisible(hasPhone);
    if (!hasPhone)
        return;
    fill(m_microphone, m_view.microphone, m_microphoneRow);
    fill(m_speaker, m_view.speaker, m_speakerRow);
    fill(m_ringer, m_view.ringer, m_ringerRow);
    m_test->setText(m_view.testButton);
    m_test->setAccessibleName(m_view.isTesting ? tr("Stop the test") : tr("Test microphone and loudspeaker"));
    m_test->setEnabled(m_view.canTest);
    m_ring->setText(m_view.ringButton);
    m_ring->setAccessibleName(m_state.isRinging ? tr("Stop ringing") : tr("Ring once on this device"));
    m_ring->setEnabled(m_view.canRing);
    m_meter->setLevel(m_view.level, m_view.levelWords);
    if (m_view.verdict.isEmpty())
        m_verdict->clear();
    else if (const bool isNew = !m_verdict->isTelling(); isNew || m_verdict->property("words") != m_view.verdict + m_view.whatToDo) {
        m_verdict->tell(m_view.tone, m_view.verdict, m_view.whatToDo);
        if (isNew && m_state.test)
            Q_EMIT verdictTold(m_verdict);
    }
    m_verdict->setProperty("words", m_view.verdict + m_view.whatToDo); // ten times a second it says the same
}

void SoundForm::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    Q_EMIT shown();
}

void SoundForm::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (m_view.isTesting)
        Q_EMIT testWanted(false);
    if (m_state.isRinging)
        Q_EMIT ringWanted(false);
}

} // namespace milassist
