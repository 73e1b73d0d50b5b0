// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/secretchoice.h"

#include "ui/panels/settings/accountwords.h"
#include "ui/panels/settings/formrow.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"

#include <QHBoxLayout>
#include <QRadioButton>
#include <QVBoxLayout>

namespace milassist {

using namespace Qt::StringLiterals;

SecretChoice::SecretChoice(QWidget *parent) :
    QWidget(parent), m_trouble(new Notice(this)), m_keychain(new QRadioButton(tr("In this computer's keychain"), this)),
    m_file(new QRadioButton(tr("In an encrypted file, opened by a passphrase at each start"), this)),
    m_environment(new QRadioButton(tr("Nowhere: only until the program ends (later: set TWILIO_AUTH_TOKEN yourself)"), this)), m_passphrases(new QWidget(this)),
    m_first(new SecretField(this)), m_second(new SecretField(this)), m_flaw(new Label(TextStyle::Caption, this))
{
    m_trouble->setObjectName(u"keychainTrouble"_s);
    m_keychain->setObjectName(u"keepInKeychain"_s);
    m_file->setObjectName(u"keepInFile"_s);
    m_environment->setObjectName(u"keepNowhere"_s);
    for (QRadioButton *button : {m_keychain, m_file, m_environment})
        button->setAccessibleName(button->text());
    m_flaw->setObjectName(u"passphraseFlaw"_s);
    m_flaw->setTone(Tone::Warning);
    m_keychain->setChecked(true);

    auto *pair = new QHBoxLayout(m_passphrases);
    pair->setContentsMargins(space::xl, 0, 0, 0);
    pair->setSpacing(space::m);
    pair->addWidget(new FormRow(u"passphrase"_s, tr("Passphrase"), m_first, {}, m_passphrases));
    pair->addWidget(new FormRow(u"passphraseAgain"_s, tr("Once more"), m_second, {}, m_passphrases));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    auto *title = new Label(tr("Where to keep the token"), TextStyle::BodyStrong, this);
    column->addWidget(title);
    column->addWidget(m_trouble);
    column->addWidget(m_keychain);
    column->addWidget(m_file);
    column->addWidget(m_passphrases);
    column->addWidget(m_flaw);
    column->addWidget(m_environment);

    for (QRadioButton *button : {m_keychain, m_file, m_environment})
        connect(button, &QRadioButton::toggled, this, &SecretChoice::arrange);
    for (SecretField *field : {m_first, m_second})
        connect(field, &QLineEdit::textChanged, this, &SecretChoice::arrange);
    connect(m_trouble, &Notice::actionChosen, this, &SecretChoice::checkAgainRequested);
    arrange();
}

void SecretChoice::setKeychain(KeychainState state)
{
    const AccountWords words = wordsFor(state);
    const bool usable = state == KeychainState::Ready || state == KeychainState::Locked || state == KeychainState::NoCollection;
    if (words.title.isEmpty())
        m_trouble->clear();
    else
        m_trouble->tell(words.tone, words.title, words.advice, tr("Look again"));
    m_keychain->setEnabled(usable);
    if (!usable && m_keychain->isChecked()) { // nothing takes its place: the choice is the person's
        m_keychain->setAutoExclusive(false);
        m_keychain->setChecked(false);
        m_keychain->setAutoExclusive(true);
    } else if (usable && !m_file->isChecked() && !m_environment->isChecked()) {
        m_keychain->setChecked(true);
    }
    arrange();
}

void SecretChoice::leaveOutEnvironment()
{
    m_nowhere = SecretPlace::Memory;
    m_environment->setText(tr("Nowhere: only until the program ends"));
    m_environment->setAccessibleName(m_environment->text());
}

std::optional<SecretPlace> SecretChoice::place() const
{
    if (m_keychain->isChecked())
        return SecretPlace::Keychain;
    if (m_environment->isChecked())
        return m_nowhere;
    if (m_file->isChecked() && m_first->text().size() >= shortestPassphrase && m_first->text() == m_second->text())
        return SecretPlace::PassphraseFile;
    return {};
}

Secret SecretChoice::passphrase() const
{
    return Secret(m_first->text().toUtf8());
}

void SecretChoice::arrange()
{
    const bool file = m_file->isChecked();
    m_passphrases->setVisible(file);
    QString flaw;
    if (file && !m_first->text().isEmpty() && m_first->text().size() < shortestPassphrase)
        flaw = tr("At least %n characters.", nullptr, shortestPassphrase);
    else if (file && !m_second->text().isEmpty() && m_first->text() != m_second->text())
        flaw = tr("The two are not the same.");
    m_flaw->setText(flaw);
    m_flaw->setVisible(!flaw.isEmpty());
    Q_EMIT changed();
}

} // namespace milassist
