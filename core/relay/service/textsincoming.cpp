// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/textsjobs.h"

#include "core/domain/keyword.h"
#include "core/relay/ledger/blocktable.h"
#include "core/relay/ledger/eventtable.h"
#include "core/relay/ledger/optouttable.h"
#include "core/relay/ledger/scheduledtexttable.h"
#include "core/relay/ledger/sharedcontacttable.h"
#include "core/relay/ledger/tasktable.h"
#include "core/relay/ledger/texttable.h"
#include "core/relay/ledger/webhooktable.h"
#include "core/relay/texts/autoreply.h"
#include "core/relay/texts/taskrules.h"
#include "core/twiml/writer.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace milassist::relay
{
using namespace Qt::StringLiterals;

namespace
{

const routing::LineTexts &rulesOf(const routing::Plan &plan, const Party &line)
{
    static const routing::LineTexts none;
    const auto number = line.number();
    const routing::Line *known = number ? find(plan.lines, *number) : nullptr;
    return known ? known->texts : none;
}

routing::Opening openingOf(const routing::Plan &plan, const Party &line, const QDateTime &now)
{
    const auto number = line.number();
    const routing::Line *known = number ? find(plan.lines, *number) : nullptr;
    const routing::Schedule *hours = known ? find(plan.schedules, known->hours) : nullptr;
    return hours ? openingAt(*hours, now) : routing::Opening();
}

// Where somebody says it, or a machine: short codes and names send codes, bills and advertisements.
bool isPerson(const Party &from, const routing::Plan &plan)
{
    const auto number = from.number();
    return number && !plan.lines.contains(*number);
}

QString samenessOf(const IncomingText &text)
{
    const QString same = sameness(text.body);
    return same.isEmpty() ? u"(%1 media)"_s.arg(text.media.size()) : same;
}

// One text that has come, on its way through the ledger. Every step ends the job at the first error.
class Arrival
{
public:
    Arrival(SqlConnection &db, const TextScene &scene, const IncomingText &text)
        : m_db(db), m_scene(scene), m_text(text), m_rules(rulesOf(*scene.plan, text.to)),
          m_opening(openingOf(*scene.plan, text.to, scene.now)),
          m_keyword(text.optOutType.isEmpty() ? textKeyword(text.body) : keywordOfType(text.optOutType))
    {
    }

    Result<QByteArray> received()
    {
        const Result<> steps = TextTable(m_db)
                                   .lockReplies(m_text.to.text())
                                   .and_then([this] { return keepKeyword(); })
                                   .and_then([this] { return cancelScheduled(); })
                                   .and_then([this] { return decide(); })
                                   .and_then([this] { return keepText(); })
                                   .and_then([this] { return makeTask(); })
                                   .and_then([this] { return tellDesks(); });
        if (!steps)
            return fail(steps.error());
        return answer();
    }
    bool isReplied() const { return std::holds_alternative<Reply>(m_reply); }

private:
    Result<bool> isOptedOut(const QString &scope) const
    {
        return OptOutTable(m_db).state(scope, m_text.from).map([](const std::optional<OptOutEntry> &entry) {
            return entry && entry->optedOut;
        });
    }

    Result<> keep(const QString &scope, bool optedOut)
    {
        const bool isType = !m_text.optOutType.isEmpty();
        const auto isNew = OptOutTable(m_db).note({.scope = scope,
                                                   .peer = m_text.from,
                                                   .optedOut = optedOut,
                                                   .proof = isType ? OptOutProof::OptOutType : OptOutProof::Keyword,
                                                   .reference = m_text.sid.text(),
                                                   .keyword = isType ? m_text.optOutType : m_text.body.trimmed().toUpper(),
                                                   .at = m_scene.now});
        if (!isNew)
            return fail(isNew.error());
        m_optOuts << scope;
        return {};
    }

    // STOP holds for the service where one is used, else for the number. START takes back what there is: "yes" is a START too,
    // and says nothing to somebody who never stopped.
    Result<> keepKeyword()
    {
        const QString service = optOutScope(m_text.messagingServiceSid, m_text.to);
        if (m_text.from.isEmpty() || service.isEmpty())
            return {};
        QStringList scopes{service};
        if (service != m_text.to.text())
            scopes << m_text.to.text();
        for (const QString &scope : scopes) {
            const auto before = isOptedOut(scope);
            if (!before)
                return fail(before.error());
            m_wasOptedOut = m_wasOptedOut || *before;
            const bool stops = m_keyword == TextKeyword::Stop && scope == service;
            const bool starts = m_keyword == TextKeyword::Start && *before;
            if (!stops && !starts)
                continue;
            if (auto kept = keep(scope, stops); !kept)
                return kept;
        }
        return {};
    }

    /// What waits to be written to them: nothing after STOP, and what was only to go out if they do not write.
    Result<> cancelScheduled()
    {
        const bool stops = m_keyword == TextKeyword::Stop;
        const auto canceled = ScheduledTextTable(m_db).cancelFor(m_text.to.text(), m_text.from, !stops,
                                                                 stops ? u"opted_out"_s : u"replied"_s);
        if (!canceled)
            return fail(canceled.error());
        m_canceled = *canceled;
        return {};
    }

    Result<> decide()
    {
        const auto history = TextTable(m_db).history(
            m_text.to.text(), m_text.from, samenessOf(m_text), m_scene.now,
            std::max({std::chrono::hours(24), std::chrono::ceil<std::chrono::hours>(m_rules.reply.oncePer),
                      std::chrono::ceil<std::chrono::hours>(m_rules.reply.quietAfterPerson)}));
        if (!history)
            return fail(history.error());
        const auto blocked = BlockTable(m_db).isBlocked(m_text.from);
        if (!blocked)
            return fail(blocked.error());
        m_isBlocked = *blocked;
        const auto number = m_text.from.number();
        const SenderHistory sender{.lastAutoReply = history->lastAutomatic,
                                   .lastByPerson = history->lastByPerson,
                                   .autoRepliesToday = history->automaticLastDay,
                                   .sameTextsLastHour = history->sameLastHour,
                                   .lineRepliesLastHour = history->lineAutomaticLastHour,
                                   .isOptedOut = m_wasOptedOut,
                                   .isBlocked = m_isBlocked,
                                   .isOurLine = number && m_scene.plan->lines.contains(*number)};
        m_reply = decideAutoReply(m_rules.reply, m_text.from, m_text.body, m_text.optOutType, sender, m_opening, m_scene.now);
        return {};
    }

    Result<> keepText()
    {
        TextNotice notice{.source = u"incoming"_s, .sameness = samenessOf(m_text), .extra = m_scene.extra};
        notice.message.sid = m_text.sid;
        notice.message.messagingServiceSid = m_text.messagingServiceSid;
        notice.message.from = m_text.from;
        notice.message.to = m_text.to;
        notice.message.body = m_text.body;
        notice.message.status = MessageStatus::Received;
        notice.message.direction = MessageDirection::Inbound;
        notice.message.segments = m_text.segments;
        notice.message.mediaCount = int(m_text.media.size());
        notice.message.createdAt = m_scene.now;
        for (const auto &[url, type] : m_text.media)
            notice.media << TextMedia{.url = url, .type = type};
        TextTable texts(m_db);
        if (const auto noted = texts.note(notice, m_scene.now); !noted)
            return fail(noted.error());
        if (const auto *reply = std::get_if<Reply>(&m_reply))
            return texts.replied({.answers = m_text.sid, .line = m_text.to.text(), .peer = m_text.from, .body = reply->body},
                                 m_scene.now);
        return {};
    }

    // One task a text at most. What a machine says, a keyword and a loop make none; that replies were stopped is told once.
    Result<> makeTask()
    {
        LedgerTask task{.about = {TaskLink::Kind::Text, m_text.sid.text()}, .peer = m_text.from, .line = m_text.to.text()};
        QString oneFor;
        const auto *silent = std::get_if<Silent>(&m_reply);
        if (silent && silent->wantsOwner()) {
            task.person = m_rules.owner.text();
            oneFor = describeForOwner(silent->why, task);
        } else if (const auto rule = ruleThatFits(); !rule) {
            return fail(rule.error());
        } else if (*rule) {
            task.title = (*rule)->title.isEmpty() ? (*rule)->name : (*rule)->title;
            task.rule = (*rule)->name;
            task.person = (*rule)->person.text();
            if ((*rule)->due.count() > 0)
                task.due = m_scene.now.addSecs((*rule)->due.count());
        }
        if (task.title.isEmpty())
            return {};
        const auto made = TaskTable(m_db).addByRule(task, m_scene.now, oneFor);
        if (!made)
            return fail(made.error());
        m_task = *made;
        m_taskPerson = task.person;
        return {};
    }

    // @return what there is to be one task for
    QString describeForOwner(Silent::Why why, LedgerTask &task) const
    {
        const QString day = m_scene.now.date().toString(Qt::ISODate);
        if (why == Silent::Why::Loop) {
            task.title = u"Automatic replies were stopped: a machine seems to answer them"_s;
            task.rule = ownrule::replyLoop();
            return u"%1 %2 %3 %4"_s.arg(task.rule, task.line, task.peer.text(), day);
        }
        if (why == Silent::Why::LineHasSaidEnough) {
            task.title = u"Automatic replies were stopped: the line has sent as many as it may in an hour"_s;
            task.rule = ownrule::replyLimit();
            return u"%1 %2 %3"_s.arg(task.rule, task.line, day);
        }
        task.title = u"Asks not to be written to any more"_s;
        task.rule = ownrule::asksToStop();
        return {};
    }

    Result<const routing::TaskRule *> ruleThatFits()
    {
        const bool isKeyword = m_keyword == TextKeyword::Stop || m_keyword == TextKeyword::Help
            || (m_keyword == TextKeyword::Start && (m_wasOptedOut || !m_text.optOutType.isEmpty()));
        if (m_rules.tasks.empty() || isKeyword || m_isBlocked || !isPerson(m_text.from, *m_scene.plan))
            return nullptr;
        const auto contacts = SharedContactTable(m_db).with(m_text.from);
        if (!contacts)
            return fail(contacts.error());
        return ruleFor(m_rules.tasks,
                       {.body = m_text.body, .isFromStranger = contacts->isEmpty(), .isLineOpen = m_opening.isOpen()});
    }

    Result<> tellDesks()
    {
        const auto tell = [this](const QString &kind, const QJsonObject &body) -> Result<> {
            const QString json = QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact));
            return EventTable(m_db).append(kind, json, m_scene.now).map([](qint64) {});
        };
        Result<> told = tell(u"text"_s,
                             {{u"sid"_s, m_text.sid.text()},
                              {u"line"_s, m_text.to.text()},
                              {u"peer"_s, m_text.from.text()},
                              {u"status"_s, u"received"_s},
                              {u"replied"_s, isReplied()}});
        for (qsizetype i = 0; told && i < m_optOuts.size(); ++i) {
            told = tell(u"opt_out"_s,
                        {{u"scope"_s, m_optOuts[i]},
                         {u"peer"_s, m_text.from.text()},
                         {u"optedOut"_s, m_keyword == TextKeyword::Stop},
                         {u"proof"_s, m_text.optOutType.isEmpty() ? u"keyword"_s : u"opt-out-type"_s}});
        }
        for (qsizetype i = 0; told && i < m_canceled.size(); ++i)
            told = tellScheduled(m_db, m_canceled[i], m_text.to.text(), {}, ScheduledText::State::Canceled, m_scene.now);
        if (told && m_task)
            told = tell(u"task"_s,
                        {{u"id"_s, *m_task}, {u"what"_s, u"made"_s}, {u"person"_s, m_taskPerson}, {u"line"_s, m_text.to.text()}});
        return told;
    }

    QByteArray answer() const
    {
        twiml::Document document;
        if (const auto *reply = std::get_if<Reply>(&m_reply)) {
            const QUrlQuery query{{u"answers"_s, m_text.sid.text()}};
            document.verbs << twiml::Message{.statusCallback = webhookUrl(*m_scene.premises, u"message-status"_s, query),
                                             .body = reply->body};
        }
        return twiml::write(document);
    }

    SqlConnection &m_db;
    const TextScene &m_scene;
    const IncomingText &m_text;
    const routing::LineTexts &m_rules;
    const routing::Opening m_opening;
    const TextKeyword m_keyword;

    bool m_wasOptedOut = false, m_isBlocked = false;
    QList<qint64> m_canceled; // scheduled texts
    QStringList m_optOuts; // scopes that have changed
    AutoReply m_reply;
    std::optional<qint64> m_task;
    QString m_taskPerson;
};

} // namespace

Result<QByteArray> incomingText(SqlConnection &db, const TextScene &scene, const IncomingText &text)
{
    WebhookTable webhooks(db);
    const QString key = u"incoming-sms "_s + text.sid.text();
    const auto seen = webhooks.claim(key, scene.now);
    if (!seen)
        return fail(seen.error());
    if (!seen->isFirst) // one reply, unless Twilio says that it has not heard ours
        return scene.isFallback && !seen->answer.isEmpty() ? seen->answer.toUtf8() : twiml::write({});
    // Who sends an old request again, long after its key was forgotten, changes nothing either.
    const auto known = TextTable(db).find(text.sid);
    if (!known)
        return fail(known.error());
    if (*known)
        return twiml::write({});
    Arrival arrival(db, scene, text);
    auto answer = arrival.received();
    if (!answer || !arrival.isReplied())
        return answer;
    if (const auto kept = webhooks.answered(key, QString::fromUtf8(*answer)); !kept)
        return fail(kept.error());
    return answer;
}

} // namespace milassist::relay
