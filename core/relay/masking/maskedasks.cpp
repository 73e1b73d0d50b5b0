// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/masking/maskedasks.h"

#include "core/domain/handle.h"

#include <QRegularExpression>

#include <algorithm>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

const QString nobody = u"+9990000000000"_s; // a handle that is never given: finds nothing

/// The fields of a query as an object, so that the same fields count as in a body.
QString revealedField(const QString &name, const QString &value, const InItsPlace &inItsPlace)
{
    const auto one = [&](const QString &text) { return revealed(QJsonObject{{name, text}}, inItsPlace).value(name).toString(); };
    QStringList parts = value.split(u',');
    for (QString &part : parts)
        part = one(part);
    return parts.join(u',');
}

template <typename Fields>
QStringList handlesAmong(const Fields &texts)
{
    QStringList handles;
    for (const QString &text : texts) {
        if (isHandle(text) && !handles.contains(text))
            handles << text;
    }
    return handles;
}

/// A dial to one number, shown as one of ours, and nothing else.
const QRegularExpression &plainDial()
{
    static const QRegularExpression pattern(
        u"^\\s*(?:<\\?xml[^<>]*\\?>\\s*)?<Response>\\s*<Dial((?:\\s+(?:callerId|answerOnBridge|record|timeout|timeLimit)=\"[^\"<>&:/]*\")*)"
        "\\s*>\\s*<Number>\\s*(\\+[0-9]+)\\s*</Number>\\s*</Dial>\\s*</Response>\\s*$"_s);
    return pattern;
}

/// What a call may be told to do without naming anybody: nothing that asks an address, or takes a caller out of a queue.
bool isHarmless(const QString &twiml)
{
    return std::ranges::none_of(QStringList{u"//"_s, u"&#"_s, u"queue"_s, u"redirect"_s, u"application"_s},
                                [&](const QString &word) { return twiml.contains(word, Qt::CaseInsensitive); });
}

std::optional<QString> revealedDial(const QString &twiml, const Veil &veil, const InItsPlace &numberOf)
{
    static const QRegularExpression shown(u"callerId=\"(\\+[0-9]+)\""_s), handle(u"\\+999[0-9]{10}"_s);
    if (!twiml.contains(handle))
        return isHarmless(twiml) ? std::optional(twiml) : std::nullopt;
    const auto dial = plainDial().match(twiml);
    const auto callerId = shown.match(dial.captured(1));
    if (!dial.hasMatch() || !callerId.hasMatch() || isHandle(callerId.captured(1)) || veil.hides(callerId.captured(1)))
        return std::nullopt;
    const QString number = numberOf(dial.captured(2));
    if (number.isEmpty())
        return std::nullopt;
    QString out = twiml;
    return out.replace(dial.capturedStart(2), dial.capturedLength(2), number.toHtmlEscaped());
}

} // namespace

QStringList handlesIn(const Asked &asked)
{
    QStringList texts = namedIn(asked.body) + asked.args;
    for (const Form::Field &field : asked.query.fields())
        texts << field.value.split(u',');
    for (QString &text : texts)
        text = text.trimmed();
    return handlesAmong(texts);
}

std::optional<Asked> revealed(const Asked &asked, const Veil &veil, Naming naming, const InItsPlace &numberOf)
{
    bool isRefused = false;
    const auto meant = [&](const QString &text) {
        if (isHandle(text)) {
            const QString number = numberOf(text);
            isRefused = isRefused || (number.isEmpty() && naming != Naming::Looks);
            return number.isEmpty() ? nobody : number;
        }
        if (naming == Naming::CallsThem || !veil.hides(text) || (text.size() == 34 && text[0].isUpper())) // or a sid
            return text;
        isRefused = isRefused || naming == Naming::Keeps;
        return nobody;
    };
    Asked out{.body = revealed(asked.body, meant), .query = {}, .args = {}};
    for (const Form::Field &field : asked.query.fields())
        out.query.add(field.name, revealedField(field.name, field.value, [&](const QString &text) { return meant(text.trimmed()); }));
    for (const QString &arg : asked.args)
        out.args << (arg.startsWith(u'+') ? meant(arg) : arg);
    return isRefused ? std::nullopt : std::optional(out);
}

QStringList handlesIn(const Form &fields)
{
    static const QRegularExpression handle(u"\\+999[0-9]{10}"_s);
    QStringList texts;
    for (const Form::Field &field : fields.fields()) {
        if (field.name == "Twiml"_L1)
            texts << handle.match(field.value).captured();
        else
            texts << field.value.trimmed();
    }
    return handlesAmong(texts);
}

std::optional<Form> revealed(const Form &fields, TwilioAsk ask, const Veil &veil, const QString &ownBase, const InItsPlace &numberOf)
{
    static const QStringList ofCalls{u"To"_s, u"From"_s, u"Twiml"_s, u"StatusCallback"_s, u"StatusCallbackEvent"_s, u"SendDigits"_s,
                                     u"Timeout"_s, u"TimeLimit"_s, u"Record"_s};
    static const QStringList ofTexts{u"To"_s, u"From"_s, u"MessagingServiceSid"_s, u"Body"_s, u"MediaUrl"_s, u"StatusCallback"_s,
                                     u"ScheduleType"_s, u"SendAt"_s};
    if (ask == TwilioAsk::Other)
        return fields;
    Form out;
    for (const Form::Field &field : fields.fields()) {
        QString value = field.value;
        const bool isEnd = field.name == "To"_L1 || field.name == "From"_L1;
        const QString end = value.trimmed();
        if (ask == TwilioAsk::ChangedCall && field.name != "Status"_L1)
            return std::nullopt;
        if (ask == TwilioAsk::NewCall && (!ofCalls.contains(field.name) || (field.name == "To"_L1 && isHandle(end))))
            return std::nullopt; // a telephone of ours comes first
        if (ask == TwilioAsk::NewText && !ofTexts.contains(field.name))
            return std::nullopt;
        if (ask == TwilioAsk::NewText && field.name == "SendAt"_L1 && veil.hides(fields.value(u"To").trimmed()))
            return std::nullopt; // what can be taken back costs nothing, and its answer tells the handle
        if (field.name == "StatusCallback"_L1 && !value.isEmpty() && (ownBase.isEmpty() || !value.startsWith(ownBase + u'/')))
            return std::nullopt;
        if (field.name == "Twiml"_L1) {
            const auto dial = revealedDial(value, veil, numberOf);
            if (!dial)
                return std::nullopt;
            value = *dial;
        } else if (isEnd && isHandle(end)) {
            const QString number = numberOf(end);
            if (number.isEmpty() && ask != TwilioAsk::Look)
                return std::nullopt;
            value = number.isEmpty() ? nobody : number;
        } else if (isEnd && ask == TwilioAsk::Look && veil.hides(end)) {
            value = nobody;
        }
        out.add(field.name, value);
    }
    return out;
}

} // namespace milassist::relay
