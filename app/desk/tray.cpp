// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/tray.h"

#include "ui/widgets/icon.h"

#include <QCoreApplication>
#include <QMenu>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

struct TrayWords {
    Q_DECLARE_TR_FUNCTIONS(TrayWords)
};

} // namespace

std::unique_ptr<QSystemTrayIcon> trayOf(QWidget &window, std::function<void()> show)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable())
        return nullptr;
    auto tray = std::make_unique<QSystemTrayIcon>(accentIcon(u"call"_s));
    auto *menu = new QMenu(&window);
    QObject::connect(menu->addAction(TrayWords::tr("Show MilAssist Desk")), &QAction::triggered, tray.get(), show);
    QObject::connect(menu->addAction(TrayWords::tr("Quit")), &QAction::triggered, qApp, &QCoreApplication::quit);
    tray->setContextMenu(menu);
    tray->setToolTip(TrayWords::tr("MilAssist Desk"));
    QObject::connect(tray.get(), &QSystemTrayIcon::activated, tray.get(), [show](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            show();
    });
    tray->show();
    return tray;
}

} // namespace milassist
