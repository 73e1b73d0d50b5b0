// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"
#include "core/store/packedsid.h"
#include "core/store/sqlconnection.h"
#include "core/store/statement.h"

#include <type_traits>

namespace milassist
{

// A record's table has one column for each entry of Fields<Record>, of the same name. Everything about those columns is
// made from that list, so that a new field is one line there: the column is added when the database is opened next.

template <typename Record>
constexpr int fieldCount = int(std::tuple_size_v<std::remove_cvref_t<decltype(Fields<Record>::list)>>);

// The same forms in SQL as Codec::toSql, without a QVariant between: absent values are NULL, instants milliseconds
// since 1970 UTC, durations seconds, money millionths.
template <typename T>
concept KeptAsInteger = std::is_same_v<T, int> || std::is_same_v<T, bool> || std::is_same_v<T, QDateTime> || std::is_same_v<
    T, std::optional<std::chrono::seconds>> || std::is_same_v<T, std::optional<Micros>>;

/// Whether the sids of a record are kept as PackedSid. Of calls: they come by the hundred thousand and are never joined
/// with what people wrote, which names sids as text.
template <typename Record>
constexpr bool keepsSidsPacked = false;
struct Call;
template <>
inline constexpr bool keepsSidsPacked<Call> = true;

template <typename T>
constexpr bool isSid = false;
template <typename Tag>
constexpr bool isSid<Sid<Tag>> = true;

template <typename Tag>
PackedSid packed(const Sid<Tag> &sid)
{
    static_assert(Tag::prefixes.size() == 1); // what is left out must be known
    return PackedSid(QLatin1StringView(Tag::prefixes[0]), sid.text());
}

/// A column that holds packed(sid).
template <typename Tag>
void readPacked(const Statement &statement, int column, Sid<Tag> &out)
{
    static_assert(Tag::prefixes.size() == 1);
    const QByteArrayView bytes = statement.bytes(column);
    const QString text =
        bytes.isEmpty() ? statement.text(column) : PackedSid::unpacked(QLatin1StringView(Tag::prefixes[0]), bytes);
    out = Codec<Sid<Tag>>::fromSql(text);
}

template <typename T>
void bindMember(Statement &statement, int position, const T &value)
{
    if constexpr (std::is_same_v<T, int> || std::is_same_v<T, bool>) {
        statement.bind(position, value);
    } else if constexpr (std::is_same_v<T, QDateTime>) {
        value.isValid() ? statement.bindInteger(position, value.toMSecsSinceEpoch()) : statement.bindNull(position);
    } else if constexpr (std::is_same_v<T, std::optional<std::chrono::seconds>>) {
        value ? statement.bindInteger(position, value->count()) : statement.bindNull(position);
    } else if constexpr (std::is_same_v<T, std::optional<Micros>>) {
        value ? statement.bindInteger(position, value->value) : statement.bindNull(position);
    } else if constexpr (std::is_same_v<T, QString>) {
        statement.bindText(position, value);
    } else {
        statement.bindText(position, value.text()); // Sid, Party, Word
    }
}

template <typename T>
void readMember(const Statement &statement, int column, T &out)
{
    if (statement.isNull(column))
        out = T();
    else if constexpr (std::is_same_v<T, int>)
        out = int(statement.integer(column));
    else if constexpr (std::is_same_v<T, bool>)
        out = statement.integer(column) != 0;
    else if constexpr (std::is_same_v<T, QDateTime>)
        out = QDateTime::fromMSecsSinceEpoch(statement.integer(column), Qt::UTC);
    else if constexpr (std::is_same_v<T, std::optional<std::chrono::seconds>>)
        out = std::chrono::seconds(statement.integer(column));
    else if constexpr (std::is_same_v<T, std::optional<Micros>>)
        out = Micros{statement.integer(column)};
    else if constexpr (std::is_same_v<T, QString>)
        out = statement.text(column);
    else
        out = Codec<T>::fromSql(statement.text(column));
}

/// Binds every field of @p record from @p position on.
/// @tparam packs false where sids of calls are kept as text too
template <typename Record, bool packs = keepsSidsPacked<Record>>
void bindRecord(Statement &statement, int position, const Record &record)
{
    forEachField<Record>([&]<typename M>(const Field<Record, M> &f) {
        if constexpr (packs && isSid<M>)
            statement.bind(position++, packed(record.*f.member));
        else
            bindMember(statement, position++, record.*f.member);
    });
}

/// Reads every field from @p column on.
template <typename Record, bool packs = keepsSidsPacked<Record>>
Record readRecord(const Statement &statement, int column)
{
    Record record;
    forEachField<Record>([&]<typename M>(const Field<Record, M> &f) {
        if constexpr (packs && isSid<M>)
            readPacked(statement, column++, record.*f.member);
        else
            readMember(statement, column++, record.*f.member);
    });
    return record;
}

/// `m."sid", m."from", ...` for the alias "m"; without alias `"sid", "from", ...`.
template <typename Record>
QString columnList(QStringView alias = {})
{
    QString list;
    forEachField<Record>([&](const auto &f) {
        if (!list.isEmpty())
            list += QStringLiteral(", ");
        if (!alias.isEmpty())
            list += alias.toString() + u'.';
        list += u'"' + QLatin1StringView(f.name) + u'"';
    });
    return list;
}

/// `?, ?, ?`
inline QString marks(int count)
{
    QString list = QStringLiteral("?, ").repeated(count);
    list.chop(2);
    return list;
}

/// `"sid" = ?1, "from" = ?2, ...` counted from @p position.
template <typename Record>
QString assignmentList(int position)
{
    QString list;
    forEachField<Record>([&](const auto &f) {
        if (!list.isEmpty())
            list += QStringLiteral(", ");
        list += u'"' + QLatin1StringView(f.name) + QStringLiteral("\" = ?%1").arg(position++);
    });
    return list;
}

/// `"sid" TEXT`, `"date_created" BIGINT`, ...: the columns of a table that is to have one for each field.
template <typename Record>
QStringList columnDefinitions(QStringView integerType)
{
    QStringList definitions;
    forEachField<Record>([&]<typename M>(const Field<Record, M> &f) {
        definitions
            << QStringLiteral("\"%1\" %2").arg(QLatin1StringView(f.name), KeptAsInteger<M> ? integerType : QStringView(u"TEXT"));
    });
    return definitions;
}

/// The statements that give @p table a column for every field that is not among @p known.
template <typename Record>
QStringList missingColumns(const QString &table, const QStringList &known, QStringView integerType)
{
    QStringList statements;
    const QStringList definitions = columnDefinitions<Record>(integerType);
    int i = 0;
    forEachField<Record>([&](const auto &f) {
        if (!known.contains(QLatin1StringView(f.name)))
            statements << QStringLiteral("ALTER TABLE %1 ADD COLUMN %2").arg(table, definitions[i]);
        ++i;
    });
    return statements;
}

/// Gives @p table a column for every field that has none yet. Changes nothing when all are there.
template <typename Record>
Result<> addMissingColumns(QSqlDatabase &db, const QString &table)
{
    Statement known(db, QStringLiteral("SELECT name FROM pragma_table_info('%1')").arg(table));
    QStringList names;
    while (known.next())
        names.push_back(known.text(0));
    if (!known.ok())
        return known.failure();
    Result<> outcome;
    for (const QString &statement : missingColumns<Record>(table, names, u"INTEGER")) {
        if (outcome)
            outcome = runScript(db, statement);
    }
    return outcome;
}

/// The same on either engine.
template <typename Record>
Result<> addMissingColumns(SqlConnection &db, const QString &table)
{
    const auto known = db.columnsOf(table);
    if (!known)
        return fail(known.error());
    Result<> outcome;
    for (const QString &statement : missingColumns<Record>(table, *known, u"BIGINT")) {
        if (outcome)
            outcome = db.script(statement);
    }
    return outcome;
}

} // namespace milassist
