// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/twilio/callsapi.h"
#include "core/twilio/parameters.h"

namespace milassist {

/// "StartTime>" and "StartTime<" for a span. Twilio compares whole UTC days and leaves open whether "<" includes its day,
/// so this asks up to the day after; what does not belong is dropped here (see keepSpan).
inline void addSpan(Parameters &form, const QString &name, const Span &span)
{
    if (span.from.isValid())
        form.add(name + u'>', span.from.toUTC().date().toString(Qt::ISODate));
    if (span.until.isValid())
        form.add(name + u'<', span.until.toUTC().date().addDays(1).toString(Qt::ISODate));
}

/// Drops the records outside @p span; one without an instant stays, since nobody can tell.
template <typename Record, typename InstantOf>
void keepSpan(QList<Record> &records, const Span &span, InstantOf instantOf)
{
    if (span.isOpen())
        return;
    records.removeIf([&](const Record &record) {
        const QDateTime instant = instantOf(record);
        return instant.isValid() && !span.contains(instant);
    });
}

} // namespace milassist
