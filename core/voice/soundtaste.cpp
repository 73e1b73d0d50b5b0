// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/soundtaste.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

using Device = SoundTaste::Device;

QJsonObject written(const Device &device)
{
    return {{u"id"_s, QString::fromUtf8(device.id)}, {u"name"_s, device.name}};
}

// Earlier versions kept ids alone, which end with the name: "PulseAudio Unknown: Jabra Elite".
Device read(const QJsonValue &value)
{
    if (!value.isString())
        return {value[u"id"_s].toString().toUtf8(), value[u"name"_s].toString()};
    const QString id = value.toString();
    const qsizetype colon = id.indexOf(u": "_s);
    return {id.toUtf8(), colon < 0 ? id : id.mid(colon + 2)};
}

QJsonArray written(const QList<Device> &devices)
{
    QJsonArray list;
    for (const Device &device : devices)
        list.append(written(device));
    return list;
}

QList<Device> readList(const QJsonValue &list)
{
    QList<Device> devices;
    for (const QJsonValue &entry : list.toArray()) {
        if (const Device device = read(entry); !device.id.isEmpty())
            devices.append(device);
    }
    return devices;
}

QList<QByteArray> idsOf(const QList<Device> &devices)
{
    QList<QByteArray> ids;
    for (const Device &device : devices)
        ids.append(device.id);
    return ids;
}

} // namespace

bool isHeadset(const QString &name)
{
    return std::ranges::any_of(QStringList{u"headset"_s, u"headphone"_s, u"earphone"_s, u"earbud"_s, u"airpod"_s, u"jabra"_s, u"plantronics"_s},
                               [&name](const QString &word) { return name.contains(word, Qt::CaseInsensitive); });
}

PreferDevices SoundTaste::preferences() const
{
    return {.microphones = idsOf(microphones), .speakers = idsOf(speakers), .echoCanceller = true};
}

QByteArray SoundTaste::toBytes() const
{
    QJsonObject kept{{u"microphones"_s, written(microphones)}, {u"speakers"_s, written(speakers)}};
    if (!ringer.id.isEmpty())
        kept.insert(u"ringer"_s, written(ringer));
    return QJsonDocument(kept).toJson(QJsonDocument::Compact);
}

SoundTaste SoundTaste::fromBytes(const QByteArray &bytes)
{
    const QJsonObject kept = QJsonDocument::fromJson(bytes).object();
    return {.microphones = readList(kept.value(u"microphones"_s)),
            .speakers = readList(kept.value(u"speakers"_s)),
            .ringer = read(kept.value(u"ringer"_s))};
}

SoundTaste withChosen(SoundTaste taste, SoundEnd end, const QByteArray &chosen, const DevicesChanged &now)
{
    QList<Device> &order = end == SoundEnd::Microphone ? taste.microphones : taste.speakers;
    const QByteArray &used = end == SoundEnd::Microphone ? now.microphone : now.speaker;
    const auto nameOf = [&](const QByteArray &id) {
        for (const SoundDevice &device : now.devices) {
            if (device.id == id)
                return device.name;
        }
        for (const Device &device : std::as_const(order)) {
            if (device.id == id)
                return device.name;
        }
        return QString::fromUtf8(id);
    };
    QList<Device> next{{chosen, nameOf(chosen)}};
    const auto append = [&next, &nameOf](const QByteArray &id) {
        if (!id.isEmpty() && std::ranges::find(next, id, &Device::id) == next.end())
            next.append({id, nameOf(id)});
    };
    for (const Device &device : std::as_const(order))
        append(device.id);
    append(used);
    for (const SoundDevice &device : now.devices) {
        if (end == SoundEnd::Microphone ? device.canRecord : device.canPlay)
            append(device.id);
    }
    order = next;
    return taste;
}

} // namespace milassist
