// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/handle.h"
#include "core/relay/ledger/handletable.h"
#include "core/relay/masking/handlebook.h"
#include "core/relay/masking/maskedasks.h"
#include "tests/core/relay/ledger/ledgertest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const QString ours = u"+12065550110"_s, otherLine = u"+12065550111"_s, caller = u"+12065550181"_s, handle = u"+9994821057381"_s;

routing::Plan planOf(bool isMasked)
{
    using namespace routing;
    Plan plan;
    plan.groups[GroupId(u"anna"_s)].members = {PersonId(u"anna"_s)};
    plan.groups[GroupId(u"ben"_s)].members = {PersonId(u"ben"_s)};
    plan.routes[RouteId(u"anna"_s)].stages = {InOrder{.group = GroupId(u"anna"_s)}};
    plan.routes[RouteId(u"ben"_s)].stages = {InOrder{.group = GroupId(u"ben"_s)}};
    Line &first = plan.lines[*PhoneNumber::parse(ours)];
    first.openRoute = RouteId(u"anna"_s);
    first.callersMasked = isMasked;
    plan.lines[*PhoneNumber::parse(otherLine)].openRoute = RouteId(u"ben"_s);
    return plan;
}

Veil veilOf(const QString &name, Role role, const routing::Plan &plan)
{
    const Visitor visitor{.name = name, .role = role};
    return {visitor, LineSight(visitor, &plan), &plan};
}

Veil drawn()
{
    return veilOf(u"anna"_s, Role::Assistant, planOf(true));
}

QString handleOf(const QString &number)
{
    return number == caller ? handle : QString();
}
QString numberOf(const QString &text)
{
    return text == handle ? caller : QString();
}

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}
QByteArray text(const QJsonValue &value)
{
    return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
}

} // namespace

