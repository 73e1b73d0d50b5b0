// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace milassist {

/// Lower case and without accents, as search compares: "Zoë MÜLLER" is "zoe muller".
QString folded(QStringView text);

/// What somebody typed into a search field, ready for SQL. Pure.
struct SearchText {
    /// Folded words; every one must be found.
    QStringList words;
    /// When the whole text reads as part of a telephone number ("(415) 555-01"), its digits without trunk zeros.
    QString digits;
    /// For MATCH of a full-text table: every word quoted, the last one as a beginning; empty when no word has a letter
    /// or digit.
    QString match;
    bool isEmpty() const { return words.isEmpty(); }
};

SearchText readSearch(QStringView text);

/// One word for MATCH, as a beginning; empty when it has no letter or digit.
QString matchOf(const QString &word);
/// "%part%" for LIKE ... ESCAPE '\'.
QString likePart(QStringView part);

} // namespace milassist
