// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/access/recordingsight.h"

#include "core/relay/ledger/calltable.h"
#include "core/relay/ledger/voicemailtable.h"

namespace milassist::relay
{

namespace
{

Result<bool> isSeen(SqlConnection &db, const LineSight &sight, const RecordingOf &recording)
{
    QString call = recording.call;
    if (const auto sid = RecordingSid::parse(recording.recording)) {
        const auto voicemail = VoicemailTable(db).find(*sid);
        if (!voicemail)
            return fail(voicemail.error());
        if (*voicemail && !(*voicemail)->line.isEmpty())
            return sight.sees((*voicemail)->line);
        if (*voicemail && call.isEmpty())
            call = (*voicemail)->callSid.text();
    }
    const auto sid = CallSid::parse(call);
    if (!sid)
        return false;
    const auto known = CallTable(db).find(*sid);
    if (!known)
        return fail(known.error());
    QList<Party> parties;
    if (*known) {
        for (const Call &leg : (*known)->legs)
            parties << leg.from << leg.to;
    }
    return !parties.isEmpty() && sight.seesTraffic(parties);
}

} // namespace

QFuture<Result<QSet<QString>>> hiddenAmong(SharedStore &store, const LineSight &sight, const QList<RecordingOf> &recordings)
{
    if (sight.isWhole())
        return finished(Result<QSet<QString>>(QSet<QString>()));
    return store.read([sight, recordings](SqlConnection &db) -> Result<QSet<QString>> {
        QSet<QString> hidden;
        for (const RecordingOf &recording : recordings) {
            const auto seen = isSeen(db, sight, recording);
            if (!seen)
                return fail(seen.error());
            if (!*seen)
                hidden.insert(recording.recording);
        }
        return hidden;
    });
}

} // namespace milassist::relay
