// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/relay/access/linesight.h"
#include "core/relay/access/recordingsight.h"

#include <QByteArray>
#include <QJsonObject>
#include <QUrl>

namespace milassist::relay
{

// What Twilio answers, made into what may be passed on. Pure; a large page takes some 50 ms, so not in the main thread.

/// Whether @p body has to be read at all before it is passed on.
bool needsWork(const QByteArray &body, const LineSight &sight, const QList<Secret> &secrets);

/// Recordings and transcripts in @p answer, one or a list of them.
QList<RecordingOf> recordingsIn(const QJsonObject &answer);

struct Presentation {
    LineSight sight;
    QSet<QString> hiddenRecordings;
    QList<Secret> secrets; ///< of the account, however they are written: appear nowhere
    QUrl upstream;      ///< where Twilio's API is
    QByteArray ownBase; ///< "https://relay.example.org": what addresses of next pages begin with
};

/// Without account secrets, without what @p how hides, with addresses of pages that lead through the gateway. None when the
/// one record that it is may not be seen.
std::optional<QByteArray> presented(QJsonObject answer, const Presentation &how);

} // namespace milassist::relay
