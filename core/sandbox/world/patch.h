// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/format.h"
#include "core/sandbox/world/form.h"
#include "core/sandbox/world/refusal.h"
#include "core/sandbox/world/wire.h"

namespace milassist::world
{

/// Puts the parameters of an update into a record: only those that were sent, an empty one clears. The first that is not
/// acceptable is remembered as the outcome; the record may then be half changed, so patch a copy.
class Patch
{
public:
    explicit Patch(const Form &form) : m_form(form) {}

    template <typename Text>
    Patch &text(QStringView name, Text &out, int longest = 4096)
    {
        if (const auto value = m_form.find(name)) {
            if (value->size() > longest)
                refuseWith(20001, QStringLiteral("%1 is longer than %2 characters").arg(name).arg(longest));
            assign(out, *value);
        }
        return *this;
    }
    /// Errors: 21402.
    template <typename Text>
    Patch &url(QStringView name, Text &out)
    {
        if (const auto value = m_form.find(name)) {
            if (!value->isEmpty() && !isWebUrl(*value))
                refuseWith(21402, QStringLiteral("%1 is not a valid URL: %2").arg(name, *value));
            assign(out, *value);
        }
        return *this;
    }
    /// GET or POST; an empty value is POST again. Errors: 21403.
    Patch &method(QStringView name, QString &out)
    {
        return oneOf(name, out, {QStringLiteral("GET"), QStringLiteral("POST")}, 21403, QStringLiteral("POST"));
    }
    Patch &oneOf(QStringView name, QString &out, const QStringList &words, int code = 20001, const QString &whenEmpty = {})
    {
        if (const auto value = m_form.find(name)) {
            if (value->isEmpty() && !whenEmpty.isEmpty())
                out = whenEmpty;
            else if (words.contains(*value, Qt::CaseInsensitive))
                out = *std::ranges::find_if(words,
                                            [&](const QString &word) { return word.compare(*value, Qt::CaseInsensitive) == 0; });
            else
                refuseWith(code, QStringLiteral("%1 is not valid: %2").arg(name, *value));
        }
        return *this;
    }
    Patch &flag(QStringView name, bool &out)
    {
        if (m_form.find(name))
            out = m_form.flag(name, out);
        return *this;
    }
    /// An empty value clears. Errors: 20001 when it does not begin with @p prefix.
    Patch &sid(QStringView name, const char *prefix, OrNull &out)
    {
        if (const auto value = m_form.find(name)) {
            if (!value->isEmpty() && (value->size() != 34 || !value->startsWith(QLatin1StringView(prefix))))
                refuseWith(20001, QStringLiteral("%1 is not a valid SID: %2").arg(name, *value));
            out = orNull(*value);
        }
        return *this;
    }
    Patch &number(QStringView name, int &out, int least, int most)
    {
        if (m_form.has(name)) {
            const auto value = m_form.number(name);
            if (!value || *value < least || *value > most)
                refuseWith(20001, QStringLiteral("%1 must be a number from %2 to %3").arg(name).arg(least).arg(most));
            else
                out = *value;
        }
        return *this;
    }

    const Result<> &outcome() const { return m_outcome; }

private:
    void refuseWith(int code, QString message)
    {
        if (m_outcome)
            m_outcome = refuse(code, std::move(message));
    }
    static void assign(QString &out, const QString &value) { out = value; }
    static void assign(OrNull &out, const QString &value) { out = orNull(value); }

    const Form &m_form;
    Result<> m_outcome;
};

/// 20001 "Missing required parameter X in the post body" for the first of @p names that is absent or empty.
inline Result<> require(const Form &form, std::initializer_list<QStringView> names)
{
    for (const QStringView name : names) {
        if (!form.has(name))
            return refuse(20001, QStringLiteral("Missing required parameter %1 in the post body").arg(name));
    }
    return {};
}

} // namespace milassist::world
