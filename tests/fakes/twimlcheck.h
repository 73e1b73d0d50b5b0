// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/twiml/reader.h"
#include "core/twiml/writer.h"

#include <QDebug>

/// Every document that a test sees goes through here: it is what the grammar allows, without a warning, no longer than Twilio
/// takes, and in the canonical form. @return the document; none with a warning in the log.
inline std::optional<milassist::twiml::Document> checkedTwiml(const QByteArray &bytes,
                                                              milassist::twiml::Kind kind = milassist::twiml::Kind::Voice)
{
    const milassist::twiml::Reading reading = milassist::twiml::read(bytes, kind);
    for (const milassist::twiml::Problem &problem : reading.problems)
        qWarning() << problem.code << problem.detail << bytes;
    if (!reading.problems.isEmpty() || bytes.size() > milassist::twiml::maxDocument)
        return std::nullopt;
    if (milassist::twiml::write(reading.document) != bytes) {
        qWarning() << "not as it would be written:" << bytes;
        return std::nullopt;
    }
    return reading.document;
}

/// The verb at @p index if it is one of this kind.
template <typename Verb>
const Verb *verbOf(const milassist::twiml::Document &document, qsizetype index = 0)
{
    return index < document.verbs.size() ? std::get_if<Verb>(&document.verbs[index]) : nullptr;
}
