// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/engine/registrar.h"

namespace milassist {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto longestGoodbye = 2s; // to the server of the account before

// "32007 too many registrations" of X-Twilio-Error.
int leadingNumber(const std::string &header)
{
    int number = 0;
    for (const char c : header.substr(0, 9)) {
        if (c < '0' || c > '9')
            break;
        number = number * 10 + (c - '0');
    }
    return number;
}

const char *transportWord(SipTransport transport)
{
    return transport == SipTransport::Tls ? "tls" : transport == SipTransport::Tcp ? "tcp" : "udp";
}

} // namespace

void Registrar::use(const std::shared_ptr<linphone::Core> &core, const std::optional<LineAccount> &account)
{
    m_core = core;
    const bool isRegistered = m_inCore && m_state.is == Registration::Registered;
    if (isRegistered && account == m_account)
        return; // a new registration would leave the old one's address at the server
    m_account = account;
    m_retryAt = Instant::max();
    if (isRegistered)
        leave();
    happen(account ? RegistrationEvent(AccountChosen{}) : RegistrationEvent(AccountDropped{}));
    if (!m_leaving)
        begin();
}

// The goodbye needs the old account's password and way to the server: they go when it was heard, or was not in time.
void Registrar::leave()
{
    m_leaving = std::exchange(m_inCore, nullptr);
    m_leaveUntil = std::chrono::steady_clock::now() + longestGoodbye;
    const auto parameters = m_leaving->getParams()->clone();
    parameters->enableRegister(false);
    m_leaving->setParams(parameters);
}

void Registrar::begin()
{
    m_leaving.reset();
    m_inCore.reset();
    m_core->clearAccounts();
    m_core->clearAllAuthInfo();
    if (!m_account)
        return;
    if (m_account->transport != SipTransport::Tls && !m_account->isLocal())
        return happen(Unprotected{});
    addToCore();
}

void Registrar::addToCore()
{
    const auto factory = linphone::Factory::get();
    applyAccount(*m_core, *m_account);
    const auto parameters = m_core->createAccountParams();
    const QString server = u"sip:%1:%2;transport=%3"_s.arg(m_account->host())
                               .arg(m_account->usedPort())
                               .arg(QLatin1StringView(transportWord(m_account->transport)));
    const auto identity = factory->createAddress(stdString(u"sip:"_s + m_account->user + u'@' + m_account->domain));
    const auto address = factory->createAddress(stdString(server));
    if (!identity || !address)
        return happen(NotAccepted{.sipCode = 404, .phrase = u"not an address"_s});
    parameters->setIdentityAddress(identity);
    parameters->setServerAddress(address);
    parameters->enableOutboundProxy(true);
    parameters->setExpires(int(m_account->expires.count()));
    parameters->enableRegister(true);
    parameters->setPushNotificationAllowed(false);
    // An empty realm and our domain answer any realm, as Twilio's, which is not the domain.
    m_core->addAuthInfo(factory->createAuthInfo(stdString(m_account->user), "", m_account->password.reveal().toStdString(), "", "",
                                                stdString(m_account->domain)));
    m_log.takeTlsProblem();
    m_inCore = m_core->createAccount(parameters);
    m_core->addAccount(m_inCore);
    m_core->setDefaultAccount(m_inCore);
}

void Registrar::tryNow()
{
    if (m_account && m_state.is == Registration::Refused)
        return use(m_core, std::optional(m_account)); // somebody asks for it: what was refused may be allowed now
    if (!m_account || m_state.is != Registration::WaitingToRetry)
        return;
    m_retryAt = Instant::max();
    happen(TryBegun{});
    m_log.takeTlsProblem();
    if (m_inCore)
        m_inCore->refreshRegister();
}

void Registrar::setNetwork(bool isThere)
{
    if (!m_core)
        return;
    happen(isThere ? RegistrationEvent(NetworkBack{}) : RegistrationEvent(NetworkGone{}));
    m_core->setNetworkReachable(isThere);
}

void Registrar::follow(const std::shared_ptr<linphone::Account> &account, linphone::RegistrationState state)
{
    if (m_leaving && account == m_leaving && state != linphone::RegistrationState::Progress)
        m_leaveUntil = {}; // gone: the new one begins with the next tick, not inside of the library
    if (account != m_inCore)
        return;
    switch (state) {
    case linphone::RegistrationState::Progress: happen(TryBegun{}); break;
    case linphone::RegistrationState::Ok: happen(Accepted{}); break;
    case linphone::RegistrationState::Failed: {
        const auto error = account->getErrorInfo();
        happen(NotAccepted{.sipCode = error->getProtocolCode(),
                           .phrase = QString::fromStdString(error->getPhrase()).left(200),
                           .twilioCode = leadingNumber(account->getCustomHeader("X-Twilio-Error")),
                           .tls = m_log.takeTlsProblem()});
        break;
    }
    case linphone::RegistrationState::None:
    case linphone::RegistrationState::Cleared: break;
    }
}

void Registrar::happen(const RegistrationEvent &event)
{
    const RegistrationState before = m_state;
    m_state = next(before, event);
    if (m_state == before)
        return;
    m_retryAt = m_state.is == Registration::WaitingToRetry ? std::chrono::steady_clock::now() + m_state.retryIn : Instant::max();
    m_report(m_state);
}

Registrar::Instant Registrar::tick(Instant now)
{
    if (m_leaving && now >= m_leaveUntil)
        begin();
    if (now >= m_retryAt)
        tryNow();
    return m_retryAt;
}

void Registrar::release()
{
    m_leaving.reset();
    m_inCore.reset();
    m_core.reset();
}

} // namespace milassist
