// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

/// Comma-separated values as RFC 4180 has them, and as Excel, Google and telephones really write them.
namespace milassist
{

struct CsvRow {
    int line = 1; ///< of the file, where the row begins; rows may span several
    QStringList fields;
    bool operator==(const CsvRow &) const = default;
};

struct CsvTable {
    QChar delimiter = u',';
    QList<CsvRow> rows;     ///< rows without any text are left out
    bool cut = false;       ///< a limit was reached; what came after it is not here
    bool openQuote = false; ///< the file ended inside quotes; the last row holds the rest
};

struct CsvLimits {
    int rows = 100'000;
    int columns = 256;
    int cellLength = 20'000; ///< UTF-16 units; longer cells are cut
};

/// The text of a file whose encoding nobody told: a byte order mark is believed, then UTF-8 if it is valid, else
/// Windows-1252. Never fails.
QString textOfUnknownEncoding(QByteArrayView bytes);

/// @param delimiter null = guess among comma, semicolon, tab and bar; a first line "sep=;" is obeyed
CsvTable readCsv(QStringView text, QChar delimiter = {}, CsvLimits limits = {});

/// One row with CR LF. Quotes where needed. A cell that a spreadsheet would run as a formula gets an apostrophe before
/// it, which readCsv takes off again; numbers ("-3.5", "+12065550142") stay as they are.
QString csvLine(const QStringList &cells, QChar delimiter = u',');

} // namespace milassist
