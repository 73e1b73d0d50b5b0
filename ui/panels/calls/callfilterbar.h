// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cache/callrow.h"
#include "ui/models/linenames.h"

#include <QWidget>

namespace milassist {

class Chip;
class DayChip;
class LineChip;
class SearchField;

/// What of the call log is shown.
class CallFilterBar : public QWidget {
    Q_OBJECT

public:
    CallFilterBar(const LineNames &lines, Clock clock, QWidget *parent = nullptr);

    const CallFilter &filter() const { return m_filter; }
    void setFilter(const CallFilter &filter); ///< says changed() if it is another one
    /// Only calls with this person.
    void setPerson(const Party &peer, const QString &name);
    SearchField *searchField() const { return m_search; }

Q_SIGNALS:
    void changed(const milassist::CallFilter &filter);

private:
    Chip *addChip(const QString &name, const QString &text, const QString &tip);
    void change(const std::function<void(CallFilter &)> &change);
    void render();

    CallFilter m_filter;
    QString m_personName;
    const LineNames &m_lines;
    SearchField *m_search;
    QWidget *m_chips;
    Chip *m_missed;
    Chip *m_in;
    Chip *m_out;
    Chip *m_recorded;
    LineChip *m_line;
    DayChip *m_days;
    Chip *m_person;
};

} // namespace milassist
