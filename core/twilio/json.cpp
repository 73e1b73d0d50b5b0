// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/json.h"

#include <QRegularExpression>

#include <charconv>

namespace milassist {

using namespace Qt::StringLiterals;
namespace dom = simdjson::dom;

namespace {

simdjson::error_code parseInto(dom::element &root, QByteArray &bytes)
{
    thread_local dom::parser parser;
    bytes.reserve(bytes.size() + qsizetype(simdjson::SIMDJSON_PADDING));
    // The buffer is ours and padded: simdjson need not copy it.
    return parser.parse(reinterpret_cast<const uint8_t *>(bytes.constData()), size_t(bytes.size()), false).get(root);
}

// The code unit of a "\uXXXX" escape at @p at, or none.
std::optional<int> escapedUnit(const QByteArray &json, qsizetype at)
{
    if (at < 0 || at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u')
        return std::nullopt;
    int unit = 0;
    const char *digits = json.constData() + at + 2;
    const auto [end, error] = std::from_chars(digits, digits + 4, unit, 16);
    if (error != std::errc{} || end != digits + 4)
        return std::nullopt;
    return unit;
}

bool isHigh(int unit)
{
    return unit >= 0xd800 && unit < 0xdc00;
}

bool isLow(int unit)
{
    return unit >= 0xdc00 && unit < 0xe000;
}

} // namespace

QByteArray withoutHalfSurrogates(QByteArray json)
{
    qsizetype at = 0;
    while ((at = json.indexOf('\\', at)) >= 0) {
        const auto unit = escapedUnit(json, at);
        if (!unit) {
            at += 2; // also steps over an escaped backslash
            continue;
        }
        if (isHigh(*unit) && isLow(escapedUnit(json, at + 6).value_or(0))) {
            at += 12;
            continue;
        }
        if (isHigh(*unit) || isLow(*unit))
            json.replace(at + 2, 4, "fffd");
        at += 6;
    }
    return json;
}

QByteArray withNumbersAsText(const QByteArray &json)
{
    // A string, so that what looks like a number inside one stays; or a number as JSON spells it.
    static const QRegularExpression token(uR"("(?:[^"\\]|\\.)*"|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-]))"_s);
    const QString text = QString::fromUtf8(json);
    QString out;
    qsizetype done = 0;
    for (auto tokens = token.globalMatch(text); tokens.hasNext();) {
        const auto match = tokens.next();
        if (match.capturedLength(1) == 0)
            continue;
        out += QStringView(text).sliced(done, match.capturedStart(1) - done);
        out += u'"' + match.captured(1) + u'"';
        done = match.capturedEnd(1);
    }
    out += QStringView(text).sliced(done);
    return out.toUtf8();
}

Result<JsonDocument> JsonDocument::parse(QByteArray bytes)
{
    dom::element root;
    simdjson::error_code error = parseInto(root, bytes);
    if (error == simdjson::UTF8_ERROR) {
        bytes = QString::fromUtf8(bytes).toUtf8();
        error = parseInto(root, bytes);
    }
    if (error == simdjson::STRING_ERROR) {
        bytes = withoutHalfSurrogates(std::move(bytes));
        error = parseInto(root, bytes);
    }
    if (error == simdjson::NUMBER_ERROR) {
        bytes = withNumbersAsText(bytes);
        error = parseInto(root, bytes);
    }
    if (error)
        return fail(Error::Kind::Malformed, u"not JSON: "_s + QString::fromLatin1(simdjson::error_message(error)));
    return JsonDocument(std::move(bytes), root);
}

ScalarText::ScalarText(const dom::element &element)
{
    const auto digits = [this](auto number) {
        const auto [end, error] = std::to_chars(m_digits.data(), m_digits.data() + m_digits.size(), number);
        if (error == std::errc{})
            m_text = std::string_view(m_digits.data(), size_t(end - m_digits.data()));
    };
    switch (element.type()) {
    case dom::element_type::STRING:
        m_text = std::string_view(element);
        break;
    case dom::element_type::INT64:
        digits(int64_t(element));
        break;
    case dom::element_type::UINT64:
        digits(uint64_t(element));
        break;
    case dom::element_type::DOUBLE:
        digits(double(element));
        break;
    case dom::element_type::BOOL:
        m_text = bool(element) ? "true" : "false";
        break;
    case dom::element_type::NULL_VALUE:
    case dom::element_type::ARRAY:
    case dom::element_type::OBJECT:
        break;
    }
}

QString stringAt(const dom::object &object, std::string_view key)
{
    std::string_view text;
    if (object.at_key(key).get(text))
        return {};
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString peekNextPage(const QByteArray &body)
{
    // Twilio writes the address before the rows, others behind them; what stands among two megabytes of rows can wait
    // until they are parsed.
    constexpr size_t reach = 4096;
    const std::string_view whole(body.constData(), size_t(body.size()));
    const std::string_view head = whole.substr(0, reach);
    const std::string_view tail = whole.substr(whole.size() - std::min(reach, whole.size()));
    for (const std::string_view part : {head, tail}) {
        for (const std::string_view name : {std::string_view("\"next_page_uri\""), std::string_view("\"next_page_url\"")}) {
            size_t at = part.find(name);
            if (at == std::string_view::npos)
                continue;
            at = part.find_first_not_of(" :", at + name.size());
            if (at == std::string_view::npos || part[at] != '"')
                return {};
            const size_t end = part.find('"', at + 1);
            if (end == std::string_view::npos)
                return {};
            QByteArray address(part.data() + at + 1, qsizetype(end - at - 1));
            address.replace("\\/", "/");
            return address.contains('\\') ? QString() : QString::fromUtf8(address);
        }
    }
    return {};
}

} // namespace milassist
