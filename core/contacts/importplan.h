// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contacts/imported.h"

namespace milassist
{

/// What an import would do, to be shown before it is done.
struct ImportPlan {
    enum class Outcome {
        Added,
        Merged,    ///< into a contact that we have, or into an earlier one of the same file
        Unchanged, ///< we have all of it already
        Skipped,   ///< the issues say why
    };
    struct Item {
        int line = 1;
        Outcome outcome = Outcome::Added;
        Contact read;  ///< as it stands in the file
        int into = -1; ///< index in contacts of what it became; -1 for Skipped and Unchanged
        QList<ImportIssue> issues;
    };
    QList<Item> items;       ///< in the order of the file
    QList<Contact> contacts; ///< what to save: id 0 = new, else the one it replaces
    bool cut = false;        ///< the file was longer than we read

    int count(Outcome outcome) const;
};

/// One rule: the same number under the same name (or under none) is the same person, and so is the same name with the
/// same e-mail address or organisation. The same number under another name is another person at that line: both stay.
/// @param country  ISO code in which numbers that were kept as typed are read
ImportPlan planImport(const ImportedFile &file, const QList<Contact> &existing, const QString &country);

} // namespace milassist
