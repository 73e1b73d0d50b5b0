// SPDX-License-Identifier: GPL-3.0-or-later
// What the bar is made of.
#include "ui/shell/phone/callbar.h"

#include "ui/shell/phone/calleemodel.h"
#include "ui/shell/phone/endedline.h"
#include "ui/shell/phone/keypad.h"
#include "ui/shell/phone/transferform.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace milassist {
using namespace Qt::StringLiterals;

QPushButton *CallBar::button(const QString &name, const QString &iconName, const QString &text)
{
    auto *made = new QPushButton(icon(iconName), text, this);
    made->setObjectName(name);
    made->setAccessibleName(text);
    return made;
}

void CallBar::build()
{
    setObjectName(u"callBar"_s);
    m_live = new QWidget(this);
    m_info = new QWidget(m_live);
    m_controls = new QWidget(m_live);
    m_tabs = new QWidget(m_live);
    m_asking = new QWidget(m_live);
    m_avatar = new Avatar(40, m_info);
    const auto label = [this](const QString &name, TextStyle style) {
        auto *made = new Label(style, m_info);
        made->setObjectName(name);
        return made;
    };
    m_title = label(u"callTitle"_s, TextStyle::Heading);
    m_title->setElided(true);
    m_note = label(u"callNote"_s, TextStyle::Caption);
    m_note->setLevel(Label::Level::Second);
    m_tasks = label(u"callTasks"_s, TextStyle::Caption);
    m_tasks->setElided(true);
    m_lineName = label(u"callLine"_s, TextStyle::Caption);
    m_lineName->setLevel(Label::Level::Second);
    m_state = label(u"callState"_s, TextStyle::BodyStrong);
    m_dot = new LineDot(m_info);
    m_quality = new QualityBars(m_info);
    m_quality->setObjectName(u"callQuality"_s);
    m_recording = new Pill(m_info);
    m_recording->setObjectName(u"callRecording"_s);

    auto *first = new QHBoxLayout;
    first->setSpacing(space::s);
    first->addWidget(m_title, 1);
    first->addWidget(m_state);
    auto *second = new QHBoxLayout;
    second->setSpacing(space::s);
    second->addWidget(m_note);
    second->addWidget(m_dot, 0, Qt::AlignVCenter);
    second->addWidget(m_lineName);
    second->addStretch(1);
    second->addWidget(m_recording);
    second->addWidget(m_quality);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addLayout(first);
    words->addLayout(second);
    words->addWidget(m_tasks);
    auto *info = new QHBoxLayout(m_info);
    info->setContentsMargins(0, 0, 0, 0);
    info->setSpacing(space::m);
    info->addWidget(m_avatar);
    info->addLayout(words, 1);

    m_flow = new FlowLayout(m_controls, space::xs);
    m_mute = button(u"muteButton"_s, u"mic"_s, tr("Mute"));
    m_hold = button(u"holdButton"_s, u"pause"_s, tr("Hold", "put the call on hold"));
    m_keypadButton = button(u"keypadButton"_s, u"dial"_s, tr("Keypad"));
    m_transfer = button(u"transferButton"_s, u"transfer"_s, tr("Transfer"));
    m_add = button(u"addCallButton"_s, u"person-add"_s, tr("Add call"));
    m_record = button(u"recordButton"_s, u"record"_s, tr("Record"));
    m_pauseRecording = button(u"pauseRecordingButton"_s, u"pause"_s, tr("Pause recording"));
    m_noteButton = button(u"callNoteButton"_s, u"note"_s, tr("Note"));
    m_devices = button(u"devicesButton"_s, u"headset"_s, tr("Sound", "microphone and loudspeaker of the call"));
    m_devices->setMenu(new QMenu(m_devices));
    m_compact = button(u"compactButton"_s, u"display"_s, tr("Small window"));
    m_compact->setToolTip(tr("A small window that stays on top of others"));
    for (QPushButton *one : {m_mute, m_hold, m_keypadButton, m_transfer, m_add, m_record, m_pauseRecording, m_noteButton, m_devices, m_compact})
        m_flow->addWidget(one);
    for (QPushButton *drawer : {m_keypadButton, m_transfer, m_noteButton})
        drawer->setCheckable(true);
    m_devices->setToolTip(tr("Sound: microphone and loudspeaker of the call"));
    m_noteButton->setToolTip(tr("Note on this call"));
    m_spare = {{m_compact}, {m_devices}, {m_noteButton}};
    m_hangUp = button(u"hangUpButton"_s, u"hang-up"_s, tr("Hang up"));
    m_hangUp->setToolTip(tr("End this call (Ctrl+Shift+H)"));
    setButtonKind(m_hangUp, ButtonKind::Danger);

    m_tabFlow = new FlowLayout(m_tabs, space::xs);
    m_swap = button(u"swapButton"_s, u"swap"_s, tr("Swap"));
    m_swap->setToolTip(tr("Speak with the other one; this one is put on hold"));
    m_merge = button(u"mergeButton"_s, u"merge"_s, tr("Merge"));
    m_merge->setToolTip(tr("Everybody hears everybody"));
    m_tabFlow->addWidget(m_swap);
    m_tabFlow->addWidget(m_merge);

    auto *asking = new FlowLayout(m_asking, space::xs);
    m_askingText = new Label(TextStyle::BodyStrong, m_asking);
    m_askingText->setObjectName(u"askingText"_s);
    m_complete = button(u"completeButton"_s, u"transfer"_s, tr("Hand over", "connect the two and leave"));
    setButtonKind(m_complete, ButtonKind::Primary);
    m_askSwap = button(u"askSwapButton"_s, u"swap"_s, tr("Swap"));
    m_askCancel = button(u"askCancelButton"_s, u"undo"_s, tr("Back to the caller"));
    asking->addWidget(m_askingText);
    for (QPushButton *one : {m_complete, m_askSwap, m_askCancel})
        asking->addWidget(one);

    m_pressDigits = button(u"pressDigitsButton"_s, u"dial"_s, {});
    setButtonKind(m_pressDigits, ButtonKind::Primary);
    m_banner = new Notice(this);
    m_banner->setObjectName(u"callBanner"_s);
    m_drawers = new QWidget(this);
    m_drawers->setObjectName(u"callDrawers"_s);
    m_ended = new EndedLine(this);

    m_grid = new QGridLayout;
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::l);
    m_grid->setVerticalSpacing(space::s);
    auto *live = new QVBoxLayout(m_live);
    live->setContentsMargins(space::l, space::s, space::l, space::s);
    live->setSpacing(space::s);
    live->addWidget(m_tabs);
    live->addWidget(m_asking);
    live->addLayout(m_grid);
    live->addWidget(m_pressDigits, 0, Qt::AlignLeft);
    live->addWidget(m_banner);
    live->addWidget(m_drawers);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 1);
    column->setSpacing(0);
    column->addWidget(m_ended);
    column->addWidget(m_live);
}

