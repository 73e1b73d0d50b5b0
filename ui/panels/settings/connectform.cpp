// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/connectform.h"

#include "core/base/whendone.h"
#include "ui/panels/settings/accountwords.h"
#include "ui/panels/settings/formrow.h"
#include "ui/panels/settings/secretchoice.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr int typingPause = 450;

QString tokenHelp()
{
    return ConnectForm::tr("Below the SID in the console. Never shown or stored anywhere but where you say.");
}

} // namespace

ConnectForm::ConnectForm(AccountCheck &check, AskKeychain askKeychain, QWidget *parent) :
    QWidget(parent), m_check(check), m_askKeychain(std::move(askKeychain)), m_sid(new QLineEdit(this)), m_withToken(new Chip(tr("Auth token"), this)),
    m_withKey(new Chip(tr("API key"), this)), m_key(new QLineEdit(this)), m_secret(new SecretField(this)), m_name(new QLineEdit(this)),
    m_verdict(new Notice(this)), m_failure(new Notice(this)), m_choice(new SecretChoice(this)), m_connect(new QPushButton(tr("Connect"), this))
{
    setObjectName(u"connectForm"_s);
    m_sid->setPlaceholderText(u"AC"_s);
    m_key->setPlaceholderText(u"SK"_s);
    m_withToken->setObjectName(u"withToken"_s);
    m_withKey->setObjectName(u"withKey"_s);
    m_withToken->setChecked(true);
    auto *kinds = new QButtonGroup(this);
    kinds->addButton(m_withToken);
    kinds->addButton(m_withKey);
    m_verdict->setObjectName(u"accountVerdict"_s);
    m_failure->setObjectName(u"connectFailure"_s);
    m_connect->setObjectName(u"connectButton"_s);
    m_connect->setAccessibleName(m_connect->text());
    setButtonKind(m_connect, ButtonKind::Primary);
    auto *back = new QPushButton(tr("Back"), this);
    back->setObjectName(u"connectBack"_s);
    back->setAccessibleName(back->text());
    setButtonKind(back, ButtonKind::Quiet);

    m_keyRow = new FormRow(u"keySid"_s, tr("API key SID"), m_key, tr("From the console under Account, API keys and tokens."), this);
    m_secretRow = new FormRow(u"accountSecret"_s, tr("Auth token"), m_secret, tokenHelp(), this);
    auto *kindRow = new QHBoxLayout;
    kindRow->setSpacing(space::s);
    kindRow->addWidget(new Label(tr("Connect with"), TextStyle::BodyStrong, this));
    kindRow->addWidget(m_withToken);
    kindRow->addWidget(m_withKey);
    kindRow->addStretch(1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(back);
    buttons->addStretch(1);
    buttons->addWidget(m_connect);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::l);
    column->addWidget(new FormRow(u"accountSid"_s, tr("Account SID"), m_sid, tr("On the front page of the Twilio console."), this));
    column->addLayout(kindRow);
    column->addWidget(m_keyRow);
    column->addWidget(m_secretRow);
    column->addWidget(m_verdict);
    column->addWidget(new FormRow(u"accountName"_s, tr("Name for it here"), m_name, {}, this));
    column->addWidget(m_choice);
    column->addWidget(m_failure);
    column->addLayout(buttons);
    m_keyRow->hide();

    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &ConnectForm::ask);
    for (QLineEdit *field : {m_sid, m_key, static_cast<QLineEdit *>(m_secret)})
        connect(field, &QLineEdit::textChanged, this, &ConnectForm::typed);
    connect(m_withKey, &Chip::toggled, this, [this](bool key) {
        m_keyRow->setVisible(key);
        m_secretRow->setName(key ? tr("API key secret") : tr("Auth token"));
        m_secretRow->setHelp(key ? tr("Shown once, when the key was made. Never shown or stored anywhere but where you say.") : tokenHelp());
        typed();
    });
    connect(m_verdict, &Notice::actionChosen, this, &ConnectForm::ask);
    connect(m_choice, &SecretChoice::changed, this, &ConnectForm::arrange);
    connect(m_choice, &SecretChoice::checkAgainRequested, this, &ConnectForm::lookAtKeychain);
    connect(back, &QPushButton::clicked, this, &ConnectForm::backRequested);
    connect(m_connect, &QPushButton::clicked, this, [this] {
        if (!m_finding || !m_choice->place())
            return;
        m_failure->clear();
        Q_EMIT connectRequested({.entry = entry(),
                                 .name = m_name->text().trimmed().isEmpty() ? m_suggestedName : m_name->text().trimmed(),
                                 .place = *m_choice->place(),
                                 .passphrase = m_choice->passphrase(),
                                 .finding = *m_finding});
    });
    arrange();
}

