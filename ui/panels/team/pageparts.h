// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QVBoxLayout;
class QWidget;

namespace milassist
{

/// A page of the right side: a column with a heading.
QWidget *pageWith(const QString &title, const QString &more, QVBoxLayout *&column);
/// A caption in second level over what it is the caption of; nothing where @p text is empty.
void addFact(QVBoxLayout *column, const QString &caption, const QString &text, const QString &name = {});

} // namespace milassist
