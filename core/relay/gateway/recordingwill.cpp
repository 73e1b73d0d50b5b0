// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/gateway/recordingwill.h"

#include "core/domain/phonenumber.h"

#include <QRegularExpression>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

bool mayRecordAtWill(const Visitor &visitor)
{
    return visitor.may(Permission::PlanChanging);
}

QString howToRecord()
{
    return u"Not allowed: what is recorded is in the routing plan. Where that leaves it to you, "
           "POST /api/team/calls/CA.../recording does it."_s;
}

bool wantsRecording(const Form &form)
{
    static const QRegularExpression verbs(u"<\\s*Record(ing)?\\b|\\srecord\\s*="_s, QRegularExpression::CaseInsensitiveOption);
    return form.value(u"Record").compare(u"true"_s, Qt::CaseInsensitive) == 0 || form.value(u"Twiml").contains(verbs);
}

bool recordsPastThePlan(const Form &form, const routing::Plan *plan)
{
    const auto number = Party(form.value(u"From")).number();
    const routing::Line *line = plan && number ? routing::find(plan->lines, *number) : nullptr;
    return line && line->recording.outbound == routing::Record::Off && wantsRecording(form);
}

} // namespace milassist::relay