void CallBar::buildDrawers(CalleeModel *model)
{
    auto *keys = m_keypadDrawer = new QWidget(m_drawers);
    m_keypad = new Keypad(keys);
    auto *shown = new Card(keys);
    m_digits = new Label(TextStyle::Title, shown);
    m_digits->setObjectName(u"digitsSent"_s);
    m_digits->setAccessibleName(tr("Tones sent"));
    m_digits->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_digits->setAlignment(Qt::AlignCenter);
    m_digits->setWordWrap(true);
    m_digits->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // many tones do not widen the window
    auto *display = new QVBoxLayout(shown);
    display->setContentsMargins(space::l, space::m, space::l, space::m);
    display->addWidget(m_digits);
    auto *row = new QHBoxLayout(keys); // two halves in the middle of the bar, however wide that is
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::l);
    row->addStretch(1);
    row->addWidget(shown, 4);
    row->addWidget(m_keypad, 4);
    row->addStretch(1);
    for (QWidget *half : {static_cast<QWidget *>(shown), static_cast<QWidget *>(m_keypad)})
        half->setMinimumWidth(m_keypad->sizeHint().width());

    m_transferForm = new TransferForm(m_phone, model, m_drawers);
    m_noteField = new QLineEdit(m_drawers);
    m_noteField->setObjectName(u"callNoteField"_s);
    m_noteField->setAccessibleName(tr("Note on this call"));
    m_noteField->setPlaceholderText(tr("Note on this call. It is kept with the call."));
    m_noteField->setMaxLength(2000);
    auto *note = m_noteDrawer = new QWidget(m_drawers);
    auto *noteRow = new QVBoxLayout(note);
    noteRow->setContentsMargins(0, 0, 0, 0);
    noteRow->addWidget(m_noteField);
    auto *drawers = new QVBoxLayout(m_drawers); // no stack: that would always be as high as its highest page
    drawers->setContentsMargins(0, 0, 0, 0);
    for (QWidget *drawer : {keys, static_cast<QWidget *>(m_transferForm), note})
        drawers->addWidget(drawer);
    m_drawers->hide();
}

