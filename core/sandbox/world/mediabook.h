// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/ground.h"
#include "core/sandbox/world/shelf.h"
#include "core/sandbox/world/trafficrecords.h"

#include <functional>

namespace milassist::world
{

/// Pictures and other attachments. Those of the demo are painted when somebody asks for them.
class MediaBook
{
public:
    explicit MediaBook(Ground &ground) : m_ground(ground) {}

    struct Bytes {
        QString contentType;
        QByteArray data;
    };
    using Painter = std::function<QByteArray()>;

    Result<Slice<Media>> list(QStringView messageSid, const Form &query) const;
    Result<Media> fetch(QStringView messageSid, QStringView sid) const;
    Result<> remove(QStringView messageSid, QStringView sid);
    /// Errors: 20404.
    Result<Bytes> bytes(QStringView messageSid, QStringView sid) const;

    Media add(const QString &messageSid, const QString &contentType, QByteArray bytes, const QDateTime &when);
    Media add(const QString &messageSid, const QString &contentType, Painter painter, const QDateTime &when);
    void removeAllOf(QStringView messageSid);
    /// The media sids of a message, in order (for webhooks' MediaUrlN).
    QStringList sidsOf(QStringView messageSid) const;
    /// Called when a single attachment was deleted: the message counts one less.
    void whenRemoved(std::function<void(const QString &messageSid)> told) { m_removed = std::move(told); }

private:
    struct Item {
        Media media;
        QByteArray bytes;
        Painter painter;
    };
    const Item *find(QStringView messageSid, QStringView sid) const;
    Item &store(const QString &messageSid, const QString &contentType, const QDateTime &when);

    Ground &m_ground;
    quint64 m_nextSerial = 0;
    QHash<QString, std::vector<Item>> m_byMessage;
    std::function<void(const QString &)> m_removed;
};

} // namespace milassist::world
