// SPDX-License-Identifier: GPL-3.0-or-later
// What the player looks like: its buttons and menus.
#include "ui/widgets/player/playerview.h"

#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/player/playbutton.h"
#include "ui/widgets/player/waveformview.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidgetAction>

#include <cmath>
#include <initializer_list>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QToolButton *smallButton(QWidget *parent, const QString &name, const QString &accessible, const QString &tip)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setAccessibleName(accessible);
    button->setToolTip(tip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

// Not setMenu(): its mark in the corner is a speck beside our icons.
void popUpOnClick(QToolButton *button, QMenu *menu)
{
    QObject::connect(button, &QToolButton::clicked, menu, [button, menu] {
        menu->popup(button->mapToGlobal(QPoint(0, button->height() + space::hair)));
    });
}

} // namespace

QString speedText(double speed)
{
    return QLocale().toString(speed, 'g', 3) + u'\u00d7';
}

void PlayerView::build()
{
    m_waveform = new WaveformView(this);
    m_waveform->setObjectName(u"waveform"_s);
    m_play = new PlayButton(this);
    m_play->setObjectName(u"playButton"_s);
    m_back = smallButton(this, u"backButton"_s, tr("Back 10 seconds"), tr("Back 10 seconds"));
    m_back->setText(tr("\u221210", "ten seconds back"));
    m_forward = smallButton(this, u"forwardButton"_s, tr("Forward 10 seconds"), tr("Forward 10 seconds"));
    m_forward->setText(tr("+10", "ten seconds forward"));
    m_time = new Label(TextStyle::Body, this);
    m_time->setObjectName(u"timeLabel"_s);
    m_speed = smallButton(this, u"speedButton"_s, tr("Speed"), tr("Speed, at the same pitch ([ slower, ] faster)"));
    m_skip = smallButton(this, u"skipSilenceButton"_s, tr("Skip silence"), tr("Leave out the pauses"));
    m_skip->setText(tr("Skip silence"));
    m_skip->setIcon(icon(u"skip"_s));
    m_skip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_skip->setCheckable(true);
    m_speed->setIcon(icon(u"speed"_s));
    m_speed->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_loop = smallButton(this, u"loopButton"_s, tr("End the loop"), tr("Play on, not this part again and again (Esc)"));
    m_loop->setIcon(icon(u"sync"_s));
    m_loop->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_volume = smallButton(this, u"volumeButton"_s, tr("Volume and output"), tr("Volume and output"));
    m_notice = new Notice(this);
    m_notice->setObjectName(u"playerNotice"_s);

    auto *controls = new QWidget(this);
    auto *flow = new FlowLayout(controls, space::xs);
    auto *transport = new QWidget(controls); // stays on one line
    auto *line = new QHBoxLayout(transport);
    line->setContentsMargins(0, 0, space::s, 0);
    line->setSpacing(space::xs);
    line->addWidget(m_back);
    line->addWidget(m_play);
    line->addWidget(m_forward);
    line->addSpacing(space::xs);
    line->addWidget(m_time);
    flow->addWidget(transport);
    flow->addWidget(m_speed);
    flow->addWidget(m_skip);
    flow->addWidget(m_volume);
    flow->addWidget(m_loop);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(m_waveform);
    column->addWidget(controls);
    column->addWidget(m_notice);
    QWidget *before = m_waveform;
    for (QWidget *next : std::initializer_list<QWidget *>{m_back, m_play, m_forward, m_speed, m_skip, m_volume, m_loop}) {
        setTabOrder(before, next);
        before = next;
    }
}

void PlayerView::buildMenus()
{
    auto *speedMenu = new QMenu(m_speed);
    auto *group = new QActionGroup(speedMenu);
    for (const double speed : speeds) {
        QAction *action = speedMenu->addAction(speedText(speed));
        action->setCheckable(true);
        action->setData(speed);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, speed] {
            changeTaste([speed](PlayerTaste &taste) { taste.speed = speed; });
        });
    }
    connect(speedMenu, &QMenu::aboutToShow, this, [this, group] {
        for (QAction *action : group->actions())
            action->setChecked(action->data().toDouble() == m_hub.taste().speed);
    });
    popUpOnClick(m_speed, speedMenu);
    buildVolumeMenu();
}

void PlayerView::buildVolumeMenu()
{
    auto *volumeMenu = new QMenu(m_volume);
    connect(volumeMenu, &QMenu::aboutToShow, this, [this, volumeMenu] {
        volumeMenu->clear(); // devices come and go
        auto *slider = new QSlider(Qt::Horizontal, volumeMenu);
        slider->setObjectName(u"volumeSlider"_s);
        slider->setAccessibleName(tr("Volume"));
        slider->setRange(0, 100);
        slider->setPageStep(10);
        slider->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
        slider->setValue(int(std::lround(m_hub.taste().volume * 100)));
        connect(slider, &QSlider::valueChanged, this, [this](int value) {
            changeTaste([value](PlayerTaste &taste) { taste.volume = value / 100.0; });
        });
        auto *box = new QWidget(volumeMenu);
        auto *line = new QHBoxLayout(box);
        line->setContentsMargins(space::m, space::xs, space::m, space::xs);
        line->addWidget(new Label(tr("Volume"), TextStyle::Caption, box));
        line->addWidget(slider, 1);
        auto *volume = new QWidgetAction(volumeMenu);
        volume->setDefaultWidget(box);
        volumeMenu->addAction(volume);
        volumeMenu->addSection(tr("Output"));
        const auto devices = m_playback->devices();
        const auto add = [&](const QString &name, const QByteArray &id) {
            QAction *action = volumeMenu->addAction(name);
            action->setCheckable(true);
            action->setChecked(id == m_hub.taste().device);
            connect(action, &QAction::triggered, this, [this, id] { changeTaste([id](PlayerTaste &taste) { taste.device = id; }); });
        };
        add(devices.isEmpty() ? tr("No loudspeaker or headset found") : tr("As the system says"), {});
        for (const AudioDevice &device : devices)
            add(device.name, device.id);
    });
    popUpOnClick(m_volume, volumeMenu);
}

} // namespace milassist
