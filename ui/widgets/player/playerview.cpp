// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/player/playerview.h"

#include "core/base/whendone.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/player/playbutton.h"
#include "ui/widgets/player/waveformview.h"
#include "ui/widgets/words.h"

#include <QKeyEvent>
#include <QToolButton>

#include <algorithm>

namespace milassist {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

std::chrono::seconds whole(PlayerView::Millis time)
{
    return std::chrono::floor<std::chrono::seconds>(time);
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
    connect(m_waveform, &WaveformView::loopChosen, this, &PlayerView::setLoop);
    connect(m_loop, &QToolButton::clicked, this, [this] {
        clearLoop();
        m_play->setFocus(Qt::OtherFocusReason); // the button goes away
    });
    connect(m_playback.get(), &Playback::loopChanged, this, &PlayerView::renderLoop);
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

void PlayerView::show(const RecordingFacts &facts)
{
    const bool isSame = facts.sid == m_facts.sid;
    const bool waits = isSame && !isReady() && facts != m_facts;
    m_facts = facts;
    if (isSame && !waits)
        return;
    if (!isSame) {
        m_playback->unload();
        clearLoop();
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
    clearLoop();
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

void PlayerView::setLoop(Millis from, Millis to)
{
    m_loopFrom.reset();
    m_playback->setLoop(Playback::Loop{from, to});
    renderLoop();
}

void PlayerView::markLoop()
{
    if (!isReady())
        return;
    if (m_playback->loop()) {
        clearLoop();
        return;
    }
    if (!m_loopFrom) {
        m_loopFrom = position();
        renderLoop();
        return;
    }
    const auto [from, to] = std::minmax({*m_loopFrom, position()});
    setLoop(from, to);
}

bool PlayerView::clearLoop()
{
    const bool was = m_loopFrom || m_playback->loop();
    m_loopFrom.reset();
    m_playback->setLoop(std::nullopt);
    renderLoop();
    return was;
}

void PlayerView::renderLoop()
{
    const auto clock = [](Millis time) { return clockText(whole(time)); };
    std::optional<WaveformView::Span> shown;
    QString words;
    if (const auto &loop = m_playback->loop()) {
        shown = {loop->from, loop->to};
        words = tr("%1 to %2 again and again").arg(clock(loop->from), clock(loop->to));
    } else if (m_loopFrom) {
        shown = {*m_loopFrom, std::nullopt};
        words = tr("Loop from %1, L ends it").arg(clock(*m_loopFrom));
    }
    m_waveform->setLoop(shown);
    m_loop->setText(words);
    m_loop->setAccessibleDescription(words);
    m_loop->setVisible(!words.isEmpty());
}

void PlayerView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || !clearLoop())
        QWidget::keyPressEvent(event);
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
