// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/relay/doctorcommand.h"

#include "core/relay/doctor/doctor.h"
#include "core/relay/ledger/ledgerschema.h"
#include "core/twilio/twilioclient.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace milassist
{

using namespace Qt::StringLiterals;
using relay::Remark;

namespace
{

QString signOf(Remark::Verdict verdict)
{
    switch (verdict) {
    case Remark::Verdict::Good:
        return u"ok   "_s;
    case Remark::Verdict::Note:
        return u"note "_s;
    case Remark::Verdict::Wrong:
        return u"WRONG"_s;
    case Remark::Verdict::Unknown:
        break;
    }
    return u"?    "_s;
}

QString linesOf(const relay::Diagnosis &diagnosis)
{
    QString text;
    for (const Remark &remark : diagnosis.remarks) {
        const QString what = remark.about.isEmpty() ? remark.check : remark.check + u' ' + remark.about;
        text += u"%1  %2: %3\n"_s.arg(signOf(remark.verdict), what, remark.says);
        if (!remark.fix.isEmpty())
            text += u"       -> %1\n"_s.arg(remark.fix);
    }
    return text + (diagnosis.isWell() ? u"All is well.\n"_s : u"Something is wrong; see the arrows.\n"_s);
}

} // namespace

Result<DoctorVerdict> runDoctor(const RelayCommand &command)
{
    const RelaySettings &settings = command.settings;
    const auto database = DatabaseUrl::parse(settings.database);
    if (!database)
        return fail(database.error());
    const Credentials account{.baseUrl = settings.twilioUrl.isEmpty() ? QUrl(u"https://api.twilio.com"_s) : settings.twilioUrl,
                              .account = settings.account,
                              .user = settings.account.text(),
                              .secret = settings.authTokens.first()};
    const WebhookTrust trust{settings.publicUrl.toUtf8(), settings.authTokens};
    SharedStore store(SharedStoreOptions{
        .url = *database, .schema = ledgerSchema(), .channels = {}, .patience = std::chrono::milliseconds(5000)});
    TwilioClient twilio(account);
    relay::StatusPage status(store, twilio,
                             {.trust = trust, .isLive = isLive(account), .webhooks = {}, .waitingForTwilio = {}, .desks = {}});
    relay::Doctor doctor(store, twilio, status, {.trust = trust, .isServing = false});
    DoctorVerdict verdict;
    whenDone(doctor.examine(QDateTime::currentDateTimeUtc()), &doctor, [&](const relay::Diagnosis &diagnosis) {
        verdict = {.isWell = diagnosis.isWell(),
                   .text = command.asJson
                       ? QString::fromUtf8(QJsonDocument(relay::jsonOf(diagnosis)).toJson(QJsonDocument::Indented))
                       : linesOf(diagnosis)};
        QCoreApplication::quit();
    });
    QCoreApplication::exec();
    return verdict;
}

} // namespace milassist
