// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/lines/office.h"

#include <QHash>
#include <QObject>

namespace milassist::exchange {

/// Writes down what was said in recordings, after a while, and tells whoever wanted to know. It knows the words from who
/// spoke them: recordings of others are "(blank)".
class Transcriber : public QObject {
    Q_OBJECT

public:
    explicit Transcriber(Office &office);

    /// @p callbackUrl absolute, or empty. Recordings of 2 s and less and of 120 s and more fail, as at Twilio.
    void transcribe(const QString &callSid, const QString &recordingSid, int seconds, const QString &words, const QString &callbackUrl);

private:
    void tell(const QString &transcriptionSid);

    struct Wanted {
        QString callSid, url;
    };
    Office &m_office;
    QHash<QString, Wanted> m_wanted;
};

} // namespace milassist::exchange
