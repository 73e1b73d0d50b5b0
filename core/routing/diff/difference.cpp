// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/diff/difference.h"

#include "core/routing/diff/listdiff.h"
#include "core/routing/plan/planfields.h"

namespace milassist::routing
{

using namespace Qt::StringLiterals;
using Part = Difference::Part;
using What = Difference::What;

namespace
{

// Where the walk is, in both plans.
struct Place {
    Part part;
    QString id;
    QString field;
    QString path;
    int before = -1, after = -1;

    Place in(const char *name) const
    {
        Place place = *this;
        place.field = field.isEmpty() ? QString::fromLatin1(name) : field + u'.' + QLatin1StringView(name);
        place.path += u'.' + QLatin1StringView(name);
        return place;
    }
    Place item(const Pairing &pair) const
    {
        Place place = *this;
        place.path += u"[%1]"_s.arg(pair.after < 0 ? pair.before : pair.after);
        place.before = pair.before;
        place.after = pair.after;
        return place;
    }
};

const QJsonValue nothing(QJsonValue::Undefined);

template <typename T>
constexpr bool isOptional = false;
template <typename T>
constexpr bool isOptional<std::optional<T>> = true;
template <typename T>
constexpr bool isVariant = false;
template <typename... Ts>
constexpr bool isVariant<std::variant<Ts...>> = true;
// Lists whose items are told apart. The hours of a day are read at a glance, so they are said as a whole.
template <typename T>
constexpr bool isList = false;
template <typename T>
constexpr bool isList<std::vector<T>> = !std::is_same_v<T, TimeRange>;

// Two holidays or overrides of one name are one that was changed; so are two stages of one kind at one place.
template <typename T>
bool areAkin(const T &a, const T &b)
{
    if constexpr (isVariant<T>)
        return a.index() == b.index();
    else if constexpr (requires { a.name; })
        return a.name == b.name;
    else
        return HasJsonFields<T>;
}

class Walk
{
public:
    template <typename Key, typename T>
    void parts(Part part, const char *name, const std::map<Key, T> &before, const std::map<Key, T> &after)
    {
        std::map<Key, std::pair<const T *, const T *>> both;
        for (const auto &[key, record] : before)
            both[key].first = &record;
        for (const auto &[key, record] : after)
            both[key].second = &record;
        for (const auto &[key, pair] : both) {
            const QString id = jsonOf(key).toString();
            const Place place{.part = part, .id = id, .field = {}, .path = u"%1[%2]"_s.arg(QLatin1StringView(name), id)};
            if (pair.first && pair.second)
                values(place, *pair.first, *pair.second);
            else if (pair.first)
                say(place, What::Removed, jsonOf(*pair.first), nothing);
            else
                say(place, What::Added, nothing, jsonOf(*pair.second));
        }
    }

    Differences all;

private:
    void say(const Place &place, What what, const QJsonValue &before, const QJsonValue &after)
    {
        all.push_back({.part = place.part,
                       .id = place.id,
                       .field = place.field,
                       .path = place.path,
                       .what = what,
                       .placeBefore = place.before,
                       .placeAfter = place.after,
                       .before = before,
                       .after = after});
    }

    template <typename T>
    void values(const Place &place, const T &before, const T &after)
    {
        if (before == after)
            return;
        if constexpr (isOptional<T>)
            optionals(place, before, after);
        else if constexpr (isVariant<T>)
            variants(place, before, after);
        else if constexpr (isList<T>)
            lists(place, before, after);
        else if constexpr (std::is_same_v<T, Week>)
            weeks(place, before, after);
        else if constexpr (HasJsonFields<T>)
            fields(place, before, after);
        else
            say(place, What::Changed, jsonOf(before), jsonOf(after));
    }

    template <typename T>
    void fields(const Place &place, const T &before, const T &after)
    {
        const auto compare = [&](const auto &field) { values(place.in(field.name), before.*field.member, after.*field.member); };
        std::apply([&](const auto &...each) { (compare(each), ...); }, JsonFields<T>::list);
    }

    template <typename T>
    void optionals(const Place &place, const std::optional<T> &before, const std::optional<T> &after)
    {
        if (before && after)
            values(place, *before, *after);
        else if (before)
            say(place, What::Removed, jsonOf(*before), nothing);
        else
            say(place, What::Added, nothing, jsonOf(*after));
    }

    template <typename Variant>
    void variants(const Place &place, const Variant &before, const Variant &after)
    {
        if (before.index() != after.index())
            return say(place, What::Changed, jsonOf(before), jsonOf(after));
        std::visit([&]<typename T>(const T &was) { values(place, was, std::get<T>(after)); }, before);
    }

    template <typename T>
    void lists(const Place &place, const std::vector<T> &before, const std::vector<T> &after)
    {
        const auto pairs = pairings(
            int(before.size()), int(after.size()), [&](int i, int j) { return before[size_t(i)] == after[size_t(j)]; },
            [&](int i, int j) { return areAkin(before[size_t(i)], after[size_t(j)]); });
        for (const Pairing &pair : pairs) {
            const Place item = place.item(pair);
            const QJsonValue was = pair.before < 0 ? nothing : jsonOf(before[size_t(pair.before)]);
            const QJsonValue is = pair.after < 0 ? nothing : jsonOf(after[size_t(pair.after)]);
            if (pair.before < 0)
                say(item, What::Added, was, is);
            else if (pair.after < 0)
                say(item, What::Removed, was, is);
            else if (pair.hasMoved)
                say(item, What::Moved, was, is);
            else if (!pair.isEqual)
                values(item, before[size_t(pair.before)], after[size_t(pair.after)]);
        }
    }

    void weeks(const Place &place, const Week &before, const Week &after)
    {
        constexpr std::array names{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
        for (size_t day = 0; day < names.size(); ++day)
            values(place.in(names[day]), before.days[day], after.days[day]);
    }
};

} // namespace

Differences differencesOf(const Plan &before, const Plan &after)
{
    Walk walk;
    walk.parts(Part::Schedule, "schedules", before.schedules, after.schedules);
    walk.parts(Part::Person, "people", before.people, after.people);
    walk.parts(Part::Group, "groups", before.groups, after.groups);
    walk.parts(Part::Rota, "rotas", before.rotas, after.rotas);
    walk.parts(Part::Route, "routes", before.routes, after.routes);
    walk.parts(Part::Line, "lines", before.lines, after.lines);
    return std::move(walk.all);
}

} // namespace milassist::routing
