// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QList>
#include <QStyledItemDelegate>

class QAbstractItemView;

namespace milassist {

/// A small word at the end of a row's second line.
struct RowTag {
    QString text;
    Tone tone = Tone::Neutral;
    QString icon;
};

/// Whether a row can be ticked, for doing something with several.
enum class Tick { None, Off, On };

/// What one row of a list says. Two lines: title and time, then icon, subtitle, tags, detail and count.
struct RowView {
    QString title;         ///< who; strong when unread
    QString titleNote;     ///< beside the title, second level: "+2 legs", a place
    QString time;          ///< right, first line
    QString icon;          ///< before the subtitle: direction or state
    Tone iconTone = Tone::Neutral;
    QString subtitle;      ///< second line, cut where the room ends
    Tone subtitleTone = Tone::Neutral;
    QList<RowTag> tags;
    QString detail;        ///< right, second line: duration, line
    QString avatar;        ///< name for the circle; used when hasAvatar
    bool hasAvatar = false;
    bool unread = false;   ///< strong title and a dot (or the count)
    int count = 0;         ///< badge at the right
    bool isPlaceholder = false; ///< not read yet: grey bars
    Tick tick = Tick::None;
};

/// Paints rows of RowView the same way on every screen: selection bar, hover, hairline, avatar, two lines. A panel's
/// delegate says only what a row contains; accessible texts come from the same place (Qt::AccessibleTextRole of the
/// model should be spokenRow(rowView)).
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit RowDelegate(QObject *parent = nullptr) : QStyledItemDelegate(parent) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    virtual RowView rowView(const QModelIndex &index) const = 0;
};

/// Background of a list row: selection with its mark at the left edge, or hover, and the hairline below.
void paintRowBackground(QPainter &painter, const QStyleOptionViewItem &option, int hairlineInset = space::l);
/// Where a row with a tick shows it; the part of the row that ticks when it is clicked is as high as the row.
QRect tickRect(const QRect &row);
void paintRow(QPainter &painter, const QStyleOptionViewItem &option, const RowView &row);
/// One sentence for a screen reader: "Unread. Maria Lopez, 14:05. Missed call. Line Boston".
QString spokenRow(const RowView &row);

/// Sets up a list view for rows painted above: no frame, uniform heights, per-pixel wheel, hover, one selection.
void dressList(QAbstractItemView *view);

} // namespace milassist
