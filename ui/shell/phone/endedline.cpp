// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/endedline.h"

#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace milassist {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

EndedLine::EndedLine(QWidget *parent)
    : QWidget(parent), m_mark(new QWidget(this)), m_text(new Label(TextStyle::BodyStrong, this)), m_advice(new Label(TextStyle::Body, this)),
      m_note(new QLineEdit(this)), m_again(new QPushButton(icon(u"call"_s), tr("Call again"), this)), m_done(new QPushButton(tr("Done"), this)),
      m_code(new QToolButton(this))
{
    setObjectName(u"endedLine"_s);
    m_text->setObjectName(u"endedText"_s);
    m_text->setWordWrap(true);
    m_advice->setObjectName(u"endedAdvice"_s);
    m_advice->setLevel(Label::Level::Second);
    m_advice->setWordWrap(true);
    m_note->setObjectName(u"endedNote"_s);
    m_note->setAccessibleName(tr("Note on this call"));
    m_note->setPlaceholderText(tr("Write a note on this call, or skip it with Esc"));
    m_note->setMaxLength(2000);
    m_note->installEventFilter(this);
    m_again->setObjectName(u"endedAgain"_s);
    m_done->setObjectName(u"endedDone"_s);
    m_done->setToolTip(tr("Close this line (Esc)"));
    setButtonKind(m_done, ButtonKind::Quiet);
    for (QPushButton *button : {m_again, m_done})
        button->setAccessibleName(button->text());
    m_code->setObjectName(u"endedCode"_s);
    m_code->setIcon(icon(u"copy"_s));
    m_code->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_code->setAutoRaise(true);
    m_mark->setFixedSize(20, 20);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(space::l, space::s, space::l, space::s);
    grid->setHorizontalSpacing(space::m);
    grid->setVerticalSpacing(space::hair);
    grid->setColumnStretch(1, 2);
    grid->setColumnStretch(2, 3);
    grid->addWidget(m_mark, 0, 0);
    grid->addWidget(m_text, 0, 1);
    grid->addWidget(m_note, 0, 2);
    grid->addWidget(m_code, 0, 3);
    grid->addWidget(m_again, 0, 4);
    grid->addWidget(m_done, 0, 5);
    grid->addWidget(m_advice, 1, 1, 1, 4);

    m_time.setSingleShot(true);
    m_time.setInterval(30s); // a note that is being written stops it
    connect(&m_time, &QTimer::timeout, this, &EndedLine::leave);
    connect(m_note, &QLineEdit::textEdited, &m_time, &QTimer::stop);
    connect(m_note, &QLineEdit::returnPressed, this, &EndedLine::leave);
    connect(m_done, &QPushButton::clicked, this, &EndedLine::leave);
    connect(m_code, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_code->text()); });
    connect(m_again, &QPushButton::clicked, this, [this] {
        const LiveCall call = m_call;
        leave();
        Q_EMIT callBackWanted(call);
    });
    hide();
}

void EndedLine::show(const LiveCall &call, const CallFacts &facts, const QString &note)
{
    if (isShown())
        leave();
    m_call = call;
    m_noteBefore = note;
    const EndWords words = endWords(call);
    const QString who = peerWords(call, facts).title;
    m_icon = words.icon;
    m_tone = words.tone;
    m_text->setText(call.wasAnswered()
                        ? tr("%1: %2 \u00b7 %3", "who, how it ended, how long").arg(who, words.text, clockText(std::chrono::seconds(call.answeredAt.secsTo(call.endedAt))))
                        : tr("%1: %2", "who, how it ended").arg(who, words.text));
    m_text->setTone(words.tone == Tone::Neutral || words.tone == Tone::Good ? std::nullopt : std::optional(words.tone));
    m_advice->setText(words.advice);
    m_advice->setVisible(!words.advice.isEmpty());
    m_note->setText(note);
    m_note->setVisible(call.wasAnswered());
    m_code->setText(words.code);
    m_code->setAccessibleName(tr("Copy the code %1").arg(words.code));
    m_code->setVisible(!words.code.isEmpty());
    const bool canCall = call.peer.isNumber() || call.peer.kind() == Party::Kind::Sip;
    m_again->setVisible(canCall && (!call.wasAnswered() || words.tone == Tone::Danger));
    setAccessibleName(m_text->text());
    setAccessibleDescription(words.advice);
    QWidget::show();
    update();
    if (words.tone == Tone::Danger)
        m_time.stop(); // what went wrong stays until it was read
    else
        m_time.start();
}

void EndedLine::leave()
{
    if (!isShown())
        return;
    m_time.stop();
    const LiveCall call = std::exchange(m_call, {});
    const QString note = m_note->text().trimmed();
    hide();
    if (note != m_noteBefore)
        Q_EMIT noteWritten(call, note);
    Q_EMIT left();
}

bool EndedLine::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_note && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        leave();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void EndedLine::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return leave();
    QWidget::keyPressEvent(event);
}

void EndedLine::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), t.surface);
    paintIcon(painter, m_mark->geometry(), m_icon, t.ink(m_tone));
}

} // namespace milassist
