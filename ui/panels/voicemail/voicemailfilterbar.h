// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cache/voicemailstore.h"
#include "ui/models/linenames.h"

#include <QWidget>

namespace milassist {

class Chip;
class DayChip;
class LineChip;
class SearchField;

/// Which voicemails are shown.
class VoicemailFilterBar : public QWidget {
    Q_OBJECT

public:
    VoicemailFilterBar(const LineNames &lines, Clock clock, QWidget *parent = nullptr);

    const VoicemailFilter &filter() const { return m_filter; }
    void setFilter(const VoicemailFilter &filter); ///< says changed() if it is another one
    SearchField *searchField() const { return m_search; }

Q_SIGNALS:
    void changed(const milassist::VoicemailFilter &filter);

private:
    void change(const std::function<void(VoicemailFilter &)> &change);
    void render();

    VoicemailFilter m_filter;
    SearchField *m_search;
    Chip *m_unheard;
    LineChip *m_line;
    DayChip *m_days;
};

} // namespace milassist
