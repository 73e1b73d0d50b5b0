// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/callbar.h"

#include "ui/shell/phone/calleemodel.h"
#include "ui/shell/phone/devicesmenu.h"
#include "ui/shell/phone/endedline.h"
#include "ui/shell/phone/keypad.h"
#include "ui/shell/phone/transferform.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"

#include <QAccessible>
#include <QGridLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>

namespace milassist {
using namespace Qt::StringLiterals;

CallBar::CallBar(Phone &phone, CallerBook &book, CalleeModel *model, Clock clock, QWidget *parent)
    : QWidget(parent), m_phone(phone), m_book(book), m_clock(std::move(clock))
{
    build();
    buildDrawers(model);
    connectPhone();
    const auto act = [this](QPushButton *button, auto what) { connect(button, &QPushButton::clicked, this, what); };
    act(m_mute, [this] { press({CallKey::Kind::Mute, {}}); });
    act(m_hold, [this] { press({CallKey::Kind::Hold, {}}); });
    act(m_record, [this] { press({CallKey::Kind::Record, {}}); });
    act(m_pauseRecording, [this] { press({CallKey::Kind::PauseRecording, {}}); });
    act(m_add, [this] { Q_EMIT addCallWanted(); });
    act(m_compact, [this] { Q_EMIT compactWanted(); });
    act(m_hangUp, [this] { m_phone.hangUp(m_view.leg); });
    act(m_swap, [this] { m_phone.swap(); });
    act(m_askSwap, [this] { m_phone.swap(); });
    act(m_merge, [this] { m_phone.merge(); });
    act(m_complete, [this] { m_phone.completeTransfer(); });
    act(m_askCancel, [this] { m_phone.cancelTransfer(); });
    act(m_pressDigits, [this] { m_phone.continueDigits(m_view.leg); });
    act(m_keypadButton, [this] { openDrawer(m_drawer == Drawer::Keypad ? Drawer::None : Drawer::Keypad); });
    act(m_transfer, [this] { openDrawer(m_drawer == Drawer::Transfer ? Drawer::None : Drawer::Transfer); });
    act(m_noteButton, [this] { openDrawer(m_drawer == Drawer::Note ? Drawer::None : Drawer::Note); });
    connect(m_devices->menu(), &QMenu::aboutToShow, this, &CallBar::renderDevices);
    connect(m_keypad, &Keypad::pressed, this, [this](QChar sign) { m_phone.sendDigits(m_view.leg, sign); });
    connect(m_transferForm, &TransferForm::done, this, [this] {
        openDrawer(Drawer::None);
        render(); // who is being asked now
    });
    connect(m_noteField, &QLineEdit::textEdited, this, [this](const QString &text) { m_notes[m_view.leg] = text; });
    connect(m_noteField, &QLineEdit::returnPressed, this, [this] { openDrawer(Drawer::None); });
    connect(m_noteField, &QLineEdit::editingFinished, this, [this] { keepNote(m_view.leg); });
    connect(m_ended, &EndedLine::noteWritten, this, &CallBar::noteWritten);
    connect(m_ended, &EndedLine::callBackWanted, this, &CallBar::callBackWanted);
    connect(m_ended, &EndedLine::left, this, &CallBar::render);
    connect(&m_book, &CallerBook::changed, this, &CallBar::render);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &CallBar::render);
    render();
}

void CallBar::connectPhone()
{
    connect(&m_phone, &Phone::callBegan, this, [this](const LiveCall &call) {
        if (!call.isRingingIn())
            m_ended->leave(); // never in the way of the next call
        render();
    });
    connect(&m_phone, &Phone::callChanged, this, [this](const LiveCall &call) {
        if (call.phase == Phase::Active && m_ended->isShown())
            m_ended->leave();
        render();
    });
    connect(&m_phone, &Phone::callEnded, this, [this](const LiveCall &call) {
        const bool wasHere = call.wasAnswered() || call.direction == Direction::Outgoing;
        const QString note = m_notes.take(call.leg);
        if (m_silent == call.leg)
            m_silent = 0;
        if (call.leg == m_view.leg)
            openDrawer(Drawer::None);
        // What we ended ourselves before an answer needs no word.
        const bool isPlain = !call.wasAnswered() && (call.cause == EndCause::Cancelled || call.cause == EndCause::HungUp);
        if (wasHere && !isPlain)
            m_ended->show(call, m_book.factsOf(call), note);
        render();
    });
    connect(&m_phone, &Phone::levelsChanged, this, [this](LegId leg, const Levels &levels) {
        const auto call = m_phone.call(leg);
        if (!call || leg != m_view.leg || !m_mutedTalk.hear(levels, call->isMuted, m_clock()))
            return;
        if (m_mutedTalk.isTalking())
            Q_EMIT mutedTalkHeard();
        render();
    });
    connect(&m_phone, &Phone::microphoneSilent, this, [this](LegId leg, bool isSilent) {
        m_silent = isSilent ? leg : m_silent == leg ? 0 : m_silent;
        render();
    });
}

