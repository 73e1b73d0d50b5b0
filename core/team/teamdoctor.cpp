// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamdoctor.h"

#include <QJsonArray>

namespace milassist
{

using namespace Qt::StringLiterals;

DoctorReport reportFrom(const QJsonObject &body)
{
    DoctorReport report{.at = QDateTime::fromString(body.value("at"_L1).toString(), Qt::ISODateWithMs).toUTC(),
                        .publicUrl = body.value("public_url"_L1).toString(),
                        .checks = {},
                        .isWell = body.value("ok"_L1).toBool()};
    for (const QJsonValue &value : body.value("checks"_L1).toArray()) {
        const DoctorCheck check{.check = value["check"_L1].toString(),
                                .verdict = Word<DoctorVerdict>(value["verdict"_L1].toString()),
                                .says = value["says"_L1].toString(),
                                .fix = value["fix"_L1].toString(),
                                .about = value["about"_L1].toString()};
        if (!check.check.isEmpty())
            report.checks << check;
    }
    return report;
}

QFuture<Result<DoctorReport>> TeamDoctor::examine()
{
    return m_client.get(u"/api/team/doctor"_s).then([](const Result<QJsonObject> &body) -> Result<DoctorReport> {
        if (!body)
            return fail(body.error());
        return reportFrom(*body);
    });
}

} // namespace milassist
