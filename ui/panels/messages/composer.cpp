// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/composer.h"

#include "core/domain/phoneformat.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"

#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr auto draftPause = 400ms;
constexpr int mostPictures = 10; // Twilio's limit

QHBoxLayout *rowOf(QWidget *holder)
{
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    return row;
}

} // namespace

Composer::Composer(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"composer"_s);
    build();
    m_pause.setSingleShot(true);
    m_pause.setInterval(draftPause);
    connect(&m_pause, &QTimer::timeout, this, [this] { Q_EMIT draftChanged(draft()); });
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_filling)
            m_pause.start();
        m_problem->clear();
        render();
    });
    connect(m_text, &GrowingTextEdit::sendWanted, this, &Composer::send);
    connect(m_text, &GrowingTextEdit::filesOffered, this, &Composer::warnOfFiles);
    connect(m_send, &QPushButton::clicked, this, &Composer::send);
    connect(m_linePicker, &QComboBox::activated, this, [this] {
        render();
        Q_EMIT lineChosen(line());
    });
    connect(m_replace, &QPushButton::clicked, this, [this] {
        QTextCursor cursor(m_text->document()); // one step for Ctrl+Z
        cursor.select(QTextCursor::Document);
        cursor.insertText(withPlainLookalikes(m_text->toPlainText()));
        focusText();
    });
    render();
}

void Composer::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::s, space::l, space::m);
    column->setSpacing(space::s);

    m_closed = new Notice(this);
    m_closed->setObjectName(u"closedNotice"_s);
    column->addWidget(m_closed);
    m_problem = new Notice(this);
    m_problem->setObjectName(u"composerNotice"_s);
    m_problem->setClosable(true);
    column->addWidget(m_problem);

    m_open = new QWidget(this);
    auto *inner = new QVBoxLayout(m_open);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(space::s);
    column->addWidget(m_open);

    auto *lineRow = new QHBoxLayout;
    lineRow->setSpacing(space::s);
    auto *from = new Label(tr("From"), TextStyle::Caption, m_open);
    from->setLevel(Label::Level::Second);
    m_linePicker = new QComboBox(m_open);
    m_linePicker->setObjectName(u"linePicker"_s);
    m_linePicker->setAccessibleName(tr("Send from this line"));
    m_linePicker->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_linePicker->setMinimumContentsLength(10);
    from->setBuddy(m_linePicker);
    m_lineWarning = new Label(TextStyle::Caption, m_open);
    m_lineWarning->setObjectName(u"lineWarning"_s);
    m_lineWarning->setTone(Tone::Warning);
    m_lineWarning->setElided(true);
    lineRow->addWidget(from);
    lineRow->addWidget(m_linePicker);
    lineRow->addWidget(m_lineWarning, 1);
    inner->addLayout(lineRow);

    m_pictureBar = new QWidget(m_open);
    m_pictureFlow = new FlowLayout(m_pictureBar, space::s);
    inner->addWidget(m_pictureBar);

    m_text = new GrowingTextEdit(m_open);
    m_text->setObjectName(u"messageText"_s);
    m_text->setAccessibleName(tr("Text to send"));
    m_text->setPlaceholderText(tr("Write a text"));
    inner->addWidget(m_text);
    buildTools(inner);
}

