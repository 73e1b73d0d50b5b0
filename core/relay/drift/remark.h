// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace milassist::relay
{

/// One thing that the doctor has looked at.
struct Remark {
    enum class Verdict {
        Good,
        Note,    ///< works, and could be better
        Wrong,   ///< calls or texts are lost, or soon will be
        Unknown, ///< could not be found out
    };
    QString check; ///< a word for programs: "certificate"
    Verdict verdict = Verdict::Good;
    QString says; ///< what it is and what it means; English
    QString fix;  ///< what to do; empty where all is good
    QString about; ///< a number of ours; empty: none in particular
    bool operator==(const Remark &) const = default;
};
using Remarks = QList<Remark>;

QString wordOf(Remark::Verdict verdict); ///< "good", "note", "wrong", "unknown"
QJsonObject jsonOf(const Remark &remark);

} // namespace milassist::relay
