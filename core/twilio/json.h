// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <simdjson.h>

#include <array>
#include <optional>
#include <string_view>

namespace milassist {

/// A JSON text, checked as a whole and read in place. It borrows the parser of its thread: while one lives, no other may
/// be made in the same thread.
///
/// Why the whole document and not simdjson's on-demand reader: that one notices only what it walks over, so a page cut
/// off or garbled behind the rows would pass; checking everything costs 0.3 ms on a page of 1000 calls (2.1 MB).
class JsonDocument {
public:
    /// Errors: Malformed. Half surrogate pairs ("\ud83d" alone), bytes that are not UTF-8 and numbers beyond double's
    /// range are repaired, since one odd text must not make a whole page unreadable for ever.
    static Result<JsonDocument> parse(QByteArray bytes);

    simdjson::dom::element root() const { return m_root; }

private:
    JsonDocument(QByteArray bytes, simdjson::dom::element root) : m_bytes(std::move(bytes)), m_root(root) {}
    QByteArray m_bytes;
    simdjson::dom::element m_root;
};

/// A string, number or boolean as its text; none for null, arrays and objects.
class ScalarText {
public:
    explicit ScalarText(const simdjson::dom::element &element);
    ScalarText(const ScalarText &) = delete;
    ScalarText &operator=(const ScalarText &) = delete;

    const std::optional<std::string_view> &text() const { return m_text; }

private:
    std::array<char, 32> m_digits;
    std::optional<std::string_view> m_text;
};

/// The string at @p key of @p object; empty when it is missing or no string.
QString stringAt(const simdjson::dom::object &object, std::string_view key);

/// "\ud83d" without its other half becomes "\ufffd", all other bytes stay. For JsonDocument; here for its test.
QByteArray withoutHalfSurrogates(QByteArray json);

/// Every number as a string: what a parser with 64 bits cannot hold, a field that wants it may still read.
QByteArray withNumbersAsText(const QByteArray &json);

/// The address of the following page, found near the ends of an unparsed list body, so that it can be asked for before
/// this one is parsed; empty when there is none or it is not plain to see. A hint: what parsing says counts.
QString peekNextPage(const QByteArray &body);

} // namespace milassist
