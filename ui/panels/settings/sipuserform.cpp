// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/sipuserform.h"

#include "ui/panels/settings/formrow.h"
#include "ui/panels/settings/softphoneview.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace milassist {

using namespace Qt::StringLiterals;

SipUserForm::SipUserForm(QWidget *parent)
    : QWidget(parent), m_user(new QLineEdit(this)), m_domain(new QLineEdit(this)), m_password(new SecretField(this)), m_transports(new QButtonGroup(this)),
      m_encrypted(new QCheckBox(tr("The domain uses secure media (SRTP)"), this)), m_flaw(new Notice(this)), m_use(new QPushButton(tr("Use this SIP user"), this))
{
    setObjectName(u"sipUserForm"_s);
    m_domain->setPlaceholderText(u"acme.sip.twilio.com"_s);
    m_encrypted->setObjectName(u"sipEncrypted"_s);
    m_encrypted->setAccessibleName(m_encrypted->text());
    m_encrypted->setChecked(true);
    m_flaw->setObjectName(u"sipUserFlaw"_s);
    m_use->setObjectName(u"useSipUser"_s);
    m_use->setAccessibleName(m_use->text());
    setButtonKind(m_use, ButtonKind::Primary);
    auto *back = new QPushButton(tr("Back"), this);
    back->setObjectName(u"sipUserBack"_s);
    back->setAccessibleName(back->text());
    setButtonKind(back, ButtonKind::Quiet);

    auto *ways = new QWidget(this);
    auto *waysRow = new FlowLayout(ways, space::s);
    waysRow->addWidget(new Label(tr("Connect by"), TextStyle::BodyStrong, ways));
    const std::pair<SipTransport, QString> transports[] = {{SipTransport::Tls, u"TLS"_s}, {SipTransport::Tcp, u"TCP"_s}, {SipTransport::Udp, u"UDP"_s}};
    for (const auto &[transport, word] : transports) {
        auto *chip = new Chip(word, ways);
        chip->setObjectName(u"sipTransport"_s + word);
        chip->setAccessibleName(tr("Connect by %1").arg(word));
        chip->setChecked(transport == SipTransport::Tls);
        m_transports->addButton(chip, int(transport));
        waysRow->addWidget(chip);
    }
    auto *buttons = new QWidget(this);
    auto *buttonRow = new FlowLayout(buttons, space::s);
    buttonRow->addWidget(m_use);
    buttonRow->addWidget(back);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    column->addWidget(new FormRow(u"sipUser"_s, tr("SIP user"), m_user, tr("As in the credential list at Twilio."), this));
    column->addWidget(new FormRow(u"sipDomain"_s, tr("SIP domain"), m_domain, tr("Registration has to be on for it, and the list has to be allowed there."), this));
    column->addWidget(new FormRow(u"sipPassword"_s, tr("Password"), m_password, tr("Kept where the account's token is kept, and nowhere else."), this));
    column->addWidget(ways);
    column->addWidget(m_encrypted);
    column->addWidget(m_flaw);
    column->addWidget(buttons);

    for (QLineEdit *field : {m_user, m_domain, static_cast<QLineEdit *>(m_password)}) {
        connect(field, &QLineEdit::textChanged, this, &SipUserForm::arrange);
        connect(field, &QLineEdit::returnPressed, m_use, &QPushButton::click);
    }
    connect(m_transports, &QButtonGroup::idToggled, this, &SipUserForm::arrange);
    connect(m_use, &QPushButton::clicked, this, [this] { Q_EMIT entered(entry()); });
    connect(back, &QPushButton::clicked, this, &SipUserForm::backRequested);
    arrange();
}

void SipUserForm::prefill(const Softphone &known)
{
    m_user->setText(known.user);
    m_domain->setText(known.port > 0 ? u"%1:%2"_s.arg(known.domain).arg(known.port) : known.domain);
    m_transports->button(int(known.transport))->setChecked(true);
    m_encrypted->setChecked(known.srtp != Srtp::Never);
}

void SipUserForm::clear()
{
    for (QLineEdit *field : {m_user, m_domain, static_cast<QLineEdit *>(m_password)})
        field->clear();
}

void SipUserForm::start()
{
    (m_user->text().isEmpty() ? m_user : static_cast<QLineEdit *>(m_password))->setFocus();
}

SipUserEntry SipUserForm::entry() const
{
    return {.user = m_user->text(),
            .domain = m_domain->text(),
            .password = Secret(m_password->text().toUtf8()),
            .transport = SipTransport(m_transports->checkedId()),
            .isSoundEncrypted = m_encrypted->isChecked()};
}

void SipUserForm::arrange()
{
    const SipUserFlaw flaw = flawOf(entry());
    const AccountWords words = wordsFor(flaw);
    if (words.title.isEmpty())
        m_flaw->clear();
    else
        m_flaw->tell(words.tone, words.title, words.advice);
    m_encrypted->setVisible(SipTransport(m_transports->checkedId()) == SipTransport::Tls);
    m_use->setEnabled(flaw == SipUserFlaw::None);
}

} // namespace milassist