void Composer::buildTools(QVBoxLayout *column)
{
    m_costlyBar = new QWidget(m_open);
    auto *costlyRow = rowOf(m_costlyBar);
    m_costly = new Label(TextStyle::Caption, m_costlyBar);
    m_costly->setObjectName(u"costlyLabel"_s);
    m_costly->setTone(Tone::Warning);
    m_costly->setWordWrap(true);
    m_replace = new QPushButton(tr("Replace"), m_costlyBar);
    m_replace->setObjectName(u"replaceButton"_s);
    m_replace->setAccessibleName(tr("Replace the costly characters by plain ones"));
    setButtonKind(m_replace, ButtonKind::Quiet);
    costlyRow->addWidget(m_costly, 1);
    costlyRow->addWidget(m_replace);
    column->addWidget(m_costlyBar);

    m_addressBar = new QWidget(m_open);
    auto *addressColumn = new QVBoxLayout(m_addressBar);
    addressColumn->setContentsMargins(0, 0, 0, 0);
    addressColumn->setSpacing(space::xs);
    auto *addressRow = new QHBoxLayout;
    m_address = new QLineEdit(m_addressBar);
    m_address->setObjectName(u"pictureAddress"_s);
    m_address->setAccessibleName(tr("Web address of a picture"));
    m_address->setPlaceholderText(tr("https://example.com/picture.jpg"));
    auto *add = new QPushButton(tr("Attach"), m_addressBar);
    add->setObjectName(u"attachAddressButton"_s);
    add->setAccessibleName(tr("Attach the picture at this address"));
    addressRow->addWidget(m_address, 1);
    addressRow->addWidget(add);
    m_addressHint = new Label(TextStyle::Caption, m_addressBar);
    m_addressHint->setWordWrap(true);
    addressColumn->addLayout(addressRow);
    addressColumn->addWidget(m_addressHint);
    column->addWidget(m_addressBar);
    m_addressBar->hide();
    connect(add, &QPushButton::clicked, this, &Composer::attach);
    connect(m_address, &QLineEdit::returnPressed, this, &Composer::attach);

    auto *toolRow = new QHBoxLayout;
    toolRow->setSpacing(space::s);
    m_attach = new QToolButton(m_open);
    m_attach->setObjectName(u"attachButton"_s);
    m_attach->setAccessibleName(tr("Attach a picture"));
    m_attach->setToolTip(tr("Attach a picture by its web address"));
    m_attach->setIcon(icon(u"attach"_s));
    m_attach->setCheckable(true);
    m_attach->setAutoRaise(true);
    m_counter = new Label(TextStyle::Caption, m_open);
    m_counter->setObjectName(u"counterLabel"_s);
    m_counter->setLevel(Label::Level::Second);
    m_counter->setElided(true);
    m_counter->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_send = new QPushButton(icon(u"send"_s), tr("Send"), m_open);
    m_send->setObjectName(u"sendButton"_s);
    m_send->setAccessibleName(tr("Send the text"));
    setButtonKind(m_send, ButtonKind::Primary);
    m_keyMenu = new QToolButton(m_open);
    m_keyMenu->setObjectName(u"sendKeyButton"_s);
    m_keyMenu->setAccessibleName(tr("Choose the key that sends"));
    m_keyMenu->setToolTip(tr("Choose the key that sends"));
    m_keyMenu->setIcon(icon(u"keyboard"_s));
    m_keyMenu->setAutoRaise(true);
    m_keyMenu->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_keyMenu);
    auto *group = new QActionGroup(menu);
    QAction *control = menu->addAction(tr("Ctrl+Enter sends, Enter begins a line"));
    QAction *enter = menu->addAction(tr("Enter sends, Shift+Enter begins a line"));
    for (QAction *action : {control, enter}) {
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, action, enter] {
            setSendKey(action == enter ? SendKey::Enter : SendKey::CtrlEnter);
            Q_EMIT sendKeyChosen(m_sendKey);
        });
    }
    connect(menu, &QMenu::aboutToShow, this,
            [this, control, enter] { (m_sendKey == SendKey::Enter ? enter : control)->setChecked(true); });
    m_keyMenu->setMenu(menu);
    m_later = new QToolButton(m_open);
    m_later->setObjectName(u"laterButton"_s);
    m_later->setAccessibleName(tr("Send the text later"));
    m_later->setToolTip(tr("Send later"));
    m_later->setIcon(icon(u"clock"_s));
    m_later->setAutoRaise(true);
    m_later->hide();
    connect(m_later, &QToolButton::clicked, this, [this] { Q_EMIT laterRequested(draft()); });
    connect(m_attach, &QToolButton::toggled, this, [this](bool on) {
        m_addressBar->setVisible(on);
        m_addressHint->setTone(std::nullopt);
        m_addressHint->setLevel(Label::Level::Second);
        m_addressHint->setText(
            tr("Twilio fetches the picture from this address when the text is sent. JPEG, PNG or GIF, at most 5 MB."));
        if (on)
            m_address->setFocus();
    });
    toolRow->addWidget(m_attach);
    toolRow->addWidget(m_counter, 1);
    toolRow->addWidget(m_keyMenu);
    toolRow->addWidget(m_later);
    toolRow->addWidget(m_send);
    column->addLayout(toolRow);
    setSendKey(SendKey::CtrlEnter);
    showPictures();
}

QString Composer::lineText(const Line &line) const
{
    return line.name;
}

void Composer::setLines(const QList<Line> &lines)
{
    if (lines == m_lines)
        return;
    const Party before = line();
    m_lines = lines;
    m_linePicker->clear();
    for (const Line &one : lines)
        m_linePicker->addItem(lineText(one), one.number.text());
    setLine(before);
}

void Composer::setLine(const Party &line)
{
    const int at = m_linePicker->findData(line.text());
    if (at >= 0)
        m_linePicker->setCurrentIndex(at);
    else if (!line.isEmpty()) { // a line we no longer have: shown, so that nobody wonders where the thread belongs
        m_linePicker->addItem(line.text(), line.text());
        m_linePicker->setCurrentIndex(m_linePicker->count() - 1);
    }
    render();
}

Party Composer::line() const
{
    return Party(m_linePicker->currentData().toString());
}

void Composer::setUsualLine(const Party &line)
{
    m_usualLine = line;
    render();
}

void Composer::setDraft(const TextDraft &draft)
{
    m_pause.stop();
    m_filling = true;
    m_text->setPlainText(draft.body);
    m_text->moveCursor(QTextCursor::End);
    m_pictures = draft.media;
    m_filling = false;
    m_attach->setChecked(false);
    m_problem->clear();
    showPictures();
    render();
}

TextDraft Composer::draft() const
{
    return {m_text->toPlainText(), m_pictures};
}

