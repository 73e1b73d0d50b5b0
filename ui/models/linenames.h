// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/number.h"

#include <QHash>
#include <QObject>

namespace milassist {

class NumberStore;

/// What we call our lines: the name given to a number, else the number as people read it. Kept up to date.
class LineNames : public QObject {
    Q_OBJECT

public:
    /// @param home ISO country whose numbers are shown in national form
    LineNames(NumberStore &numbers, QString home, QObject *parent = nullptr);

    QString nameOf(const Party &line) const;
    /// Those that we own now, by name.
    const QList<Party> &lines() const { return m_lines; }
    const QString &home() const { return m_home; }

Q_SIGNALS:
    void changed();

private:
    void read();

    NumberStore &m_numbers;
    QString m_home;
    QHash<Party, QString> m_names;
    QList<Party> m_lines;
};

} // namespace milassist
