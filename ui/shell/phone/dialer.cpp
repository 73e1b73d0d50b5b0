// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/dialer.h"

#include "ui/shell/phone/keypad.h"
#include "ui/shell/phone/phonewords.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist {
using namespace Qt::StringLiterals;

Dialer::Dialer(QWidget *host, Phone &phone, CallStore &calls, ContactStore &contacts, const LineNames &lines, Clock clock)
    : Overlay(host, 420), m_phone(phone), m_lines(lines),
      m_picker(new CalleePicker(new CalleeModel(calls, contacts, lines.home(), std::move(clock)), lines.home(),
                                [&phone](QStringView typed) { return phone.target(typed); }, card())),
      m_from(new QComboBox(card())), m_way(new QComboBox(card())), m_fromLabel(new Label(tr("From", "the line that is called from"), TextStyle::Body, card())),
      m_wayLabel(new Label(tr("How", "a call is made"), TextStyle::Body, card())), m_wayNote(new Label(TextStyle::Caption, card())),
      m_record(new QCheckBox(tr("Record", "the call"), card())),
      m_keypad(new Keypad(card())), m_call(new QPushButton(icon(u"call"_s), tr("Call"), card())), m_keys(new QPushButton(icon(u"dial"_s), tr("Keypad"), card()))
{
    setObjectName(u"dialer"_s);
    setAccessibleName(tr("Call somebody"));
    m_from->setObjectName(u"dialFrom"_s);
    m_from->setAccessibleName(tr("Call from this line"));
    m_from->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_from->setMinimumContentsLength(12);
    m_fromLabel->setLevel(Label::Level::Second);
    m_fromLabel->setBuddy(m_from);
    m_call->setObjectName(u"dialButton"_s);
    m_call->setAccessibleName(tr("Call"));
    setButtonKind(m_call, ButtonKind::Good);
    m_keys->setObjectName(u"dialKeypadButton"_s);
    m_keys->setAccessibleName(tr("Show the keypad"));
    m_keys->setCheckable(true);
    m_keypad->setObjectName(u"dialKeypad"_s);
    m_keypad->hide();
    m_picker->setLarge(true);
    m_picker->setRows(3);
    m_way->setObjectName(u"dialWay"_s);
    m_way->setAccessibleName(tr("How the call is made"));
    m_way->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_way->setMinimumContentsLength(12);
    m_way->addItem(tr("From this telephone"), int(DialWay::Direct));
    m_way->addItem(tr("Call me first"), int(DialWay::MeFirst));
    m_wayLabel->setLevel(Label::Level::Second);
    m_wayLabel->setBuddy(m_way);
    m_wayNote->setObjectName(u"dialWayNote"_s);
    m_wayNote->setLevel(Label::Level::Second);
    m_wayNote->setWordWrap(true);
    m_record->setObjectName(u"dialRecord"_s);
    m_record->setAccessibleName(tr("Have Twilio record this call"));
    m_record->setToolTip(tr("Twilio keeps what both say from their answer on. Tell them so."));
    auto *close = new QToolButton(card());
    close->setObjectName(u"dialClose"_s);
    close->setIcon(icon(u"close"_s));
    close->setAccessibleName(tr("Close"));
    close->setToolTip(tr("Close (Esc)"));
    close->setAutoRaise(true);

    auto *head = new QHBoxLayout;
    head->addWidget(new Label(tr("Call somebody"), TextStyle::Heading, card()), 1);
    head->addWidget(close);
    auto *from = new QGridLayout;
    from->setHorizontalSpacing(space::s);
    from->setVerticalSpacing(space::s);
    from->setColumnStretch(1, 1);
    from->addWidget(m_fromLabel, 0, 0);
    from->addWidget(m_from, 0, 1, 1, 2);
    from->addWidget(m_wayLabel, 1, 0);
    from->addWidget(m_way, 1, 1);
    from->addWidget(m_record, 1, 2);
    from->addWidget(m_wayNote, 2, 1, 1, 2);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(space::s);
    foot->addWidget(m_call, 1);
    foot->addWidget(m_keys);
    auto *column = new QVBoxLayout(card());
    column->setContentsMargins(space::l, space::m, space::l, space::l);
    column->setSpacing(space::s);
    column->addLayout(head);
    column->addWidget(m_picker, 1);
    column->addWidget(m_keypad);
    column->addLayout(from);
    column->addLayout(foot);

    connect(close, &QToolButton::clicked, this, &Overlay::close);
    connect(m_picker, &CalleePicker::changed, this, &Dialer::render);
    connect(m_picker, &CalleePicker::accepted, this, &Dialer::dial);
    connect(m_picker, &CalleePicker::cancelled, this, &Overlay::close);
    connect(m_keypad, &Keypad::pressed, m_picker, &CalleePicker::type);
    connect(m_call, &QPushButton::clicked, this, &Dialer::dial);
    connect(m_keys, &QPushButton::toggled, this, [this](bool on) {
        m_keypad->setVisible(on);
        renderWay();
        place();
    });
    connect(m_from, &QComboBox::activated, this, [this] { m_lineTouched = true; });
    connect(m_way, &QComboBox::activated, this, &Dialer::renderWay);
    connect(&phone, &Phone::usualWayChanged, this, [this](DialWay usual) {
        m_way->setCurrentIndex(m_way->findData(int(usual)));
        renderWay();
    });
    connect(&lines, &LineNames::changed, this, &Dialer::renderLines);
    connect(&phone, &Phone::registrationChanged, this, &Dialer::render);
    renderLines();
}

