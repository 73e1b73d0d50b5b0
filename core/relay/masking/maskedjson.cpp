// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/masking/maskedjson.h"

#include "core/domain/handle.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

// What people wrote, and the examples in a refusal.
constexpr QLatin1StringView wordFields[] = {"body"_L1, "text"_L1, "transcription_text"_L1, "note"_L1, "hint"_L1};
constexpr QLatin1StringView partyFields[] = {"from"_L1,  "to"_L1,   "caller"_L1, "called"_L1, "peer"_L1, "number"_L1,
                                             "about"_L1, "phone_number"_L1, "forwarded_from"_L1};

template <size_t N>
bool isOneOf(const QLatin1StringView (&names)[N], const QString &name)
{
    return std::ranges::find(names, name) != std::end(names);
}

bool looksLikeANumber(const QString &text)
{
    constexpr qsizetype shortest = 7;
    return std::ranges::count_if(text, [](QChar c) { return c.isDigit(); }) >= shortest;
}

/// A number in a text, after a plus, or a plus as it stands in an address.
const QRegularExpression &numberInText()
{
    static const QRegularExpression pattern(u"(\\+|%2[Bb])([1-9][0-9]{6,14})(?![0-9])"_s);
    return pattern;
}

/// @param replace given "+12065550181"; what it returns begins with a plus, or is no number at all
QString replacedInText(const QString &text, const InItsPlace &replace)
{
    if (!text.contains(u'+') && !text.contains("%2"_L1))
        return text;
    QString out;
    qsizetype at = 0;
    for (auto found = numberInText().globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        out += QStringView(text).sliced(at, match.capturedStart() - at);
        const QString instead = replace(u'+' + match.captured(2));
        out += instead.startsWith(u'+') ? match.captured(1) + instead.sliced(1) : instead;
        at = match.capturedEnd();
    }
    return out + text.sliced(at);
}

/// "sip:2065550181@acme.sip.twilio.com" as a telephone dials that was not told to write the plus.
QString replacedInAddress(const QString &address, const Veil &veil, const InItsPlace &replace)
{
    const QString user = Party(address).user();
    if (user.startsWith(u'+') || !veil.hides(user) || std::ranges::any_of(user, [](QChar c) { return c.isLetter(); }))
        return replacedInText(address, replace);
    const qsizetype begin = address.indexOf(u':') + 1, at = address.indexOf(u'@', begin);
    return address.first(begin) + replace(user) + (at < 0 ? QString() : replacedInText(address.sliced(at), replace));
}

QJsonObject maskedObject(const QJsonObject &object, const Veil &veil, const InItsPlace &replace);

QJsonValue maskedValue(const QString &name, const QJsonValue &value, const Veil &veil, const InItsPlace &replace)
{
    if (value.isObject())
        return maskedObject(value.toObject(), veil, replace);
    if (value.isArray()) {
        QJsonArray out;
        for (const QJsonValue &one : value.toArray())
            out.append(maskedValue(name, one, veil, replace));
        return out;
    }
    if (!value.isString() || isOneOf(wordFields, name))
        return value;
    const QString text = value.toString();
    const auto unlessOurs = [&](const QString &number) { return veil.hides(number) ? replace(number) : number; };
    if (isOneOf(partyFields, name)) {
        if (Party(text).kind() == Party::Kind::Sip)
            return replacedInAddress(text, veil, unlessOurs);
        const bool isSid = text.size() == 34 && text[0].isUpper() && text[1].isUpper(); // of what a note is about
        return isSid ? text : unlessOurs(text);
    }
    if (name == "caller_name"_L1)
        return looksLikeANumber(text) ? QString() : text;
    return replacedInText(text, unlessOurs);
}

