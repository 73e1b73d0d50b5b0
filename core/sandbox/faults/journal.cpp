// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/faults/journal.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace milassist::faults {

using namespace Qt::StringLiterals;

namespace {

QJsonArray headersJson(const HttpHeaders &headers)
{
    QJsonArray array;
    for (const auto &[name, value] : headers.fields())
        array.append(QJsonArray{QString::fromLatin1(name), QString::fromLatin1(value)});
    return array;
}

bool isText(const QByteArray &type)
{
    return type.isEmpty() || type.startsWith("application/json") || type.startsWith("text/") || type.contains("xml")
        || type.startsWith("application/x-www-form-urlencoded");
}

} // namespace

QLatin1StringView wordOf(JournalEntry::Kind kind)
{
    switch (kind) {
    case JournalEntry::Kind::Request: return "request"_L1;
    case JournalEntry::Kind::Media: return "media"_L1;
    case JournalEntry::Kind::Webhook: return "webhook"_L1;
    case JournalEntry::Kind::Sip: return "sip"_L1;
    }
    return {};
}

std::optional<JournalEntry::Kind> journalKind(QStringView word)
{
    for (const auto kind : {JournalEntry::Kind::Request, JournalEntry::Kind::Media, JournalEntry::Kind::Webhook, JournalEntry::Kind::Sip})
        if (word == wordOf(kind))
            return kind;
    return std::nullopt;
}

HttpHeaders withoutCredentials(const HttpHeaders &headers)
{
    HttpHeaders kept;
    for (const auto &[name, value] : headers.fields()) {
        const QByteArray lower = name.toLower();
        const bool isSecret = lower == "authorization" || lower == "cookie" || lower == "proxy-authorization";
        kept.add(name, isSecret ? QByteArray("(removed)") : value);
    }
    return kept;
}

QByteArray withoutSecrets(const QByteArray &body)
{
    static const QRegularExpression form(u"(^|&)((?:Password|AuthToken|Secret)=)[^&]*"_s);
    static const QRegularExpression json(u"(\"(?:secret|auth_token|password)\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*\""_s);
    return QString::fromUtf8(body).replace(form, u"\\1\\2(removed)"_s).replace(json, u"\\1(removed)\""_s).toUtf8();
}

QJsonObject JournalEntry::toJson() const
{
    QJsonObject json{
        {"id"_L1, id},
        {"kind"_L1, wordOf(kind)},
        {"at"_L1, at.toString(Qt::ISODateWithMs)},
        {"milliseconds"_L1, milliseconds},
        {"method"_L1, QString::fromLatin1(method)},
        {"url"_L1, QString::fromUtf8(url)},
        {"request_headers"_L1, headersJson(requestHeaders)},
        {"request_body"_L1, QString::fromUtf8(withoutSecrets(requestBody))},
        {"status"_L1, status},
        {"response_headers"_L1, headersJson(responseHeaders)},
        {"response_body"_L1, QString::fromUtf8(withoutSecrets(responseBody))},
        {"response_size"_L1, responseSize},
    };
    if (!user.isEmpty())
        json.insert("user"_L1, user);
    if (kind == Kind::Media)
        json.insert("credentials_leaked"_L1, credentialsLeaked);
    if (kind == Kind::Webhook)
        json.insert("signature"_L1, QString::fromLatin1(requestHeaders.value("X-Twilio-Signature")));
    QJsonArray said;
    for (const QByteArray &note : notes)
        said.append(QString::fromUtf8(note));
    if (!said.isEmpty())
        json.insert("notes"_L1, said);
    return json;
}

qint64 Journal::add(JournalEntry entry)
{
    entry.id = m_nextId++;
    entry.responseSize = entry.responseBody.size();
    if (!isText(entry.responseHeaders.value("Content-Type")))
        entry.responseBody.clear();
    m_bytes += entry.cost();
    m_entries.push_back(std::move(entry));
    while (m_entries.size() > 1 && (m_bytes > m_maxBytes || int(m_entries.size()) > m_maxEntries)) {
        m_bytes -= m_entries.front().cost();
        m_entries.pop_front();
        ++m_dropped;
    }
    return m_entries.back().id;
}

void Journal::clear()
{
    m_entries.clear();
    m_bytes = 0;
}

QByteArray Journal::toJson(qint64 after, std::optional<JournalEntry::Kind> kind) const
{
    QByteArray json = "{\"dropped\":" + QByteArray::number(m_dropped) + ",\"entries\":[";
    bool isFirst = true;
    for (const JournalEntry &entry : m_entries) {
        if (entry.id <= after || (kind && entry.kind != *kind))
            continue;
        if (!isFirst)
            json.append(",\n");
        isFirst = false;
        json.append(QJsonDocument(entry.toJson()).toJson(QJsonDocument::Compact));
    }
    return json.append("]}");
}

} // namespace milassist::faults
