// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "core/domain/sid.h"
#include "core/domain/word.h"
#include "core/team/teamclient.h"

#include <QDateTime>
#include <QTimeZone>

namespace milassist
{

class TeamEvents;

enum class LaterState { Waiting, Sending, Sent, Cancelled, Failed };

template <>
struct Words<LaterState> {
    static constexpr std::pair<const char *, LaterState> list[] = {
        {"waiting", LaterState::Waiting},
        {"sending", LaterState::Sending},
        {"sent", LaterState::Sent},
        {"canceled", LaterState::Cancelled},
        {"failed", LaterState::Failed},
    };
};

/// A text that the relay sends when its time has come.
struct LaterText {
    qint64 id = 0; ///< 0: not given to the relay yet
    Party line, peer;
    QString body;
    QStringList media;
    QDateTime at; ///< UTC
    bool endsWithReply = false; ///< not sent if they write before
    QString author;
    Word<LaterState> state;
    QString why; ///< of what is not sent: "replied", "opted_out", who cancelled it, or what Twilio said
    bool isWaiting() const { return state.is(LaterState::Waiting); }
    bool operator==(const LaterText &) const = default;
};

/// Not before 8:00 nor after 21:00 on the clock of the other end: the relay moves what falls into that to its end.
struct QuietNight {
    QByteArray zone; ///< IANA
};

/// Pure; what makes no sense is left out.
QList<LaterText> laterTextsFrom(const QJsonObject &body);

/// Texts that go out later, kept by the relay: also when this computer is off. Errors as TeamClient's; Rejected where it does
/// not wait any more, or they have opted out.
class TeamLater : public QObject
{
    Q_OBJECT
public:
    TeamLater(TeamClient &client, TeamEvents &events, QObject *parent = nullptr);

    /// Those that wait by their time, then the others, the latest first; of the lines that one sees.
    QFuture<Result<QList<LaterText>>> list();
    /// @param key as Idempotency-Key: the same once more makes no second one
    QFuture<Result<LaterText>> add(const LaterText &text, const std::optional<QuietNight> &quiet, const QString &key);
    /// Words and time of one that waits.
    QFuture<Result<LaterText>> change(const LaterText &text, const std::optional<QuietNight> &quiet);
    QFuture<Result<LaterText>> cancel(qint64 id);

Q_SIGNALS:
    /// One more, or something became of one.
    void changed();

private:
    TeamClient &m_client;
};

} // namespace milassist
