// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of contacts, from any program that calls itself a spreadsheet.
#include "core/contacts/contactcsv.h"
#include "tests/fuzz/contactlimits.h"

using namespace milassist;
using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = textOfUnknownEncoding(inputOf(data, size));
    const CsvTable table = readCsv(text);
    QString written = u"sep=,\r\n"_s; // so that a first row "sep=;" of the file itself is no order to us
    for (const CsvRow &row : table.rows)
        written += csvLine(row.fields);
    const CsvTable again = readCsv(written, u',');
    PROMISE(again.rows.size() == table.rows.size());
    for (qsizetype i = 0; i < table.rows.size(); ++i)
        PROMISE(again.rows[i].fields == table.rows[i].fields);

    promiseNobodyIsLost(keptWithinLimits(readContactCsv(inputOf(data, size), u"US"_s)),
                        [](const QList<Contact> &all) { return readContactCsv(writeContactCsv(all), u"US"_s); });
    return 0;
}
