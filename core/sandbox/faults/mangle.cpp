// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/faults/mangle.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

namespace milassist::faults {

using namespace Qt::StringLiterals;

namespace {

QJsonValue otherType(QJsonValue::Type type, QRandomGenerator &random)
{
    const QJsonValue others[] = {QJsonValue(12345), QJsonValue(-0.5), QJsonValue(true), QJsonValue(QJsonValue::Null),
                                 QJsonValue(u"\u202etext"_s), QJsonValue(QJsonArray{1, u"two"_s}),
                                 QJsonValue(QJsonObject{{u"unexpected"_s, QJsonArray{}}}), QJsonValue(1e300)};
    QJsonValue other;
    do {
        other = others[random.bounded(int(std::size(others)))];
    } while (other.type() == type);
    return other;
}

QJsonValue mangled(const QJsonValue &value, QRandomGenerator &random)
{
    const bool strikes = random.bounded(2) == 0;
    switch (value.type()) {
    case QJsonValue::Object: {
        QJsonObject object = value.toObject();
        for (auto field = object.begin(); field != object.end(); ++field)
            field.value() = mangled(field.value(), random);
        return object;
    }
    case QJsonValue::Array: {
        QJsonArray array;
        for (const QJsonValue &item : value.toArray())
            array.append(mangled(item, random));
        return array;
    }
    default:
        return strikes ? otherType(value.type(), random) : value;
    }
}

} // namespace

QByteArray malformed(const QByteArray &json, QRandomGenerator &random)
{
    QByteArray bad = json;
    if (!json.startsWith('{') && !json.startsWith('[')) // a sound, a picture: half of it, or something else
        return random.bounded(2) == 0 ? bad.first(bad.size() / 2) : QByteArray("<html><body><h1>502 Bad Gateway</h1></body></html>");
    switch (random.bounded(5)) {
    case 0: // the end is missing, and the length says so: nobody but a parser can tell
        return bad.chopped(std::min<qsizetype>(bad.size(), 1 + random.bounded(3)));
    case 1: {
        const qsizetype colon = bad.indexOf(':', random.bounded(int(std::max<qsizetype>(1, bad.size() / 2))));
        return colon < 0 ? QByteArray("{") : bad.replace(colon, 1, "=");
    }
    case 2:
        return "<html><body><h1>502 Bad Gateway</h1></body></html>";
    case 3:
        return bad.insert(bad.indexOf('"') + 1, "\xff\xfe\x80");
    default:
        return {};
    }
}

QByteArray wrongTypes(const QByteArray &json, QRandomGenerator &random)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (document.isObject())
        return QJsonDocument(mangled(document.object(), random).toObject()).toJson(QJsonDocument::Compact);
    if (document.isArray())
        return QJsonDocument(mangled(document.array(), random).toArray()).toJson(QJsonDocument::Compact);
    return json;
}

} // namespace milassist::faults
