// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/rowids.h"
#include "core/cache/searchwords.h"
#include "core/store/statement.h"

namespace milassist {

/// The newest messages that hold every word of @p search, the last one as a beginning. Quick for every key press: the
/// index knows beginnings of two to four letters; one of one letter counts as a whole word.
Result<RowIds> newestTexts(QSqlDatabase &db, const SearchText &search, int limit);

/// @p text with each word that @p search finds between U+0002 and U+0003, as excerptOf() wants it. Pure.
QString withFindsMarked(const QString &text, const SearchText &search);

} // namespace milassist
