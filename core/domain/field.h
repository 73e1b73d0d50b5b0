// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/money.h"
#include "core/domain/phonenumber.h"
#include "core/domain/sid.h"
#include "core/domain/word.h"

#include <QDateTime>
#include <QVariant>

#include <chrono>
#include <optional>
#include <string_view>
#include <tuple>

namespace milassist {

/// One field of a record: Twilio's name for it and the member that holds it. The name serves JSON, SQL and CSV alike.
template <typename Record, typename Member>
struct Field {
    const char *name;
    Member Record::*member;
};

template <typename Record, typename Member>
constexpr Field<Record, Member> field(const char *name, Member Record::*member)
{
    return {name, member};
}

/// Specialise with `static constexpr auto list = std::tuple{field("sid", &Call::sid), ...};`
template <typename Record>
struct Fields;

/// Calls @p visit(field) for each field of Record, in order.
template <typename Record, typename Visitor>
constexpr void forEachField(Visitor &&visit)
{
    std::apply([&visit](const auto &...fields) { (visit(fields), ...); }, Fields<Record>::list);
}

/// How one type is read from Twilio's JSON scalars and kept in SQL.
/// - `bool fromWire(std::string_view utf8, T &out)`: a JSON string, number or boolean as its text (null and missing
///   never come here). False when the text makes no sense; @p out is then left alone.
/// - `QVariant toSql(const T &)`, `T fromSql(const QVariant &)`: absent values are SQL NULL, instants milliseconds
///   since 1970 UTC, durations seconds, money millionths.
/// - `QString toText(const T &)`: for CSV; instants ISO 8601 UTC.
template <typename T>
struct Codec;

inline QString fromUtf8(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

/// RFC 2822 ("Tue, 11 Aug 2026 16:05:31 +0000") or ISO 8601, as UTC; invalid when it is neither. Fast on the first.
QDateTime instantFromWire(std::string_view utf8);

template <>
struct Codec<QString> {
    static bool fromWire(std::string_view utf8, QString &out)
    {
        out = fromUtf8(utf8);
        return true;
    }
    static QVariant toSql(const QString &value) { return value.isEmpty() ? QVariant(QString()) : QVariant(value); }
    static QString fromSql(const QVariant &value) { return value.toString(); }
    static QString toText(const QString &value) { return value; }
};

template <>
struct Codec<Party> {
    static bool fromWire(std::string_view utf8, Party &out)
    {
        out = Party(fromUtf8(utf8));
        return true;
    }
    static QVariant toSql(const Party &value) { return value.text(); }
    static Party fromSql(const QVariant &value) { return Party(value.toString()); }
    static QString toText(const Party &value) { return value.text(); }
};

template <typename Tag>
struct Codec<Sid<Tag>> {
    static bool fromWire(std::string_view utf8, Sid<Tag> &out)
    {
        if (utf8.empty()) {
            out = {};
            return true;
        }
        auto sid = Sid<Tag>::parse(fromUtf8(utf8));
        if (!sid)
            return false;
        out = *std::move(sid);
        return true;
    }
    static QVariant toSql(const Sid<Tag> &value) { return value.isNull() ? QVariant(QString()) : QVariant(value.text()); }
    static Sid<Tag> fromSql(const QVariant &value) { return Sid<Tag>::parse(value.toString()).value_or(Sid<Tag>()); }
    static QString toText(const Sid<Tag> &value) { return value.text(); }
};

template <typename E>
struct Codec<Word<E>> {
    static bool fromWire(std::string_view utf8, Word<E> &out)
    {
        out = Word<E>(fromUtf8(utf8));
        return true;
    }
    static QVariant toSql(const Word<E> &value) { return value.text(); }
    static Word<E> fromSql(const QVariant &value) { return Word<E>(value.toString()); }
    static QString toText(const Word<E> &value) { return value.text(); }
};

template <>
struct Codec<QDateTime> {
    static bool fromWire(std::string_view utf8, QDateTime &out)
    {
        const QDateTime instant = instantFromWire(utf8);
        if (!instant.isValid() && !utf8.empty())
            return false;
        out = instant;
        return true;
    }
    static QVariant toSql(const QDateTime &value)
    {
        return value.isValid() ? QVariant(value.toMSecsSinceEpoch()) : QVariant(QMetaType::fromType<qint64>());
    }
    static QDateTime fromSql(const QVariant &value)
    {
        return value.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
    }
    static QString toText(const QDateTime &value) { return value.isValid() ? value.toUTC().toString(Qt::ISODate) : QString(); }
};

/// Whole days ("2026-08-01"), always UTC; SQL keeps their text.
template <>
struct Codec<QDate> {
    static bool fromWire(std::string_view utf8, QDate &out);
    static QVariant toSql(const QDate &value) { return value.isValid() ? QVariant(value.toString(Qt::ISODate)) : QVariant(QString()); }
    static QDate fromSql(const QVariant &value) { return QDate::fromString(value.toString(), Qt::ISODate); }
    static QString toText(const QDate &value) { return value.toString(Qt::ISODate); }
};

template <>
struct Codec<std::optional<std::chrono::seconds>> {
    using Seconds = std::optional<std::chrono::seconds>;
    static bool fromWire(std::string_view utf8, Seconds &out);
    static QVariant toSql(const Seconds &value)
    {
        return value ? QVariant(qint64(value->count())) : QVariant(QMetaType::fromType<qint64>());
    }
    static Seconds fromSql(const QVariant &value)
    {
        return value.isNull() ? Seconds() : Seconds(std::chrono::seconds(value.toLongLong()));
    }
    static QString toText(const Seconds &value) { return value ? QString::number(value->count()) : QString(); }
};

template <>
struct Codec<std::optional<Micros>> {
    using Amount = std::optional<Micros>;
    static bool fromWire(std::string_view utf8, Amount &out);
    static QVariant toSql(const Amount &value)
    {
        return value ? QVariant(value->value) : QVariant(QMetaType::fromType<qint64>());
    }
    static Amount fromSql(const QVariant &value)
    {
        return value.isNull() ? Amount() : Amount(Micros{value.toLongLong()});
    }
    static QString toText(const Amount &value) { return value ? value->toText() : QString(); }
};

template <>
struct Codec<int> {
    static bool fromWire(std::string_view utf8, int &out);
    static QVariant toSql(int value) { return value; }
    static int fromSql(const QVariant &value) { return value.toInt(); }
    static QString toText(int value) { return QString::number(value); }
};

template <>
struct Codec<bool> {
    static bool fromWire(std::string_view utf8, bool &out)
    {
        out = utf8 == "true" || utf8 == "True" || utf8 == "1";
        return out || utf8 == "false" || utf8 == "False" || utf8 == "0" || utf8.empty();
    }
    static QVariant toSql(bool value) { return value ? 1 : 0; }
    static bool fromSql(const QVariant &value) { return value.toInt() != 0; }
    static QString toText(bool value) { return value ? QStringLiteral("true") : QStringLiteral("false"); }
};

} // namespace milassist
