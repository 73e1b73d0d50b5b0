// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"

#include <QDateTime>
#include <QList>

namespace milassist {

struct ContactNumber {
    Party number;                   ///< E.164 where it could be understood, else as typed
    QString label;                  ///< "mobile", "work", ...; free text
    bool operator==(const ContactNumber &) const = default;
};

/// Somebody we deal with. Ours alone: Twilio knows nothing of it.
struct Contact {
    qint64 id = 0;                  ///< 0 = not saved yet
    QString name;
    QString organisation;
    QString email;
    QString note;
    QList<ContactNumber> numbers;
    QDateTime updatedAt;            ///< UTC
    bool operator==(const Contact &) const = default;
};

} // namespace milassist
