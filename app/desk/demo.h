// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/domain/contact.h"
#include "core/planning/planstore.h"
#include "core/planning/scenario.h"
#include "core/profile/profiles.h"
#include "core/sandbox/sandbox.h"

#include <QTemporaryDir>

namespace milassist {

/// A sample business on this computer: the sandbox in a thread of its own, and a throw-away folder. The secret stays in
/// memory; with this object everything is gone.
class Demo : public QObject {
    Q_OBJECT
public:
    explicit Demo(SandboxOptions options, QObject *parent = nullptr);
    ~Demo() override;

    void start();

    const Profile &profile() const { return m_profile; }
    const Secret &secret() const { return m_secret; }
    QString folder() const { return m_folder.path(); }
    Sandbox &sandbox() { return m_sandbox; }
    const SandboxAddress &address() const { return m_address; }
    /// The people of the sample business, as its address book would have them. Waits for the sandbox's thread.
    QList<Contact> people();
    /// The numbers of ours that are in use. Waits too.
    QList<Party> lines();
    /// The plan of the sample business, and how it came about.
    void fill(PlanStore &plans) const;
    /// Who of it is there.
    static std::optional<RosterNow> roster();

Q_SIGNALS:
    void ready();
    void failed(const milassist::Error &error);

private:
    QTemporaryDir m_folder;
    Sandbox m_sandbox;
    SandboxAddress m_address;
    Profile m_profile;
    Secret m_secret;
};

} // namespace milassist