class TestMasking : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theMarkOfWhatOneSeesChangesWithIt()
    {
        const routing::Plan shown = planOf(false), hidden = planOf(true);
        const auto mark = [](const QString &name, Role role, const routing::Plan &plan) { return sightMark({.name = name, .role = role}, &plan); };
        const QString before = mark(u"anna"_s, Role::Assistant, shown);

        QVERIFY(before != mark(u"anna"_s, Role::Assistant, hidden)); // numbers
        QVERIFY(before != mark(u"ben"_s, Role::Assistant, shown));   // lines
        QVERIFY(before != mark(u"anna"_s, Role::Manager, shown));    // role
        QCOMPARE(mark(u"anna"_s, Role::Manager, hidden), mark(u"anna"_s, Role::Admin, shown));
        routing::Plan more = shown;
        more.lines[*PhoneNumber::parse(u"+12065550119"_s)].openRoute = routing::RouteId(u"ben"_s);
        QCOMPARE(mark(u"anna"_s, Role::Assistant, more), before); // somebody else's new line is nothing to her
        QCOMPARE(mark(u"ben"_s, Role::Assistant, hidden), mark(u"ben"_s, Role::Assistant, shown)); // nor are another line's callers
    }

    void onlyAssistantsOfAMaskedLineAreBehindTheVeil()
    {
        const routing::Plan plan = planOf(true);

        QVERIFY(veilOf(u"anna"_s, Role::Assistant, plan).isDrawn());
        QVERIFY(!veilOf(u"anna"_s, Role::Manager, plan).isDrawn());
        QVERIFY(!veilOf(u"anna"_s, Role::Admin, plan).isDrawn());
        QVERIFY(!veilOf(u"ben"_s, Role::Assistant, plan).isDrawn());
        QVERIFY(!veilOf(u"anna"_s, Role::Assistant, planOf(false)).isDrawn());
    }

    void numbersOutsideAreHiddenHoweverTheyAreWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isHidden");

        QTest::newRow("a caller") << caller << true;
        QTest::newRow("as somebody wrote it") << u"(206) 555-0181"_s << true;
        QTest::newRow("without a plus") << u"12065550181"_s << true;
        QTest::newRow("our line") << ours << false;
        QTest::newRow("our line that others see") << otherLine << false;
        QTest::newRow("our line without a plus") << u"12065550110"_s << false;
        QTest::newRow("our line as somebody wrote it") << u"(206) 555-0110"_s << false;
        QTest::newRow("a short code") << u"24273"_s << false;
        QTest::newRow("hidden by themselves") << u"anonymous"_s << false;
        QTest::newRow("hidden by themselves, as digits") << u"+266696687"_s << false;
        QTest::newRow("a colleague's desk") << u"sip:ben@acme.sip.twilio.com"_s << false;
        QTest::newRow("a word") << u"ACME"_s << false;
        QTest::newRow("a handle") << handle << false;
    }
    void numbersOutsideAreHiddenHoweverTheyAreWritten()
    {
        QFETCH(QString, text);
        QFETCH(bool, isHidden);

        QCOMPARE(drawn().hides(text), isHidden);
        QVERIFY(!Veil().hides(text));
    }

    void anAnswerOfTwiliosTellsHandles()
    {
        const QJsonObject answer = json(R"({"calls":[{"sid":"CA1","from":"+12065550181","from_formatted":"(206) 555-0181",
            "to":"+12065550110","to_formatted":"(206) 555-0110","caller_name":"12065550181","forwarded_from":"+12065550181",
            "uri":"/2010-04-01/Accounts/AC1/Calls.json?From=%2B12065550181&PageSize=1","direction":"inbound"},
            {"from":"sip:anna@acme","to":"sip:+12065550181@acme"},{"from":"sip:anna@acme","to":"sip:12065550110@acme"}],
            "next_page_uri":"/Calls.json?To=%2B12065550181","message":"The number +12065550181 is not valid"})");

        const QByteArray out = text(masked(answer, drawn(), &handleOf));

        QVERIFY2(!out.contains("2065550181") && !out.contains("555-0181"), out.constData());
        QVERIFY(out.contains("\"to\":\"+12065550110\"") && out.contains("(206) 555-0110"));
        QVERIFY(out.contains("From=%2B9994821057381&PageSize=1"));
        QVERIFY(out.contains("sip:+9994821057381@acme"));
        QCOMPARE(hiddenIn(answer, drawn()), QStringList{caller});
    }

    void theEndOfACallThatIsOursIsShownAlsoWhereThePlanHasNoSuchLine()
    {
        const auto out = [](const char *answer) { return masked(json(answer), drawn(), [](const QString &) { return handle; }).toObject(); };
        const QString unplanned = u"+12065550177"_s;

        QCOMPARE(out(R"({"from":"+12065550181","to":"+12065550177","direction":"inbound"})")["to"].toString(), unplanned);
        QCOMPARE(out(R"({"from":"+12065550181","to":"+12065550177","direction":"inbound"})")["from"].toString(), handle);
        QCOMPARE(out(R"({"from":"+12065550177","to":"+12065550181","direction":"outbound-api"})")["from"].toString(), unplanned);
        QCOMPARE(out(R"({"from":"+12065550177","to":"+12065550181","direction":"outbound-api"})")["to"].toString(), handle);
        QCOMPARE(out(R"({"from":"+12065550181","to":"+12065550182","direction":"outbound-dial"})")["from"].toString(), handle); // forwarded
        QCOMPARE(out(R"({"from":"sip:anna@acme","to":"sip:+12065550181@acme","direction":"inbound"})")["to"].toString(), u"sip:"_s + handle + u"@acme"_s);
    }

    void whatPeopleWroteStaysAndAnUnknownNumberGoesAllTheSame()
    {
        const QJsonObject answer = json(R"({"body":"ring +12065550181","number":"+14155550123","number_formatted":"(415) 555-0123"})");

        const QJsonObject out = masked(answer, drawn(), &handleOf).toObject();

        QCOMPARE(out["body"].toString(), u"ring +12065550181"_s);
        QCOMPARE(out["number"].toString(), u"anonymous"_s);
        QCOMPARE(out["number_formatted"].toString(), u"anonymous"_s);
    }

    void whoDialsASipAddressWithoutAPlusTellsNothingEither()
    {
        const QJsonObject out = masked(json(R"({"to":"sip:2065550181@acme.sip.twilio.com"})"), drawn(),
                                       [](const QString &) { return handle; }).toObject();

        QCOMPARE(out["to"].toString(), u"sip:+9994821057381@acme.sip.twilio.com"_s);
    }

    void managersSeeWhomAnAssistantHasDialled()
    {
        const QJsonObject answer = json(R"({"to":"sip:+9994821057381@acme","uri":"/Calls?To=%2B9994821057381"})");

        QCOMPARE(handlesIn(QJsonValue(answer)), QStringList{handle});
        QCOMPARE(text(unmasked(answer, &numberOf)), QByteArray(R"({"to":"sip:+12065550181@acme","uri":"/Calls?To=%2B12065550181"})"));
    }

    void aRequestMayNameAHandleWhereItSaysWhomItIsAbout()
    {
        const QString elsewhere = u"https://elsewhere.example/?n=+9994821057381"_s;
        const Asked asked{.body = {{u"to"_s, handle}, {u"from"_s, ours}, {u"body"_s, handle}, {u"media"_s, QJsonArray{elsewhere}},
                                   {u"numbers"_s, QJsonArray{QJsonObject{{u"number"_s, handle}}}}},
                          .query = Form{{u"about"_s, handle + u",CA12345678901234567890123456789012"_s}},
                          .args = {handle, u"7"_s}};

        QCOMPARE(handlesIn(asked), QStringList{handle});
        const auto meant = revealed(asked, drawn(), Naming::Keeps, &numberOf);

        QVERIFY(meant);
        QCOMPARE(meant->body["to"].toString(), caller);
        QCOMPARE(meant->body["from"].toString(), ours);
        QCOMPARE(meant->body["body"].toString(), handle);
        QCOMPARE(meant->body["media"][0].toString(), elsewhere);
        QCOMPARE(meant->body["numbers"][0]["number"].toString(), caller);
        QCOMPARE(meant->query.value(u"about"), caller + u",CA12345678901234567890123456789012"_s);
        QCOMPARE(meant->args, (QStringList{caller, u"7"_s}));
    }

    void searchingByANumberInFullFindsNothing()
    {
        const Asked asked{.body = {}, .query = Form{{u"number"_s, caller}}, .args = {caller}};

        const auto meant = revealed(asked, drawn(), Naming::Looks, &numberOf);

        QVERIFY(meant);
        QVERIFY(meant->query.value(u"number") != caller);
        QVERIFY(isHandle(meant->query.value(u"number")) && isHandle(meant->args.first()));
        for (int i = 0; i < 1000; ++i)
            QVERIFY(newHandle(u"+12065550100"_s) != meant->query.value(u"number"));
    }

    void keepingANumberInFullIsRefusedAsTheAnswerWouldTellItsHandle()
    {
        QVERIFY(!revealed(Asked{.body = {{u"peer"_s, caller}}, .query = {}, .args = {}}, drawn(), Naming::Keeps, &numberOf));
        QVERIFY(!revealed(Asked{.body = {{u"peer"_s, u"+9991111111111"_s}}, .query = {}, .args = {}}, drawn(), Naming::Keeps, &numberOf));
        QVERIFY(revealed(Asked{.body = {{u"to"_s, caller}}, .query = {}, .args = {}}, drawn(), Naming::CallsThem, &numberOf));
    }

    void twilioIsGivenTheNumberOnlyWhereNobodyElseHearsOfIt_data()
    {
        using F = Form;
        QTest::addColumn<int>("ask");
        QTest::addColumn<F>("fields");
        QTest::addColumn<bool>("isAllowed");
        const auto dial = [](const QString &inner, const QString &attributes = u" callerId=\"+12065550110\" answerOnBridge=\"true\""_s) {
            return u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Dial"_s + attributes + u'>' + inner + u"</Dial></Response>"_s;
        };
        const QString number = u"<Number>"_s + handle + u"</Number>"_s, desk = u"sip:anna@acme?x-call-token=1"_s;
        const auto row = [](const char *name, TwilioAsk ask, const F &fields, bool isAllowed) {
            QTest::newRow(name) << int(ask) << fields << isAllowed;
        };
        row("a text", TwilioAsk::NewText, F{{u"To"_s, handle}, {u"From"_s, ours}, {u"Body"_s, u"Hi"_s}}, true);
        row("a text that tells somebody else", TwilioAsk::NewText, F{{u"To"_s, handle}, {u"StatusCallback"_s, u"https://else.example/"_s}}, false);
        row("a text that tells us", TwilioAsk::NewText, F{{u"To"_s, handle}, {u"StatusCallback"_s, u"https://relay.example/x"_s}}, true);
        row("a text by an application", TwilioAsk::NewText, F{{u"To"_s, handle}, {u"ApplicationSid"_s, u"AP1"_s}}, false);
        row("a text for later to a number in full", TwilioAsk::NewText, F{{u"To"_s, caller}, {u"SendAt"_s, u"2026"_s}}, false);
        row("a text to a number in full", TwilioAsk::NewText, F{{u"To"_s, caller}, {u"Body"_s, u"Hi"_s}}, true);
        row("a call, the desk first", TwilioAsk::NewCall, F{{u"To"_s, desk}, {u"From"_s, ours}, {u"Twiml"_s, dial(number)}}, true);
        row("a call to them first", TwilioAsk::NewCall, F{{u"To"_s, handle}, {u"Twiml"_s, dial(number)}}, false);
        row("a call that shows nothing of ours", TwilioAsk::NewCall, F{{u"To"_s, desk}, {u"Twiml"_s, dial(number, {})}}, false);
        row("a call that reports", TwilioAsk::NewCall,
            F{{u"To"_s, desk}, {u"Twiml"_s, dial(number, u" callerId=\"+12065550110\" action=\"https://else.example\""_s)}}, false);
        row("a call that says it", TwilioAsk::NewCall, F{{u"To"_s, desk}, {u"Twiml"_s, u"<Response><Say>"_s + handle + u"</Say></Response>"_s}}, false);
        row("a call that asks elsewhere", TwilioAsk::NewCall, F{{u"To"_s, desk}, {u"Url"_s, u"https://else.example/"_s}}, false);
        row("a call out of the queue", TwilioAsk::NewCall, F{{u"To"_s, desk}, {u"Twiml"_s, dial(u"<Queue>line</Queue>"_s)}}, false);
        row("a call that hides where it asks", TwilioAsk::NewCall, F{{u"To"_s, desk}, {u"Twiml"_s, u"<Response><Dial action=\"https:&#47;&#47;else.example\">+14155550123</Dial></Response>"_s}}, false);
        row("the echo test", TwilioAsk::NewCall, F{{u"To"_s, desk}, {u"Twiml"_s, u"<Response><Say>Speak</Say></Response>"_s}, {u"TimeLimit"_s, u"60"_s}}, true);
        row("hanging up", TwilioAsk::ChangedCall, F{{u"Status"_s, u"completed"_s}}, true);
        row("sending a call elsewhere", TwilioAsk::ChangedCall, F{{u"Url"_s, u"https://else.example/"_s}}, false);
        row("sending a call to one's own telephone", TwilioAsk::ChangedCall, F{{u"Twiml"_s, dial(u"<Number>+14155550123</Number>"_s)}}, false);
    }
    void twilioIsGivenTheNumberOnlyWhereNobodyElseHearsOfIt()
    {
        QFETCH(int, ask);
        QFETCH(Form, fields);
        QFETCH(bool, isAllowed);

        const auto meant = revealed(fields, TwilioAsk(ask), drawn(), u"https://relay.example"_s, &numberOf);

        QCOMPARE(meant.has_value(), isAllowed);
        if (meant)
            QVERIFY2(!meant->encoded().contains("999482"), meant->encoded().constData());
    }

    void aListIsAskedForByHandleAndNeverByNumber()
    {
        const auto byHandle = revealed(Form{{u"To"_s, handle}, {u"PageSize"_s, u"50"_s}}, TwilioAsk::Look, drawn(), {}, &numberOf);
        const auto byNumber = revealed(Form{{u"From"_s, caller}}, TwilioAsk::Look, drawn(), {}, &numberOf);
        const auto byLine = revealed(Form{{u"From"_s, ours}}, TwilioAsk::Look, drawn(), {}, &numberOf);

        QVERIFY(byHandle && byNumber && byLine);
        QCOMPARE(byHandle->value(u"To"), caller);
        QCOMPARE(byHandle->value(u"PageSize"), u"50"_s);
        QVERIFY(isHandle(byNumber->value(u"From")));
        QCOMPARE(byLine->value(u"From"), ours);
    }

    void aHandleIsTheSameForTheTeamForEver()
    {
        QTemporaryDir folder;
        const QString url = u"sqlite:"_s + folder.filePath(u"team.db"_s);
        QString first;
        {
            const auto store = ledgerAt(url);
            HandleBook book(*store);
            const auto made = waitFor(book.handlesOf({caller, ours}));
            QVERIFY(made);
            first = made->value(caller);
            QVERIFY(isHandle(first) && first.endsWith(u"81"_s) && first != made->value(ours));
            QCOMPARE(waitFor(book.handlesOf({caller})).value(), (HandleBook::Pairs{{caller, first}})); // remembered
        }

        const auto store = ledgerAt(url);
        HandleBook book(*store);

        QCOMPARE(waitFor(book.handlesOf({caller, u"+12065550100"_s}))->value(caller), first);
        QCOMPARE(waitFor(book.numbersOf({first, u"+9991111111111"_s})).value(), (HandleBook::Pairs{{first, caller}}));
    }

    void twoRelaysGiveANumberOneHandle()
    {
        QTemporaryDir folder;
        const QString url = u"sqlite:"_s + folder.filePath(u"team.db"_s);
        const auto one = ledgerAt(url), other = ledgerAt(url);
        HandleBook a(*one), b(*other);

        auto first = a.handlesOf({caller}), second = b.handlesOf({caller});

        QCOMPARE(waitFor(first)->value(caller), waitFor(second)->value(caller));
    }
};

QTEST_GUILESS_MAIN(TestMasking)
#include "tst_masking.moc"
