// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/softphonecard.h"

#include "ui/panels/settings/sipuserform.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

/// One step with its mark.
class StepLine : public QWidget {
public:
    StepLine(const SoftphoneStepView &step, QWidget *parent) : QWidget(parent), m_is(step.is)
    {
        auto *words = new Label(step.text, TextStyle::Body, this);
        words->setWordWrap(true);
        words->setLevel(step.is == SoftphoneStepView::Is::ToDo ? Label::Level::Second : Label::Level::First);
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(fontMetrics().height() + space::s, 0, 0, 0);
        row->addWidget(words, 1);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        using Is = SoftphoneStepView::Is;
        const Tokens &t = tokens(palette());
        const qreal size = fontMetrics().height();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF mark(0, (height() - size) / 2, size, size);
        switch (m_is) {
        case Is::Done: return paintIcon(painter, mark, u"check-circle"_s, t.ink(Tone::Good));
        case Is::Failed: return paintIcon(painter, mark, u"error"_s, t.ink(Tone::Danger));
        case Is::Now: return paintIcon(painter, mark, u"sync"_s, t.accent);
        case Is::ToDo: return paintIcon(painter, mark, u"dot"_s, t.textSecondary);
        }
    }

private:
    SoftphoneStepView::Is m_is;
};

QPushButton *button(const QString &name, const QString &words, QWidget *parent, ButtonKind kind = ButtonKind::Normal)
{
    auto *made = new QPushButton(words, parent);
    made->setObjectName(name);
    made->setAccessibleName(words);
    setButtonKind(made, kind);
    return made;
}

void tell(Notice &notice, const SaidInPlace &said)
{
    if (said.words.title.isEmpty())
        notice.clear();
    else
        notice.tell(said.words.tone, said.words.title, said.words.advice, said.action, said.code);
}

} // namespace

SoftphoneCard::SoftphoneCard(QWidget *parent)
    : QWidget(parent), m_text(new Label(TextStyle::Body, this)), m_address(new Label(TextStyle::BodyStrong, this)), m_line(new Label(TextStyle::Body, this)),
      m_advice(new Label(TextStyle::Caption, this)), m_steps(new QWidget(this)), m_trouble(new Notice(this)), m_echo(new Notice(this)), m_removal(new Notice(this)),
      m_form(new SipUserForm(this)), m_buttons(new QWidget(this)), m_setUp(button(u"setUpSoftphone"_s, tr("Set up my softphone"), m_buttons, ButtonKind::Primary)),
      m_enter(button(u"enterSipUser"_s, tr("I have a SIP user already"), m_buttons)), m_cancel(button(u"cancelSoftphone"_s, tr("Cancel"), m_buttons)),
      m_test(button(u"testSoftphone"_s, tr("Test with an echo call"), m_buttons)), m_stopTest(button(u"stopSoftphoneTest"_s, tr("Stop the test"), m_buttons)),
      m_remove(button(u"removeSoftphone"_s, {}, m_buttons))
{
    setObjectName(u"softphoneCard"_s);
    build();
    connectAll();
    render();
}

void SoftphoneCard::build()
{
    m_text->setObjectName(u"softphoneText"_s);
    m_text->setWordWrap(true);
    m_text->setLevel(Label::Level::Second);
    m_address->setObjectName(u"softphoneAddress"_s);
    m_address->setWordWrap(true);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_line->setObjectName(u"softphoneLine"_s);
    m_line->setWordWrap(true);
    m_advice->setObjectName(u"softphoneAdvice"_s);
    m_advice->setWordWrap(true);
    m_advice->setLevel(Label::Level::Second);
    m_steps->setObjectName(u"softphoneSteps"_s);
    m_trouble->setObjectName(u"softphoneTrouble"_s);
    m_echo->setObjectName(u"softphoneEcho"_s);
    m_removal->setObjectName(u"softphoneRemoval"_s);
    m_removal->setClosable(true);
    m_test->setToolTip(tr("Twilio calls this telephone for about fifteen seconds, at its price for SIP calls: less than a cent."));
    m_test->setAccessibleDescription(m_test->toolTip());
    m_form->hide();
    auto *steps = new QVBoxLayout(m_steps);
    steps->setContentsMargins(0, 0, 0, 0);
    steps->setSpacing(space::xs);
    auto *flow = new FlowLayout(m_buttons, space::s);
    for (QPushButton *one : {m_setUp, m_enter, m_cancel, m_test, m_stopTest, m_remove})
        flow->addWidget(one);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    for (QWidget *part : {static_cast<QWidget *>(m_address), static_cast<QWidget *>(m_line), static_cast<QWidget *>(m_advice), static_cast<QWidget *>(m_text), m_steps,
                          static_cast<QWidget *>(m_trouble), static_cast<QWidget *>(m_form), static_cast<QWidget *>(m_echo), m_buttons, static_cast<QWidget *>(m_removal)})
        column->addWidget(part);
}

