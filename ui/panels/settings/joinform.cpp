// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/joinform.h"

#include "core/base/whendone.h"
#include "ui/panels/settings/formrow.h"
#include "ui/panels/settings/secretchoice.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/notice.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

JoinForm::JoinForm(TryJoining tryJoining, AskKeychain askKeychain, QWidget *parent)
    : QWidget(parent), m_tryJoining(std::move(tryJoining)), m_askKeychain(std::move(askKeychain)), m_link(new QLineEdit(this)),
      m_token(new SecretField(this)), m_verdict(new Notice(this)), m_failure(new Notice(this)), m_choice(new SecretChoice(this)),
      m_join(new QPushButton(tr("Join"), this))
{
    constexpr auto typingPause = std::chrono::milliseconds(450);
    setObjectName(u"joinForm"_s);
    m_link->setPlaceholderText(u"https://relay.example.org/#..."_s);
    m_verdict->setObjectName(u"joinVerdict"_s);
    m_failure->setObjectName(u"joinFailure"_s);
    m_join->setObjectName(u"joinButton"_s);
    m_join->setAccessibleName(m_join->text());
    setButtonKind(m_join, ButtonKind::Primary);
    auto *back = new QPushButton(tr("Back"), this);
    back->setObjectName(u"joinBack"_s);
    back->setAccessibleName(back->text());
    setButtonKind(back, ButtonKind::Quiet);
    auto *linkRow = new FormRow(u"joinLink"_s, tr("Link to your team"), m_link, tr("An admin of your team has sent it to you."), this);
    m_tokenRow = new FormRow(u"joinToken"_s, tr("Your token"), m_token, tr("Shown once, when you were added to the team. It is yours alone."), this);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(back);
    buttons->addStretch(1);
    buttons->addWidget(m_join);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::l);
    for (QWidget *one : {static_cast<QWidget *>(linkRow), static_cast<QWidget *>(m_tokenRow), static_cast<QWidget *>(m_verdict),
                         static_cast<QWidget *>(m_choice), static_cast<QWidget *>(m_failure)})
        column->addWidget(one);
    column->addLayout(buttons);
    m_tokenRow->hide();
    m_choice->leaveOutEnvironment();

    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &JoinForm::ask);
    connect(m_link, &QLineEdit::textChanged, this, &JoinForm::typed);
    connect(m_token, &QLineEdit::textChanged, this, &JoinForm::typed);
    connect(m_verdict, &Notice::actionChosen, this, &JoinForm::ask);
    connect(m_choice, &SecretChoice::changed, this, &JoinForm::arrange);
    connect(m_choice, &SecretChoice::checkAgainRequested, this, &JoinForm::lookAtKeychain);
    connect(back, &QPushButton::clicked, this, &JoinForm::backRequested);
    connect(m_join, &QPushButton::clicked, this, &JoinForm::join);
    for (QLineEdit *field : {m_link, static_cast<QLineEdit *>(m_token)}) {
        connect(field, &QLineEdit::returnPressed, this, [this] {
            if (m_join->isEnabled())
                join();
        });
    }
    arrange();
}

void JoinForm::prefill(const QUrl &relay)
{
    m_link->setText(relay.toString());
}

void JoinForm::tellFailure(const Error &error)
{
    if (error.kind == Error::Kind::Unavailable)
        m_failure->tell(Tone::Danger, tr("The keychain did not take the token."),
                        tr("Nothing was stored. Unlock the keychain and join again, or choose another place above."));
    else
        m_failure->tell(error);
    arrange();
}

void JoinForm::start()
{
    lookAtKeychain();
    (m_link->text().isEmpty() ? m_link : static_cast<QLineEdit *>(m_token))->setFocus();
}

void JoinForm::typed()
{
    ++m_generation;
    m_finding.reset();
    m_pause.stop();
    m_entry = joinEntryFrom(m_link->text(), m_token->text());
    // The usual link brings its token; only an address alone asks for one.
    const bool isAddress = !m_entry.access.url.isEmpty();
    m_tokenRow->setVisible(isAddress && !m_link->text().contains(u'#'));
    const AccountWords words = wordsFor(m_entry.flaw);
    if (words.title.isEmpty())
        m_verdict->clear();
    else
        m_verdict->tell(words.tone, words.title, words.advice);
    if (m_entry.flaw == JoinEntry::Flaw::None)
        m_pause.start();
    arrange();
}

void JoinForm::ask()
{
    if (m_entry.flaw != JoinEntry::Flaw::None)
        return;
    m_verdict->tell(Tone::Neutral, tr("Asking %1...").arg(m_entry.access.url.host()));
    whenDone(m_tryJoining(m_entry.access), this, [this, wanted = ++m_generation](const JoinFinding &finding) {
        if (wanted == m_generation) // otherwise something was typed meanwhile
            judged(finding);
    });
}

void JoinForm::judged(const JoinFinding &finding)
{
    using Verdict = JoinFinding::Verdict;
    const AccountWords words = wordsFor(finding, m_entry.access.url.host());
    const bool isGood = finding.verdict == Verdict::Good;
    m_verdict->tell(words.tone, words.title, words.advice, isGood || finding.verdict == Verdict::WrongToken ? QString() : tr("Try again"));
    m_finding = isGood ? std::optional(finding) : std::nullopt;
    arrange();
}

void JoinForm::arrange()
{
    m_choice->setVisible(m_finding.has_value());
    m_join->setEnabled(m_finding.has_value() && m_choice->place().has_value());
}

void JoinForm::lookAtKeychain()
{
    whenDone(m_askKeychain(), this, [this](KeychainState state) { m_choice->setKeychain(state); });
}

void JoinForm::join()
{
    if (!m_finding || !m_choice->place())
        return;
    m_failure->clear();
    TeamAccess access = m_entry.access;
    access.user = m_finding->seat.name;
    Q_EMIT joinRequested({.access = access, .seat = m_finding->seat, .place = *m_choice->place(), .passphrase = m_choice->passphrase()});
}

} // namespace milassist