/// The end of a call or text that is ours for certain, also where the plan does not have the line; empty: either may be theirs.
QLatin1StringView ourEnd(const QJsonObject &object)
{
    const QString direction = object.value("direction"_L1).toString();
    const QLatin1StringView end = direction == "inbound"_L1 ? "to"_L1
        : direction == "outbound-api"_L1 || direction == "outbound-call"_L1 || direction == "outbound-reply"_L1 ? "from"_L1
                                                                                                              : QLatin1StringView();
    return Party(object.value(end).toString()).isNumber() ? end : QLatin1StringView();
}

QJsonObject maskedObject(const QJsonObject &object, const Veil &veil, const InItsPlace &replace)
{
    QJsonObject out;
    for (auto field = object.begin(); field != object.end(); ++field) {
        if (field.key() == ourEnd(object)) {
            out.insert(field.key(), field.value());
            continue;
        }
        out.insert(replacedInText(field.key(), [&](const QString &number) { return veil.hides(number) ? replace(number) : number; }),
                   maskedValue(field.key(), field.value(), veil, replace));
    }
    constexpr auto suffix = "_formatted"_L1; // "(206) 555-0181" beside "from"
    for (auto field = object.begin(); field != object.end(); ++field) {
        if (!field.key().endsWith(suffix))
            continue;
        const QString plain = field.key().chopped(suffix.size());
        if (out.value(plain) != object.value(plain))
            out.insert(field.key(), out.value(plain));
        else if (!object.contains(plain) && looksLikeANumber(field.value().toString()))
            out.insert(field.key(), QString());
    }
    return out;
}

QJsonValue unmaskedValue(const QString &name, const QJsonValue &value, const InItsPlace &replace)
{
    if (value.isObject()) {
        QJsonObject out = value.toObject();
        for (auto field = out.begin(); field != out.end(); ++field)
            field.value() = unmaskedValue(field.key(), field.value(), replace);
        return out;
    }
    if (value.isArray()) {
        QJsonArray out;
        for (const QJsonValue &one : value.toArray())
            out.append(unmaskedValue(name, one, replace));
        return out;
    }
    if (!value.isString() || isOneOf(wordFields, name))
        return value;
    return replacedInText(value.toString(), [&](const QString &number) { return isHandle(number) ? replace(number) : number; });
}

} // namespace

QJsonValue masked(const QJsonValue &answer, const Veil &veil, const InItsPlace &handleOf)
{
    return maskedValue({}, answer, veil, [&](const QString &number) {
        const QString handle = handleOf(number);
        return handle.isEmpty() ? u"anonymous"_s : handle;
    });
}

QStringList hiddenIn(const QJsonValue &answer, const Veil &veil)
{
    QSet<QString> numbers;
    masked(answer, veil, [&](const QString &number) {
        numbers.insert(number);
        return number;
    });
    return numbers.values();
}

QJsonValue unmasked(const QJsonValue &answer, const InItsPlace &numberOf)
{
    return unmaskedValue({}, answer, [&](const QString &handle) {
        const QString number = numberOf(handle);
        return number.isEmpty() ? handle : number;
    });
}

QStringList handlesIn(const QJsonValue &answer)
{
    QSet<QString> handles;
    unmasked(answer, [&](const QString &handle) {
        handles.insert(handle);
        return handle;
    });
    return handles.values();
}

QJsonObject revealed(const QJsonObject &body, const InItsPlace &inItsPlace)
{
    QJsonObject out = body;
    for (auto field = out.begin(); field != out.end(); ++field) {
        if (field.value().isString() && isOneOf(partyFields, field.key()))
            field.value() = inItsPlace(field.value().toString().trimmed());
        else if (field.key() == "numbers"_L1 && field.value().isArray()) {
            QJsonArray numbers;
            for (const QJsonValue &one : field.value().toArray())
                numbers.append(one.isObject() ? QJsonValue(revealed(one.toObject(), inItsPlace)) : one);
            field.value() = numbers;
        }
    }
    return out;
}

QStringList namedIn(const QJsonObject &body)
{
    QStringList named;
    revealed(body, [&](const QString &text) {
        named << text;
        return text;
    });
    return named;
}

} // namespace milassist::relay