void Dialer::open()
{
    openWith({});
}

void Dialer::openWith(const QString &text, const Party &line)
{
    m_lineWanted = line;
    m_lineTouched = !line.isEmpty();
    renderLines();
    m_picker->setText(text);
    m_way->setCurrentIndex(m_way->findData(int(m_phone.usualWay())));
    m_record->setChecked(false); // each call is asked for anew
    renderWay();
    Overlay::open();
    m_picker->takeFocus();
    render();
}

int Dialer::wantedHeight() const
{
    const QLayout &layout = *card()->layout();
    return layout.hasHeightForWidth() ? layout.totalHeightForWidth(std::max(card()->width(), layout.minimumSize().width())) : layout.totalSizeHint().height();
}

void Dialer::renderLines()
{
    const Party before = m_lineWanted.isEmpty() ? m_from->currentData().value<QString>().isEmpty() ? Party() : Party(m_from->currentData().toString()) : m_lineWanted;
    m_from->clear();
    for (const Party &line : m_lines.lines()) {
        const QString name = m_lines.nameOf(line), number = displayForm(line, m_lines.home());
        m_from->addItem(name == number ? number : u"%1 \u00b7 %2"_s.arg(name, number), line.text());
    }
    m_from->setCurrentIndex(std::max(0, m_from->findData(before.text())));
    m_from->setVisible(m_from->count() > 0);
    m_fromLabel->setVisible(m_from->count() > 0);
}

DialWay Dialer::way() const
{
    return m_phone.offersMeFirst() ? DialWay(m_way->currentData().toInt()) : DialWay::Direct;
}

void Dialer::renderWay()
{
    const bool offers = m_phone.offersMeFirst(), isMeFirst = way() == DialWay::MeFirst;
    const bool hasKeys = m_keypad->isVisibleTo(card());
    const bool isTight = parentWidget()->height() < (hasKeys ? 34 : 22) * fontMetrics().height(); // what is to be pressed needs the room
    m_picker->setRows(hasKeys && isTight ? 1 : 3);
    m_way->setVisible(offers);
    m_wayLabel->setVisible(offers);
    m_wayNote->setVisible(offers && !isTight);
    m_wayNote->setText(isMeFirst ? tr("Twilio calls this telephone, which answers by itself, and then them. They see your line.")
                                 : tr("The call goes out through the voice address of your SIP domain."));
    m_way->setToolTip(m_wayNote->text());
    m_record->setVisible(isMeFirst);
    if (isOpen())
        place();
}

void Dialer::render()
{
    const CalleePicker::Choice choice = m_picker->choice();
    if (!m_lineTouched && !choice.lastLine.isEmpty()) {
        if (const int at = m_from->findData(choice.lastLine.text()); at >= 0)
            m_from->setCurrentIndex(at); // the line they know us by
    }
    const bool ready = m_phone.isRegistered();
    m_call->setEnabled(ready && choice.target.canBeDialled());
    m_call->setToolTip(ready ? tr("Call now (Enter)") : registrationWords(m_phone.registration()).advice);
    m_call->setAccessibleName(choice.name.isEmpty() ? tr("Call") : tr("Call %1").arg(choice.name));
    if (isOpen())
        place();
}

void Dialer::changeEvent(QEvent *event)
{
    Overlay::changeEvent(event);
    if (event->type() == QEvent::FontChange && isOpen()) {
        renderWay();
        place();
    }
}

void Dialer::dial()
{
    const CalleePicker::Choice choice = m_picker->choice();
    if (!choice.target.canBeDialled()) {
        const DialWords words = dialWords(choice.target);
        return m_picker->tell(words.text, words.advice, words.tone == Tone::Danger);
    }
    const auto leg = m_phone.dial(choice.target, {.line = Party(m_from->currentData().toString()),
                                                     .name = choice.name,
                                                     .way = way(),
                                                     .isRecorded = m_record->isVisibleTo(this) && m_record->isChecked()});
    if (!leg) {
        const DialWords words = refusalWords(leg.error());
        return m_picker->tell(words.text, words.advice, words.tone == Tone::Danger);
    }
    close();
    Q_EMIT called(*leg);
}

} // namespace milassist
