// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/unlockform.h"

#include "ui/panels/settings/accountwords.h"
#include "ui/panels/settings/formrow.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace milassist {

using namespace Qt::StringLiterals;

UnlockForm::UnlockForm(const Profile &profile, QWidget *parent) :
    QWidget(parent), m_why(new Notice(this)), m_passphrase(new SecretField(this)), m_go(new QPushButton(this)),
    m_isFile(profile.secretPlace == SecretPlace::PassphraseFile)
{
    setObjectName(u"unlockForm"_s);
    m_why->setObjectName(u"unlockWhy"_s);
    m_go->setObjectName(u"unlockGo"_s);
    m_go->setText(m_isFile ? tr("Unlock") : tr("Try again"));
    m_go->setAccessibleName(m_go->text());
    setButtonKind(m_go, ButtonKind::Primary);
    auto *again = new QPushButton(tr("Enter the token again"), this);
    again->setObjectName(u"unlockEnterAgain"_s);
    auto *later = new QPushButton(tr("Read on without a connection"), this);
    later->setObjectName(u"unlockLater"_s);
    setButtonKind(later, ButtonKind::Quiet);
    for (QPushButton *button : {again, later})
        button->setAccessibleName(button->text());

    auto *words = new Label(m_isFile ? tr("The token for \u201c%1\u201d is in an encrypted file.").arg(profile.name)
                                     : tr("The token for \u201c%1\u201d is kept %2.").arg(profile.name, placeWords(profile.secretPlace)),
                            TextStyle::Body, this);
    words->setWordWrap(true);
    words->setLevel(Label::Level::Second);
    auto *row = new FormRow(u"unlockPassphrase"_s, tr("Passphrase"), m_passphrase, {}, this);
    row->setVisible(m_isFile);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::s);
    buttons->addWidget(later);
    buttons->addStretch(1);
    buttons->addWidget(again);
    buttons->addWidget(m_go);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::l);
    column->addWidget(words);
    column->addWidget(m_why);
    column->addWidget(row);
    column->addLayout(buttons);

    connect(m_go, &QPushButton::clicked, this, [this] {
        if (m_isFile)
            Q_EMIT passphraseGiven(Secret(m_passphrase->text().toUtf8()));
        else
            Q_EMIT tryAgainRequested();
    });
    connect(m_passphrase, &QLineEdit::returnPressed, m_go, &QPushButton::click);
    connect(again, &QPushButton::clicked, this, &UnlockForm::enterAgainRequested);
    connect(later, &QPushButton::clicked, this, &UnlockForm::laterRequested);
}

void UnlockForm::tellKeychain(KeychainState state)
{
    const AccountWords words = wordsFor(state);
    if (words.title.isEmpty())
        m_why->tell(Tone::Warning, tr("The keychain has no token for this account."), tr("It may have been removed there. Enter the token again."));
    else
        m_why->tell(words.tone, words.title, state == KeychainState::Locked ? tr("Unlock it, then try again.") : tr("Start it, then try again; or enter the token again and choose another place for it."));
}

void UnlockForm::tellWrongPassphrase()
{
    m_why->tell(Tone::Danger, tr("That is not the passphrase."), tr("If it is lost, enter the token again; everything else on this computer stays."));
    m_passphrase->selectAll();
    m_passphrase->setFocus();
}

void UnlockForm::start()
{
    (m_isFile ? static_cast<QWidget *>(m_passphrase) : m_go)->setFocus();
}

} // namespace milassist
