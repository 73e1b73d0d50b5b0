// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/player/playerhub.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace milassist {
using namespace Qt::StringLiterals;

QByteArray PlayerTaste::toBytes() const
{
    const QJsonObject object{{u"speed"_s, speed},
                             {u"skipsSilence"_s, skipsSilence},
                             {u"volume"_s, volume},
                             {u"device"_s, QString::fromLatin1(device.toBase64())},
                             {u"followsAlong"_s, followsAlong}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

PlayerTaste PlayerTaste::fromBytes(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    PlayerTaste taste;
    taste.speed = std::clamp(object.value(u"speed"_s).toDouble(taste.speed), 0.75, 2.5);
    taste.skipsSilence = object.value(u"skipsSilence"_s).toBool(taste.skipsSilence);
    taste.volume = std::clamp(object.value(u"volume"_s).toDouble(taste.volume), 0.0, 1.0);
    taste.device = QByteArray::fromBase64(object.value(u"device"_s).toString().toLatin1());
    taste.followsAlong = object.value(u"followsAlong"_s).toBool(taste.followsAlong);
    return taste;
}

PlayerHub::PlayerHub(MediaCache &media, MakeOut makeOut, PlayerTaste taste, QObject *parent)
    : QObject(parent), m_media(media), m_makeOut(std::move(makeOut)), m_taste(std::move(taste))
{
}

void PlayerHub::setTaste(const PlayerTaste &taste)
{
    if (std::exchange(m_taste, taste) != taste)
        Q_EMIT tasteChanged(taste);
}

} // namespace milassist
