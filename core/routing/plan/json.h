// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/word.h"
#include "core/routing/hours/ids.h"
#include "core/routing/plan/fielderror.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <chrono>
#include <map>
#include <optional>
#include <tuple>
#include <variant>

// A record is described once, by JsonFields; reading, writing and refusing unknown fields follow from that.

namespace milassist::routing
{

/// A value in a file, and where it stands. What is wrong with it is gathered, so that a person sees all of it at once.
struct Spot {
    QJsonValue value;
    QString path;
    FieldErrors *errors;

    Spot field(const QString &name) const;
    Spot item(qsizetype index) const;
    /// Always false.
    bool refuse(FieldError::Problem problem, const QString &expected) const;
    /// @return false, and the fields refused, when there are some that nobody knows.
    bool hasOnly(const QStringList &names) const;
};

/// How one type stands in a file: `bool read(const Spot &, T &)`, false when refused; `QJsonValue write(const T &)`.
template <typename T>
struct Json;

template <typename Record, typename Member>
struct JsonField {
    const char *name;
    Member Record::*member;
    bool required = false;
};

template <typename Record, typename Member>
constexpr JsonField<Record, Member> may(const char *name, Member Record::*member)
{
    return {name, member, false};
}

template <typename Record, typename Member>
constexpr JsonField<Record, Member> must(const char *name, Member Record::*member)
{
    return {name, member, true};
}

/// Specialise with `static constexpr auto list = std::tuple{must("group", &InOrder::group), may(...), ...};`
/// A field that may be left out is left out when it is as in a new record.
template <typename Record>
struct JsonFields;

/// A new record. Specialised where a member cannot be empty; such a member is a must().
template <typename T>
T blank()
{
    return T{};
}

/// What makes sense of several fields together. Overload it for a record.
template <typename T>
bool makesSense(const Spot &, T &)
{
    return true;
}

template <typename T>
bool readRecord(const Spot &spot, T &into, QStringList known = {})
{
    if (!spot.value.isObject())
        return spot.refuse(FieldError::Problem::WrongKind, QStringLiteral("an object {...}"));
    bool good = true;
    const auto readField = [&](const auto &field) {
        const QString name = QString::fromLatin1(field.name);
        known << name;
        const Spot at = spot.field(name);
        if (!at.value.isUndefined())
            good &= Json<std::decay_t<decltype(into.*field.member)>>::read(at, into.*field.member);
        else if (field.required)
            good &= at.refuse(FieldError::Problem::Missing, QStringLiteral("a value"));
    };
    std::apply([&](const auto &...fields) { (readField(fields), ...); }, JsonFields<T>::list);
    good &= spot.hasOnly(known);
    return good && makesSense(spot, into);
}

template <typename T>
QJsonObject writeRecord(const T &record)
{
    QJsonObject object;
    const T fresh = blank<T>();
    const auto writeField = [&](const auto &field) {
        if (field.required || !(record.*field.member == fresh.*field.member))
            object.insert(QLatin1StringView(field.name),
                          Json<std::decay_t<decltype(record.*field.member)>>::write(record.*field.member));
    };
    std::apply([&](const auto &...fields) { (writeField(fields), ...); }, JsonFields<T>::list);
    return object;
}

template <typename T>
concept HasJsonFields = requires
{
    JsonFields<T>::list;
};

template <HasJsonFields T>
struct Json<T> {
    static bool read(const Spot &spot, T &out) { return readRecord(spot, out); }
    static QJsonValue write(const T &value) { return writeRecord(value); }
};

template <>
struct Json<QString> {
    static bool read(const Spot &spot, QString &out);
    static QJsonValue write(const QString &value) { return value; }
};

template <>
struct Json<bool> {
    static bool read(const Spot &spot, bool &out);
    static QJsonValue write(bool value) { return value; }
};

template <>
struct Json<int> {
    static bool read(const Spot &spot, int &out);
    static QJsonValue write(int value) { return value; }
};

template <>
struct Json<std::chrono::seconds> {
    static bool read(const Spot &spot, std::chrono::seconds &out);
    static QJsonValue write(std::chrono::seconds value) { return qint64(value.count()); }
};

template <typename Tag>
struct Json<Id<Tag>> {
    static bool read(const Spot &spot, Id<Tag> &out)
    {
        if (!spot.value.isString() || spot.value.toString().isEmpty())
            return spot.refuse(FieldError::Problem::WrongKind, QStringLiteral("the id of another part of the plan"));
        out = Id<Tag>(spot.value.toString());
        return true;
    }
    static QJsonValue write(const Id<Tag> &value) { return value.text(); }
};

template <typename E>
concept HasWords = requires
{
    Words<E>::list;
};

template <HasWords E>
struct Json<E> {
    static bool read(const Spot &spot, E &out)
    {
        QStringList words;
        for (const auto &[word, value] : Words<E>::list) {
            if (spot.value.toString() == QLatin1StringView(word)) {
                out = value;
                return true;
            }
            words << QString::fromLatin1(word);
        }
        return spot.refuse(FieldError::Problem::Malformed, QStringLiteral("one of: ") + words.join(QStringLiteral(", ")));
    }
    static QJsonValue write(E value) { return Word<E>(value).text(); }
};

template <typename T>
struct Json<std::optional<T>> {
    static bool read(const Spot &spot, std::optional<T> &out)
    {
        T value = blank<T>();
        if (!Json<T>::read(spot, value))
            return false;
        out = std::move(value);
        return true;
    }
    static QJsonValue write(const std::optional<T> &value) { return value ? Json<T>::write(*value) : QJsonValue(); }
};

template <typename T>
struct Json<std::vector<T>> {
    static bool read(const Spot &spot, std::vector<T> &out)
    {
        if (!spot.value.isArray())
            return spot.refuse(FieldError::Problem::WrongKind, QStringLiteral("a list [...]"));
        bool good = true;
        for (qsizetype i = 0; i < spot.value.toArray().size(); ++i) {
            T value = blank<T>();
            good &= Json<T>::read(spot.item(i), value);
            out.push_back(std::move(value));
        }
        return good;
    }
    static QJsonValue write(const std::vector<T> &values)
    {
        QJsonArray array;
        for (const T &value : values)
            array.append(Json<T>::write(value));
        return array;
    }
};

/// Under which name the key of a list of named records stands in each: "id" unless specialised.
template <typename Key>
constexpr const char *keyName = "id";

/// A list of objects, each with its key inside.
template <typename Key, typename T>
struct Json<std::map<Key, T>> {
    static bool read(const Spot &spot, std::map<Key, T> &out)
    {
        if (!spot.value.isArray())
            return spot.refuse(FieldError::Problem::WrongKind, QStringLiteral("a list [...]"));
        bool good = true;
        for (qsizetype i = 0; i < spot.value.toArray().size(); ++i)
            good &= readOne(spot.item(i), out);
        return good;
    }
    static QJsonValue write(const std::map<Key, T> &records)
    {
        QJsonArray array;
        for (const auto &[key, record] : records) {
            QJsonObject object = writeRecord(record);
            object.insert(QLatin1StringView(keyName<Key>), Json<Key>::write(key));
            array.append(object);
        }
        return array;
    }

private:
    static bool readOne(const Spot &spot, std::map<Key, T> &out)
    {
        const QString name = QString::fromLatin1(keyName<Key>);
        Key key = blank<Key>();
        T record = blank<T>();
        bool good = readRecord(spot, record, {name});
        if (!spot.value.isObject())
            return false;
        const Spot at = spot.field(name);
        if (at.value.isUndefined())
            return at.refuse(FieldError::Problem::Missing, QStringLiteral("a name of its own"));
        if (!Json<Key>::read(at, key))
            return false;
        if (!out.emplace(std::move(key), std::move(record)).second)
            good = at.refuse(FieldError::Problem::Duplicate, QStringLiteral("give one of them another name"));
        return good;
    }
};

/// The words for "kind", one an alternative, in order: `names`; and `remark`, added where a word is refused, if need be.
template <typename Variant>
struct Kinds;

/// An object whose "kind" says which alternative it is.
template <typename... Ts>
struct Json<std::variant<Ts...>> {
    using Variant = std::variant<Ts...>;

