// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"
#include "core/twilio/json.h"
#include "core/twilio/page.h"
#include "core/twilio/repeated.h"

#include <QLoggingCategory>

#include <concepts>

namespace milassist {

/// Specialise to read what Fields<Record> cannot say; called after the fields. The int counts odd values, see readValue.
template <typename Record>
struct Extra {
    static void read(const simdjson::dom::object &, Record &, int &) {}
};

/// Specialise for records without a sid that still cannot be used without something.
template <typename Record>
bool isUsable(const Record &record)
{
    if constexpr (requires { record.sid.isNull(); })
        return !record.sid.isNull();
    else
        return true;
}

template <typename T>
concept Described = requires { Fields<T>::list; };

template <Described Record>
void readFields(const simdjson::dom::object &object, Record &record, int &odd);

/// Numbers come as text or as numbers and booleans as either; everything else is text where it is anything.
template <typename T>
constexpr bool mayBeNoText = std::is_same_v<T, int> || std::is_same_v<T, bool>
    || std::is_same_v<T, std::optional<std::chrono::seconds>> || std::is_same_v<T, std::optional<Micros>>;

/// What one page says again and again; while one lives, it serves its thread.
struct PageTexts {
    PageTexts() { current = this; }
    ~PageTexts() { current = nullptr; }
    PageTexts(const PageTexts &) = delete;
    PageTexts &operator=(const PageTexts &) = delete;

    Repeated<QString> texts;
    Repeated<PhoneNumberSid> ownNumbers;
    static inline thread_local PageTexts *current = nullptr;
};

/// As @p make(text), or what it gave for the same text before.
template <typename T, typename Make>
T madeOnce(Repeated<T> PageTexts::*made, std::string_view text, Make make)
{
    if (!PageTexts::current || text.empty() || text.size() > Repeated<T>::longest)
        return make(text);
    Repeated<T> &before = PageTexts::current->*made;
    if (const T *known = before.find(text))
        return *known;
    T value = make(text);
    before.keep(text, value);
    return value;
}

template <typename T>
constexpr bool isText = std::is_same_v<T, QString> || std::is_same_v<T, Party>;
template <typename E>
constexpr bool isText<Word<E>> = true;

/// Codec<T>::fromWire for a string of the page.
template <typename T>
bool readString(std::string_view text, T &out)
{
    if constexpr (isText<T>) {
        out = T(madeOnce(&PageTexts::texts, text, fromUtf8));
        return true;
    } else if constexpr (std::is_same_v<T, PhoneNumberSid>) {
        out = madeOnce(&PageTexts::ownNumbers, text, [](std::string_view sid) {
            PhoneNumberSid read;
            Codec<PhoneNumberSid>::fromWire(sid, read);
            return read;
        });
        return !out.isNull() || text.empty();
    } else {
        return Codec<T>::fromWire(text, out);
    }
}

/// Reads one value as far as it makes sense; otherwise @p out keeps what it had. @p odd grows when a value is there and
/// is not of the kind that it should be: read all the same if it can be, but not to be trusted much.
template <typename T>
void readValue(const simdjson::dom::element &value, T &out, int &odd)
{
    if constexpr (Described<T>) {
        simdjson::dom::object object;
        if (!value.get(object))
            readFields(object, out, odd);
        else
            odd += value.is_null() ? 0 : 1;
    } else {
        std::string_view text;
        bool isRead = false;
        if (value.is_string() && !value.get(text)) {
            isRead = readString(text, out);
        } else {
            const ScalarText scalar(value);
            isRead = scalar.text() && Codec<T>::fromWire(*scalar.text(), out);
        }
        if (!value.is_null() && (!isRead || (!mayBeNoText<T> && !value.is_string())))
            ++odd;
    }
}

/// A list; a value that stands alone is a list of one, null none. Elements of the wrong type are left out.
template <typename T>
void readValue(const simdjson::dom::element &value, QList<T> &out, int &odd)
{
    const auto add = [&out, &odd](const simdjson::dom::element &element) {
        if (Described<T> ? !element.is_object() : !ScalarText(element).text()) {
            odd += element.is_null() ? 0 : 1;
            return;
        }
        T item{};
        readValue(element, item, odd);
        out.push_back(std::move(item));
    };
    simdjson::dom::array array;
    if (value.get(array))
        return add(value);
    for (const simdjson::dom::element element : array)
        add(element);
}

/// Twilio has spelt capabilities both "SMS" and "sms": names are compared without case.
inline bool isSameName(std::string_view key, std::string_view name)
{
    if (key.size() != name.size())
        return false;
    for (size_t i = 0; i < key.size(); ++i) {
        if (key[i] == name[i])
            continue;
        const char lower = key[i] >= 'A' && key[i] <= 'Z' ? char(key[i] + ('a' - 'A')) : key[i];
        if (lower != name[i])
            return false;
    }
    return true;
}

template <Described Record>
void readFields(const simdjson::dom::object &object, Record &record, int &odd)
{
    static constexpr auto names = std::apply([](const auto &...fields) { return std::array{std::string_view(fields.name)...}; },
                                             Fields<Record>::list);
    for (const auto &[key, value] : object) {
        const auto tryField = [&key = key, &value = value, &record, &odd](std::string_view name, const auto &field) {
            if (!isSameName(key, name))
                return false;
            readValue(value, record.*field.member, odd);
            return true;
        };
        [&tryField]<size_t... i>(std::index_sequence<i...>) {
            (void)(tryField(names[i], std::get<i>(Fields<Record>::list)) || ...);
        }(std::make_index_sequence<names.size()>());
    }
    Extra<Record>::read(object, record, odd);
}

/// One record alone. Errors: Malformed (no JSON object, or no usable sid).
template <Described Record>
Result<Record> readRecord(QByteArray body)
{
    const auto document = JsonDocument::parse(std::move(body));
    if (!document)
        return fail(document.error());
    simdjson::dom::object object;
    if (document->root().get(object))
        return fail(Error::Kind::Malformed, QStringLiteral("the answer is no JSON object"));
    Record record;
    int odd = 0;
    readFields(object, record, odd);
    if (!isUsable(record))
        return fail(Error::Kind::Malformed, QStringLiteral("the answer has no usable sid"));
    return record;
}

/// One page of a list, under @p key. Errors: Malformed. A record that is no object or has no usable sid is counted in
/// Page::skipped and left out; the rest of the page stays.
template <Described Record>
Result<Page<Record>> readPage(QByteArray body, std::string_view key)
{
    const auto document = JsonDocument::parse(std::move(body));
    if (!document)
        return fail(document.error());
    simdjson::dom::object root;
    simdjson::dom::array rows;
    if (document->root().get(root) || root.at_key(key).get(rows))
        return fail(Error::Kind::Malformed, QStringLiteral("the answer has no list of %1").arg(fromUtf8(key)));

    const PageTexts texts;
    Page<Record> page;
    page.records.reserve(qsizetype(rows.size()));
    for (const simdjson::dom::element row : rows) {
        simdjson::dom::object object;
        Record record;
        if (!row.get(object))
            readFields(object, record, page.odd);
        if (isUsable(record))
            page.records.push_back(std::move(record));
        else
            ++page.skipped;
    }
    simdjson::dom::element next;
    if (!root.at_key("next_page_uri").get(next))
        readValue(next, page.next, page.odd);
    simdjson::dom::object meta;
    if (page.next.isEmpty() && !root.at_key("meta").get(meta))
        page.next = stringAt(meta, "next_page_url");
    return page;
}

} // namespace milassist
