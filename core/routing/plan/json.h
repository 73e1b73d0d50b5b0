// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/word.h"
#include "core/routing/hours/ids.h"
#include "core/routing/plan/fielderror.h"
#include "core/routing/plan/jsontext.h"

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

/// How one type stands in a file: `bool read(const Spot &, T &)`, false when refused; `void write(JsonText &, const T &)`.
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

/// What stands between the brackets.
template <typename T>
void writeFields(JsonText &out, const T &record)
{
    static const T fresh = blank<T>();
    const auto writeField = [&](const auto &field) {
        if (!field.required && record.*field.member == fresh.*field.member)
            return;
        out.name(field.name);
        Json<std::decay_t<decltype(record.*field.member)>>::write(out, record.*field.member);
    };
    std::apply([&](const auto &...fields) { (writeField(fields), ...); }, JsonFields<T>::list);
}

/// @p value as it stands in a file.
template <typename T>
QByteArray textOf(const T &value)
{
    JsonText out;
    Json<T>::write(out, value);
    return out.written();
}

QJsonValue parsed(const QByteArray &value);

/// The same, for who looks into it.
template <typename T>
QJsonValue jsonOf(const T &value)
{
    return parsed(textOf(value));
}

template <typename T>
concept HasJsonFields = requires
{
    JsonFields<T>::list;
};

template <HasJsonFields T>
struct Json<T> {
    static bool read(const Spot &spot, T &out) { return readRecord(spot, out); }
    static void write(JsonText &out, const T &value)
    {
        out.open('{');
        writeFields(out, value);
        out.close('}');
    }
};

template <>
struct Json<QString> {
    static bool read(const Spot &spot, QString &out);
    static void write(JsonText &out, const QString &value) { out.text(value); }
};

template <>
struct Json<bool> {
    static bool read(const Spot &spot, bool &out);
    static void write(JsonText &out, bool value) { out.boolean(value); }
};

template <>
struct Json<int> {
    static bool read(const Spot &spot, int &out);
    static void write(JsonText &out, int value) { out.number(value); }
};

template <>
struct Json<std::chrono::seconds> {
    static bool read(const Spot &spot, std::chrono::seconds &out);
    static void write(JsonText &out, std::chrono::seconds value) { out.number(value.count()); }
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
    static void write(JsonText &out, const Id<Tag> &value) { out.text(value.text()); }
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
    static void write(JsonText &out, E value) { out.text(Word<E>(value).text()); }
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
    static void write(JsonText &out, const std::optional<T> &value) { value ? Json<T>::write(out, *value) : out.null(); }
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
    static void write(JsonText &out, const std::vector<T> &values)
    {
        out.open('[');
        for (const T &value : values)
            Json<T>::write(out, value);
        out.close(']');
    }
};

/// Under which name the key of a list of named records stands in each: "id" unless specialised.
template <typename Key>
inline constexpr const char *keyName = "id";

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
    static void write(JsonText &out, const std::map<Key, T> &records)
    {
        out.open('[');
        for (const auto &[key, record] : records) {
            out.open('{');
            out.name(keyName<Key>);
            Json<Key>::write(out, key);
            writeFields(out, record);
            out.close('}');
        }
        out.close(']');
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
    static void write(JsonText &out, const Variant &value)
    {
        out.open('{');
        out.name("kind");
        out.text(QLatin1StringView(Kinds<Variant>::names[value.index()]).toString());
        std::visit([&out](const auto &alternative) { writeFields(out, alternative); }, value);
        out.close('}');
    }
};

} // namespace milassist::routing
