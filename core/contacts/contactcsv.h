// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contacts/imported.h"
#include "core/domain/csv.h"

namespace milassist
{

/// What the columns of a table of contacts mean.
struct ContactColumns {
    enum class Kind {
        Ignored,
        Name,
        GivenName,
        MiddleName,
        FamilyName,
        Organisation,
        Email,
        Note,
        Number,
        NumberLabel,
        Nickname
    };
    struct Column {
        Kind kind = Kind::Ignored;
        QString label; ///< of a Number whose header says what it is: "work" for "Business Phone"
        int of = -1;   ///< a NumberLabel: the column of its number
        bool operator==(const Column &) const = default;
    };
    QList<Column> columns;
    bool hasHeader = false; ///< the first row names the columns
    bool operator==(const ContactColumns &) const = default;
};

/// Understands the headers of Google, Outlook, Apple and our own files (English, German, French, Spanish words); where
/// there is no header, a column of numbers is one of numbers, and the first one of words is the name.
ContactColumns guessColumns(const CsvTable &table, const QString &country);

/// @param columns  from guessColumns, perhaps corrected by a person
/// @param country  ISO code in which national numbers are read; empty = none
ImportedFile readContactTable(const CsvTable &table, const ContactColumns &columns, const QString &country);

/// Encoding, delimiter and columns all guessed.
ImportedFile readContactCsv(QByteArrayView bytes, const QString &country);

/// UTF-8 with a byte order mark (Excel needs it), with Google's headers. readContactCsv reads the same list again.
QByteArray writeContactCsv(const QList<Contact> &contacts);

} // namespace milassist
