// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/calltable.h"
#include "core/relay/ledger/optouttable.h"
#include "tests/core/relay/teamwork/teamworktest.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray notes = "/api/team/notes", contacts = "/api/team/contacts", optOuts = "/api/team/opt-outs",
                 blocks = "/api/team/blocks";

QStringList fieldIn(const WireAnswer &answer, const QString &list, const QString &field)
{
    QStringList words;
    for (const QJsonValue &one : objectIn(answer)[list].toArray())
        words << one[field].toVariant().toString();
    return words;
}

} // namespace

/// Notes, contacts, opt-outs and blocks.
class TestShared : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;
    std::unique_ptr<TeamworkRelay> m_team;

    WireAnswer ask(const Secret &who, const QByteArray &verb, const QByteArray &path, const QByteArray &body = {})
    {
        return m_team->ask(who, verb, path, body);
    }
    bool heard(const CallSid &sid, const Party &line)
    {
        LegNotice notice{.leg = {}, .source = u"incoming"_s, .sequence = -1, .extra = {}};
        notice.leg.sid = sid;
        notice.leg.direction = CallDirection::Inbound;
        notice.leg.from = Party(u"+14155550108"_s);
        notice.leg.to = line;
        return waitFor(m_team->relay.store->write([=](SqlConnection &db) { return CallTable(db).note(notice, instant(1)); }))
            .has_value();
    }
    bool hasSaid(const QString &keyword, bool isStop, const Party &line, qint64 second)
    {
        const OptOutEntry entry{.scope = line.text(),
                                .peer = Party(u"+14155550100"_s),
                                .optedOut = isStop,
                                .proof = OptOutProof::Keyword,
                                .reference = sidOf<MessageSid>("SM", int(second)).text(),
                                .keyword = keyword,
                                .at = instant(second),
                                .reason = {}};
        return waitFor(m_team->relay.store->write([=](SqlConnection &db) { return OptOutTable(db).note(entry); })).value_or(false);
    }

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init()
    {
        if (m_engines.hasEngine())
            m_team = std::make_unique<TeamworkRelay>(m_engines.url());
    }
    void cleanup() { m_team.reset(); }

    void aNoteIsReadByAllAndChangedByItsAuthor()
    {
        const WireAnswer made = ask(m_team->anna, "POST", notes, R"({"about":"+14155550108","text":"Prefers the morning"})");
        QCOMPARE(made.status, 201);
        const QByteArray path = notes + '/' + in(made.body, u"id"_s).toUtf8();

        QCOMPARE(ask(m_team->ben, "POST", path, R"({"text":"No"})").status, 404);
        QCOMPARE(ask(m_team->ben, "DELETE", path).status, 404);
        QCOMPARE(ask(m_team->anna, "POST", path, R"({"text":"Prefers the evening"})").status, 200);
        const WireAnswer read = ask(m_team->ben, "GET", notes + "?about=%2B14155550108,%2B14155550109");
        QCOMPARE(fieldIn(read, u"notes"_s, u"text"_s), QStringList{u"Prefers the evening"_s});
        QCOMPARE(ask(m_team->anna, "DELETE", path).status, 200);
        QCOMPARE(ask(m_team->anna, "DELETE", path).status, 404);

        QCOMPARE(m_team->audit().size(), 3);
        const QList<QJsonObject> events = m_team->events(u"note"_s);
        QCOMPARE(events.size(), 3);
        QCOMPARE(events.last()[u"what"_s].toString(), u"removed"_s);
        for (const QJsonObject &event : events)
            QVERIFY(!QJsonDocument(event).toJson().contains("Prefers"));
    }

    void notesOnCallsAreForThoseWhoSeeTheCall()
    {
        const CallSid front = sidOf<CallSid>("CA", 1), unknown = sidOf<CallSid>("CA", 9);
        QVERIFY(heard(front, frontLine));
        const auto body = [](const CallSid &call) { return QByteArray("{\"text\":\"x\",\"about\":\"" + call.text().toUtf8() + "\"}"); };
        const auto read = [&](const Secret &who, const CallSid &call) {
            return fieldIn(ask(who, "GET", notes + "?about=" + call.text().toUtf8()), u"notes"_s, u"author"_s);
        };

        QCOMPARE(ask(m_team->anna, "POST", notes, body(front)).status, 201);
        QCOMPARE(ask(m_team->ben, "POST", notes, body(front)).status, 404);
        QCOMPARE(read(m_team->ben, front), QStringList());
        QCOMPARE(read(m_team->mona, front), QStringList{u"anna"_s});
        QCOMPARE(m_team->events(u"note"_s).first()[u"line"_s].toString(), frontLine.text());

        QCOMPARE(ask(m_team->ben, "POST", notes, body(unknown)).status, 201); // older than the relay
        QCOMPARE(read(m_team->ben, unknown), QStringList{u"ben"_s});
        QCOMPARE(read(m_team->anna, unknown), QStringList());
        QCOMPARE(read(m_team->mona, unknown), QStringList{u"ben"_s});
    }

    void contactsAreSharedAndNobodyOverwritesAnybody()
    {
        const WireAnswer made = ask(m_team->anna, "POST", contacts,
                                    R"({"name":"Ada Byron","numbers":[{"number":"+14155550181","label":"work"}]})");
        QCOMPARE(made.status, 201);
        const QByteArray path = contacts + '/' + in(made.body, u"id"_s).toUtf8();

        const WireAnswer first = ask(m_team->ben, "POST", path, R"({"name":"Ada King","numbers":[],"version":1})");
        const WireAnswer late = ask(m_team->anna, "POST", path, R"({"name":"Ada Lovelace","version":1})");

        QCOMPARE(in(first.body, u"version"_s), u"2"_s);
        QCOMPARE(late.status, 409);
        QVERIFY2(in(late.body, u"error.message"_s).startsWith("ben has changed this contact"_L1), late.body);
        QCOMPARE(in(ask(m_team->mona, "GET", path).body, u"name"_s), u"Ada King"_s);
        QCOMPARE(ask(m_team->anna, "DELETE", path).status, 403);
        QCOMPARE(ask(m_team->mona, "DELETE", path).status, 200);
        QCOMPARE(ask(m_team->mona, "GET", path).status, 404);
        QCOMPARE(m_team->events(u"contact"_s).size(), 3);
    }

    void theBookComesInPagesAndByNumberAndTwoBecomeOne()
    {
        for (int i = 0; i < 3; ++i) {
            const QJsonObject number{{u"number"_s, u"+1415555018%1"_s.arg(i)}};
            const QJsonObject ada{{u"name"_s, u"Ada"_s}, {u"numbers"_s, QJsonArray{number}}};
            QCOMPARE(ask(m_team->anna, "POST", contacts, QJsonDocument(ada).toJson()).status, 201);
        }
        QCOMPARE(fieldIn(ask(m_team->ben, "GET", contacts), u"contacts"_s, u"name"_s).size(), 3);
        QCOMPARE(fieldIn(ask(m_team->ben, "GET", contacts + "?after=1"), u"contacts"_s, u"id"_s), (QStringList{u"2"_s, u"3"_s}));
        QCOMPARE(fieldIn(ask(m_team->ben, "GET", contacts + "?number=%2B14155550182"), u"contacts"_s, u"id"_s), QStringList{u"3"_s});

        const WireAnswer merged = ask(m_team->mona, "POST", contacts + "/1/merge", R"({"other":2,"country":"US"})");

        QCOMPARE(objectIn(merged)[u"numbers"_s].toArray().size(), 2);
        QCOMPARE(ask(m_team->ben, "GET", contacts + "/2").status, 404);
        QCOMPARE(ask(m_team->mona, "POST", contacts + "/1/merge", R"({"other":1})").status, 409);
        QCOMPARE(ask(m_team->mona, "POST", contacts + "/1/merge", R"({"other":77})").status, 404);
    }

    void optOutsAreListedWithTheirProof()
    {
        QVERIFY(hasSaid(u"STOP"_s, true, frontLine, 10) && hasSaid(u"STOP"_s, true, backLine, 11));
        QVERIFY(hasSaid(u"START"_s, false, backLine, 12) && hasSaid(u"STOPALL"_s, true, backLine, 13));

        const WireAnswer all = ask(m_team->mona, "GET", optOuts);
        QCOMPARE(fieldIn(all, u"opt_outs"_s, u"scope"_s), (QStringList{backLine.text(), frontLine.text()}));
        QCOMPARE(fieldIn(all, u"opt_outs"_s, u"keyword"_s), (QStringList{u"STOPALL"_s, u"STOP"_s}));
        QCOMPARE(fieldIn(all, u"opt_outs"_s, u"message"_s).first(), sidOf<MessageSid>("SM", 13).text());
        QCOMPARE(fieldIn(ask(m_team->anna, "GET", optOuts), u"opt_outs"_s, u"scope"_s), QStringList{frontLine.text()});
        const QByteArray one = optOuts + "?scope=%2B15005550002&peer=%2B14155550100";
        QCOMPARE(fieldIn(ask(m_team->mona, "GET", one), u"opt_outs"_s, u"keyword"_s),
                 (QStringList{u"STOPALL"_s, u"START"_s, u"STOP"_s}));
        QCOMPARE(ask(m_team->anna, "GET", one).status, 404);
        QCOMPARE(ask(m_team->mona, "GET", optOuts + "?scope=%2B15005550002").status, 400);
    }

    void whoSaidSoOnTheTelephoneIsNotedByHandWithTheReason()
    {
        const auto body = [](bool isOut) {
            return QByteArray(R"({"scope":"+15005550001","peer":"+14155550100","reason":"said so on the telephone","opted_out":)")
                + (isOut ? "true}" : "false}");
        };
        QCOMPARE(ask(m_team->anna, "POST", optOuts, body(true)).status, 403);
        const WireAnswer noted = ask(m_team->mona, "POST", optOuts, body(true));
        QCOMPARE(noted.status, 201);
        QCOMPARE(in(noted.body, u"by"_s), u"mona"_s);
        QCOMPARE(ask(m_team->mona, "POST", optOuts, body(true)).status, 409);
        m_team->relay.now = instant(200);
        QCOMPARE(ask(m_team->mona, "POST", optOuts, body(false)).status, 201);
        m_team->relay.now = instant(300);
        QCOMPARE(ask(m_team->mona, "POST", optOuts, body(true)).status, 201);
        QCOMPARE(fieldIn(ask(m_team->mona, "GET", optOuts), u"opt_outs"_s, u"reason"_s), QStringList{u"said so on the telephone"_s});

        QVERIFY(hasSaid(u"STOP"_s, true, frontLine, 400));
        QCOMPARE(ask(m_team->mona, "POST", optOuts, body(false)).status, 409); // only their START does that

        QCOMPARE(m_team->events(u"opt_out"_s).size(), 3);
        QCOMPARE(m_team->events(u"opt_out"_s).first()[u"optedOut"_s].toBool(), true);
        QCOMPARE(m_team->audit().last(), u"mona opt-out-noted +14155550100"_s);
    }

    void blocksAreMadeOnceAndTakenBack()
    {
        QCOMPARE(ask(m_team->anna, "POST", blocks, R"({"peer":"+14155550666"})").status, 201);
        QCOMPARE(ask(m_team->ben, "POST", blocks, R"({"peer":"+14155550666"})").status, 201);
        QCOMPARE(fieldIn(ask(m_team->ben, "GET", blocks), u"blocks"_s, u"by"_s), QStringList{u"anna"_s});
        QCOMPARE(ask(m_team->ben, "DELETE", blocks + "/%2B14155550666").status, 200);
        QCOMPARE(ask(m_team->ben, "DELETE", blocks + "/%2B14155550666").status, 404);
        QCOMPARE(m_team->events(u"block"_s).size(), 2);
        QCOMPARE(m_team->audit(), (QStringList{u"anna blocked +14155550666"_s, u"ben unblocked +14155550666"_s}));
    }

    void nonsenseIsRefused()
    {
        const QByteArray book(40000, 'x');
        QJsonArray many;
        for (int i = 0; i < 100; ++i)
            many.append(QJsonObject{{u"number"_s, u"+1"_s}});
        const std::pair<QByteArray, QByteArray> rows[] = {
            {notes, "{\"text\":\"x\"}"},
            {notes, "{\"about\":\"Ada\",\"text\":\"x\"}"},
            {notes, "{\"about\":\"+14155550181\",\"text\":\"\"}"},
            {notes, "{\"about\":\"+14155550181\",\"text\":\"" + book + "\"}"},
            {contacts, "{}"},
            {contacts, "{\"name\":5}"},
            {contacts, "{\"name\":\"x\",\"numbers\":\"+1\"}"},
            {contacts, "{\"name\":\"x\",\"numbers\":[15005550001]}"},
            {contacts, QJsonDocument(QJsonObject{{u"name"_s, u"x"_s}, {u"numbers"_s, many}}).toJson()},
            {contacts, "{\"name\":\"a\\u0000\"}"},
            {contacts, "{\"name\":\"a\\ud800\"}"},
            {blocks, "{}"},
            {optOuts, "{\"scope\":\"+15005550001\",\"peer\":\"+14155550100\"}"},
            {optOuts, "{\"scope\":\"+15005550001\",\"peer\":\"Ada\",\"reason\":\"x\"}"},
            {optOuts, "{\"scope\":\"MG12\",\"peer\":\"+14155550100\",\"reason\":\"x\"}"},
            {optOuts, "{\"scope\":\"+15005550001\",\"peer\":\"+14155550100\",\"reason\":\"x\",\"opted_out\":\"yes\"}"},
        };
        for (const auto &[path, body] : rows) {
            const WireAnswer answer = ask(m_team->olga, "POST", path, body);
            QVERIFY2(answer.status == 400, path + body.left(100) + QByteArray::number(answer.status));
        }
        QCOMPARE(m_team->audit(), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestShared)
#include "tst_shared.moc"
