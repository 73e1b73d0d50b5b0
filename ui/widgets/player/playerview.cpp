// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/player/playerview.h"

#include "core/base/whendone.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/player/playbutton.h"
#include "ui/widgets/player/waveformview.h"
#include "ui/widgets/words.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidgetAction>

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace milassist {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QString speedText(double speed)
{
    return QLocale().toString(speed, 'g', 3) + u'\u00d7';
}

std::chrono::seconds whole(PlayerView::Millis time)
{
    return std::chrono::floor<std::chrono::seconds>(time);
}

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

PlayerView::PlayerView(PlayerHub &hub, Clock clock, QWidget *parent)
    : QWidget(parent), m_hub(hub), m_clock(std::move(clock)), m_playback(std::make_unique<Playback>(hub.makeOut()))
{
    build();
    buildMenus();
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &PlayerView::fetch);
    connect(m_notice, &Notice::actionChosen, this, &PlayerView::fetch);
    connect(m_play, &QAbstractButton::clicked, this, &PlayerView::toggle);
    connect(m_back, &QToolButton::clicked, this, [this] { seekBy(-10s); });
    connect(m_forward, &QToolButton::clicked, this, [this] { seekBy(10s); });
    connect(m_skip, &QToolButton::toggled, this, [this](bool skips) {
        changeTaste([skips](PlayerTaste &taste) { taste.skipsSilence = skips; });
    });
    connect(m_waveform, &WaveformView::sought, this, &PlayerView::seek);
    connect(&hub, &PlayerHub::tasteChanged, this, &PlayerView::takeTaste);
    connect(&hub, &PlayerHub::began, this, [this](QObject *player) {
        if (player != this)
            pause();
    });
    connect(&hub.media(), &MediaCache::progressed, this, [this](const RecordingSid &sid, int thousandths) {
        if (sid == m_facts.sid && m_isFetching)
            m_time->setText(tr("Fetching, %1 %").arg(thousandths / 10));
    });
    connect(m_playback.get(), &Playback::stateChanged, this, [this] {
        render();
        Q_EMIT playingChanged(isPlaying());
    });
    connect(m_playback.get(), &Playback::positionChanged, this, [this](Millis position) {
        render();
        Q_EMIT positionChanged(position);
    });
    connect(m_playback.get(), &Playback::reachedEnd, this, &PlayerView::ended);
    connect(m_playback.get(), &Playback::failed, this, [this](const Error &) {
        showTrouble(troubleWithDevice(!m_playback->devices().isEmpty()));
        m_isDeviceNotice = true;
    });
    takeTaste(hub.taste());
    clear();
}

