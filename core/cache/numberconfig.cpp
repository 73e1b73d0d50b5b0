// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/numberconfig.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace milassist {

QString configToJson(const NumberConfig &config)
{
    QJsonObject object;
    forEachField<NumberConfig>([&](const auto &f) { object.insert(QLatin1StringView(f.name), config.*f.member); });
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

NumberConfig configFromJson(const QString &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    NumberConfig config;
    forEachField<NumberConfig>([&](const auto &f) { config.*f.member = object.value(QLatin1StringView(f.name)).toString(); });
    return config;
}

QStringList differences(const NumberConfig &a, const NumberConfig &b)
{
    QStringList names;
    forEachField<NumberConfig>([&](const auto &f) {
        const QString &left = a.*f.member;
        const QString &right = b.*f.member;
        const QLatin1StringView name(f.name);
        const bool isMethod = name.endsWith(QLatin1StringView("_method"));
        if (left != right && !(isMethod && (left.isEmpty() || right.isEmpty())))
            names.push_back(name);
    });
    return names;
}

} // namespace milassist
