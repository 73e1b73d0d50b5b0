// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace milassist {

/// The stretch of a text that shows why it was found.
struct Excerpt {
    QString text;                     ///< one line; begins or ends with "…" where it was cut
    QList<std::pair<int, int>> marks; ///< start and length of each find
    bool operator==(const Excerpt &) const = default;
};

/// From a text whose finds stand between U+0002 and U+0003, as highlight() of a full-text table gives it.
/// @param length about how many characters to keep, beginning a little before the first find
Excerpt excerptOf(const QString &highlighted, int length = 120);

} // namespace milassist