void Composer::setPeer(const Party &peer)
{
    m_peer = peer;
    render();
}

void Composer::setOptOut(const OptOut &optOut)
{
    m_optOut = optOut;
    render();
}

void Composer::setPricePerPart(const std::optional<Money> &price)
{
    m_price = price;
    render();
}

void Composer::setSendKey(SendKey key)
{
    m_sendKey = key;
    m_text->setSendKey(key);
    m_send->setToolTip(key == SendKey::Enter ? tr("Send (Enter)") : tr("Send (Ctrl+Enter)"));
}

void Composer::setCanWait(bool canWait)
{
    m_later->setVisible(canWait);
}

void Composer::tellProblem(const Error &error)
{
    m_problem->tell(error);
}

void Composer::focusText()
{
    (m_view.isClosed ? static_cast<QWidget *>(this) : m_text)->setFocus();
}

void Composer::flush()
{
    if (!m_pause.isActive())
        return;
    m_pause.stop();
    Q_EMIT draftChanged(draft());
}

void Composer::send()
{
    if (!m_view.canSend) {
        if (!m_view.whyNot.isEmpty())
            m_problem->tell(Tone::Warning, m_view.whyNot);
        return;
    }
    m_pause.stop();
    Q_EMIT sendRequested(draft());
}

void Composer::attach()
{
    const auto address = pictureAddress(m_address->text());
    if (!address || m_pictures.size() >= mostPictures) {
        m_addressHint->setTone(Tone::Warning);
        m_addressHint->setText(
            address ? tr("A text carries at most 10 pictures.")
                    : tr("That is no web address. It begins with https:// and everybody can open it without signing in."));
        return;
    }
    if (!m_pictures.contains(*address))
        m_pictures.append(*address);
    m_address->clear();
    m_attach->setChecked(false);
    showPictures();
    render();
    m_pause.start();
    focusText();
}

void Composer::warnOfFiles()
{
    m_attach->setChecked(true);
    m_addressHint->setTone(Tone::Warning);
    m_addressHint->setText(tr("Twilio takes pictures from a web address only, not from this computer. Put the picture on the web "
                              "and paste its address here."));
}

void Composer::showPictures()
{
    qDeleteAll(m_pictureBar->findChildren<QToolButton *>(QString(), Qt::FindDirectChildrenOnly));
    for (const QString &address : m_pictures) {
        auto *chip = new QToolButton(m_pictureBar);
        chip->setObjectName(u"pictureChip"_s);
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        chip->setIcon(icon(u"close"_s));
        const QString name = QUrl(address).fileName();
        chip->setText(name.isEmpty() ? QUrl(address).host() : name.left(40));
        chip->setToolTip(tr("Remove %1").arg(address.toHtmlEscaped()));
        chip->setAccessibleName(tr("Remove picture %1").arg(chip->text()));
        m_pictureFlow->addWidget(chip);
        connect(chip, &QToolButton::clicked, this, [this, address] {
            m_pictures.removeOne(address);
            m_pause.start();
            QMetaObject::invokeMethod(
                this,
                [this] {
                    showPictures();
                    render();
                },
                Qt::QueuedConnection); // not inside the chip's own click
        });
        chip->show();
    }
    m_pictureBar->setVisible(!m_pictures.isEmpty());
}

void Composer::render()
{
    m_view = composerViewOf({.body = m_text->toPlainText(),
                             .pictures = int(m_pictures.size()),
                             .hasPeer = !m_peer.isEmpty(),
                             .hasLine = m_linePicker->count() > 0,
                             .peerCanBeTexted = m_peer.isEmpty() || m_peer.isNumber() || m_peer.kind() == Party::Kind::ShortCode,
                             .optOut = m_optOut,
                             .pricePerPart = m_price});
    m_open->setVisible(!m_view.isClosed);
    if (m_view.isClosed)
        m_closed->tell(Tone::Warning, m_view.closedTitle, m_view.closedWhy);
    else
        m_closed->clear();
    m_send->setEnabled(m_view.canSend);
    m_later->setEnabled(m_view.canSend);
    m_send->setAccessibleDescription(m_view.whyNot);
    m_counter->setText(m_view.whyNot.isEmpty() || m_view.counterTone != Tone::Danger ? m_view.counter : m_view.whyNot);
    m_counter->setTone(m_view.counterTone == Tone::Neutral ? std::nullopt : std::optional(m_view.counterTone));
    m_costly->setText(m_view.costly);
    m_replace->setVisible(m_view.canReplace);
    m_costlyBar->setVisible(!m_view.costly.isEmpty());

    const bool other = !m_usualLine.isEmpty() && !line().isEmpty() && line() != m_usualLine;
    QString usual = m_usualLine.text();
    for (const Line &one : m_lines)
        usual = one.number == m_usualLine ? one.name : usual;
    m_lineWarning->setText(other ? tr("Last time it was %1.", "the line used before").arg(usual) : QString());
}

} // namespace milassist
