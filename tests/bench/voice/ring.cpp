// SPDX-License-Identifier: GPL-3.0-or-later
// benchring ROOT [CALLS]: the real program on the profile in ROOT (see fillprofile) with its engine, registered and idle, is
// called that often (30 when not said) and answers with a click. Prints milliseconds from the INVITE at the socket of the
// caller to its 180, to the popup painted and to the popup painted with all that is known about the caller; and from the
// click to the 200 at the caller.
#include "app/desk/application.h"
#include "tests/bench/voice/figures.h"
#include "tests/bench/voice/sipcaller.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>

using namespace milassist;
using namespace milassist::bench;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

// Somebody unknown, and some with a history.
const QList<QByteArray> callers{"+12065550142", "+14155551000", "+14155551001", "+14155551234", "+14155551777"};

/// When the popup was painted, all of it, and handed to the screen.
class PopupWatch : public QObject
{
public:
    PopupWatch() { qApp->installEventFilter(this); }

    void forget() { m_first.reset(), m_last.reset(); }
    std::optional<Instant> first() const { return m_first; }
    std::optional<Instant> last() const { return m_last; }
    QWidget *popup() const { return m_popup; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && watched->objectName() == u"callPopup") {
            m_popup = qobject_cast<QWidget *>(watched);
            m_isPainting = m_popup != nullptr;
        }
        const bool isPainter =
            event->type() == QEvent::Expose || event->type() == QEvent::Paint || event->type() == QEvent::UpdateRequest;
        if (m_isInside || !isPainter
            || !(watched->isWindowType() || (watched->isWidgetType() && static_cast<QWidget *>(watched)->isWindow())))
            return false;
        m_isInside = true; // now, so that the time is that after painting
        m_isPainting = false;
        QCoreApplication::sendEvent(watched, event);
        m_isInside = false;
        if (m_isPainting) {
            m_last = std::chrono::steady_clock::now();
            if (!m_first)
                m_first = m_last;
        }
        return true;
    }

private:
    QWidget *m_popup = nullptr;
    bool m_isInside = false, m_isPainting = false;
    std::optional<Instant> m_first, m_last;
};

/// Asleep until something happens, as the program itself.
bool waitFor(auto condition, std::chrono::milliseconds longest)
{
    const Instant until = std::chrono::steady_clock::now() + longest;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > until)
            return false;
        QTimer::singleShot(10ms, qApp, [] {});
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents);
    }
    return true;
}

void rest(std::chrono::milliseconds time)
{
    waitFor([] { return false; }, time);
}

int complain(const char *what)
{
    std::fprintf(stderr, "benchring: %s\n", what);
    return 1;
}

struct Series {
    QList<double> ringing, painted, told, answer;
};

const char *callOnce(SipCaller &caller, const DeskApplication &desk, PopupWatch &watch, const QByteArray &from, Series &series)
{
    watch.forget();
    const QByteArray id = caller.call(from);
    if (!waitFor([&] { return watch.first() && caller.times(id).ringing; }, 5s))
        return "a call did not ring";
    rest(450ms); // the popup takes no click before; and what the stores know about the caller is there
    const auto rang = caller.times(id);
    series.ringing.append(milliseconds(*rang.ringing - *rang.invite));
    series.painted.append(milliseconds(*watch.first() - *rang.invite));
    series.told.append(milliseconds(*watch.last() - *rang.invite));

    auto *answer = watch.popup()->findChild<QPushButton *>(u"popupAnswer"_s);
    const Instant clicked = std::chrono::steady_clock::now();
    QTest::mouseClick(answer, Qt::LeftButton);
    if (!waitFor([&] { return caller.times(id).answer.has_value(); }, 5s))
        return "a call was not answered";
    series.answer.append(milliseconds(*caller.times(id).answer - clicked));
    rest(200ms);
    caller.hangUp(id);
    if (!waitFor([&] { return caller.times(id).over && desk.phone()->calls().isEmpty(); }, 5s))
        return "a call did not end";
    return nullptr;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (argc < 2)
        return 2;
    QApplication::setApplicationName(u"milassist-desk"_s);
    SipCaller caller;
    for (const auto &[name, value] : {std::pair<const char *, QByteArray>{"TWILIO_ACCOUNT_SID", "AC" + QByteArray(32, '0')},
                                      {"TWILIO_AUTH_TOKEN", QByteArray(32, '0')}, // what fillprofile's profile opens with
                                      {"MILASSIST_SIP_USER", "desk1"},
                                      {"MILASSIST_SIP_DOMAIN", "bench.test"},
                                      {"MILASSIST_SIP_PASSWORD", "unasked"},
                                      {"MILASSIST_SIP_SERVER", "127.0.0.1"},
                                      {"MILASSIST_SIP_PORT", QByteArray::number(caller.port())},
                                      {"MILASSIST_SIP_TRANSPORT", "udp"},
                                      {"PATH", QApplication::applicationDirPath().toLocal8Bit() + "/../bin:" + qgetenv("PATH")}})
        qputenv(name, value);
    DeskApplication desk(application, QString::fromLocal8Bit(argv[1]), {});
    PopupWatch watch;
    desk.start();
    if (!waitFor([&] { return caller.isRegistered("desk1") && desk.phone() && desk.phone()->isRegistered(); }, 30s))
        return complain("the program does not register");

    const int calls = argc > 2 ? QByteArray(argv[2]).toInt() : 30;
    Series series;
    for (int i = -1; i < calls; ++i) {   // the first of a day is not measured
        rest(2300ms + i * 7 % 20 * 1ms); // an engine that has come to rest, and never in step with its clock
        if (i == 0)
            series = {};
        if (const char *trouble = callOnce(caller, desk, watch, callers[(i + 1) % callers.size()], series))
            return complain(trouble);
    }
    QJsonObject figures{{u"calls"_s, calls}};
    for (const auto &[name, values] : {std::pair{u"ringing"_s, series.ringing},
                                       {u"popup"_s, series.painted},
                                       {u"told"_s, series.told},
                                       {u"answer"_s, series.answer}}) {
        figures[name + u"_p50_ms"_s] = rounded(percentile(values, 50));
        figures[name + u"_p95_ms"_s] = rounded(percentile(values, 95));
    }
    print(figures);
    return 0;
}
