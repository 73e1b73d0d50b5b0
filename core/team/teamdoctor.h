// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/word.h"
#include "core/team/teamclient.h"

#include <QDateTime>

namespace milassist
{

enum class DoctorVerdict { Good, Note, Wrong, Unknown };

template <>
struct Words<DoctorVerdict> {
    static constexpr std::pair<const char *, DoctorVerdict> list[] = {
        {"good", DoctorVerdict::Good},
        {"note", DoctorVerdict::Note},
        {"wrong", DoctorVerdict::Wrong},
        {"unknown", DoctorVerdict::Unknown},
    };
};

/// One thing the relay's doctor has looked at, in its words.
struct DoctorCheck {
    QString check; ///< "certificate"
    Word<DoctorVerdict> verdict;
    QString says, fix;
    QString about; ///< a number; empty: none in particular
    bool operator==(const DoctorCheck &) const = default;
};

struct DoctorReport {
    QDateTime at; ///< UTC
    QString publicUrl;
    QList<DoctorCheck> checks;
    bool isWell = false;
    bool operator==(const DoctorReport &) const = default;
};

/// Pure; what makes no sense is left out.
DoctorReport reportFrom(const QJsonObject &body);

/// Lets the relay examine itself as Twilio meets it. It takes some seconds; who cancels the future stops waiting. For admins.
class TeamDoctor
{
public:
    explicit TeamDoctor(TeamClient &client) : m_client(client) {}
    QFuture<Result<DoctorReport>> examine();

private:
    TeamClient &m_client;
};

} // namespace milassist
