// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/contact.h"

namespace milassist
{

/// Something about one card or row that somebody should know.
struct ImportIssue {
    enum class Kind {
        NotReadable,     ///< no card at all: broken lines, a list member, a calendar, ...
        NoNumber,        ///< nothing to call or text; such a card is skipped
        BadNumber,       ///< kept as it was written; text holds it
        NeedsCountry,    ///< a national number, and no country to read it in; kept as written
        EmergencyNumber, ///< 911 and the like; left out
        Extension,       ///< the extension went into the label
        TooMany,         ///< more numbers than fit; the rest is left out
        Cut,             ///< a text was longer than we keep
        OtherEmails,     ///< we keep one address a person
        SharedNumber,    ///< another contact, of another name, has this number; both stay; text holds that name
        SameName,        ///< another contact has this name and nothing else in common; both stay
    };
    Kind kind = Kind::NotReadable;
    QString text; ///< what it is about, at most 80 characters
    bool operator==(const ImportIssue &) const = default;
};

/// One card or row as read, not yet held against what we have.
struct ImportedContact {
    int line = 1;    ///< of the file, where it begins
    Contact contact; ///< id 0
    QList<ImportIssue> issues;
    bool skipped = false; ///< issues say why
    bool operator==(const ImportedContact &) const = default;
};

/// What a file held.
struct ImportedFile {
    QList<ImportedContact> contacts;
    bool cut = false; ///< a limit was reached; what came after is not here
};

/// Limits of every import, whatever the file claims.
struct ImportLimits {
    static constexpr qsizetype fileBytes = 64 * 1024 * 1024;
    static constexpr int contacts = 100'000;
    static constexpr int numbers = 30;     ///< of one contact
    static constexpr int textLength = 200; ///< name, organisation, e-mail, label
    static constexpr int noteLength = 10'000;
};

} // namespace milassist
