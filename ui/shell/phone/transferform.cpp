// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/transferform.h"

#include "ui/shell/phone/phonewords.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace milassist {
using namespace Qt::StringLiterals;

TransferForm::TransferForm(Phone &phone, CalleeModel *model, QWidget *parent)
    : QWidget(parent), m_phone(phone), m_picker(new CalleePicker(model, model->home(), [&phone](QStringView typed) { return phone.target(typed); }, this)),
      m_ask(new QPushButton(icon(u"people"_s), tr("Ask first"), this)), m_send(new QPushButton(icon(u"transfer"_s), tr("Send now"), this)),
      m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(u"transferForm"_s);
    setAccessibleName(tr("Hand the call to somebody"));
    m_ask->setObjectName(u"askFirstButton"_s);
    m_ask->setToolTip(tr("The caller waits while you ask; then you hand the call over, or not (Enter)"));
    setButtonKind(m_ask, ButtonKind::Primary);
    m_send->setObjectName(u"sendNowButton"_s);
    m_send->setToolTip(tr("The call leaves you at once"));
    m_cancel->setObjectName(u"transferCancelButton"_s);
    setButtonKind(m_cancel, ButtonKind::Quiet);
    m_picker->setRows(2);
    auto *row = new QWidget(this);
    auto *flow = new FlowLayout(row, space::s);
    for (QPushButton *button : {m_ask, m_send, m_cancel}) {
        button->setAccessibleName(button->text());
        flow->addWidget(button);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(new Label(tr("Who takes the call?"), TextStyle::BodyStrong, this));
    column->addWidget(m_picker, 1);
    column->addWidget(row);
    setFocusProxy(m_picker);

    connect(m_picker, &CalleePicker::changed, this, &TransferForm::render);
    connect(m_picker, &CalleePicker::accepted, this, [this] { hand(true); });
    connect(m_picker, &CalleePicker::cancelled, this, &TransferForm::done);
    connect(m_ask, &QPushButton::clicked, this, [this] { hand(true); });
    connect(m_send, &QPushButton::clicked, this, [this] { hand(false); });
    connect(m_cancel, &QPushButton::clicked, this, &TransferForm::done);
}

void TransferForm::begin(LegId leg)
{
    m_leg = leg;
    m_picker->setText({});
    m_picker->takeFocus();
    render();
}

void TransferForm::hand(bool askFirst)
{
    const CalleePicker::Choice choice = m_picker->choice();
    DialWords words = dialWords(choice.target);
    if (choice.target.canBeDialled()) {
        const auto failed = [&]() -> std::optional<Error> {
            if (askFirst) {
                const auto asked = m_phone.askFirst(m_leg, choice.target);
                return asked ? std::nullopt : std::optional(asked.error());
            }
            const auto sent = m_phone.transfer(m_leg, choice.target);
            return sent ? std::nullopt : std::optional(sent.error());
        }();
        if (!failed)
            return Q_EMIT done();
        words = refusalWords(*failed);
    }
    m_picker->tell(words.text, words.advice, words.tone == Tone::Danger);
}

void TransferForm::render()
{
    const bool ready = m_picker->choice().target.canBeDialled();
    m_ask->setEnabled(ready);
    m_send->setEnabled(ready);
}

} // namespace milassist
