// SPDX-License-Identifier: GPL-3.0-or-later
// Address books that somebody was sent.
#include "core/contacts/vcard.h"
#include "tests/fuzz/contactlimits.h"

using namespace milassist;
using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const ImportedFile file = readVCards(inputOf(data, size), u"US"_s);

    for (const VCardVersion version : {VCardVersion::V3, VCardVersion::V4})
        promiseNobodyIsLost(keptWithinLimits(file),
                            [version](const QList<Contact> &all) { return readVCards(writeVCards(all, version), u"US"_s); });
    return 0;
}
