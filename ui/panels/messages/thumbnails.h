// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/message.h"

#include <QCache>
#include <QFuture>
#include <QImage>
#include <QObject>
#include <QPixmap>
#include <QSet>

#include <functional>

namespace milassist
{

/// Small pictures of attachments, read once each and kept while there is room. Main thread.
class Thumbnails : public QObject
{
    Q_OBJECT
public:
    using Source = std::function<QFuture<Result<QImage>>(MessageSid, MediaSid, QSize)>;
    enum class State { Loading, Ready, NoPicture, Failed };
    struct Thumbnail {
        State state = State::Loading;
        QPixmap pixmap; ///< of Ready; fills the size asked for, at the device's resolution
    };

    explicit Thumbnails(Source source, QObject *parent = nullptr);

    /// What there is now; the first question starts the reading, changed() tells of its end.
    Thumbnail of(const Media &media, QSize size, qreal devicePixelRatio);
    /// Failed ones are tried again at the next question.
    void retryFailed();

Q_SIGNALS:
    void changed(const milassist::MessageSid &message);

private:
    Source m_source;
    QCache<QString, Thumbnail> m_known{200};
    QSet<QString> m_running;
};

} // namespace milassist
