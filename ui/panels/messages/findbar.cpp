// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/findbar.h"

#include "core/base/whendone.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchfield.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;

FindBar::FindBar(MessageStore &messages, QWidget *parent)
    : QWidget(parent), m_messages(messages), m_field(new SearchField(tr("Find in this conversation"), this)),
      m_count(new Label(TextStyle::Caption, this)), m_older(new QToolButton(this)), m_newer(new QToolButton(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::l, space::s, space::l, space::s);
    row->setSpacing(space::s);
    m_field->setObjectName(u"findField"_s);
    m_field->setAccessibleName(tr("Find in this conversation"));
    m_count->setObjectName(u"findCount"_s);
    m_count->setLevel(Label::Level::Second);
    auto *close = new QToolButton(this);
    const auto dress = [](QToolButton *button, const QString &name, const QString &iconName, const QString &words) {
        button->setObjectName(name);
        button->setIcon(icon(iconName));
        button->setAutoRaise(true);
        button->setAccessibleName(words);
        button->setToolTip(words);
    };
    dress(m_older, u"findOlderButton"_s, u"chevron-up"_s, tr("Find the one before (Enter)"));
    dress(m_newer, u"findNewerButton"_s, u"chevron-down"_s, tr("Find the one after (Shift+Enter)"));
    dress(close, u"findCloseButton"_s, u"close"_s, tr("Stop finding (Escape)"));
    row->addWidget(m_field, 1);
    row->addWidget(m_count);
    row->addWidget(m_older);
    row->addWidget(m_newer);
    row->addWidget(close);
    connect(m_field, &SearchField::searched, this, &FindBar::search);
    connect(m_field, &SearchField::leftForList, this,
            [this] { step(QGuiApplication::keyboardModifiers() & Qt::ShiftModifier ? -1 : 1); });
    connect(m_older, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_newer, &QToolButton::clicked, this, [this] { step(-1); });
    connect(close, &QToolButton::clicked, this, &FindBar::stop);
    hide();
}

void FindBar::start(qint64 thread)
{
    m_thread = thread;
    show();
    m_field->setFocus();
    m_field->selectAll();
    search(m_field->text().trimmed());
}

void FindBar::stop()
{
    if (isHidden())
        return;
    hide();
    ++m_generation;
    m_found.clear();
    m_at = -1;
    Q_EMIT moved(0, QString());
    Q_EMIT stopped();
}

void FindBar::search(const QString &words)
{
    m_words = words;
    const int wanted = ++m_generation;
    if (words.isEmpty() || m_thread == 0) {
        m_found.clear();
        m_at = -1;
        render();
        Q_EMIT moved(0, QString());
        return;
    }
    whenDone(m_messages.find(m_thread, words), this, [this, wanted](const Result<RowIds> &ids) {
        if (wanted != m_generation || !ids)
            return;
        m_found = *ids;
        m_at = m_found.isEmpty() ? -1 : 0;
        render();
        Q_EMIT moved(m_at < 0 ? 0 : m_found[m_at], m_words);
    });
}

void FindBar::step(int by)
{
    if (m_found.isEmpty())
        return;
    m_at = int((m_at + by + m_found.size()) % m_found.size());
    render();
    Q_EMIT moved(m_found[m_at], m_words);
}

void FindBar::render()
{
    m_count->setText(m_words.isEmpty()       ? QString()
                         : m_found.isEmpty() ? tr("Not found")
                                             : tr("%1 of %2", "find results").arg(m_at + 1).arg(m_found.size()));
    m_older->setEnabled(m_found.size() > 1);
    m_newer->setEnabled(m_found.size() > 1);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        stop();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        step(event->modifiers() & Qt::ShiftModifier ? -1 : 1);
    else
        QWidget::keyPressEvent(event);
}

} // namespace milassist
