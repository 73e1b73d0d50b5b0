// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/exchange/sound/player.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QObject>

#include <functional>

namespace milassist::exchange {

/// Fetches sounds for <Play> and keeps them while their server says that they are the same (ETag, Last-Modified).
class Jukebox : public QObject {
    Q_OBJECT

public:
    explicit Jukebox(QObject *parent = nullptr);

    /// A sound, or Twilio's number for why there is none: 11200 HTTP error, 11205 no connection, 13420 no sound we know.
    struct Answer {
        Clip clip;
        int errorCode = 0, status = 0;
    };
    /// Calls @p done once, later, in this thread; not at all when @p context goes first.
    void fetch(const QString &url, QObject *context, std::function<void(const Answer &)> done);
    bool isQuiet() const { return m_underWay == 0; }

private:
    struct Kept {
        QByteArray etag, modified;
        Clip clip;
    };

    QNetworkAccessManager m_network;
    QHash<QString, Kept> m_kept;
    int m_underWay = 0;
};

} // namespace milassist::exchange
