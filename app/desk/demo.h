// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desk/embeddedrelay.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/domain/contact.h"
#include "core/planning/scenario.h"
#include "core/profile/profiles.h"
#include "core/sandbox/sandbox.h"
#include "core/softphone/softphone.h"

#include <QTemporaryDir>

namespace milassist {

/// A sample business on this computer: the sandbox in a thread of its own, the relay that decides who rings, and a throw-away
/// folder. The secret stays in memory; with this object everything is gone.
class Demo : public QObject {
    Q_OBJECT
public:
    explicit Demo(SandboxOptions options, QObject *parent = nullptr);
    ~Demo() override;

    void start();
    /// Finishes what is under way and deletes itself; nobody waits.
    void end();

    const Profile &profile() const { return m_profile; }
    const Secret &secret() const { return m_secret; }
    QString folder() const { return m_folder.path(); }
    Sandbox &sandbox() { return m_sandbox; }
    const SandboxAddress &address() const { return m_address; }
    /// There from ready() on.
    EmbeddedRelay &relay() { return *m_relay; }
    /// The telephone of the person at this desk, as it is to be made at the sandbox.
    const Softphone &phone() const { return m_phone; }
    /// The people of the sample business, as its address book would have them. Waits for the sandbox's thread.
    QList<Contact> people();
    /// The numbers of ours that are in use. Waits too.
    QList<Party> lines();

Q_SIGNALS:
    void ready();
    void failed(const milassist::Error &error);

private:
    void startRelay();

    QTemporaryDir m_folder;
    Sandbox m_sandbox;
    std::unique_ptr<EmbeddedRelay> m_relay; ///< goes first: what the sandbox still has to tell finds a closed door, and nobody waits
    Softphone m_phone;
    SandboxAddress m_address;
    Profile m_profile;
    Secret m_secret;
};

} // namespace milassist
