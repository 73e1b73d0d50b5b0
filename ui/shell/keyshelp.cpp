// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keyshelp.h"

#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QPainter>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

/// A key as it looks on the keyboard.
class KeyCap : public QLabel {
public:
    KeyCap(const QString &text, QWidget *parent) : QLabel(text, parent)
    {
        setTextFormat(Qt::PlainText);
        setFont(fontOf(TextStyle::Caption));
        setAlignment(Qt::AlignCenter);
        setContentsMargins(space::s - 1, space::hair, space::s - 1, space::hair + 1);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        const Tokens &t = tokens(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(t.borderStrong);
        painter.setBrush(t.sunken);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter.end();
        QLabel::paintEvent(event);
    }
};

} // namespace

KeysHelp::KeysHelp(QWidget *host) : Overlay(host, 720), m_scroll(new QScrollArea(card()))
{
    setObjectName(u"keysHelp"_s);
    setAccessibleName(tr("Which keys do what"));
    m_scroll->setObjectName(u"keysScroll"_s);
    m_scroll->setAccessibleName(tr("Which keys do what"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto *title = new Label(tr("Keys"), TextStyle::Title, card());
    auto *closeButton = new QToolButton(card());
    closeButton->setObjectName(u"keysClose"_s);
    closeButton->setIcon(icon(u"close"_s));
    closeButton->setAccessibleName(tr("Close"));
    closeButton->setAutoRaise(true);
    connect(closeButton, &QToolButton::clicked, this, &KeysHelp::close);
    auto *head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(closeButton);
    auto *column = new QVBoxLayout(card());
    column->setContentsMargins(space::xl, space::l, space::m, space::l);
    column->setSpacing(space::m);
    column->addLayout(head);
    column->addWidget(m_scroll, 1);
}

void KeysHelp::setGroups(const QList<KeyGroup> &groups)
{
    auto *content = new QWidget;
    content->setAutoFillBackground(false);
    auto *columns = new QGridLayout(content);
    columns->setContentsMargins(0, 0, space::m, 0);
    columns->setHorizontalSpacing(space::xl);
    columns->setVerticalSpacing(space::l);
    int cell = 0;
    for (const KeyGroup &group : groups) {
        if (group.keys.isEmpty())
            continue;
        auto *box = new QGridLayout;
        box->setHorizontalSpacing(space::m);
        box->setVerticalSpacing(space::xs + space::hair);
        box->setColumnStretch(1, 1);
        box->addWidget(new Label(group.title, TextStyle::BodyStrong, content), 0, 0, 1, 2);
        int row = 1;
        for (const auto &[keys, what] : group.keys) {
            auto *caps = new QHBoxLayout;
            caps->setSpacing(space::xs);
            caps->addStretch(1);
            for (const QString &key : keys.split(u" / "_s))
                caps->addWidget(new KeyCap(key, content));
            auto *words = new Label(what, TextStyle::Body, content);
            words->setWordWrap(true);
            box->addLayout(caps, row, 0);
            box->addWidget(words, row, 1);
            ++row;
        }
        box->setRowStretch(row, 1);
        columns->addLayout(box, cell / 2, cell % 2);
        ++cell;
    }
    columns->setColumnStretch(0, 1);
    columns->setColumnStretch(1, 1);
    columns->setRowStretch(cell / 2 + 1, 1);
    m_scroll->setWidget(content);
    content->setAutoFillBackground(false); // setWidget() turned it on
}

void KeysHelp::open()
{
    Overlay::open();
    m_scroll->setFocus(Qt::ShortcutFocusReason);
}

int KeysHelp::wantedHeight() const
{
    const int around = card()->sizeHint().height() - m_scroll->sizeHint().height();
    return around + (m_scroll->widget() ? m_scroll->widget()->sizeHint().height() + space::s : 0);
}

} // namespace milassist
