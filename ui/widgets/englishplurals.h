// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace milassist {

/// Makes "%n text(s)" into "1 text" and "2 texts" where no translation is loaded, so that English needs no file.
class EnglishPlurals : public QTranslator {
    Q_OBJECT
public:
    using QTranslator::QTranslator;
    QString translate(const char *context, const char *text, const char *note = nullptr, int n = -1) const override;
    bool isEmpty() const override { return false; }
};

} // namespace milassist
