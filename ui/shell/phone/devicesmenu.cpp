// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/devicesmenu.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

#include <algorithm>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

struct DeviceSays {
    Q_DECLARE_TR_FUNCTIONS(DevicesMenu)
};

} // namespace

QList<QByteArray> preferred(const QList<SoundDevice> &devices, bool isMicrophone, const QByteArray &used, const QByteArray &chosen)
{
    QList<QByteArray> order;
    for (const QByteArray &id : {chosen, used}) {
        if (!id.isEmpty() && !order.contains(id))
            order.append(id);
    }
    for (const SoundDevice &device : devices) {
        if ((isMicrophone ? device.canRecord : device.canPlay) && !order.contains(device.id))
            order.append(device.id);
    }
    return order;
}

bool isHeadset(const QString &name)
{
    return std::ranges::any_of(QStringList{u"headset"_s, u"headphone"_s, u"earphone"_s, u"earbud"_s, u"airpod"_s, u"jabra"_s, u"plantronics"_s},
                               [&name](const QString &word) { return name.contains(word, Qt::CaseInsensitive); });
}

void fillDevicesMenu(QMenu &menu, const DevicesChanged &devices, const std::function<void(const PreferDevices &)> &choose)
{
    menu.clear();
    const auto section = [&](const QString &title, bool isMicrophone) {
        QAction *head = menu.addAction(title);
        head->setEnabled(false);
        auto *group = new QActionGroup(head); // goes with the menu's actions
        const QByteArray used = isMicrophone ? devices.microphone : devices.speaker;
        bool any = false;
        for (const SoundDevice &device : devices.devices) {
            if (!(isMicrophone ? device.canRecord : device.canPlay))
                continue;
            any = true;
            QAction *action = menu.addAction(QString(device.name).replace(u'&', u"&&"_s));
            action->setCheckable(true);
            action->setChecked(device.id == used);
            group->addAction(action);
            QObject::connect(action, &QAction::triggered, action, [=] {
                const QByteArray microphone = isMicrophone ? device.id : devices.microphone;
                const QByteArray speaker = isMicrophone ? devices.speaker : device.id;
                const auto played = std::ranges::find(devices.devices, speaker, &SoundDevice::id);
                choose({.microphones = preferred(devices.devices, true, devices.microphone, microphone),
                        .speakers = preferred(devices.devices, false, devices.speaker, speaker),
                        .echoCanceller = played != devices.devices.end() && !isHeadset(played->name)});
            });
        }
        if (!any)
            menu.addAction(isMicrophone ? DeviceSays::tr("No microphone found") : DeviceSays::tr("No loudspeaker found"))->setEnabled(false);
    };
    section(DeviceSays::tr("Microphone"), true);
    menu.addSeparator();
    section(DeviceSays::tr("Loudspeaker"), false);
}

} // namespace milassist
