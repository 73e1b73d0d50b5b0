// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/searchfield.h"

#include "ui/widgets/icon.h"

#include <QKeyEvent>

namespace milassist {

using namespace Qt::StringLiterals;

SearchField::SearchField(const QString &placeholder, QWidget *parent) : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setClearButtonEnabled(true);
    addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_pause.setSingleShot(true);
    m_pause.setInterval(40);
    connect(this, &QLineEdit::textChanged, this, [this] {
        if (!m_pause.isActive())
            searchAndRest();
    });
    connect(&m_pause, &QTimer::timeout, this, &SearchField::searchAndRest);
}

void SearchField::searchAndRest()
{
    if (text().trimmed() == m_last)
        return;
    searchNow();
    m_pause.start();
}

void SearchField::searchNow()
{
    m_pause.stop();
    const QString wanted = text().trimmed();
    if (wanted == m_last)
        return;
    m_last = wanted;
    Q_EMIT searched(wanted);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        searchNow();
        return;
    }
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        searchNow();
        Q_EMIT leftForList();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace milassist
