// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/telephone.h"

#include "core/base/whendone.h"
#include "ui/panels/settings/settingspanel.h"
#include "ui/panels/settings/softphonecard.h"
#include "ui/shell/phone/phonewords.h"

namespace milassist {

using namespace Qt::StringLiterals;

Telephone::Telephone(TelephoneServices services, std::unique_ptr<SecretStore> secrets, const QString &key, QObject *parent)
    : QObject(parent), m_services(std::move(services)), m_keeper(m_services.session.twilio(), std::move(secrets), key, m_services.folder)
{
    connect(&m_keeper, &SoftphoneKeeper::changed, this, &Telephone::askKeychain);
    connect(&m_keeper, &SoftphoneKeeper::changed, this, &Telephone::render);
    connect(&m_keeper, &SoftphoneKeeper::accountChanged, this, &Telephone::take);
}

Telephone::~Telephone() = default;

void Telephone::adopt(const Softphone &phone, const SipEdge &edge)
{
    m_services.edge = edge;
    m_keeper.adopt(phone);
}

/// A telephone that goes says goodbye to its server by itself.
void Telephone::take(const std::optional<LineAccount> &account)
{
    m_test.reset();
    m_report.reset();
    m_phone.reset();
    if (account) {
        const LineAccount used = at(m_services.edge, *account);
        m_phone = std::make_unique<SessionPhone>(used, m_services.soundOf(used), m_services.session, m_services.settings, m_services.window, m_services.makeOut);
        connect(&m_phone->phone(), &Phone::registrationChanged, this, &Telephone::render);
        connect(&m_phone->phone(), &Phone::registrationChanged, this, [this] { Q_EMIT registered(m_phone->phone().isRegistered()); });
        if (m_panel)
            m_phone->showSound(*m_panel->sound());
    }
    render();
}

/// Its own words say only that it did not work.
void Telephone::askKeychain()
{
    if (m_keeper.state().error.kind != Error::Kind::Unavailable)
        return;
    whenDone(keychainState(), this, [this](KeychainState state) {
        m_keychain = state;
        render();
    });
}

void Telephone::startTest()
{
    if (!m_phone || m_test)
        return;
    m_report.reset();
    m_test = std::make_unique<EchoTest>(m_services.session.twilio(), m_phone->phone(),
                                        EchoOptions{.address = m_keeper.state().phone.address(), .name = tr("Echo test"), .from = m_services.session.lines().lines().value(0)});
    connect(m_test.get(), &EchoTest::stageChanged, this, &Telephone::render);
    connect(m_test.get(), &EchoTest::ended, this, [this](const EchoReport &report) {
        m_report = report;
        m_test.release()->deleteLater(); // we are in its signal
        render();
    });
    m_test->start();
    render();
}

void Telephone::showIn(SettingsPanel *panel)
{
    if (std::exchange(m_panel, panel) == panel || !panel)
        return render();
    SoftphoneCard *card = &panel->softphone();
    connect(card, &SoftphoneCard::setUpRequested, &m_keeper, &SoftphoneKeeper::setUp);
    connect(card, &SoftphoneCard::cancelRequested, &m_keeper, &SoftphoneKeeper::cancel);
    connect(card, &SoftphoneCard::entered, &m_keeper, &SoftphoneKeeper::enter);
    connect(card, &SoftphoneCard::retryRequested, &m_keeper, &SoftphoneKeeper::retry);
    connect(card, &SoftphoneCard::removeRequested, &m_keeper, &SoftphoneKeeper::remove);
    connect(card, &SoftphoneCard::testRequested, this, &Telephone::startTest);
    connect(card, &SoftphoneCard::stopTestRequested, this, [this] {
        if (m_test)
            m_test->stop();
    });
    if (m_phone)
        m_phone->showSound(*panel->sound());
    render();
}

void Telephone::render()
{
    if (!m_panel)
        return;
    SoftphoneFacts facts{.state = m_keeper.state(), .passwordPlace = m_services.passwordPlace == SecretPlace::Environment ? SecretPlace::Keychain : m_services.passwordPlace,
                         .keychain = m_keychain};
    if (m_phone) {
        const RegistrationWords words = registrationWords(m_phone->phone().registration());
        facts.isRegistered = m_phone->phone().isRegistered();
        facts.line = {words.tone, words.text, words.advice};
    }
    if (m_test)
        facts.echo = m_test->stage();
    facts.report = m_report;
    m_panel->softphone().setFacts(facts);
    if (m_services.session.profile().team) // it comes with the place in the team, and there is nothing to set up
        m_panel->softphone().setVisible(facts.state.is != SoftphoneState::Is::None);
    const bool leaves = facts.state.phone.isAtTwilio();
    m_panel->setLeftBehind(leaves ? tr("What was made for the softphone stays at Twilio too; remove the softphone first if nobody needs it.") : QString());
}

} // namespace milassist
