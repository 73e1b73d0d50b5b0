// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/events/deskpresence.h"

#include "core/base/logging.h"
#include "core/relay/ledger/rostertable.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

Result<> tell(SqlConnection &db, const QString &person, bool isRegistered, const QDateTime &now)
{
    const QJsonObject body{{u"person"_s, person}, {u"registered"_s, isRegistered}};
    const auto told =
        EventTable(db).append(u"presence"_s, QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact)), now);
    return told ? Result<>() : Result<>(fail(told.error()));
}

} // namespace

DeskPresence::DeskPresence(SharedStore &store, EventHub &hub, Clock clock, std::chrono::milliseconds lasts, QObject *parent)
    : QObject(parent), m_store(store), m_hub(hub), m_clock(std::move(clock)), m_lasts(lasts),
      m_source(u"desk at "_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    connect(&m_hub, &EventHub::connected, this, &DeskPresence::came);
    connect(&m_hub, &EventHub::disconnected, this, &DeskPresence::went);
    connect(&m_seeAgain, &QTimer::timeout, this, &DeskPresence::seeAgain);
    // What was said while the database was away is not in it, and callers come as soon as it is back.
    connect(&m_store, &SharedStore::reached, this, [this](bool isThere) {
        if (isThere)
            seeAgain();
    });
    m_seeAgain.start(m_lasts / 3);
}

void DeskPresence::seeAgain()
{
    for (const QString &person : m_hub.people())
        came(person);
}

void DeskPresence::came(const QString &person)
{
    const QDateTime now = m_clock();
    auto kept = m_store.write([=, source = m_source, until = now.addMSecs(m_lasts.count())](SqlConnection &db) -> Result<> {
        const auto isNew = RosterTable(db).registered(routing::PersonId(person), source, until, now);
        if (!isNew)
            return fail(isNew.error());
        return *isNew ? tell(db, person, true, now) : Result<>();
    });
    whenDone(std::move(kept), this, [](const Result<> &outcome) {
        if (!outcome)
            qCWarning(lcRelay) << "a desk could not be kept in the roster:" << outcome.error().detail;
    });
}

void DeskPresence::went(const QString &person)
{
    if (m_isLeaving)
        return;
    auto kept = m_store.write([=, source = m_source, now = m_clock()](SqlConnection &db) -> Result<> {
        const auto wasLast = RosterTable(db).unregistered(routing::PersonId(person), source, now);
        if (!wasLast)
            return fail(wasLast.error());
        return *wasLast ? tell(db, person, false, now) : Result<>();
    });
    whenDone(std::move(kept), this, [](const Result<> &outcome) {
        if (!outcome)
            qCWarning(lcRelay) << "a desk that went stays in the roster until its time is over:" << outcome.error().detail;
    });
}

} // namespace milassist::relay