void SoftphoneCard::connectAll()
{
    connect(m_setUp, &QPushButton::clicked, this, &SoftphoneCard::setUpRequested);
    connect(m_enter, &QPushButton::clicked, this, &SoftphoneCard::openForm);
    connect(m_cancel, &QPushButton::clicked, this, &SoftphoneCard::cancelRequested);
    connect(m_test, &QPushButton::clicked, this, &SoftphoneCard::testRequested);
    connect(m_stopTest, &QPushButton::clicked, this, &SoftphoneCard::stopTestRequested);
    connect(m_remove, &QPushButton::clicked, this, &SoftphoneCard::askRemoval);
    connect(m_form, &SipUserForm::entered, this, &SoftphoneCard::entered);
    connect(m_form, &SipUserForm::backRequested, this, [this] {
        m_isEntering = false;
        m_form->clear();
        render();
        m_enter->setFocus();
    });
    connect(m_trouble, &Notice::actionChosen, this, [this] {
        if (m_view.entersAgain)
            openForm();
        else
            Q_EMIT retryRequested();
    });
    connect(m_removal, &Notice::actionChosen, this, [this] {
        m_removal->clear();
        Q_EMIT removeRequested();
    });
}

void SoftphoneCard::setFacts(const SoftphoneFacts &facts)
{
    if (facts == m_facts)
        return;
    const bool isOther = facts.state.is != m_facts.state.is;
    m_facts = facts;
    if (isOther) {
        m_removal->clear(); // what it asked is another question now
        if (facts.state.is != SoftphoneState::Is::NotKept) {
            m_isEntering = false;
            m_form->clear();
        }
    }
    render();
}

void SoftphoneCard::openForm()
{
    m_isEntering = true;
    if (m_view.entersAgain)
        m_form->prefill(m_facts.state.phone);
    render();
    m_form->start();
    Q_EMIT placeChanged(m_form);
}

void SoftphoneCard::askRemoval()
{
    tell(*m_removal, m_view.removal);
    m_removal->setFocus();
    Q_EMIT placeChanged(m_removal);
}

void SoftphoneCard::render()
{
    m_view = viewOf(m_facts);
    const bool isEntering = m_isEntering || m_view.keepsForm;
    const auto say = [](Label *label, const QString &text) {
        label->setText(text);
        label->setVisible(!text.isEmpty());
    };
    say(m_text, isEntering ? tr("A user that exists in a SIP domain already. Nothing is made or changed at Twilio.") : m_view.text);
    say(m_address, m_view.address);
    say(m_line, m_view.line.title);
    say(m_advice, m_view.line.advice);
    m_line->setTone(m_view.line.tone == Tone::Neutral ? std::nullopt : std::optional(m_view.line.tone));
    renderSteps();
    tell(*m_trouble, m_view.trouble);
    tell(*m_echo, m_view.echo);
    m_form->setVisible(isEntering);
    m_setUp->setVisible(m_view.canSetUp && !isEntering);
    m_enter->setVisible(m_view.canEnter && !isEntering);
    m_cancel->setVisible(m_view.canCancel);
    m_test->setVisible(m_view.canTest);
    m_stopTest->setVisible(m_view.canStopTest);
    m_remove->setText(m_view.removeWord);
    m_remove->setAccessibleName(m_view.removeWord);
    m_remove->setVisible(!m_view.removeWord.isEmpty() && !isEntering);
    const QPushButton *const all[] = {m_setUp, m_enter, m_cancel, m_test, m_stopTest, m_remove};
    m_buttons->setVisible(std::ranges::any_of(all, [](const QPushButton *one) { return !one->isHidden(); }));
}

void SoftphoneCard::renderSteps()
{
    while (QLayoutItem *item = m_steps->layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const SoftphoneStepView &step : m_view.steps)
        m_steps->layout()->addWidget(new StepLine(step, m_steps));
    m_steps->setVisible(!m_view.steps.isEmpty());
}

} // namespace milassist
