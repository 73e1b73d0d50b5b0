// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/servicefinder.h"
#include "core/sandbox/sandbox.h"
#include "core/sandbox/world/world.h"
#include "core/twilio/twilioclient.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

template <typename T>
Result<T> waitFor(QFuture<Result<T>> future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000))
        return fail(Error::Kind::Offline, u"no answer"_s);
    return future.result();
}

struct Desk {
    Sandbox sandbox{{.world = u"empty"_s}};
    SandboxAddress at = *sandbox.start();
    TwilioClient client{{.baseUrl = at.restUrl, .account = *AccountSid::parse(at.accountSid), .user = at.accountSid, .secret = at.authToken}};
    QDateTime now = QDateTime::fromString(u"2026-08-11T16:10:00Z"_s, Qt::ISODate);
    ServiceFinder finder{client, [this] { return now; }};

    PhoneNumberSid buy()
    {
        const auto offers = waitFor(client.availableNumbers({.country = u"US"_s, .limit = 1}));
        return waitFor(client.buyNumber({.phoneNumber = offers->first().phoneNumber}))->sid;
    }
    QString makeService(const QString &name, const QString &inbound, const QList<PhoneNumberSid> &numbers)
    {
        return sandbox.inWorld([&](world::World &world) {
            const auto service = world.services().create(world::Form{{u"FriendlyName"_s, name}, {u"InboundRequestUrl"_s, inbound}});
            for (const PhoneNumberSid &number : numbers)
                world.services().addNumber(service->sid, world::Form{{u"PhoneNumberSid"_s, number.text()}});
            return service->sid;
        });
    }
};

} // namespace

class TestServiceFinder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNumberIsFoundInItsServiceAndAnotherInNone()
    {
        Desk desk;
        const auto inside = desk.buy(), outside = desk.buy();
        for (int i = 0; i < 3; ++i)
            desk.makeService(u"Other %1"_s.arg(i), {}, {});
        const QString sid = desk.makeService(u"Front desk"_s, u"https://text.example.org/in"_s, {inside});

        const auto found = waitFor(desk.finder.serviceOf(inside));
        const auto none = waitFor(desk.finder.serviceOf(outside));

        QVERIFY(found && *found);
        QCOMPARE((*found)->sid.text(), sid);
        QCOMPARE((*found)->friendlyName, u"Front desk"_s);
        QCOMPARE((*found)->inboundUrl, u"https://text.example.org/in"_s);
        QVERIFY(!(*found)->usesWebhookOfNumber);
        QVERIFY(none && !*none);
    }

    void whatWasReadIsBelievedForAWhile()
    {
        Desk desk;
        const auto number = desk.buy();
        const auto first = desk.finder.serviceOf(number), second = desk.finder.serviceOf(number);
        QVERIFY(waitFor(first) && waitFor(second));
        const auto asked = desk.sandbox.journal().size();

        QVERIFY(!*waitFor(desk.finder.serviceOf(number)));
        QCOMPARE(desk.sandbox.journal().size(), asked);

        desk.makeService(u"Front desk"_s, {}, {number});
        desk.now = desk.now.addSecs(600);
        QVERIFY(*waitFor(desk.finder.serviceOf(number)));
    }

    void manyServicesAreReadWhateverTheirPages()
    {
        Desk desk;
        const auto number = desk.buy();
        desk.makeService(u"Oldest"_s, {}, {number});
        for (int i = 0; i < 130; ++i)
            desk.makeService(u"Service %1"_s.arg(i), {}, {});

        const auto found = waitFor(desk.finder.serviceOf(number));

        QVERIFY(found && *found);
        QCOMPARE((*found)->friendlyName, u"Oldest"_s);
    }

    void aRefusalIsToldAndTheNextQuestionAsksAgain()
    {
        Desk desk;
        const auto number = desk.buy();
        QVERIFY(desk.sandbox.addFaults(R"({"kind":"status","status":403,"path":"*messaging*"})"));
        QCOMPARE(waitFor(desk.finder.serviceOf(number)).error().kind, Error::Kind::Forbidden);
        desk.sandbox.clearFaults();

        QVERIFY(waitFor(desk.finder.serviceOf(number)));
    }
};

QTEST_GUILESS_MAIN(TestServiceFinder)
#include "tst_servicefinder.moc"
