// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notice.h"

#include "ui/widgets/label.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QString markOf(Tone tone)
{
    switch (tone) {
    case Tone::Good: return u"check-circle"_s;
    case Tone::Warning: return u"warning"_s;
    case Tone::Danger: return u"error"_s;
    default: return u"info"_s;
    }
}

Tone toneOf(const Error &error)
{
    using Kind = Error::Kind;
    switch (error.kind) {
    case Kind::Offline:
    case Kind::RateLimited:
    case Kind::OutcomeUnknown:
    case Kind::Cancelled: return Tone::Warning;
    default: return Tone::Danger;
    }
}

} // namespace

Notice::Notice(QWidget *parent) :
    QFrame(parent), m_mark(new QWidget(this)), m_title(new Label(TextStyle::BodyStrong, this)), m_whatToDo(new Label(TextStyle::Body, this)),
    m_code(new QToolButton(this)), m_action(new QPushButton(this)), m_close(new QToolButton(this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum); // not Maximum: wrapped text would be cut to the height of one line
    fitMark();
    m_title->setWordWrap(true);
    m_title->setObjectName(u"noticeTitle"_s);
    m_whatToDo->setWordWrap(true);
    m_whatToDo->setObjectName(u"noticeAdvice"_s);
    m_code->setObjectName(u"noticeCode"_s);
    m_code->setIcon(icon(u"copy"_s));
    m_code->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_code->setToolTip(tr("Copy this code"));
    m_code->setAccessibleName(tr("Copy this code"));
    m_code->setAutoRaise(true);
    m_action->setObjectName(u"noticeAction"_s);
    m_action->setAccessibleName(tr("What to do about it"));
    m_close->setObjectName(u"noticeClose"_s);
    m_close->setIcon(icon(u"close"_s));
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(tr("Close"));
    m_close->setAutoRaise(true);
    m_close->hide();

    m_words = new QVBoxLayout;
    m_words->setSpacing(space::hair);
    m_words->addWidget(m_title);
    m_words->addWidget(m_whatToDo);
    m_words->addWidget(m_code, 0, Qt::AlignLeft);
    m_row = new QHBoxLayout(this);
    m_row->setContentsMargins(space::m, space::s + space::hair, space::s, space::s + space::hair);
    m_row->setSpacing(space::m);
    m_row->addWidget(m_mark, 0, Qt::AlignTop);
    m_row->addLayout(m_words, 1);
    m_row->addWidget(m_action, 0, Qt::AlignVCenter);
    m_row->addWidget(m_close, 0, Qt::AlignTop);

    connect(m_code, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_code->text()); });
    connect(m_action, &QPushButton::clicked, this, &Notice::actionChosen);
    connect(m_close, &QToolButton::clicked, this, [this] {
        clear();
        Q_EMIT closed();
    });
    hide();
}

void Notice::tell(Tone tone, const QString &title, const QString &whatToDo, const QString &action, const QString &code)
{
    m_tone = tone;
    m_title->setText(title);
    m_whatToDo->setText(whatToDo);
    m_whatToDo->setVisible(!whatToDo.isEmpty());
    m_code->setText(code);
    m_code->setAccessibleName(tr("Copy the code %1").arg(code));
    m_code->setVisible(!code.isEmpty());
    m_action->setText(action);
    m_action->setAccessibleName(action);
    m_action->setVisible(!action.isEmpty());
    placeAction();
    setAccessibleName(title);
    setAccessibleDescription(whatToDo);
    show();
    updateGeometry();
    update();
}

void Notice::tell(const Error &error, const QString &action)
{
    const ErrorText text = errorText(error);
    tell(toneOf(error), text.title, text.whatToDo, action, text.code);
}

void Notice::clear()
{
    hide();
}

QString Notice::title() const
{
    return m_title->text();
}

void Notice::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void Notice::fitMark()
{
    m_mark->setFixedSize(iconSize() + space::xs, iconSize() + space::xs);
}

/// Beside the words, or below them where they would be squeezed into a column.
void Notice::placeAction()
{
    constexpr int letters = 36; // of a line that reads well
    const bool isBelow = m_words->indexOf(m_action) >= 0;
    const bool belongsBelow = width() < m_action->sizeHint().width() + letters * fontMetrics().averageCharWidth();
    if (isBelow == belongsBelow)
        return;
    m_words->setSpacing(belongsBelow ? space::xs : space::hair);
    if (belongsBelow) {
        m_row->removeWidget(m_action);
        m_words->addWidget(m_action, 0, Qt::AlignLeft);
    } else {
        m_words->removeWidget(m_action);
        m_row->insertWidget(m_row->indexOf(m_close), m_action, 0, Qt::AlignVCenter);
    }
}

void Notice::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    placeAction();
}

bool Notice::event(QEvent *event)
{
    const bool handled = QFrame::event(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::FontChange) {
        fitMark();
        placeAction();
    }
    return handled;
}

void Notice::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.soft(m_tone));
    painter.drawRoundedRect(rect(), space::radius, space::radius);
    paintIcon(painter, m_mark->geometry(), markOf(m_tone), t.ink(m_tone));
}

} // namespace milassist
