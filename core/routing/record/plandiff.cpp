// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/record/plandiff.h"

#include "core/routing/plan/planfields.h"
#include "core/routing/plan/planjson.h"

#include <QJsonDocument>

#include <set>

namespace milassist::routing
{

using namespace Qt::StringLiterals;

namespace
{

using What = PlanChange::What;

QString idOf(const QJsonValue &part)
{
    const QJsonObject object = part.toObject();
    const QString id = object.value(u"id"_s).toString();
    return id.isEmpty() && !object.contains(u"kind"_s) ? object.value(u"number"_s).toString() : id;
}

QString shownValue(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isObject()) {
        const QString name = value.toObject().value(u"name"_s).toString();
        return name.isEmpty() ? value.toObject().value(u"kind"_s).toString() : name;
    }
    const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return value.isUndefined() ? QString() : QString::fromUtf8(text.sliced(1, text.size() - 2));
}

class Comparison
{
public:
    std::vector<PlanChange> changes;

    void objects(const QString &path, const QJsonObject &before, const QJsonObject &after)
    {
        QStringList names = before.keys();
        for (const QString &name : after.keys()) {
            if (!before.contains(name))
                names << name;
        }
        for (const QString &name : std::as_const(names))
            values(path.isEmpty() ? name : path + u'.' + name, before.value(name), after.value(name));
    }

private:
    void values(const QString &path, const QJsonValue &before, const QJsonValue &after)
    {
        if (before == after)
            return;
        const bool isList = (before.isArray() || before.isUndefined()) && (after.isArray() || after.isUndefined());
        if (isList && !(before.isUndefined() && after.isUndefined()) && holdsRecords(before, after))
            return lists(path, before.toArray(), after.toArray());
        if (isPlainObject(before) && isPlainObject(after) && before.toObject().value(u"kind"_s) == after.toObject().value(u"kind"_s)) {
            const std::size_t told = changes.size();
            objects(path, before.toObject(), after.toObject());
            if (changes.size() > told)
                return;
        }
        // An object of nothing but usual values has nothing to show: that it came or went is what there is to say.
        const What what = after.isObject() && before.isUndefined()   ? What::Added
                          : before.isObject() && after.isUndefined() ? What::Removed
                                                                     : What::Changed;
        changes.push_back({what, path, shownValue(before), shownValue(after)});
    }

    // What is not there compares as an object without fields, so that each field that came or went is told.
    static bool isPlainObject(const QJsonValue &value)
    {
        return value.isUndefined() || value.isObject();
    }

    static bool holdsRecords(const QJsonValue &before, const QJsonValue &after)
    {
        const auto first = [](const QJsonValue &list) { return list.toArray().isEmpty() ? QJsonValue() : list.toArray().first(); };
        return first(before).isObject() || first(after).isObject();
    }

    // Parts with an id are compared by it, others by their place.
    void lists(const QString &path, const QJsonArray &before, const QJsonArray &after)
    {
        const auto keyed = [](const QJsonArray &list) {
            std::vector<std::pair<QString, QJsonValue>> items;
            for (qsizetype i = 0; i < list.size(); ++i) {
                const QString id = idOf(list[i]);
                items.emplace_back(id.isEmpty() ? QString::number(i) : id, list[i]);
            }
            return items;
        };
        const auto of = [](const auto &items, const QString &key) {
            const auto found = std::ranges::find_if(items, [&key](const auto &item) { return item.first == key; });
            return found == items.end() ? QJsonValue(QJsonValue::Undefined) : found->second;
        };
        const auto old = keyed(before), now = keyed(after);
        for (const auto &[key, value] : old) {
            const QString at = u"%1[%2]"_s.arg(path, key);
            const QJsonValue other = of(now, key);
            if (other.isUndefined())
                changes.push_back({What::Removed, at, shownValue(value), {}});
            else
                values(at, value, other);
        }
        for (const auto &[key, value] : now) {
            if (of(old, key).isUndefined())
                changes.push_back({What::Added, u"%1[%2]"_s.arg(path, key), {}, shownValue(value)});
        }
    }
};

const QString &textOf(const PhoneNumber &number)
{
    return number.e164();
}

template <typename Tag>
const QString &textOf(const Id<Tag> &id)
{
    return id.text();
}

template <typename Key, typename Part>
std::map<Key, Part> mergedParts(const char *kind, const std::map<Key, Part> &base, const std::map<Key, Part> &mine,
                                const std::map<Key, Part> &theirs, QStringList &bothChanged)
{
    std::set<Key> keys;
    for (const auto *parts : {&base, &mine, &theirs}) {
        for (const auto &[key, part] : *parts)
            keys.insert(key);
    }
    const auto same = [](const Part *a, const Part *b) { return a && b ? *a == *b : a == b; };
    std::map<Key, Part> result;
    for (const Key &key : keys) {
        const Part *old = find(base, key), *ours = find(mine, key), *other = find(theirs, key);
        if (!same(old, ours) && !same(old, other) && !same(ours, other))
            bothChanged << u"%1[%2]"_s.arg(QLatin1StringView(kind), textOf(key));
        const Part *chosen = same(old, ours) ? other : ours;
        if (chosen)
            result.emplace(key, *chosen);
    }
    return result;
}

} // namespace

std::vector<PlanChange> changesOf(const Plan &before, const Plan &after)
{
    Comparison comparison;
    comparison.objects({}, QJsonDocument::fromJson(writePlan(before)).object(), QJsonDocument::fromJson(writePlan(after)).object());
    return std::move(comparison.changes);
}

PlanMerge merged(const Plan &base, const Plan &mine, const Plan &theirs)
{
    PlanMerge merge;
    const auto parts = [&](const char *kind, auto Plan::*member) {
        merge.plan.*member = mergedParts(kind, base.*member, mine.*member, theirs.*member, merge.bothChanged);
    };
    parts("schedules", &Plan::schedules);
    parts("people", &Plan::people);
    parts("groups", &Plan::groups);
    parts("rotas", &Plan::rotas);
    parts("routes", &Plan::routes);
    parts("lines", &Plan::lines);
    return merge;
}

} // namespace milassist::routing
