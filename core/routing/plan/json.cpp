// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/plan/json.h"

#include <QJsonDocument>

#include <algorithm>
#include <limits>

namespace milassist::routing
{

using namespace Qt::StringLiterals;
using Problem = FieldError::Problem;

namespace
{

QString shown(const QJsonValue &value)
{
    const QJsonDocument document(QJsonArray{value});
    QString text = QString::fromUtf8(document.toJson(QJsonDocument::Compact)).sliced(1);
    text.chop(1);
    return text.size() > 40 ? text.first(39) + u'…' : text;
}

// How many letters two names differ in, roughly: enough to find the slip of a finger.
qsizetype distance(QStringView a, QStringView b)
{
    std::vector<qsizetype> row(size_t(b.size()) + 1);
    for (size_t j = 0; j < row.size(); ++j)
        row[j] = qsizetype(j);
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype corner = row[0];
        row[0] = i + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const qsizetype replaced = corner + (a[i] == b[j] ? 0 : 1);
            corner = row[size_t(j) + 1];
            row[size_t(j) + 1] = std::min({replaced, corner + 1, row[size_t(j)] + 1});
        }
    }
    return row.back();
}

QString suggestion(const QString &name, const QStringList &known)
{
    const auto best = std::ranges::min_element(known, {}, [&name](const QString &other) { return distance(name, other); });
    if (best != known.end() && distance(name, *best) <= std::max<qsizetype>(2, name.size() / 3))
        return u"did you mean \"%1\"?"_s.arg(*best);
    return u"there are only: "_s + known.join(u", "_s);
}

} // namespace

QJsonValue parsed(const QByteArray &value)
{
    return QJsonDocument::fromJson('[' + value + ']').array().at(0);
}

Spot Spot::field(const QString &name) const
{
    return {value.toObject().value(name), path.isEmpty() ? name : path + u'.' + name, errors};
}

Spot Spot::item(qsizetype index) const
{
    return {value.toArray().at(index), u"%1[%2]"_s.arg(path).arg(index), errors};
}

bool Spot::refuse(FieldError::Problem problem, const QString &expected) const
{
    errors->push_back({problem, path, value.isUndefined() ? QString() : shown(value), expected});
    return false;
}

bool Spot::hasOnly(const QStringList &names) const
{
    bool good = true;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!names.contains(it.key()))
            good = field(it.key()).refuse(Problem::Unknown, suggestion(it.key(), names));
    }
    return good;
}

bool Json<QString>::read(const Spot &spot, QString &out)
{
    if (!spot.value.isString())
        return spot.refuse(Problem::WrongKind, u"a text in quotes"_s);
    out = spot.value.toString();
    return true;
}

bool Json<bool>::read(const Spot &spot, bool &out)
{
    if (!spot.value.isBool())
        return spot.refuse(Problem::WrongKind, u"true or false"_s);
    out = spot.value.toBool();
    return true;
}

bool Json<int>::read(const Spot &spot, int &out)
{
    constexpr int none = std::numeric_limits<int>::min();
    const int number = spot.value.toInt(none); // none for fractions too
    if (number == none)
        return spot.refuse(Problem::WrongKind, u"a whole number"_s);
    out = number;
    return true;
}

bool Json<std::chrono::seconds>::read(const Spot &spot, std::chrono::seconds &out)
{
    const int number = spot.value.toInt(-1);
    if (number < 0)
        return spot.refuse(Problem::WrongKind, u"a whole number of seconds"_s);
    out = std::chrono::seconds(number);
    return true;
}

} // namespace milassist::routing
