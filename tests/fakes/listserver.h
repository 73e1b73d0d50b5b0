// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/fakes/scriptedserver.h"

#include <QDateTime>
#include <QLocale>
#include <QMap>
#include <QUrlQuery>

#include <optional>

namespace milassist {

/// Lists as Twilio pages them, over rows that a test can change at any moment: for what the sandbox cannot be told to do.
class ListServer : public QObject {
public:
    struct Row {
        QByteArray sid;
        QDateTime created;
        QByteArray status;
        QByteArray price;  ///< empty = null
        QByteArray extra;  ///< more JSON fields, each with a comma in front
    };
    /// An answer instead of the true one; none = the true one.
    using Fault = std::function<std::optional<ScriptedServer::Reply>(const HeardRequest &)>;

    ListServer() : m_server([this](const HeardRequest &request) { return answer(request); }) {}

    ScriptedServer &http() { return m_server; }
    /// Keys as in the JSON: "calls", "messages", "recordings", "transcriptions". Newest first is the server's work.
    QList<Row> &rows(const QByteArray &key) { return m_rows[key]; }
    void setFault(Fault fault) { m_fault = std::move(fault); }
    void remove(const QByteArray &key, const QByteArray &sid)
    {
        m_rows[key].removeIf([&](const Row &row) { return row.sid == sid; });
    }
    static QByteArray sid(const QByteArray &prefix, int number)
    {
        return prefix + QByteArray::number(number, 16).rightJustified(32, '0');
    }
    /// "sid status price" of every row, sorted.
    QStringList truth(const QByteArray &key) const
    {
        QStringList lines;
        for (const Row &row : m_rows.value(key))
            lines.push_back(QString::fromLatin1(row.sid + ' ' + row.status + ' ' + row.price));
        lines.sort();
        return lines;
    }

private:
    static QByteArray json(const QByteArray &key, const Row &row)
    {
        const QByteArray date = QLocale::c().toString(row.created, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss +0000")).toLatin1();
        QByteArray text = "{\"sid\":\"" + row.sid + "\",\"date_created\":\"" + date + "\",\"status\":\"" + row.status + "\",\"price\":"
            + (row.price.isEmpty() ? QByteArray("null") : '"' + row.price + '"') + ",\"price_unit\":\"USD\"";
        if (key == "calls")
            text += ",\"start_time\":\"" + date + "\",\"direction\":\"inbound\",\"from\":\"+14155550108\",\"to\":\"+12065550142\",\"duration\":\"5\"";
        if (key == "messages")
            text += ",\"direction\":\"inbound\",\"from\":\"+14155550108\",\"to\":\"+12065550142\",\"body\":\"hello\"";
        if (key == "recordings")
            text += ",\"call_sid\":\"" + sid("CA", 1) + "\",\"source\":\"RecordVerb\",\"channels\":1";
        if (key == "transcriptions")
            text += ",\"recording_sid\":\"" + sid("RE", 1) + "\",\"transcription_text\":\"words\"";
        return text + row.extra + '}';
    }

    ScriptedServer::Reply answer(const HeardRequest &request)
    {
        if (m_fault) {
            if (auto wrong = m_fault(request))
                return *std::move(wrong);
        }
        const QUrl url = QUrl::fromEncoded(request.target);
        const QString leaf = url.path().section(QLatin1Char('/'), 4).chopped(5); // without /2010-04-01/Accounts/AC../ and .json
        const QByteArray resource = leaf.section(QLatin1Char('/'), 0, 0).toLatin1();
        if (leaf.startsWith(QLatin1StringView("Messages/")) && leaf.endsWith(QLatin1StringView("/Media")))
            return {ScriptedServer::answer(200, "{\"media_list\":[{\"sid\":\"" + sid("ME", ++m_media) + "\",\"content_type\":\"image/png\"}]}")};
        if (resource == "IncomingPhoneNumbers")
            return {ScriptedServer::answer(200, "{\"incoming_phone_numbers\":[{\"sid\":\"" + sid("PN", 1) + "\",\"phone_number\":\"+12065550142\"}],\"next_page_uri\":null}")};
        const QByteArray key = resource.toLower();
        if (leaf.contains(QLatin1Char('/')))
            return one(key, leaf.section(QLatin1Char('/'), 1).toLatin1());
        return page(key, url);
    }

    ScriptedServer::Reply one(const QByteArray &key, const QByteArray &sid)
    {
        for (const Row &row : m_rows[key]) {
            if (row.sid == sid)
                return {ScriptedServer::answer(200, json(key, row))};
        }
        return {ScriptedServer::answer(404, R"({"code":20404,"message":"not found","status":404})")};
    }

    ScriptedServer::Reply page(const QByteArray &key, const QUrl &url)
    {
        const QUrlQuery query(url);
        QList<Row> rows = m_rows[key];
        std::stable_sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) { return a.created > b.created; });
        const QString until = query.queryItemValue(QStringLiteral("StartTime<"), QUrl::FullyDecoded);
        if (!until.isEmpty())
            rows.removeIf([&](const Row &row) { return row.created.date() >= QDate::fromString(until, Qt::ISODate); });
        qsizetype at = 0;
        const QByteArray token = query.queryItemValue(QStringLiteral("PageToken")).toLatin1();
        if (!token.isEmpty()) {
            const auto last = std::find_if(rows.begin(), rows.end(), [&](const Row &row) { return "PA" + row.sid == token; });
            if (last == rows.end())
                return {ScriptedServer::answer(400, R"({"code":21481,"message":"Invalid PageToken","status":400})")};
            at = last - rows.begin() + 1;
        }
        const qsizetype size = std::max(1, query.queryItemValue(QStringLiteral("PageSize")).toInt());
        const qsizetype end = std::min(rows.size(), at + size);
        QByteArray body = "{\"" + key + "\":[";
        for (qsizetype i = at; i < end; ++i)
            body += (i > at ? "," : "") + json(key, rows[i]);
        body += "],\"next_page_uri\":";
        if (end < rows.size()) {
            const QByteArray filter = until.isEmpty() ? QByteArray() : "StartTime%3C=" + until.toLatin1() + '&';
            body += '"' + url.path().toLatin1() + '?' + filter + "PageSize=" + QByteArray::number(size) + "&Page=1&PageToken=PA" + rows[end - 1].sid + '"';
        } else {
            body += "null";
        }
        return {ScriptedServer::answer(200, body + '}')};
    }

    ScriptedServer m_server;
    QMap<QByteArray, QList<Row>> m_rows;
    Fault m_fault;
    int m_media = 0;
};

} // namespace milassist
