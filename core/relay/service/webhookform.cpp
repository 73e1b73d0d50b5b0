// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/webhookform.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace milassist::relay
{
using namespace Qt::StringLiterals;

namespace
{

QString lastPart(const QString &path)
{
    return path.section(u'/', -1, -1, QString::SectionSkipEmpty);
}

WebhookParameters parametersOf(const Form &form)
{
    QList<WebhookParameters::Pair> pairs;
    for (const Form::Field &field : form.fields())
        pairs.emplaceBack(field.name, field.value);
    return WebhookParameters(std::move(pairs));
}

} // namespace

int WebhookForm::number(QStringView field, int otherwise) const
{
    bool isNumber = false;
    const int value = query.value(field).toInt(&isNumber);
    return isNumber && value >= 0 ? value : otherwise;
}

WebhookForm webhookOf(const HttpRequest &request)
{
    WebhookForm form{.name = lastPart(request.path()),
                     .query = request.query(),
                     .parameters = parametersOf(request.method == "GET" ? request.query() : request.form())};
    const QUrl failed(form.parameters.value(u"ErrorUrl"));
    if (failed.isValid() && failed.path().contains(u"/api/twilio/")) {
        form.name = lastPart(failed.path());
        form.query = Form::parse(failed.query(QUrl::FullyEncoded).toUtf8());
    }
    return form;
}

QString unnamedFields(const WebhookParameters &parameters)
{
    static const QSet<QString> named{
        u"CallSid"_s,
        u"ParentCallSid"_s,
        u"AccountSid"_s,
        u"From"_s,
        u"To"_s,
        u"Caller"_s,
        u"Called"_s,
        u"CallStatus"_s,
        u"Direction"_s,
        u"ApiVersion"_s,
        u"CallerName"_s,
        u"ForwardedFrom"_s,
        u"SequenceNumber"_s,
        u"Timestamp"_s,
        u"CallDuration"_s,
        u"AnsweredBy"_s,
        u"RecordingSid"_s,
        u"RecordingUrl"_s,
        u"DialCallSid"_s,
        u"DialCallStatus"_s,
        u"DialBridged"_s,
        u"DialCallDuration"_s,
        u"CallbackSource"_s,
        u"RecordingDuration"_s,
    };
    QJsonObject unnamed;
    for (const auto &[name, value] : parameters.pairs()) {
        if (!named.contains(name) && !value.isEmpty())
            unnamed.insert(name, value);
    }
    return unnamed.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(unnamed).toJson(QJsonDocument::Compact));
}

} // namespace milassist::relay
