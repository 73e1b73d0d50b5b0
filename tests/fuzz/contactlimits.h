// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contacts/imported.h"
#include "tests/fuzz/input.h"

/// The people of a file that would be kept, each held against the limits of every import.
inline QList<milassist::Contact> keptWithinLimits(const milassist::ImportedFile &file)
{
    using milassist::ImportLimits;
    PROMISE(file.contacts.size() <= ImportLimits::contacts);
    QList<milassist::Contact> kept;
    for (const milassist::ImportedContact &read : file.contacts) {
        PROMISE(read.line >= 1);
        PROMISE(read.contact.name.size() <= ImportLimits::textLength && read.contact.note.size() <= ImportLimits::noteLength);
        PROMISE(read.contact.numbers.size() <= ImportLimits::numbers);
        if (read.skipped) {
            PROMISE(!read.issues.isEmpty());
            continue;
        }
        kept.append(read.contact);
    }
    return kept;
}

/// Our own files lose nobody. What had an odd number may come back with it spelled better.
template <typename WriteAndRead>
void promiseNobodyIsLost(const QList<milassist::Contact> &contacts, WriteAndRead writeAndRead)
{
    const QList<milassist::Contact> once = keptWithinLimits(writeAndRead(contacts));
    PROMISE(once.size() == contacts.size());
    for (qsizetype i = 0; i < contacts.size(); ++i)
        PROMISE((contacts[i].name.isEmpty() || once[i].name == contacts[i].name) && !once[i].numbers.isEmpty());
    PROMISE(keptWithinLimits(writeAndRead(once)).size() == contacts.size());
}
