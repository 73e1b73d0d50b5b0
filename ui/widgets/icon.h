// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

class QPainter;
class QRectF;

namespace milassist {

/// The line icon @p name (resources/icons/NAME.svg), drawn in the colour that the palette gives to its state at the
/// moment of painting: it follows light and dark by itself. An unknown name is an empty icon and a warning in the log.
QIcon icon(const QString &name);
/// The same in the accent colour.
QIcon accentIcon(const QString &name);
/// For delegates: the icon in one colour, sharp at every device pixel ratio.
void paintIcon(QPainter &painter, const QRectF &rect, const QString &name, const QColor &colour);
QStringList iconNames();

} // namespace milassist
