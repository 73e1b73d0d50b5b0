// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/answers/outgoing.h"
#include "core/routing/spoken/spoken.h"
#include "core/relay/answers/voiceanswers.h"
#include "tests/fakes/twimlcheck.h"

#include <QTest>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;
using routing::Phrase;
using routing::spoken;

namespace
{

const routing::PersonId anna(u"anna"_s), ben(u"ben"_s);
const Premises premises{.publicUrl = u"https://relay.example.org"_s,
                        .sipDomain = u"acme-desk.sip.twilio.com"_s,
                        .desks = {{anna, u"anna"_s}, {ben, u"ben 2"_s}}};

PhoneNumber number(const QString &e164)
{
    return *PhoneNumber::parse(e164);
}

routing::Plan twoLines()
{
    routing::Plan plan;
    plan.lines[number(u"+12065550142"_s)] = {.name = u"Seattle"_s};
    plan.lines[number(u"+493055500142"_s)] = {.name = u"Berlin"_s, .language = u"de-DE"_s};
    return plan;
}

Outgoing call(const QString &dialled, const QString &line = {}, const routing::Plan &plan = twoLines())
{
    return outgoingCall(dialled, Party(line), plan, premises);
}

std::optional<twiml::Document> checked(const twiml::Document &document)
{
    return checkedTwiml(twiml::write(document));
}

/// The one telephone that rings.
std::optional<twiml::Dial> dialOf(const twiml::Document &document)
{
    const auto read = checked(document);
    const auto *dial = read ? verbOf<twiml::Dial>(*read) : nullptr;
    return dial ? std::optional(*dial) : std::nullopt;
}

} // namespace

class TestOutgoingAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsDialledIsReadAsItsLineWouldReadIt_data()
    {
        QTest::addColumn<QString>("dialled");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("number");
        QTest::newRow("E.164") << u"+14155550108"_s << QString() << u"+14155550108"_s;
        QTest::newRow("as people write it") << u"(415) 555-0108"_s << u"+12065550142"_s << u"+14155550108"_s;
        QTest::newRow("of another country") << u"030 55500199"_s << u"+493055500142"_s << u"+493055500199"_s;
        QTest::newRow("with parameters") << u"+14155550108;phone-context=x"_s << QString() << u"+14155550108"_s;
    }
    void whatIsDialledIsReadAsItsLineWouldReadIt()
    {
        QFETCH(QString, dialled);
        QFETCH(QString, line);
        const Outgoing outgoing = call(dialled, line);
        QCOMPARE(outgoing.refusal, Outgoing::Refusal::None);
        QVERIFY(outgoing.number);
        QTEST(outgoing.number->e164(), "number");
    }

    void theChosenLineIsShownAndNoOther()
    {
        QCOMPARE(call(u"+14155550108"_s, u"+493055500142"_s).line, number(u"+493055500142"_s));
        QCOMPARE(call(u"+14155550108"_s, u"+15005550006"_s).line, number(u"+12065550142"_s)); // not ours
        QCOMPARE(call(u"+14155550108"_s).line, number(u"+12065550142"_s));

        const auto dial = dialOf(outgoingAnswer(call(u"+14155550108"_s, u"+493055500142"_s), twoLines(), premises));
        QVERIFY(dial);
        QCOMPARE(dial->callerId, u"+493055500142"_s);
        QVERIFY(dial->answerOnBridge);
        QCOMPARE(std::get<twiml::Number>(dial->targets.first()).number, u"+14155550108"_s);
        QCOMPARE(dial->record, u"do-not-record"_s);
    }

    void aLineThatRecordsDoesSo()
    {
        routing::Plan plan = twoLines();
        plan.lines.begin()->second.recording.outbound = routing::Record::On;
        const auto dial = dialOf(outgoingAnswer(call(u"+14155550108"_s, {}, plan), plan, premises));
        QVERIFY(dial);
        QCOMPARE(dial->record, u"record-from-answer-dual"_s);
        QCOMPARE(dial->news.callback, u"https://relay.example.org/api/twilio/recording-status#rc=5&rp=5xx,ct,rt"_s);
    }

    void whoIsCalledHearsThatItIsRecordedBeforeTheySpeak_data()
    {
        using When = routing::Announcement::When;
        QTest::addColumn<routing::Record>("record");
        QTest::addColumn<When>("when");
        QTest::addColumn<QString>("dialled");
        QTest::addColumn<QString>("hears"); ///< empty: nothing
        const QString american = u"+14155550108"_s, german = u"+493055500199"_s;
        const QString itIs = spoken(Phrase::IsRecorded, {}), itMay = spoken(Phrase::MayBeRecorded, {});
        QTest::newRow("always") << routing::Record::On << When::Always << german << itIs;
        QTest::newRow("it may be") << routing::Record::Asked << When::Always << german << itMay;
        QTest::newRow("never") << routing::Record::On << When::Never << american << QString();
        QTest::newRow("nothing is recorded") << routing::Record::Off << When::Always << american << QString();
        QTest::newRow("some state of the US") << routing::Record::On << When::WhereBothMustAgree << american << itIs;
        QTest::newRow("where nobody has to agree") << routing::Record::On << When::WhereBothMustAgree << german << QString();
    }
    void whoIsCalledHearsThatItIsRecordedBeforeTheySpeak()
    {
        QFETCH(routing::Record, record);
        QFETCH(routing::Announcement::When, when);
        QFETCH(QString, dialled);
        QFETCH(QString, hears);
        routing::Plan plan = twoLines();
        const PhoneNumber line = number(u"+12065550142"_s);
        plan.lines.at(line).recording.outbound = record;
        plan.lines.at(line).announcement.when = when;

        const auto dial = dialOf(outgoingAnswer(call(dialled, line.e164(), plan), plan, premises));

        QVERIFY(dial);
        QCOMPARE(dial->record, record == routing::Record::On ? u"record-from-answer-dual"_s : u"do-not-record"_s);
        const auto screen = std::get<twiml::Number>(dial->targets.first()).screen.url;
        QCOMPARE(screen.has_value(), !hears.isEmpty());
        if (!screen)
            return;
        QCOMPARE(*screen, u"https://relay.example.org/api/twilio/announce?line=%2B12065550142&record="_s
                     + (record == routing::Record::On ? u"on"_s : u"asked"_s));
        const auto words = checked(announcementToFarEnd(Party(line), record, plan, premises));
        QVERIFY(words);
        QCOMPARE(words->verbs.size(), 1); // then it ends, and both are connected
        QCOMPARE(verbOf<twiml::Say>(*words)->text, hears);
    }

    void aTransferKeepsThePolicyOfTheLineAndItsMailbox()
    {
        routing::Plan plan = twoLines();
        const PhoneNumber berlin = number(u"+493055500142"_s);
        plan.lines.at(berlin).announcement.when = routing::Announcement::When::Always;
        const HandedOver call{.other = Party(u"+14155550108"_s),
                              .shown = {},
                              .line = berlin,
                              .recording = routing::Record::On,
                              .mailbox = mailboxOf(Party(berlin), plan)};

        const auto dial = dialOf(transferAnswer(u"<sip:+14155550123@acme-desk.sip.twilio.com>"_s, call, plan, premises));
        QVERIFY(dial);
        QCOMPARE(dial->record, u"record-from-answer-dual"_s);
        QVERIFY(std::get<twiml::Number>(dial->targets.first()).screen.url->contains(u"line=%2B493055500142"_s));

        const auto failed = checked(afterTransfer(false, call.mailbox, premises));
        QVERIFY(failed);
        QCOMPARE(verbOf<twiml::Say>(*failed)->text, spoken(Phrase::LeaveMessage, u"de-DE"_s));
        QVERIFY(verbOf<twiml::Record>(*failed, 1));
    }

    void whatCannotBeCalledIsSaidInWords_data()
    {
        QTest::addColumn<QString>("dialled");
        QTest::addColumn<QString>("line");
        QTest::addColumn<Phrase>("said");
        QTest::newRow("911") << u"911"_s << QString() << Phrase::NoEmergencyCalls;
        QTest::newRow("112 in Germany") << u"112"_s << u"+493055500142"_s << Phrase::NoEmergencyCalls;
        QTest::newRow("a word") << u"nobody"_s << QString() << Phrase::NotANumber;
        QTest::newRow("nothing") << QString() << QString() << Phrase::NotANumber;
        QTest::newRow("too short") << u"12"_s << QString() << Phrase::NotANumber;
    }
    void whatCannotBeCalledIsSaidInWords()
    {
        QFETCH(QString, dialled);
        QFETCH(QString, line);
        QFETCH(Phrase, said);
        const auto document = checked(outgoingAnswer(call(dialled, line), twoLines(), premises));
        QVERIFY(document);
        const auto *say = verbOf<twiml::Say>(*document);
        QVERIFY(say);
        QCOMPARE(say->text, spoken(said, line.isEmpty() ? u"en-US"_s : u"de-DE"_s));
        QVERIFY(verbOf<twiml::Hangup>(*document, 1));
    }

    void withoutALineThereIsNothingToShow()
    {
        QCOMPARE(call(u"+14155550108"_s, {}, {}).refusal, Outgoing::Refusal::NoLine);
        QVERIFY(checked(outgoingAnswer(call(u"+14155550108"_s, {}, {}), {}, premises)));
    }

    void aColleagueIsRungAtTheirDesk()
    {
        const auto dial = dialOf(outgoingAnswer(call(u"ben 2"_s), twoLines(), premises));
        QVERIFY(dial);
        QCOMPARE(std::get<twiml::Sip>(dial->targets.first()).uri, u"sip:ben%202@acme-desk.sip.twilio.com"_s);
    }

    void aCallIsHandedOver_data()
    {
        QTest::addColumn<QString>("referTo");
        QTest::addColumn<QString>("rings"); ///< empty: the mailbox
        QTest::newRow("a number") << u"<sip:+14155550123@acme-desk.sip.twilio.com>"_s << u"+14155550123"_s;
        QTest::newRow("with headers") << u"<sip:+14155550123@acme-desk.sip.twilio.com?x-a=1>;method=INVITE"_s
                                      << u"+14155550123"_s;
        QTest::newRow("a colleague") << u"sip:anna@acme-desk.sip.twilio.com"_s << u"sip:anna@acme-desk.sip.twilio.com"_s;
        QTest::newRow("emergency") << u"<sip:911@acme-desk.sip.twilio.com>"_s << QString();
        QTest::newRow("our own line") << u"<sip:+12065550142@acme-desk.sip.twilio.com>"_s << QString();
        QTest::newRow("their own number") << u"<sip:+14155550108@acme-desk.sip.twilio.com>"_s << QString();
        QTest::newRow("nonsense") << u"<<>"_s << QString();
    }
    void aCallIsHandedOver()
    {
        QFETCH(QString, referTo);
        QFETCH(QString, rings);
        const auto document = checked(transferAnswer(referTo, {.other = Party(u"+14155550108"_s)}, twoLines(), premises));
        QVERIFY(document);
        const auto *dial = verbOf<twiml::Dial>(*document);
        QCOMPARE(dial != nullptr, !rings.isEmpty());
        if (!dial) {
            QVERIFY(verbOf<twiml::Record>(*document, 1));
            return;
        }
        const auto *number = std::get_if<twiml::Number>(&dial->targets.first());
        QCOMPARE(number ? number->number : std::get<twiml::Sip>(dial->targets.first()).uri, rings);
        QVERIFY(dial->callerId.isEmpty()); // the caller is seen
    }

    void aCallOfOursIsHandedOverUnderItsLine()
    {
        const QString referTo = u"<sip:+14155550123@acme-desk.sip.twilio.com>"_s;
        const auto line = number(u"+12065550142"_s);
        QCOMPARE(dialOf(transferAnswer(referTo, {.other = Party(u"+14155550108"_s), .shown = line}, twoLines(), premises))->callerId, line.e164());
        // Twilio would refuse to show a colleague's desk.
        const Party desk(u"sip:ben@acme-desk.sip.twilio.com"_s);
        QCOMPARE(dialOf(transferAnswer(referTo, {.other = desk}, twoLines(), premises))->callerId, line.e164());
    }
};

QTEST_GUILESS_MAIN(TestOutgoingAnswers)
#include "tst_outgoinganswers.moc"
