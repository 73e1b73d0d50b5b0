// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/mediabook.h"

namespace milassist::world
{

using namespace Qt::StringLiterals;

MediaBook::Item &MediaBook::store(const QString &messageSid, const QString &contentType, const QDateTime &when)
{
    auto &items = m_byMessage[messageSid];
    const QDateTime second = QDateTime::fromSecsSinceEpoch(when.toSecsSinceEpoch(), Qt::UTC);
    Media media{.sid = m_ground.sids.make("ME", m_nextSerial++),
                .parentSid = messageSid,
                .contentType = contentType,
                .createdAt = second,
                .updatedAt = second};
    items.push_back({.media = std::move(media)});
    return items.back();
}

Media MediaBook::add(const QString &messageSid, const QString &contentType, QByteArray bytes, const QDateTime &when)
{
    Item &item = store(messageSid, contentType, when);
    item.bytes = std::move(bytes);
    return item.media;
}

Media MediaBook::add(const QString &messageSid, const QString &contentType, Painter painter, const QDateTime &when)
{
    Item &item = store(messageSid, contentType, when);
    item.painter = std::move(painter);
    return item.media;
}

const MediaBook::Item *MediaBook::find(QStringView messageSid, QStringView sid) const
{
    const auto items = m_byMessage.constFind(messageSid.toString());
    if (items == m_byMessage.constEnd())
        return nullptr;
    const auto found = std::ranges::find_if(*items, [sid](const Item &item) { return item.media.sid == sid; });
    return found == items->end() ? nullptr : &*found;
}

Result<Slice<Media>> MediaBook::list(QStringView messageSid, const Form &query) const
{
    const auto request = PageRequest::parse(query, m_ground.quirks);
    if (!request)
        return tl::unexpected(request.error());
    const auto before =
        m_ground.quirks.beforeIncludesDay ? InstantFilter::Before::IncludesTheDay : InstantFilter::Before::ExcludesTheDay;
    const auto dates = InstantFilter::parse(query, u"DateCreated", before);
    static const std::vector<Item> none;
    const auto found = m_byMessage.constFind(messageSid.toString());
    const std::vector<Item> &items = found == m_byMessage.constEnd() ? none : *found;
    const auto at = [&](int position) -> const Media & { return items[size_t(position)].media; };
    const auto positionOf = [&](const QString &sid) {
        const auto item = std::ranges::find_if(items, [&](const Item &candidate) { return candidate.media.sid == sid; });
        return item == items.end() ? -1 : int(item - items.begin());
    };
    return cutPage<Media>(
        int(items.size()), *request, positionOf, [&](int position) { return dates.accepts(at(position).createdAt); }, at);
}

Result<Media> MediaBook::fetch(QStringView messageSid, QStringView sid) const
{
    if (const Item *item = find(messageSid, sid))
        return item->media;
    return noSuchThing();
}

Result<> MediaBook::remove(QStringView messageSid, QStringView sid)
{
    if (!find(messageSid, sid))
        return noSuchThing();
    const QString parent = messageSid.toString();
    std::erase_if(m_byMessage[parent], [sid](const Item &item) { return item.media.sid == sid; });
    if (m_removed)
        m_removed(parent);
    return {};
}

Result<MediaBook::Bytes> MediaBook::bytes(QStringView messageSid, QStringView sid) const
{
    const Item *item = find(messageSid, sid);
    if (!item)
        return noSuchThing();
    return Bytes{item->media.contentType, item->painter ? item->painter() : item->bytes};
}

void MediaBook::removeAllOf(QStringView messageSid)
{
    m_byMessage.remove(messageSid.toString());
}

QStringList MediaBook::sidsOf(QStringView messageSid) const
{
    QStringList sids;
    for (const Item &item : m_byMessage.value(messageSid.toString()))
        sids.append(item.media.sid);
    return sids;
}

} // namespace milassist::world
