// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/toasts.h"

#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostToasts = 3;

} // namespace

ToastCard::ToastCard(const Toast &toast, QWidget *parent) : QFrame(parent), m_toast(toast), m_timer(new QTimer(this))
{
    setObjectName(u"toast"_s);
    setAccessibleName(toast.text);
    standOutFrom(parent->palette());
    auto *text = new QLabel(toast.text, this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::l, space::s, space::s, space::s);
    row->setSpacing(space::l);
    row->addWidget(text, 1);
    if (!toast.action.isEmpty()) {
        auto *action = new QPushButton(toast.action, this);
        action->setObjectName(u"toastAction"_s);
        action->setAccessibleName(toast.action);
        setButtonKind(action, ButtonKind::Primary);
        row->addWidget(action);
        connect(action, &QPushButton::clicked, this, [this] {
            if (std::exchange(m_over, true))
                return;
            if (m_toast.act)
                m_toast.act();
            deleteLater();
        });
    }
    auto *close = new QToolButton(this);
    close->setObjectName(u"toastClose"_s);
    close->setText(u"\u00d7"_s);
    close->setAccessibleName(tr("Close"));
    close->setAutoRaise(true);
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &ToastCard::lapse);
    m_timer->setSingleShot(true);
    m_timer->setInterval(toast.seconds * 1000);
    connect(m_timer, &QTimer::timeout, this, &ToastCard::lapse);
    m_timer->start();
}

void ToastCard::standOutFrom(const QPalette &surroundings)
{
    setPalette(paletteOf(tokens(surroundings).dark ? lightTokens() : darkTokens()));
}

void ToastCard::lapse()
{
    if (std::exchange(m_over, true))
        return;
    if (m_toast.lapsed)
        m_toast.lapsed();
    deleteLater();
}

void ToastCard::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.dark ? QColor(0x2b, 0x2f, 0x3a) : t.surface);
    painter.drawRoundedRect(rect(), space::radius + 2, space::radius + 2);
}

void ToastCard::enterEvent(QEnterEvent *)
{
    m_timer->stop();
}

void ToastCard::leaveEvent(QEvent *)
{
    m_timer->start();
}

Toasts::Toasts(QWidget *host) : QWidget(host), m_host(host), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::s);
    host->installEventFilter(this);
    hide();
}

QList<ToastCard *> Toasts::cards() const
{
    return findChildren<ToastCard *>(Qt::FindDirectChildrenOnly);
}

void Toasts::show(const Toast &toast)
{
    if (cards().size() >= mostToasts)
        cards().first()->lapse();
    auto *card = new ToastCard(toast, this);
    m_column->addWidget(card);
    card->show(); // what is hidden is not counted, and the others would have to make room
    connect(card, &QObject::destroyed, this, [this] { QMetaObject::invokeMethod(this, &Toasts::place, Qt::QueuedConnection); });
    QWidget::show();
    raise();
    place();
}

void Toasts::focusFirst()
{
    if (const auto all = cards(); !all.isEmpty())
        if (auto *button = all.last()->findChild<QAbstractButton *>())
            button->setFocus(Qt::ShortcutFocusReason);
}

void Toasts::lapseAll()
{
    for (ToastCard *card : cards())
        card->lapse();
}

bool Toasts::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_host && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

bool Toasts::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) // the text has grown
        place();
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange)
        for (ToastCard *card : cards())
            card->standOutFrom(palette());
    return QWidget::event(event);
}

void Toasts::place()
{
    if (cards().isEmpty())
        return hide();
    m_column->activate();
    const QSize wanted = sizeHint().boundedTo(QSize(m_host->width() - 2 * space::l, m_host->height()));
    setGeometry((m_host->width() - wanted.width()) / 2, m_host->height() - wanted.height() - space::xl, wanted.width(), wanted.height());
}

} // namespace milassist
