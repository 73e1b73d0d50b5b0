// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/thumbnails.h"

#include "core/base/whendone.h"

namespace milassist
{

namespace
{

/// The middle of @p image in the proportions of @p size: what a tile shows of it.
QImage filling(const QImage &image, QSize size)
{
    if (image.isNull() || size.isEmpty())
        return image;
    const QSize part = size.scaled(image.size(), Qt::KeepAspectRatio);
    return image.copy(QRect(QPoint((image.width() - part.width()) / 2, (image.height() - part.height()) / 2), part));
}

} // namespace

Thumbnails::Thumbnails(Source source, QObject *parent) : QObject(parent), m_source(std::move(source)) {}

Thumbnails::Thumbnail Thumbnails::of(const Media &media, QSize size, qreal devicePixelRatio)
{
    const QString key = media.sid.text();
    if (const Thumbnail *known = m_known.object(key))
        return *known;
    if (media.sid.isNull() || m_running.contains(key))
        return {};
    m_running.insert(key);
    const QSize wanted = size * devicePixelRatio * 2; // twice, so that filling() finds enough in the shorter direction
    whenDone(m_source(media.messageSid, media.sid, wanted), this,
             [this, key, size, message = media.messageSid](const Result<QImage> &image) {
                 m_running.remove(key);
                 auto *thumbnail = new Thumbnail;
                 if (image) {
                     thumbnail->state = State::Ready;
                     thumbnail->pixmap = QPixmap::fromImage(filling(*image, size));
                 } else {
                     thumbnail->state = image.error().kind == Error::Kind::Malformed ? State::NoPicture : State::Failed;
                 }
                 m_known.insert(key, thumbnail);
                 Q_EMIT changed(message);
             });
    return {};
}

void Thumbnails::retryFailed()
{
    for (const QString &key : m_known.keys()) {
        if (m_known.object(key)->state == State::Failed)
            m_known.remove(key);
    }
}

} // namespace milassist
