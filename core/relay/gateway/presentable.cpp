// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/gateway/presentable.h"

#include "core/twilio/redirect.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QLatin1StringView traffic[] = {"calls"_L1, "messages"_L1, "incoming_phone_numbers"_L1};
constexpr QLatin1StringView recorded[] = {"recordings"_L1, "transcriptions"_L1};
constexpr QLatin1StringView secretFields[] = {"auth_token"_L1, "secret"_L1, "authToken"_L1};

QList<Party> partiesOf(const QJsonObject &record)
{
    QList<Party> parties;
    for (const QLatin1StringView field : {"from"_L1, "to"_L1, "phone_number"_L1, "forwarded_from"_L1}) {
        if (const QString party = record.value(field).toString(); !party.isEmpty())
            parties << Party(party);
    }
    return parties;
}

/// A transcript's own recording, or the record itself.
RecordingOf recordingOf(const QJsonObject &record)
{
    const QString sid = record.value("sid"_L1).toString();
    const QString recording = record.value("recording_sid"_L1).toString();
    return {.recording = recording.isEmpty() ? (sid.startsWith("RE"_L1) ? sid : QString()) : recording,
            .call = record.value("call_sid"_L1).toString()};
}

bool isShown(const QJsonObject &record, const Presentation &how)
{
    const RecordingOf recording = recordingOf(record);
    if (!recording.recording.isEmpty())
        return !how.hiddenRecordings.contains(recording.recording);
    return how.sight.seesTraffic(partiesOf(record));
}

/// Twilio's own address of a page, as one of ours.
QString ownAddress(const QString &address, const Presentation &how)
{
    const QUrl url = QUrl::fromEncoded(address.toUtf8());
    if (url.isRelative() || address.isEmpty())
        return address;
    QString path = url.path(QUrl::FullyEncoded);
    if (!isSameOrigin(url, how.upstream)) {
        if (!url.host().endsWith(".twilio.com"_L1))
            return {};
        path.prepend(u'/' + url.host().section(u'.', 0, 0));
    }
    const QString query = url.query(QUrl::FullyEncoded);
    return QString::fromLatin1(how.ownBase) + path + (query.isEmpty() ? QString() : u'?' + query);
}

bool tells(const QString &text, const QList<Secret> &secrets)
{
    return std::ranges::any_of(secrets, [&](const Secret &one) { return text.contains(QLatin1StringView(one.reveal())); });
}

void clean(QJsonObject &object, const Presentation &how);

QJsonValue cleaned(const QJsonValue &value, const Presentation &how)
{
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        clean(object, how);
        return object;
    }
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue &item : value.toArray())
            array.append(cleaned(item, how));
        return array;
    }
    return value.isString() && tells(value.toString(), how.secrets) ? QJsonValue(QString()) : value;
}

/// Of a thing itself, and of what belongs to it: desks ask for them here.
void translateLinks(QJsonObject &object, const Presentation &how)
{
    for (const QLatin1StringView field : {"url"_L1, "media_url"_L1}) { // a recording's: where its sound is
        if (object.value(field).isString())
            object.insert(field, ownAddress(object.value(field).toString(), how));
    }
    QJsonObject links = object.value("links"_L1).toObject();
    for (auto link = links.begin(); link != links.end(); ++link) {
        if (link.value().isString())
            link.value() = ownAddress(link.value().toString(), how);
    }
    if (!links.isEmpty())
        object.insert("links"_L1, links);
}

void clean(QJsonObject &object, const Presentation &how)
{
    translateLinks(object, how);
    for (auto field = object.begin(); field != object.end();) {
        if (tells(field.key(), how.secrets)) {
            field = object.erase(field);
            continue;
        }
        field.value() = cleaned(field.value(), how);
        ++field;
    }
    for (const QLatin1StringView name : secretFields) {
        if (object.contains(name))
            object.insert(name, QString());
    }
}

void translatePages(QJsonObject &answer, const Presentation &how)
{
    QJsonObject meta = answer.value("meta"_L1).toObject();
    if (meta.isEmpty())
        return;
    for (const QLatin1StringView field : {"url"_L1, "first_page_url"_L1, "next_page_url"_L1, "previous_page_url"_L1}) {
        if (meta.value(field).isString())
            meta.insert(field, ownAddress(meta.value(field).toString(), how));
    }
    answer.insert("meta"_L1, meta);
}

} // namespace

bool needsWork(const QByteArray &body, const LineSight &sight, const QList<Secret> &secrets)
{
    return !sight.isWhole() || body.contains("\"auth_token\"") || body.contains("\"secret\"") || body.contains("\"authToken\"")
        || body.contains("\"meta\"") || body.contains("\"url\"") || body.contains("\"media_url\"") || body.contains("\"links\"")
        || std::ranges::any_of(secrets, [&](const Secret &one) { return body.contains(one.reveal()); });
}

QList<RecordingOf> recordingsIn(const QJsonObject &answer)
{
    QList<RecordingOf> found;
    for (const QLatin1StringView list : recorded) {
        for (const QJsonValue &record : answer.value(list).toArray())
            found << recordingOf(record.toObject());
    }
    if (const RecordingOf one = recordingOf(answer); !one.recording.isEmpty())
        found << one;
    return found;
}

std::optional<QByteArray> presented(QJsonObject answer, const Presentation &how)
{
    if (!how.sight.isWhole()) {
        if (!isShown(answer, how))
            return std::nullopt;
        const auto keepShown = [&](QLatin1StringView list) {
            if (!answer.value(list).isArray())
                return;
            QJsonArray kept;
            for (const QJsonValue &record : answer.value(list).toArray()) {
                if (isShown(record.toObject(), how))
                    kept.append(record);
            }
            answer.insert(list, kept);
        };
        for (const QLatin1StringView list : traffic)
            keepShown(list);
        for (const QLatin1StringView list : recorded)
            keepShown(list);
    }
    clean(answer, how);
    translatePages(answer, how);
    return QJsonDocument(answer).toJson(QJsonDocument::Compact);
}

} // namespace milassist::relay
