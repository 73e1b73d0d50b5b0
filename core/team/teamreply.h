// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QNetworkReply>

#include <chrono>
#include <optional>

namespace milassist
{

/// What came of one request to a relay.
struct TeamReply {
    enum class Way {
        Answered,   ///< by a relay, whatever it said
        NotReached, ///< no connection; nothing was sent
        NotTrusted, ///< its certificate: nothing was sent
        Lost,       ///< sent, and no whole answer
        TimedOut,
        NotARelay,  ///< something answered that does not speak as a relay does, or sends us elsewhere
    };
    Way way = Way::NotReached;
    int status = 0;               ///< 0 = no answer
    QJsonObject body;
    QByteArray file; ///< where one was asked for
    QString code, message, hint;  ///< of its refusal; in English, for people
    std::optional<Error> failure; ///< none: it did what it was asked
    QList<QSslError::SslError> certificate;

    Result<QJsonObject> result() const;
};

/// One attempt, as the network saw it.
struct TeamExchange {
    bool isCreate = false; ///< a POST: lost means that it may have happened
    bool isFile = false;   ///< a good answer is a file, not JSON
    int status = 0;
    QByteArray body;
    QNetworkReply::NetworkError network = QNetworkReply::NoError;
    QString networkWords;
    QList<QSslError::SslError> certificate;
    bool sent = false, timedOut = false, tooLarge = false;
};

/// Pure. A refusal's message and hint are the detail of its error.
TeamReply replyOf(const TeamExchange &exchange);

} // namespace milassist