PlayerView::~PlayerView()
{
    m_playback->disconnect(this);
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

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(m_waveform);
    column->addWidget(controls);
    column->addWidget(m_notice);
    QWidget *before = m_waveform;
    for (QWidget *next : std::initializer_list<QWidget *>{m_back, m_play, m_forward, m_speed, m_skip, m_volume}) {
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

void PlayerView::show(const RecordingFacts &facts)
{
    const bool isSame = facts.sid == m_facts.sid;
    const bool waits = isSame && !isReady() && facts != m_facts;
    m_facts = facts;
    if (isSame && !waits)
        return;
    if (!isSame) {
        m_playback->unload();
        m_playsWhenReady = false;
        m_silences.clear();
        m_waveform->setMarks({});
    }
    m_waveform->setWaveform({}, 0ms);
    fetch();
}

void PlayerView::clear()
{
    ++m_generation;
    m_retry.stop();
    m_facts = {};
    m_isFetching = false;
    m_playsWhenReady = false;
    m_playback->unload();
    m_waveform->setWaveform({}, 0ms);
    m_notice->clear();
    render();
}

void PlayerView::fetch()
{
    m_retry.stop();
    m_notice->clear();
    m_isDeviceNotice = false;
    m_isFetching = false;
    const int wanted = ++m_generation;
    if (m_facts.sid.isNull())
        return;
    if (const auto trouble = troubleBefore(m_facts)) {
        showTrouble(*trouble);
        return;
    }
    m_isFetching = true;
    render();
    whenDone(m_hub.media().sound(m_facts.sid), this, [this, wanted](const Result<Sound> &sound) {
        if (wanted != m_generation)
            return;
        m_isFetching = false;
        if (!sound) {
            showTrouble(troubleAfter(m_facts, sound.error(), m_clock()));
            return;
        }
        m_silences = sound->silences;
        m_rate = sound->audio.rate;
        m_playback->load(sound->audio, sound->silences);
        m_waveform->setWaveform(sound->waveform, sound->audio.duration());
        if (sound->audio.isEmpty())
            showTrouble(troubleBefore({.sid = m_facts.sid, .status = RecordingStatus::Absent}).value());
        render();
        Q_EMIT ready();
        if (std::exchange(m_playsWhenReady, false))
            play();
    });
}

void PlayerView::showTrouble(const SoundTrouble &trouble)
{
    m_notice->tell(trouble.tone, trouble.title, trouble.whatToDo, trouble.action, trouble.code);
    if (trouble.retryAfter)
        m_retry.start(*trouble.retryAfter);
    render();
}

PlayerView::Millis PlayerView::duration() const
{
    return isReady() ? m_playback->duration() : Millis(m_facts.duration);
}

void PlayerView::play()
{
    if (!isReady()) {
        m_playsWhenReady = m_isFetching;
        return;
    }
    if (std::exchange(m_isDeviceNotice, false))
        m_notice->clear();
    m_playback->play();
    if (isPlaying())
        m_hub.begin(this);
}

void PlayerView::pause()
{
    m_playsWhenReady = false;
    m_playback->pause();
}

void PlayerView::toggle()
{
    isPlaying() || m_playsWhenReady ? pause() : play();
    render();
}

void PlayerView::seek(Millis position)
{
    m_playback->seek(position);
    render();
}

void PlayerView::seekBy(Millis distance)
{
    m_playback->seekBy(distance);
    render();
}

void PlayerView::faster()
{
    const auto next = std::upper_bound(std::begin(speeds), std::end(speeds), m_hub.taste().speed);
    if (next != std::end(speeds))
        changeTaste([speed = *next](PlayerTaste &taste) { taste.speed = speed; });
}

void PlayerView::slower()
{
    const auto here = std::lower_bound(std::begin(speeds), std::end(speeds), m_hub.taste().speed);
    if (here != std::begin(speeds))
        changeTaste([speed = *std::prev(here)](PlayerTaste &taste) { taste.speed = speed; });
}

void PlayerView::setMarks(const QList<double> &marks)
{
    m_waveform->setMarks(marks);
}

void PlayerView::takeTaste(const PlayerTaste &taste)
{
    m_playback->setSpeed(taste.speed);
    m_playback->setSkipsSilence(taste.skipsSilence);
    m_playback->setVolume(taste.volume);
    m_playback->setDevice(taste.device);
    m_speed->setText(speedText(taste.speed));
    m_speed->setAccessibleDescription(speedText(taste.speed));
    m_skip->setChecked(taste.skipsSilence);
    m_volume->setIcon(icon(taste.volume > 0 ? u"volume"_s : u"volume-off"_s));
}

void PlayerView::changeTaste(const std::function<void(PlayerTaste &)> &change)
{
    PlayerTaste taste = m_hub.taste();
    change(taste);
    m_hub.setTaste(taste);
}

void PlayerView::render()
{
    const bool canPlay = isReady() || m_isFetching;
    m_play->setEnabled(canPlay);
    m_play->setPlaying(isPlaying() || m_playsWhenReady);
    m_back->setEnabled(isReady());
    m_forward->setEnabled(isReady());
    m_waveform->setPosition(m_playback->position());
    if (isReady() || !m_isFetching)
        m_time->setText(tr("%1 / %2", "play position / length").arg(clockText(whole(position())), clockText(whole(duration()))));
    else if (m_time->text().isEmpty() || !m_time->text().startsWith(tr("Fetching")))
        m_time->setText(tr("Fetching\u2026"));
}

} // namespace milassist
