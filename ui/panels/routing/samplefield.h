// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTimeEdit>
#include <QLineEdit>

namespace milassist
{

/// A field as wide as a sample of what stands in it, in whatever size of text.
class SampleField : public QLineEdit
{
    Q_OBJECT
public:
    SampleField(QString sample, QWidget *parent);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

private:
    QString m_sample;
};

/// A day, or a day and a time, with a calendar; as wide as the longest of them.
class DateField : public QDateTimeEdit
{
    Q_OBJECT
public:
    DateField(const QString &format, QWidget *parent);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
};

} // namespace milassist
