// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"

#include <QList>
#include <QUrl>

namespace milassist {

/// Parameters of a request, in order; a name may come several times (MediaUrl).
class Parameters {
public:
    void add(QStringView name, const QString &value) { m_pairs.push_back({name.toString(), value}); }
    /// Leaves an empty value out.
    void addFilled(QStringView name, const QString &value)
    {
        if (!value.isEmpty())
            add(name, value);
    }
    void addFilled(QStringView name, const QUrl &value) { addFilled(name, value.toString(QUrl::FullyEncoded)); }

    bool isEmpty() const { return m_pairs.isEmpty(); }
    /// application/x-www-form-urlencoded; also good as a query ("StartTime%3E=2026-08-01").
    QByteArray encoded() const
    {
        QByteArray out;
        for (const auto &[name, value] : m_pairs) {
            if (!out.isEmpty())
                out += '&';
            out += QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
        }
        return out;
    }

private:
    QList<std::pair<QString, QString>> m_pairs;
};

/// "voice_fallback_url", as answers spell it, as "VoiceFallbackUrl", as requests do.
inline QString parameterName(const char *fieldName)
{
    QString out;
    bool upper = true;
    for (const char *c = fieldName; *c != '\0'; ++c) {
        if (*c == '_') {
            upper = true;
            continue;
        }
        out += upper ? QChar(QLatin1Char(*c)).toUpper() : QChar(QLatin1Char(*c));
        upper = false;
    }
    return out;
}

/// What @p wanted says differently from @p current; an emptied value is sent empty.
template <typename Record>
void addDifferences(Parameters &form, const Record &current, const Record &wanted)
{
    forEachField<Record>([&]<typename M>(const Field<Record, M> &field) {
        if (current.*field.member != wanted.*field.member)
            form.add(parameterName(field.name), Codec<M>::toText(wanted.*field.member));
    });
}

} // namespace milassist
