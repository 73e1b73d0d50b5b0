// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/samplefield.h"

#include "ui/widgets/tokens.h"

namespace milassist
{

SampleField::SampleField(QString sample, QWidget *parent) : QLineEdit(parent), m_sample(std::move(sample)) {}

QSize SampleField::sizeHint() const
{
    const QSize usual = QLineEdit::sizeHint();
    return {fontMetrics().horizontalAdvance(m_sample) + 2 * space::l, usual.height()};
}

DateField::DateField(const QString &format, QWidget *parent) : QDateTimeEdit(parent)
{
    setTimeSpec(Qt::UTC); // what it shows is somebody's clock on the wall: no gaps, no zone of this computer
    setLocale(QLocale(QLocale::English));
    setDisplayFormat(format);
    setCalendarPopup(true);
    setFocusPolicy(Qt::StrongFocus);
}

QSize DateField::sizeHint() const
{
    const QDateTime longest(QDate(2028, 9, 27), QTime(22, 48), Qt::UTC); // a Wednesday in September
    const QString text = locale().toString(longest, displayFormat());
    return {fontMetrics().horizontalAdvance(text) + 2 * space::l + 2 * fontMetrics().height(), QDateTimeEdit::sizeHint().height()};
}

} // namespace milassist
