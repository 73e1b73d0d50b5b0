// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"

#include <QDateTime>
#include <QJsonObject>

#include <deque>

namespace milassist::faults {

/// One exchange the sandbox had, as a client or as a server.
struct JournalEntry {
    enum class Kind {
        Request, ///< received on the REST port
        Media,   ///< received on the second host, where attachments are
        Webhook, ///< sent by us
        Sip,     ///< a registration or a call, between a phone and us
    };
    qint64 id = 0;
    Kind kind = Kind::Request;
    QDateTime at;                   ///< UTC, when it began
    double milliseconds = 0;
    QByteArray method, url;         ///< the target of a request, the whole URL of a webhook
    HttpHeaders requestHeaders;     ///< without credentials
    QByteArray requestBody;
    QString user;                   ///< who called, as the credentials say
    bool credentialsLeaked = false; ///< Media: somebody sent an Authorization header there
    int status = 0;                 ///< 0 = no answer
    HttpHeaders responseHeaders;
    QByteArray responseBody;        ///< texts; of sounds and pictures only the size is kept
    qint64 responseSize = 0;
    QByteArrayList notes;           ///< faults that struck, errors

    QJsonObject toJson() const;
    qsizetype cost() const { return requestBody.size() + responseBody.size() + 1024; }
};

/// What happened, newest last, in bounded memory: the oldest entries make room.
class Journal {
public:
    explicit Journal(qsizetype maxBytes = 64 * 1024 * 1024, int maxEntries = 50'000) : m_maxBytes(maxBytes), m_maxEntries(maxEntries) {}

    /// @return its id
    qint64 add(JournalEntry entry);
    const std::deque<JournalEntry> &entries() const { return m_entries; }
    /// How many had to make room.
    qint64 dropped() const { return m_dropped; }
    void clear();

    /// {"entries":[...], "dropped":n}. @p after only entries with a greater id.
    QByteArray toJson(qint64 after = 0, std::optional<JournalEntry::Kind> kind = {}) const;

private:
    std::deque<JournalEntry> m_entries;
    const qsizetype m_maxBytes;
    const int m_maxEntries;
    qsizetype m_bytes = 0;
    qint64 m_nextId = 1, m_dropped = 0;
};

/// The word for it in JSON: "request", "media", "webhook", "sip".
QLatin1StringView wordOf(JournalEntry::Kind kind);
std::optional<JournalEntry::Kind> journalKind(QStringView word);

/// @p headers with the value of Authorization and Cookie struck out.
HttpHeaders withoutCredentials(const HttpHeaders &headers);
/// @p body, a form or JSON, with passwords, tokens and the secrets of keys struck out.
QByteArray withoutSecrets(const QByteArray &body);

} // namespace milassist::faults