void CallBar::press(const CallKey &key)
{
    const auto call = m_phone.call(m_view.leg);
    if (!call)
        return;
    switch (key.kind) {
    case CallKey::Kind::None: return;
    case CallKey::Kind::Mute: return m_phone.mute(call->leg, !call->isMuted);
    case CallKey::Kind::Hold: return m_phone.hold(call->leg, !call->heldByUs);
    case CallKey::Kind::Record:
        if (m_view.call.isRecordedByTeam)
            return askForRecording(*call, &recordingAfterRecord);
        if (m_view.call.record.isEnabled)
            m_phone.record(call->leg, !call->isRecorded);
        return;
    case CallKey::Kind::PauseRecording:
        if (m_view.call.pauseRecording)
            askForRecording(*call, &recordingAfterPause);
        return;
    case CallKey::Kind::Transfer: return openTransfer();
    case CallKey::Kind::Digit: return m_phone.sendDigits(call->leg, key.digit);
    }
}

void CallBar::openTransfer()
{
    if (m_view.call.transfer.isEnabled)
        openDrawer(Drawer::Transfer);
}

void CallBar::openDrawer(Drawer drawer)
{
    m_drawer = drawer;
    m_keypadButton->setChecked(drawer == Drawer::Keypad);
    m_transfer->setChecked(drawer == Drawer::Transfer);
    m_noteButton->setChecked(drawer == Drawer::Note);
    const bool hadFocus = m_drawers->isAncestorOf(focusWidget());
    m_drawers->setVisible(drawer != Drawer::None);
    m_keypadDrawer->setVisible(drawer == Drawer::Keypad);
    m_transferForm->setVisible(drawer == Drawer::Transfer);
    m_noteDrawer->setVisible(drawer == Drawer::Note);
    switch (drawer) {
    case Drawer::None:
        if (hadFocus)
            m_hangUp->parentWidget()->setFocus();
        return;
    case Drawer::Keypad: return;
    case Drawer::Transfer: return m_transferForm->begin(m_view.leg);
    case Drawer::Note:
        m_noteField->setText(m_notes.value(m_view.leg));
        m_noteField->setFocus(Qt::OtherFocusReason);
    }
}

void CallBar::keepNote(LegId leg)
{
    if (const auto call = m_phone.call(leg); call && m_notes.contains(leg))
        Q_EMIT noteWritten(*call, m_notes.value(leg).trimmed());
}

