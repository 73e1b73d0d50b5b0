// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace milassist::routing
{

/// What Twilio reads aloud in: a language, most with a country. In order.
const QStringList &spokenLanguages();

/// Whether @p language is one of them, in any case.
bool isReadAloud(const QString &language);

} // namespace milassist::routing
