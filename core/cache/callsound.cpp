// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/callsound.h"

#include <cmath>

namespace milassist {

namespace {

// Figures are kept in hundredths, and -100 is "not known".
qint64 hundredths(double figure)
{
    return figure < 0 ? -100 : std::llround(figure * 100);
}

double figure(const Statement &query, int column)
{
    return double(query.integer(column)) / 100;
}

} // namespace

Result<> writeSound(QSqlDatabase &db, const QString &about, const CallSound &sound)
{
    Statement write(db, u"INSERT OR REPLACE INTO own.call_sound (about, codec, encrypted, seconds, poor_seconds, mos, loss, their_loss, jitter_ms,"
                        " round_trip_ms, packets_sent, packets_heard) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const Quality &mean = sound.mean;
    return write
        .with(about, sound.codec, sound.isEncrypted, sound.seconds, sound.poorSeconds, hundredths(mean.mos), hundredths(mean.lossPercent),
              hundredths(mean.theirLossPercent), mean.jitterMs, mean.roundTripMs, mean.packetsSent, mean.packetsHeard)
        .run();
}

Result<std::optional<CallSound>> readSound(QSqlDatabase &db, qint64 conversation)
{
    Statement query(db, u"SELECT codec, encrypted, seconds, poor_seconds, mos, loss, their_loss, jitter_ms, round_trip_ms, packets_sent, packets_heard"
                        " FROM own.call_sound JOIN conversation ON root = about WHERE id = ?");
    if (!query.with(conversation).next())
        return query.ok() ? Result<std::optional<CallSound>>(std::nullopt) : query.failure();
    return CallSound{.codec = query.text(0),
                     .isEncrypted = query.integer(1) != 0,
                     .seconds = int(query.integer(2)),
                     .poorSeconds = int(query.integer(3)),
                     .mean = {.mos = figure(query, 4),
                              .lossPercent = figure(query, 5),
                              .theirLossPercent = figure(query, 6),
                              .jitterMs = int(query.integer(7)),
                              .roundTripMs = int(query.integer(8)),
                              .packetsSent = query.integer(9),
                              .packetsHeard = query.integer(10)}};
}

} // namespace milassist
