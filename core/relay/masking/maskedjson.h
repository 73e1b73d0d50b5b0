// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/masking/veil.h"

#include <QJsonObject>

#include <functional>

namespace milassist::relay
{

// Answers and events with handles in place of numbers, and requests with numbers in place of handles. Pure.

/// What stands in place of a number, or of a handle.
using InItsPlace = std::function<QString(const QString &)>;

/// @p answer with every number that @p veil hides replaced: in fields that name somebody however it is written, in any other
/// text wherever it stands in E.164. What people wrote themselves stays as it is: texts, transcripts, notes.
/// @param handleOf called for each; empty: nothing is known of it, and the number goes all the same
QJsonValue masked(const QJsonValue &answer, const Veil &veil, const InItsPlace &handleOf);
/// The numbers that masked() would replace.
QStringList hiddenIn(const QJsonValue &answer, const Veil &veil);

/// @p answer with the handles replaced that our own telephones have dialled: for those who may see numbers.
QJsonValue unmasked(const QJsonValue &answer, const InItsPlace &numberOf);
QStringList handlesIn(const QJsonValue &answer);

/// @p body of a request, where fields name whom it is about: handles there are replaced. Never in words or addresses, which
/// leave the house.
QJsonObject revealed(const QJsonObject &body, const InItsPlace &inItsPlace);
/// The texts in those fields.
QStringList namedIn(const QJsonObject &body);

} // namespace milassist::relay
