// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/softphone/softphonekeeper.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"

namespace milassist {

using namespace Qt::StringLiterals;
using Is = SoftphoneState::Is;

SoftphoneKeeper::SoftphoneKeeper(SipApi &twilio, std::unique_ptr<SecretStore> secrets, QString key, const QString &folder, QObject *parent)
    : QObject(parent), m_secrets(std::move(secrets)), m_key(std::move(key)), m_file(folder), m_setup(twilio)
{
    connect(&m_setup, &SoftphoneSetup::stepBegan, this, [this](SoftphoneStep step) {
        m_state.step = step;
        Q_EMIT changed();
    });
    connect(&m_setup, &SoftphoneSetup::progressed, this, &SoftphoneKeeper::write);
    connect(&m_setup, &SoftphoneSetup::made, this, &SoftphoneKeeper::ready);
    connect(&m_setup, &SoftphoneSetup::removed, this, &SoftphoneKeeper::forget);
    connect(&m_setup, &SoftphoneSetup::failed, this, &SoftphoneKeeper::onFailed);
}

/// The password stays with the telephone and in its own place; a state is shown and copied about.
void SoftphoneKeeper::set(SoftphoneState state)
{
    m_state = std::move(state);
    m_state.phone.password = {};
    Q_EMIT changed();
}

void SoftphoneKeeper::start()
{
    const auto phone = m_file.load();
    if (!phone)
        return set({});
    if (!phone->isComplete)
        return set({.is = Is::Interrupted, .phone = *phone});
    readPassword(*phone);
}

void SoftphoneKeeper::readPassword(const Softphone &phone)
{
    whenDone(m_secrets->read(m_key), this, [this, phone](const Result<Secret> &password) {
        if (!password)
            return set({.is = password.error().kind == Error::Kind::NotFound ? Is::PasswordLost : Is::PasswordLocked, .phone = phone, .error = password.error()});
        Softphone whole = phone;
        whole.password = *password;
        ready(whole);
    });
}

void SoftphoneKeeper::adopt(const Softphone &phone)
{
    ready(phone);
}

void SoftphoneKeeper::ready(const Softphone &phone)
{
    set({.is = Is::Ready, .phone = phone});
    Q_EMIT accountChanged(phone.account());
}

void SoftphoneKeeper::setUp()
{
    if (m_state.is == Is::MakingFailed && m_state.phone.isAtTwilio())
        return goOn(m_state.phone);
    if (m_state.is == Is::None || m_state.is == Is::MakingFailed || m_state.is == Is::NotKept)
        keepAndMake(newSoftphone({.name = u"MilAssist Desk"_s, .user = u"desk"_s, .voiceUrl = {}, .secure = true}));
}

/// What was begun once: its password is the one that is kept, or a new one.
void SoftphoneKeeper::goOn(const Softphone &phone)
{
    set({.is = Is::Making, .phone = phone});
    whenDone(m_secrets->read(m_key), this, [this, phone](const Result<Secret> &password) {
        if (!password && password.error().kind != Error::Kind::NotFound)
            return onFailed(password.error(), phone);
        Softphone whole = phone;
        whole.password = password ? *password : newSipPassword();
        keepAndMake(whole);
    });
}

/// The password first: without a place for it nothing is made.
void SoftphoneKeeper::keepAndMake(const Softphone &phone)
{
    set({.is = Is::Making, .phone = phone, .isCancelling = m_state.isCancelling});
    whenDone(m_secrets->write(m_key, phone.password), this, [this, phone](const Result<> &kept) {
        if (!kept)
            return onFailed(kept.error(), phone);
        if (const auto saved = m_file.save(phone); !saved)
            return onFailed(saved.error(), phone);
        m_setup.make(phone);
        if (m_state.isCancelling)
            m_setup.cancel();
    });
}

void SoftphoneKeeper::write(const Softphone &phone)
{
    if (const auto saved = m_file.save(phone); !saved)
        qCWarning(lcTwilio) << "softphone:" << saved.error().detail;
}

void SoftphoneKeeper::cancel()
{
    if (m_state.is != Is::Making)
        return;
    m_state.isCancelling = true;
    m_setup.cancel();
    Q_EMIT changed();
}

void SoftphoneKeeper::enter(const SipUserEntry &entry)
{
    m_entry = entry;
    const Softphone phone = softphoneOf(entry);
    whenDone(m_secrets->write(m_key, phone.password), this, [this, phone](const Result<> &kept) {
        const auto saved = kept ? m_file.save(phone) : kept;
        if (!saved)
            return set({.is = Is::NotKept, .phone = phone, .error = saved.error()});
        m_entry = {};
        ready(phone);
    });
}

void SoftphoneKeeper::retry()
{
    switch (m_state.is) {
    case Is::MakingFailed: return setUp();
    case Is::Interrupted: return goOn(m_state.phone);
    case Is::PasswordLost: return goOn(m_state.phone); // one that was entered is entered again instead
    case Is::PasswordLocked: return readPassword(m_state.phone);
    case Is::RemovingFailed: return remove();
    case Is::NotKept: return enter(m_entry);
    case Is::None:
    case Is::Making:
    case Is::Removing:
    case Is::Ready: return;
    }
}

void SoftphoneKeeper::remove()
{
    if (m_state.is == Is::None || m_state.is == Is::Making || m_state.is == Is::Removing || m_state.phone.origin == SoftphoneOrigin::Given || m_state.phone.origin == SoftphoneOrigin::Seat)
        return;
    const Softphone phone = m_state.phone;
    set({.is = Is::Removing, .phone = phone});
    Q_EMIT accountChanged(std::nullopt);
    if (phone.isAtTwilio())
        m_setup.remove(phone);
    else
        forget();
}

void SoftphoneKeeper::onFailed(const Error &error, const Softphone &left)
{
    if (m_state.is == Is::Removing)
        return set({.is = Is::RemovingFailed, .phone = left, .error = error});
    const bool isNothingLeft = !left.isAtTwilio();
    if (isNothingLeft) {
        (void)m_secrets->remove(m_key); // a password that opens nothing
        if (const auto cleared = m_file.clear(); !cleared)
            qCWarning(lcTwilio) << "softphone:" << cleared.error().detail;
    }
    if (isNothingLeft && error.kind == Error::Kind::Cancelled)
        return set({});
    set({.is = Is::MakingFailed, .phone = left, .step = m_state.step, .error = error});
}

void SoftphoneKeeper::forget()
{
    whenDone(m_secrets->remove(m_key), this, [this](const Result<> &removed) {
        if (const auto cleared = m_file.clear(); !cleared)
            return set({.is = Is::RemovingFailed, .phone = m_state.phone, .error = cleared.error()});
        set({.isPasswordLeft = !removed});
    });
}

} // namespace milassist
