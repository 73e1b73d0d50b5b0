// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/prefetch.h"

namespace milassist {

Prefetch::Prefetch(Transport &transport, QObject *parent) : QObject(parent), m_transport(transport) {}

void Prefetch::begin(const Request &request)
{
    forgetOld();
    if (m_entries.contains(request.url))
        return;
    auto entry = std::make_shared<Entry>();
    entry->age.start();
    m_entries.insert(request.url, entry);
    const Transport::Id serial = ++m_serial;
    entry->id = serial;
    m_transport.send(request, [this, url = request.url, serial](Outcome outcome) { arrived(url, serial, std::move(outcome)); });
}

bool Prefetch::claim(const QUrl &url, Transport::Done done)
{
    const auto found = m_entries.constFind(url);
    if (found == m_entries.cend() || found.value()->waiting)
        return false;
    const auto entry = found.value();
    if (!entry->answer) {
        entry->waiting = std::move(done);
        return true;
    }
    m_entries.erase(found);
    done(*std::move(entry->answer));
    return true;
}

void Prefetch::arrived(const QUrl &url, Transport::Id id, Outcome outcome)
{
    const auto entry = m_entries.value(url);
    if (!entry || entry->id != id)
        return;
    if (entry->waiting) {
        const auto done = std::move(entry->waiting);
        m_entries.remove(url);
        return done(std::move(outcome));
    }
    if (!outcome)
        m_entries.remove(url); // whoever wants it will ask again
    else
        entry->answer = *std::move(outcome);
}

void Prefetch::forgetOld()
{
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        constexpr qint64 oldest_ms = 30000;
        const bool isForgotten = entry.value()->answer.has_value() && entry.value()->age.hasExpired(oldest_ms);
        entry = isForgotten ? m_entries.erase(entry) : std::next(entry);
    }
}

} // namespace milassist
