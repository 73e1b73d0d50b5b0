// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/doctor/probe.h"
#include "core/relay/drift/remark.h"

#include <QNetworkReply>

namespace milassist::relay
{

/// What came of sending a probe.
struct ProbeOutcome {
    int status = 0; ///< 0: no HTTP answer
    QByteArray location, server, contentType;
    QJsonObject body; ///< empty when it was no JSON
    QNetworkReply::NetworkError network = QNetworkReply::NoError;
    QList<QSslError::SslError> certificate;
    bool isTimedOut = false;
};

/// What is wrong between Twilio and the relay, and how to mend it. Pure.
Remarks remarksOn(const Probe &probe, const ProbeOutcome &outcome);

} // namespace milassist::relay
