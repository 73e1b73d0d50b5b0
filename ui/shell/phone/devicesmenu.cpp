// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/devicesmenu.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

struct DeviceSays {
    Q_DECLARE_TR_FUNCTIONS(DevicesMenu)
};

} // namespace

void fillDevicesMenu(QMenu &menu, const DevicesChanged &devices, const std::function<void(SoundEnd, const QByteArray &)> &choose)
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
            QObject::connect(action, &QAction::triggered, action, [=] { choose(isMicrophone ? SoundEnd::Microphone : SoundEnd::Speaker, device.id); });
        }
        if (!any)
            menu.addAction(isMicrophone ? DeviceSays::tr("No microphone found") : DeviceSays::tr("No loudspeaker found"))->setEnabled(false);
    };
    section(DeviceSays::tr("Microphone"), true);
    menu.addSeparator();
    section(DeviceSays::tr("Loudspeaker"), false);
}

} // namespace milassist
