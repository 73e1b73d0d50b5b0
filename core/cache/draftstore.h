// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "core/store/store.h"

#include <QStringList>

namespace milassist {

class MessageStore;

/// What somebody has begun to write to one peer from one line.
struct TextDraft {
    QString body;
    QStringList media;          ///< URLs or local paths, as attached
    bool isEmpty() const { return body.isEmpty() && media.isEmpty(); }
    bool operator==(const TextDraft &) const = default;
};

/// Texts begun and not sent. Own data: never thrown away. Main thread; errors are Storage, DiskFull, Cancelled.
class DraftStore : public QObject {
    Q_OBJECT
public:
    DraftStore(Store &store, MessageStore &messages, QObject *parent = nullptr);

    /// An empty draft when there is none.
    QFuture<Result<TextDraft>> draft(Party line, Party peer);
    /// Call it at each pause in typing; an empty draft takes the row away.
    QFuture<Result<>> save(Party line, Party peer, TextDraft draft);

private:
    Store &m_store;
    MessageStore &m_messages;
};

} // namespace milassist
