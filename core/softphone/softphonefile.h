// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/softphone/softphone.h"

namespace milassist {

/// The softphone of a profile in the profile's folder: everything but the password. Small and quick; main thread.
class SoftphoneFile {
public:
    /// @param folder of the profile; empty: nothing is kept
    explicit SoftphoneFile(const QString &folder) : m_path(folder.isEmpty() ? QString() : folder + QLatin1StringView("/softphone.ini")) {}

    std::optional<Softphone> load() const;
    /// Errors: Storage
    Result<> save(const Softphone &phone);
    Result<> clear();

private:
    QString m_path;
};

} // namespace milassist
