// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/ledger/blocktable.h"
#include "core/relay/ledger/optouttable.h"
#include "core/relay/ledger/sharedcontacttable.h"
#include "core/relay/ledger/tasktable.h"
#include "core/relay/ledger/texttable.h"
#include "core/relay/service/textsjobs.h"
#include "tests/core/relay/front/relaytest.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

inline const QString theService = u"MG00112233445566778899aabbccddeeff"_s;
constexpr qint64 minute = 60, hour = 3600;

inline MessageSid textNumber(int number)
{
    return sidOf<MessageSid>("SM", number);
}

inline FormFields textFields(int number, const QString &body, const QString &from = theCaller, const FormFields &more = {})
{
    const QString sid = textNumber(number).text();
    return more
        + FormFields{{u"ToCountry"_s, u"US"_s},
                     {u"SmsMessageSid"_s, sid},
                     {u"NumMedia"_s, u"0"_s},
                     {u"SmsSid"_s, sid},
                     {u"SmsStatus"_s, u"received"_s},
                     {u"Body"_s, body},
                     {u"To"_s, theLine},
                     {u"NumSegments"_s, u"1"_s},
                     {u"MessageSid"_s, sid},
                     {u"AccountSid"_s, u"AC00112233445566778899aabbccddeeff"_s},
                     {u"From"_s, from},
                     {u"ApiVersion"_s, u"2010-04-01"_s}};
}

inline FormFields statusFields(int number, const QString &status, const FormFields &more = {})
{
    return FormFields{{u"SmsSid"_s, textNumber(number).text()},
                      {u"SmsStatus"_s, status},
                      {u"MessageStatus"_s, status},
                      {u"To"_s, theCaller},
                      {u"MessageSid"_s, textNumber(number).text()},
                      {u"AccountSid"_s, u"AC00112233445566778899aabbccddeeff"_s},
                      {u"From"_s, theLine},
                      {u"ApiVersion"_s, u"2010-04-01"_s}}
    + more;
}

/// The line answers that somebody answers soon; Ben hears when it has to stop.
inline routing::LineTexts chatty()
{
    return {.reply = {.inHours = u"We answer soon."_s, .outOfHours = u"We are closed."_s}, .owner = ben};
}

/// A relay whose clock stands still until it is put forward, and Twilio that sends it texts.
class TextsAt
{
public:
    explicit TextsAt(const QString &databaseUrl, const routing::LineTexts &texts = {}, routing::Plan plan = planWith({}),
                     RelayOptions options = unhurried())
        : m_at(databaseUrl, with(std::move(plan), texts), timed(std::move(options))),
          m_twilio(m_at.relay.publicUrl(), theToken, twiml::Kind::Messaging)
    {
    }

    SharedStore &store() { return m_at.relay.store(); }
    void setTime(qint64 second) { *m_now = instant(second); }

    /// What it says to a text; "!" and the status when it does not answer with TwiML.
    QString says(const FormFields &fields)
    {
        const auto answer = m_twilio.post(u"incoming-sms"_s, fields);
        if (!answer.isTwiml)
            return u"!%1"_s.arg(answer.status);
        const auto *message = answer.verb<twiml::Message>();
        m_callback = message ? message->statusCallback : QString();
        return message ? message->body : QString();
    }
    QString saysAt(qint64 second, const FormFields &fields)
    {
        setTime(second);
        return says(fields);
    }
    int status(const FormFields &fields, const QString &path = u"message-status"_s) { return m_twilio.post(path, fields).status; }
    /// Where Twilio was asked to tell of the reply, from the root.
    QString callback() const { return m_callback.mid(m_at.relay.publicUrl().size()); }
    TwilioPoster &twilio() { return m_twilio; }

    template <typename Job>
    auto in(Job job)
    {
        return waitFor(store().write(job));
    }
    std::optional<LedgerText> text(int number)
    {
        return in([number](SqlConnection &db) { return TextTable(db).find(textNumber(number)); }).value_or(std::nullopt);
    }
    QStringList conversation()
    {
        QStringList bodies;
        const auto texts = in([](SqlConnection &db) { return TextTable(db).conversation(theLine, Party(theCaller), {}, 100); });
        for (const LedgerText &text : texts.value_or(QList<LedgerText>()))
            bodies << (text.isAutomatic() ? u"> "_s : QString()) + text.message.body;
        return bodies;
    }
    bool isOptedOut(const QString &scope = theLine)
    {
        const auto state = in([scope](SqlConnection &db) { return OptOutTable(db).state(scope, Party(theCaller)); });
        return state && *state && (*state)->optedOut;
    }
    qsizetype proofs(const QString &scope = theLine)
    {
        return in([scope](SqlConnection &db) { return OptOutTable(db).history(scope, Party(theCaller)); })
            .value_or(QList<OptOutEntry>())
            .size();
    }
    QList<LedgerTask> tasks()
    {
        return in([](SqlConnection &db) { return TaskTable(db).list({}, 100); }).value_or(QList<LedgerTask>());
    }
    QStringList rules()
    {
        QStringList names;
        for (const LedgerTask &task : tasks())
            names << task.rule;
        return names;
    }
    QList<QJsonObject> events(const QString &kind)
    {
        const auto missed = in([](SqlConnection &db) { return EventTable(db).since(0, 1000); });
        QList<QJsonObject> bodies;
        for (const LedgerEvent &event : missed ? missed->events : QList<LedgerEvent>()) {
            if (event.kind == kind)
                bodies << QJsonDocument::fromJson(event.body.toUtf8()).object();
        }
        return bodies;
    }

private:
    static routing::Plan with(routing::Plan plan, const routing::LineTexts &texts)
    {
        plan.lines.at(phone(theLine)).texts = texts;
        return plan;
    }
    RelayOptions timed(RelayOptions options)
    {
        options.clock = [now = m_now] { return *now; };
        return options;
    }

    std::shared_ptr<QDateTime> m_now = std::make_shared<QDateTime>(instant(0));
    RelayAt m_at;
    TwilioPoster m_twilio;
    QString m_callback;
};

inline const QString soon = u"We answer soon."_s;

} // namespace milassist::relay
