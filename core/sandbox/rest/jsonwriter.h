// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/money.h"
#include "core/sandbox/world/wire.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <cstring>
#include <optional>

namespace milassist::rest {

/// How instants look: 2010-04-01 has "Tue, 11 Aug 2026 16:05:31 +0000", the newer hosts "2026-08-11T16:05:31Z".
enum class Dates { Rfc2822, Iso8601 };

/// Writes JSON straight into bytes: a page of a thousand records is a megabyte, and building a tree of it first would
/// cost ten times as much. The caller keeps the order right; commas come by themselves.
class JsonWriter {
public:
    explicit JsonWriter(Dates dates = Dates::Rfc2822, qsizetype expected = 1024) : m_out(expected, Qt::Uninitialized), m_dates(dates) {}

    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    void beginArray() { open('['); }
    void endArray() { close(']'); }
    /// @p name must need no escaping: our own field names.
    void key(const char *name);

    void null() { plain("null"); }
    void value(const QString &text);
    void value(const QByteArray &utf8) { value(QString::fromUtf8(utf8)); }
    void value(const char *) = delete; // would become a bool
    void value(bool yes) { plain(yes ? "true" : "false"); }
    void value(int number) { plain(QByteArray::number(number)); }
    void value(qint64 number) { plain(QByteArray::number(number)); }
    void value(const std::optional<QString> &text) { text ? value(*text) : null(); }
    void value(const std::optional<int> &number) { number ? value(*number) : null(); }
    void value(const QDateTime &instant);
    void value(const world::Digits &digits);        ///< "47"
    void value(const std::optional<Micros> &amount); ///< "-0.00750": five decimals, six where they are needed
    void value(const QStringList &texts);
    void value(const world::Capabilities &capabilities);
    void value(const QJsonObject &object);
    void value(const QJsonValue &json);

    template <typename T>
    void field(const char *name, const T &of)
    {
        key(name);
        value(of);
    }
    void nullField(const char *name)
    {
        key(name);
        null();
    }
    /// Text that is known to be plain ASCII without quotes: paths made of sids, words of ours.
    void asciiField(const char *name, QByteArrayView first, QByteArrayView second = {}, QByteArrayView third = {}, QByteArrayView fourth = {});
    /// "name":"/2010-04-01/.../Calls/" + sid + "/Recordings" + ".json"; no @p part is the record's own uri.
    void uriField(const char *name, const QByteArray &collection, const QByteArray &sid, const char *part = nullptr);

    QByteArray take()
    {
        m_out.truncate(m_used);
        m_used = 0;
        return std::move(m_out);
    }

private:
    void open(char bracket);
    void close(char bracket);
    void plain(QByteArrayView token);
    void separate();
    void escaped(const QString &text);

    /// Room for @p bytes at the end. QByteArray::append() for each quotation mark was a quarter of a page's cost.
    char *room(qsizetype bytes)
    {
        if (m_out.size() - m_used < bytes)
            m_out.resize(std::max(m_used + bytes, 2 * m_out.size()));
        return m_out.data() + m_used;
    }
    void put(char c)
    {
        *room(1) = c;
        ++m_used;
    }
    void put(QByteArrayView bytes)
    {
        if (bytes.isEmpty())
            return; // its data may be null, which memcpy does not allow
        memcpy(room(bytes.size()), bytes.data(), size_t(bytes.size()));
        m_used += bytes.size();
    }

    QByteArray m_out; ///< larger than what is written so far
    qsizetype m_used = 0;
    Dates m_dates;
    bool m_needsComma = false;
};

/// Every field of @p record under its own name, in its table's order.
template <typename Record>
void writeFields(JsonWriter &json, const Record &record)
{
    forEachField<Record>([&](const auto &field) { json.field(field.name, record.*(field.member)); });
}

} // namespace milassist::rest
