// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamownphone.h"
#include "tests/core/team/teamrelay.h"

using namespace milassist;
using namespace Qt::StringLiterals;
using routing::OutsidePhone;

class TestTeamOwnPhone : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneHasNoneThenOneThenAnotherThenNone()
    {
        TeamRelay relay;
        TeamClient client(relay.access(u"anna"_s, Role::Assistant));
        TeamOwnPhone own(client);
        QCOMPARE(waitFor(own.read()), Result<OwnPhone>(OwnPhone()));

        OutsidePhone phone{.number = *PhoneNumber::parse(u"+14155550123")};
        for (const auto rings : {OutsidePhone::Rings::WhenTheDeskIsOff, OutsidePhone::Rings::Always}) {
            for (const auto screening : {routing::Screening::Ask, routing::Screening::Trusted}) {
                phone.rings = rings;
                phone.screening = screening;
                QCOMPARE(waitFor(own.save(phone)), Result<OwnPhone>(phone));
                QCOMPARE(waitFor(own.read()), Result<OwnPhone>(phone));
            }
        }

        QCOMPARE(waitFor(own.save({})), Result<OwnPhone>(OwnPhone()));
        QCOMPARE(waitFor(own.read()), Result<OwnPhone>(OwnPhone()));
    }

    void whatIsNoTelephoneIsNotTakenForOne()
    {
        const auto kindOf = [](const QJsonObject &phone) {
            const auto read = ownPhoneFrom({{u"phone"_s, phone}});
            return read ? Error::Kind::NotFound : read.error().kind;
        };
        const QJsonObject whole{{u"number"_s, u"+14155550123"_s}, {u"rings"_s, u"always"_s}, {u"screening"_s, u"ask"_s}};
        QVERIFY(ownPhoneFrom({{u"phone"_s, whole}}));
        for (const QString &field : {u"number"_s, u"rings"_s, u"screening"_s}) {
            QJsonObject odd = whole;
            odd[field] = u"perhaps"_s;
            QCOMPARE(kindOf(odd), Error::Kind::Malformed);
        }
        QCOMPARE(kindOf({}), Error::Kind::Malformed);
    }
};

QTEST_GUILESS_MAIN(TestTeamOwnPhone)
#include "tst_teamownphone.moc"
