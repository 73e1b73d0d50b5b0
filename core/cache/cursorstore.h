// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store.h"

#include <QHash>

namespace milassist {

/// How far each part of the sync has come. Lives in the cache: a rebuilt cache has none. Main thread.
class CursorStore : public QObject {
    Q_OBJECT
public:
    explicit CursorStore(Store &store, QObject *parent = nullptr);

    QFuture<Result<QHash<QString, QString>>> all();
    /// Errors: Storage, DiskFull, Cancelled.
    QFuture<Result<>> set(QString name, QString value); ///< an empty value takes it away

private:
    Store &m_store;
};

} // namespace milassist
