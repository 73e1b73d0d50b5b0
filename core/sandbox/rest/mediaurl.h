// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace milassist::rest {

/// Addresses of attachments on the second host, as Twilio's content network has them: signed, so that they need no
/// credentials, and useless when altered.
class MediaUrls {
public:
    MediaUrls(QByteArray origin, QByteArray key) : m_origin(std::move(origin)), m_key(std::move(key)) {}

    QByteArray urlFor(const QByteArray &account, const QString &messageSid, const QString &mediaSid) const;

    struct Item {
        QByteArray account;
        QString messageSid, mediaSid;
    };
    /// What the target of a request to the second host means; none unless it is one of ours, unaltered.
    std::optional<Item> read(QByteArrayView target) const;
    /// "http://127.0.0.2:4711"
    const QByteArray &origin() const { return m_origin; }

private:
    QByteArray sign(QByteArrayView path) const;
    QByteArray m_origin, m_key;
};

} // namespace milassist::rest