void CallBar::render()
{
    const LegId before = m_view.leg;
    PhoneScene scene = sceneOf(m_phone, m_chosen);
    scene.canRecord = m_canRecord;
    scene.isTalkingMuted = m_mutedTalk.isTalking();
    scene.isMicrophoneSilent = m_silent != 0 && m_silent == scene.current;
    m_view = barView(scene, [this](const LiveCall &call) { return m_book.factsOf(call); }, m_clock());
    const bool isLive = m_view.leg != 0;
    if (m_view.leg != before) {
        m_mutedTalk = {};
        if (m_drawer != Drawer::None)
            openDrawer(Drawer::None); // it was about the other call
    }
    m_live->setVisible(isLive);
    setVisible(isLive || m_ended->isShown());
    if (isLive != m_tick.isActive()) {
        isLive ? m_tick.start() : m_tick.stop();
        Q_EMIT liveChanged(isLive);
    }
    if (!isLive)
        return;
    m_chosen = m_view.leg;
    const CallView &call = m_view.call;
    m_live->setAccessibleName(call.spoken);
    m_avatar->setName(call.avatar);
    m_title->setText(call.title);
    m_state->setText(call.state);
    m_state->setTone(call.stateTone == Tone::Neutral ? std::nullopt : std::optional(call.stateTone));
    m_note->setText(call.note);
    m_note->setVisible(!call.note.isEmpty());
    m_dot->show(call.lineColour);
    m_tasks->setText(call.tasks);
    m_tasks->setToolTip(call.tasksHint);
    m_tasks->setVisible(!call.tasks.isEmpty());
    m_lineName->setText(call.line);
    m_lineName->setVisible(!call.line.isEmpty());
    m_quality->setVisible(call.showsQuality);
    m_quality->show(call.quality, call.figures);
    renderControl(m_mute, call.mute, true);
    renderControl(m_hold, call.hold);
    renderControl(m_keypadButton, call.keypad);
    renderControl(m_transfer, call.transfer);
    renderControl(m_add, call.add);
    renderRecording();
    m_hangUp->setText(call.hangUp);
    m_hangUp->setAccessibleName(call.hangUp);
    m_digits->setTextStyle(call.digits.isEmpty() ? TextStyle::Body : TextStyle::Title);
    m_digits->setText(call.digits.isEmpty() ? tr("Tones that you send stand here.") : tonesText(call.digits));
    const QString told = m_banner->isTelling() ? m_banner->title() : QString();
    if (call.banner.isEmpty()) {
        m_banner->clear();
    } else if (call.banner != told) {
        m_banner->tell(call.bannerTone, call.banner);
        QAccessibleEvent event(m_banner, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
    m_pressDigits->setVisible(!m_view.digitsWaiting.isEmpty());
    m_pressDigits->setText(m_view.digitsWaiting);
    m_pressDigits->setAccessibleName(m_view.digitsWaiting);
    m_asking->setVisible(!m_view.asking.isEmpty());
    m_askingText->setText(m_view.asking);
    m_complete->setEnabled(m_view.canComplete);
    m_askSwap->setEnabled(m_view.canSwap);
    renderTabs();
    arrange();
    update();
}

void CallBar::renderTabs()
{
    while (m_tabButtons.size() < m_view.tabs.size()) {
        QPushButton *tab = button(u"callTab%1"_s.arg(m_tabButtons.size()), u"call"_s, {});
        const qsizetype which = m_tabButtons.size();
        connect(tab, &QPushButton::clicked, this, [this, which] {
            if (which >= m_view.tabs.size() || m_view.tabs[which].isCurrent)
                return render();
            m_chosen = m_view.tabs[which].leg;
            m_phone.hold(m_chosen, false); // what we speak with is held by that
            render();
        });
        m_tabFlow->removeWidget(m_swap);
        m_tabFlow->removeWidget(m_merge);
        m_tabFlow->addWidget(tab);
        m_tabFlow->addWidget(m_swap);
        m_tabFlow->addWidget(m_merge);
        m_tabButtons.append(tab);
    }
    for (qsizetype i = 0; i < m_tabButtons.size(); ++i) {
        QPushButton *tab = m_tabButtons[i];
        tab->setVisible(i < m_view.tabs.size());
        if (i >= m_view.tabs.size())
            continue;
        const CallTab &view = m_view.tabs[i];
        const QString title = fontMetrics().elidedText(view.title, Qt::ElideRight, fontMetrics().averageCharWidth() * 28);
        tab->setText(u"%1 \u00b7 %2"_s.arg(title, view.state).replace(u'&', u"&&"_s));
        tab->setAccessibleName(view.isCurrent ? tr("%1, %2, this call").arg(view.title, view.state) : u"%1, %2"_s.arg(view.title, view.state));
        tab->setIcon(icon(view.isCurrent ? u"call"_s : u"pause"_s));
        setButtonKind(tab, view.isCurrent ? ButtonKind::Primary : ButtonKind::Normal);
    }
    m_tabs->setVisible(!m_view.tabs.isEmpty());
    m_swap->setVisible(m_view.canSwap && m_view.asking.isEmpty());
    m_merge->setVisible(m_view.canMerge);
}

void CallBar::renderDevices()
{
    fillDevicesMenu(*m_devices->menu(), m_phone.devices(), [this](SoundEnd end, const QByteArray &id) { Q_EMIT deviceChosen(end, id); });
}

void CallBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void CallBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        m_keypad->setMaximumWidth(m_keypad->sizeHint().width());
        arrange();
    }
}

void CallBar::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), t.surface);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.border);
    if (m_view.leg != 0) // a call can be seen from the other side of the room
        painter.fillRect(QRect(0, 0, space::xs, height()), t.ink(m_view.call.mute.isOn ? Tone::Danger : m_view.call.stateTone));
}

} // namespace milassist
