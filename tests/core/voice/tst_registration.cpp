// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/registration.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using R = Registration;
using P = RegistrationProblem;

struct Named {
    const char *name;
    RegistrationEvent event;
};
const QList<Named> &events()
{
    static const QList<Named> list{
        {"chosen", AccountChosen{}},
        {"dropped", AccountDropped{}},
        {"try", TryBegun{}},
        {"accepted", Accepted{}},
        {"silent", NotAccepted{503, u"io error"_s}},
        {"401", NotAccepted{401, u"Unauthorized"_s}},
        {"unprotected", Unprotected{}},
        {"no network", NetworkGone{}},
        {"network", NetworkBack{}},
        {"engine gone", EngineGone{}},
    };
    return list;
}

// o off  c connecting  r registered  w waiting  f refused  n no network  . nothing changes
struct Row {
    R from;
    const char *after;
};
constexpr Row table[] = {
    //                  chosen drop try acc silent 401 unprotected gone back engine
    {R::Off,            "c . . . . . . . . ."},
    {R::Connecting,     ". o . r w f f n . +"},
    {R::Registered,     "c o . . w f f n . c"},
    {R::WaitingToRetry, "c o c r . . f n c c"},
    {R::Refused,        "c o . r . . + . . ."},
    {R::NoNetwork,      "+ o . r . . f . c c"},
};

RegistrationState in(R is)
{
    RegistrationState state{.is = is};
    if (is == R::WaitingToRetry)
        return {.is = is, .problem = P::Unreachable, .sipCode = 503, .retryIn = 4s, .failures = 3};
    if (is == R::Refused)
        return {.is = is, .problem = P::WrongPassword, .sipCode = 401, .failures = 1};
    if (is == R::NoNetwork)
        state.problem = P::Unreachable;
    return state;
}

R ofLetter(char letter)
{
    return letter == 'o' ? R::Off
        : letter == 'c'  ? R::Connecting
        : letter == 'r'  ? R::Registered
        : letter == 'w'  ? R::WaitingToRetry
        : letter == 'f'  ? R::Refused
                         : R::NoNetwork;
}

} // namespace

class TestRegistration : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyEventInEveryState_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("event");
        QTest::addColumn<char>("expected");
        for (const Row &row : table) {
            const QByteArray cells = QByteArray(row.after).replace(" ", "");
            QCOMPARE(cells.size(), events().size());
            for (int i = 0; i < events().size(); ++i)
                QTest::addRow("%d: %s", int(row.from), events()[i].name) << int(row.from) << i << cells[i];
        }
    }
    void everyEventInEveryState()
    {
        QFETCH(int, from);
        QFETCH(int, event);
        QFETCH(char, expected);
        const RegistrationState before = in(R(from));

        const RegistrationState after = next(before, events()[event].event);

        QCOMPARE(after == before, expected == '.');
        if (expected != '.')
            QCOMPARE(int(after.is), expected == '+' ? from : int(ofLetter(expected)));
    }

    void itWaitsLongerEachTimeUpToAMinuteAndForgetsOnSuccess()
    {
        RegistrationState state = next({}, AccountChosen{});
        QList<int> waits;
        for (int i = 0; i < 9; ++i) {
            state = next(state, NotAccepted{503, u"io error"_s});
            QCOMPARE(state.is, R::WaitingToRetry);
            waits.append(int(state.retryIn.count()));
            state = next(state, TryBegun{});
            QCOMPARE(state.is, R::Connecting);
            QCOMPARE(state.problem, P::Unreachable); // still said while it tries
        }
        QCOMPARE(waits, QList<int>({1, 2, 4, 8, 16, 32, 60, 60, 60}));

        state = next(state, Accepted{});
        QCOMPARE(state, RegistrationState{.is = R::Registered});
        QCOMPARE(next(state, NotAccepted{503, u"io error"_s}).retryIn, 1s);
    }

    void aRefusalIsUnderstood_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("twilio");
        QTest::addColumn<int>("tls");
        QTest::addColumn<int>("problem");
        QTest::addColumn<int>("is");
        const auto row = [](const char *name, int code, int twilio, TlsProblem tls, P problem, R is) {
            QTest::newRow(name) << code << twilio << int(tls) << int(problem) << int(is);
        };
        row("wrong password", 407, 0, TlsProblem::None, P::WrongPassword, R::Refused);
        row("Twilio's wrong password", 403, 32201, TlsProblem::None, P::WrongPassword, R::Refused);
        row("forbidden", 403, 0, TlsProblem::None, P::NotAllowed, R::Refused);
        row("unknown user", 404, 0, TlsProblem::None, P::UnknownUser, R::Refused);
        row("eleventh device", 403, 32007, TlsProblem::None, P::TooManyDevices, R::WaitingToRetry);
        row("too often", 403, 32008, TlsProblem::None, P::TooOften, R::WaitingToRetry);
        row("server broken", 500, 0, TlsProblem::None, P::ServerFailed, R::WaitingToRetry);
        row("expired", 503, 0, TlsProblem::Expired, P::CertificateExpired, R::WaitingToRetry);
        row("wrong name", 503, 0, TlsProblem::WrongName, P::CertificateWrongName, R::WaitingToRetry);
        row("not trusted", 503, 0, TlsProblem::NotTrusted, P::CertificateNotTrusted, R::WaitingToRetry);
        row("no answer", 0, 0, TlsProblem::None, P::Unreachable, R::WaitingToRetry);
    }
    void aRefusalIsUnderstood()
    {
        QFETCH(int, code);
        QFETCH(int, twilio);
        QFETCH(int, tls);
        QFETCH(int, problem);
        QFETCH(int, is);

        const NotAccepted answer{.sipCode = code, .phrase = u"words"_s, .twilioCode = twilio, .tls = TlsProblem(tls)};
        const RegistrationState after = next(RegistrationState{.is = R::Connecting}, answer);

        QCOMPARE(int(after.problem), problem);
        QCOMPARE(int(after.is), is);
        QCOMPARE(after.phrase, u"words"_s);
    }
};

QTEST_GUILESS_MAIN(TestRegistration)
#include "tst_registration.moc"
