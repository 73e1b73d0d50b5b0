// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/drift/remark.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

QString wordOf(Remark::Verdict verdict)
{
    switch (verdict) {
    case Remark::Verdict::Good:
        return u"good"_s;
    case Remark::Verdict::Note:
        return u"note"_s;
    case Remark::Verdict::Wrong:
        return u"wrong"_s;
    case Remark::Verdict::Unknown:
        break;
    }
    return u"unknown"_s;
}

QJsonObject jsonOf(const Remark &remark)
{
    return {{u"check"_s, remark.check},
            {u"verdict"_s, wordOf(remark.verdict)},
            {u"says"_s, remark.says},
            {u"fix"_s, remark.fix},
            {u"about"_s, remark.about}};
}

} // namespace milassist::relay
