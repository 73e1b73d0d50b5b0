// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/shared/sharedstore.h"

#include <QHash>

namespace milassist::relay
{

/// Handles of the ledger, remembered: what one stands for never changes. Main thread.
class HandleBook : public QObject
{
    Q_OBJECT
public:
    using Pairs = QHash<QString, QString>;

    explicit HandleBook(SharedStore &store, QObject *parent = nullptr) : QObject(parent), m_store(store) {}

    /// The handle of each of @p numbers, made where there is none yet. Errors: Offline, Storage.
    QFuture<Result<Pairs>> handlesOf(const QStringList &numbers);
    /// The number behind each of @p handles that was given out. Errors: Offline, Storage.
    QFuture<Result<Pairs>> numbersOf(const QStringList &handles);

private:
    void remember(const Pairs &handleOf);

    SharedStore &m_store;
    Pairs m_handleOf, m_numberOf;
};

} // namespace milassist::relay