    static bool read(const Spot &spot, Variant &out)
    {
        if (!spot.value.isObject())
            return spot.refuse(FieldError::Problem::WrongKind, QStringLiteral("an object {...}"));
        const Spot kind = spot.field(QStringLiteral("kind"));
        bool known = false, good = false;
        const auto tryOne = [&]<typename T>(const char *name, T fresh) {
            if (known || kind.value.toString() != QLatin1StringView(name))
                return;
            known = true;
            good = readRecord(spot, fresh, {QStringLiteral("kind")});
            out = std::move(fresh);
        };
        std::size_t i = 0;
        (tryOne(Kinds<Variant>::names[i++], blank<Ts>()), ...);
        if (!known) {
            QStringList names;
            for (const char *name : Kinds<Variant>::names)
                names << QString::fromLatin1(name);
            const auto problem = kind.value.isUndefined() ? FieldError::Problem::Missing : FieldError::Problem::Malformed;
            QString expected = QStringLiteral("one of: ") + names.join(QStringLiteral(", "));
            if constexpr (requires { Kinds<Variant>::remark; })
                expected += QString::fromLatin1(Kinds<Variant>::remark);
            return kind.refuse(problem, expected);
        }
        return good;
    }
    static QJsonValue write(const Variant &value)
    {
        QJsonObject object = std::visit([](const auto &alternative) { return writeRecord(alternative); }, value);
        object.insert(QStringLiteral("kind"), QLatin1StringView(Kinds<Variant>::names[value.index()]));
        return object;
    }
};

} // namespace milassist::routing
