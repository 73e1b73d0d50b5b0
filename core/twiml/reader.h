// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/twiml/verbs.h"

#include <QByteArray>

namespace milassist::twiml {

constexpr qsizetype maxDocument = 64 * 1024;

/// Something in a document that is not as it should be, with Twilio's number for it.
struct Problem {
    int code = 0;
    qint64 line = 0;
    QString detail; ///< "Gather: timeout is not valid: soon"
    /// Nothing of the document counts; the others are warnings, and the document runs with a default instead.
    bool isFatal() const { return code == 11750 || code == 12100 || code == 12102 || code == 12300; }
    bool operator==(const Problem &) const = default;
};

struct Reading {
    Document document;
    QList<Problem> problems; ///< a fatal one stands alone
    bool isUsable() const { return problems.isEmpty() || !problems.first().isFatal(); }
    bool operator==(const Reading &) const = default;
};

enum class Kind { Voice, Messaging };

/// Reads a document, whatever it is: never fails, never takes longer than its length allows.
/// Problems: 11750 longer than maxDocument, 11770 nothing there, 12100 no XML, 12102 another root; warnings 12200, 13xxx.
Reading read(const QByteArray &bytes, Kind kind = Kind::Voice);

/// What a server answered, by its content type: TwiML, or words to be said (sent), or a sound to be played; then hang up.
/// Problems: as read(), and 12300 for any other type.
Reading readAnswer(const QByteArray &contentType, const QByteArray &body, const QString &url, Kind kind = Kind::Voice);

} // namespace milassist::twiml
