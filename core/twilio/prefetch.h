// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/twilio/transport.h"

#include <QElapsedTimer>
#include <QHash>

namespace milassist {

/// Pages asked for before somebody wants them: while one is parsed and written, the next is already on its way. A page
/// that nobody has claimed within half a minute is forgotten, as is one that failed. Main thread.
class Prefetch : public QObject {
    Q_OBJECT
public:
    using Outcome = tl::expected<HttpAnswer, Trouble>;

    explicit Prefetch(Transport &transport, QObject *parent = nullptr);

    /// Asks for @p request unless it is on its way or here already.
    void begin(const Request &request);
    /// Gives the page of @p url to @p done, at once or when it comes. False: nobody has asked for it.
    bool claim(const QUrl &url, Transport::Done done);

private:
    struct Entry {
        Transport::Id id = 0;
        std::optional<HttpAnswer> answer;
        Transport::Done waiting;
        QElapsedTimer age;
    };

    void arrived(const QUrl &url, Transport::Id id, Outcome outcome);
    void forgetOld();

    Transport &m_transport;
    QHash<QUrl, std::shared_ptr<Entry>> m_entries; // shared: QHash wants copyable values
    Transport::Id m_serial = 0;
};

} // namespace milassist