void CallBar::measureSpare()
{
    if (m_spare.first().worded > 0 && m_measured == m_spare.first().button->font())
        return;
    m_measured = m_spare.first().button->font();
    for (Spare &spare : m_spare) {
        spare.button->setText({});
        spare.bare = spare.button->sizeHint().width();
        spare.button->setText(spare.button->accessibleName());
        spare.worded = spare.button->sizeHint().width();
    }
}

/// Where a row is a little too wide for the room, the last buttons show their icon alone. Two rows have room for all words.
void CallBar::fitWords(int row, int room)
{
    int over = row - room, most = 0;
    for (const Spare &spare : m_spare)
        most += spare.worded - spare.bare;
    if (over > most)
        over = 0;
    for (const Spare &spare : m_spare) {
        const QString words = over > 0 ? QString() : spare.button->accessibleName();
        if (over > 0)
            over -= spare.worded - spare.bare;
        if (spare.button->text() != words)
            spare.button->setText(words);
    }
}

/// One row where there is room for it; else the buttons stand below, and hanging up stays apart at the right.
void CallBar::arrange()
{
    const int wanted = m_info->fontMetrics().averageCharWidth() * 46;
    const int controls = m_controls->layout()->sizeHint().width();
    measureSpare();
    int row = 0; // with all words
    for (int i = 0; i < m_flow->count(); ++i) {
        const QWidget *one = m_flow->itemAt(i)->widget();
        const auto spare = std::ranges::find(m_spare, one, &Spare::button);
        row += one->isHidden() ? 0 : (spare == m_spare.end() ? one->sizeHint().width() : spare->worded) + space::xs;
    }
    const bool isWide = width() > wanted + std::max(row, controls) + m_hangUp->sizeHint().width() + 5 * space::l;
    m_grid->setColumnMinimumWidth(1, isWide ? row : 0);
    fitWords(row - space::xs, isWide ? row : width() - 2 * space::l);
    if (m_isWide == isWide)
        return;
    m_isWide = isWide;
    for (QWidget *part : {m_info, m_controls, static_cast<QWidget *>(m_hangUp)})
        m_grid->removeWidget(part);
    m_grid->addWidget(m_info, 0, 0);
    m_grid->addWidget(m_hangUp, 0, 2, Qt::AlignVCenter);
    if (isWide)
        m_grid->addWidget(m_controls, 0, 1, Qt::AlignVCenter);
    else
        m_grid->addWidget(m_controls, 1, 0, 1, 3);
    m_grid->setColumnStretch(0, 1);
}

} // namespace milassist
