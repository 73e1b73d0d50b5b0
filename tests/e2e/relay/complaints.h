// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/sandbox/restclient.h"

#include <QStringList>

namespace milassist::relay
{

/// Of the @p codes that Twilio has noted those for what it found amiss in documents: 117xx, 12xxx and 13xxx.
inline QStringList aboutDocuments(QStringList codes)
{
    codes.removeIf([](const QString &code) {
        return !code.startsWith(QStringLiteral("117")) && !code.startsWith(QStringLiteral("12")) && !code.startsWith(QStringLiteral("13"));
    });
    return codes;
}

/// Whatever a test looks at, no document of ours is one that Twilio would object to.
inline void expectNoComplaints(const QStringList &codes)
{
    const QStringList complaints = aboutDocuments(codes);
    QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(u' ')));
}

inline void expectNoComplaints(RestClient &twilio)
{
    const auto notes = twilio.get(QStringLiteral("Notifications.json?PageSize=1000"));
    QCOMPARE(notes.status, 200);
    QStringList codes;
    for (const QJsonValue &note : notes.list("notifications"))
        codes << note[QLatin1StringView("error_code")].toString();
    expectNoComplaints(codes);
}

} // namespace milassist::relay