void ConnectForm::prefill(const AccountEntry &known, const QString &name)
{
    m_sid->setText(known.accountSid);
    m_sid->setReadOnly(!known.accountSid.isEmpty());
    if (!known.user.isEmpty() && known.user != known.accountSid) {
        m_withKey->setChecked(true);
        m_key->setText(known.user);
    }
    m_name->setText(name);
}

void ConnectForm::tellFailure(const Error &error)
{
    if (error.kind == Error::Kind::Unavailable)
        m_failure->tell(Tone::Danger, tr("The keychain did not take the token."),
                        tr("Nothing was stored. Unlock the keychain and connect again, or choose another place above."));
    else
        m_failure->tell(error);
    arrange();
}

void ConnectForm::start()
{
    lookAtKeychain();
    (m_sid->text().isEmpty() ? m_sid : static_cast<QLineEdit *>(m_secret))->setFocus();
}

AccountEntry ConnectForm::entry() const
{
    return {.accountSid = m_sid->text().trimmed(),
            .user = m_withKey->isChecked() ? m_key->text().trimmed() : QString(),
            .secret = Secret(m_secret->text().trimmed().toUtf8())};
}

void ConnectForm::typed()
{
    ++m_generation;
    m_finding.reset();
    m_pause.stop();
    const EntryFlaw flaw = m_withKey->isChecked() && m_key->text().trimmed().isEmpty() ? EntryFlaw::Incomplete : flawOf(entry());
    const AccountWords words = wordsFor(flaw);
    if (words.title.isEmpty())
        m_verdict->clear();
    else
        m_verdict->tell(words.tone, words.title, words.advice);
    if (flaw == EntryFlaw::None)
        m_pause.start();
    arrange();
}

void ConnectForm::ask()
{
    m_verdict->tell(Tone::Neutral, tr("Checking with Twilio..."));
    whenDone(m_check.check(entry()), this, [this, wanted = ++m_generation](const AccountFinding &finding) {
        if (wanted == m_generation) // otherwise something was typed meanwhile
            judged(finding);
    });
}

void ConnectForm::judged(const AccountFinding &finding)
{
    using Verdict = AccountFinding::Verdict;
    const bool usable = finding.verdict == Verdict::Good || finding.verdict == Verdict::NotAllowed;
    const bool again = finding.verdict == Verdict::Offline || finding.verdict == Verdict::ServerFailed || finding.verdict == Verdict::WrongClock
        || finding.verdict == Verdict::Intercepted || finding.verdict == Verdict::ProxyRefused;
    const AccountWords words = wordsFor(finding);
    m_verdict->tell(words.tone, words.title, words.advice, again ? tr("Check again") : QString(),
                    finding.error.twilioCode ? u"Twilio %1"_s.arg(finding.error.twilioCode) : QString());
    m_finding.reset();
    if (usable) {
        m_finding = finding;
        m_suggestedName = finding.account.friendlyName.isEmpty() ? tr("Twilio") : finding.account.friendlyName;
        m_name->setPlaceholderText(m_suggestedName);
    }
    arrange();
}

void ConnectForm::arrange()
{
    m_connect->setEnabled(m_finding.has_value() && m_choice->place().has_value());
}

void ConnectForm::lookAtKeychain()
{
    whenDone(m_askKeychain(), this, [this](KeychainState state) { m_choice->setKeychain(state); });
}

} // namespace milassist
