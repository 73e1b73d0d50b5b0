// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/tokens.h"

#include <QWidget>

namespace milassist
{

/// A group of a caption and the field below it, which gets the caption as its accessible name.
QWidget *captioned(const QString &caption, QWidget *field, QWidget *parent);

/// An icon beside a text, in the ink of a tone.
class IconLabel : public QWidget
{
public:
    IconLabel(QString name, Tone tone, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    Tone m_tone;
};

} // namespace milassist
