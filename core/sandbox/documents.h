// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/http/form.h"

#include <QHash>

namespace milassist {

/// TwiML that needs no server of one's own, as Twilio's TwiML Bins: {{From}} and any other field of the request is filled in,
/// and {{#e164}}{{To}}{{/e164}} is the number in a SIP address.
class Documents {
public:
    static constexpr qsizetype mostDocuments = 100;

    /// Kept under @p name (letters, digits, "-"), instead of what was there. Errors: Malformed (the name, the TwiML), Rejected
    /// (too many).
    Result<> keep(const QString &name, const QByteArray &twiml);
    /// @p name with the values of @p request; "NAME-completed" instead, where there is one, when it says
    /// DialCallStatus=completed, and so on.
    std::optional<QByteArray> filled(const QString &name, const Form &request) const;
    QStringList names() const;

private:
    QHash<QString, QByteArray> m_documents;
};

} // namespace milassist
