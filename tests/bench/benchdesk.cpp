// SPDX-License-Identifier: GPL-3.0-or-later
// benchdesk ROOT: the real program on the profile in ROOT (see fillprofile), driven from inside. Prints one JSON line:
// milliseconds from BENCH_STARTED (nanoseconds since 1970, taken just before exec) to the first painted Calls list all of
// whose rows are filled; of jumps anywhere in that list; of key presses in its filter and in the search until the last of
// their rows is painted; and resident memory after all that.
#include "app/desk/application.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QListView>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace
{

/// When a widget was last painted.
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(QWidget *widget) : m_widget(widget) { widget->installEventFilter(this); }

    qint64 paints() const { return m_paints; }
    std::chrono::steady_clock::time_point last() const { return m_last; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched != m_widget || event->type() != QEvent::Paint || m_inside)
            return false;
        m_inside = true; // painted now, so that the time is that after painting
        QCoreApplication::sendEvent(watched, event);
        m_inside = false;
        ++m_paints;
        m_last = std::chrono::steady_clock::now();
        return true;
    }

private:
    QWidget *m_widget;
    qint64 m_paints = 0;
    bool m_inside = false;
    std::chrono::steady_clock::time_point m_last;
};

/// It can be seen, and every row in sight says something.
bool isFilled(const QListView &list)
{
    if (!list.isVisible())
        return false;
    const int rows = list.model() ? list.model()->rowCount() : 0;
    if (rows == 0)
        return false;
    const int first = list.indexAt(QPoint(4, 1)).row();
    int last = list.indexAt(QPoint(4, list.viewport()->height() - 2)).row();
    if (last < 0)
        last = rows - 1;
    for (int row = first; row <= last; ++row) {
        if (row < 0 || list.model()->index(row, 0).data(Qt::DisplayRole).toString().isEmpty())
            return false;
    }
    return true;
}

double milliseconds(std::chrono::steady_clock::duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

double percentile(QList<double> values, int percent)
{
    std::ranges::sort(values);
    return values.isEmpty() ? -1 : values[qMin(values.size() - 1, values.size() * percent / 100)];
}

/// Of the whole process, kB.
int residentMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').value(1).toInt();
    }
    return -1;
}

class Bench : public QObject
{
public:
    explicit Bench(DeskApplication &desk) : m_desk(desk) {}

    /// @return exit code
    int run()
    {
        QListView *list = nullptr;
        if (!QTest::qWaitFor([&] { return (list = m_desk.window().findChild<QListView *>(u"callList"_s)) != nullptr; }, 60000))
            return complain("there is no call list");
        if (!waitFilled(*list))
            return complain("the call list never filled");
        m_result[u"start_ms"_s] = sinceExec();
        m_result[u"start_rss_kb"_s] = residentMemory();
        m_result[u"rows"_s] = list->model()->rowCount();

        QRandomGenerator dice(1);
        QList<double> jumps;
        QScrollBar *bar = list->verticalScrollBar();
        for (int i = 0; i < 300; ++i) {
            const auto from = std::chrono::steady_clock::now();
            bar->setValue(int(dice.bounded(bar->maximum())));
            if (!waitFilled(*list))
                return complain("a jump never filled");
            jumps.append(milliseconds(std::chrono::steady_clock::now() - from));
        }
        bar->setValue(bar->maximum());
        if (!waitFilled(*list))
            return complain("the end never filled");
        m_result[u"jump_p50_ms"_s] = percentile(jumps, 50);
        m_result[u"jump_p99_ms"_s] = percentile(jumps, 99);

        bar->setValue(0);
        if (qEnvironmentVariableIsSet("BENCH_PICTURE"))
            m_desk.window().grab().save(qEnvironmentVariable("BENCH_PICTURE"));
        if (const int outcome = filter(*list); outcome != 0)
            return outcome;
        return search();
    }

    QJsonObject result() const { return m_result; }

private:
    static int complain(const char *what)
    {
        std::fprintf(stderr, "benchdesk: %s\n", what);
        return 1;
    }

    static double sinceExec()
    {
        using namespace std::chrono;
        const auto now = duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
        return double(now - qgetenv("BENCH_STARTED").toLongLong()) / 1e6;
    }

    /// Until every row in sight is filled, and then painted.
    static bool waitFilled(QListView &list)
    {
        QElapsedTimer time;
        time.start();
        while (!isFilled(list)) {
            if (time.elapsed() > 60000)
                return false;
            waitForEvents();
        }
        list.viewport()->repaint();
        return true;
    }

    int search()
    {
        m_desk.window().openPalette();
        auto *palette = m_desk.window().findChild<QListView *>(u"paletteList"_s);
        auto *field = m_desk.window().findChild<QLineEdit *>(u"paletteField"_s);
        if (!palette || !field)
            return complain("the search did not open");
        if (!QTest::qWaitFor([&] { return field->isVisible(); }, 5000))
            return complain("the search never showed");
        const QList<double> keys = keysInto(
            *field, *palette, {u"invoice"_s, u"tomorrow morning"_s, u"appointment"_s, u"thanks"_s, u"order"_s, u"2065550"_s});
        m_result[u"search_keys"_s] = keys.size();
        m_result[u"search_p50_ms"_s] = percentile(keys, 50);
        m_result[u"search_p95_ms"_s] = percentile(keys, 95);
        m_result[u"rss_kb"_s] = residentMemory();
        return keys.isEmpty() ? complain("no key press painted anything") : 0;
    }

    int filter(QListView &list)
    {
        auto *field = m_desk.window().findChild<QLineEdit *>(u"callSearch"_s);
        if (!field)
            return complain("there is no field to filter calls with");
        const QList<double> keys = keysInto(*field, list, {u"person 120"_s, u"fiction"_s, u"4155551"_s, u"nobody"_s});
        m_result[u"filter_keys"_s] = keys.size();
        m_result[u"filter_p50_ms"_s] = percentile(keys, 50);
        m_result[u"filter_p95_ms"_s] = percentile(keys, 95);
        return keys.isEmpty() ? complain("no key press filtered anything") : 0;
    }

    /// Types @p texts letter by letter. @return milliseconds from each key press to the last painting of @p list before
    /// nothing changes any more, for those that change anything
    QList<double> keysInto(QLineEdit &field, QListView &list, const QStringList &texts)
    {
        PaintWatch painted(list.viewport());
        QList<double> keys;
        const auto rest = [&] {
            QElapsedTimer quiet;
            quiet.start();
            for (qint64 seen = painted.paints(); quiet.elapsed() < 300;) {
                waitForEvents();
                if (std::exchange(seen, painted.paints()) != painted.paints())
                    quiet.restart();
            }
        };
        for (const QString &text : texts) {
            for (const QChar letter : text) {
                const qint64 before = painted.paints();
                const auto from = std::chrono::steady_clock::now();
                QTest::keyClick(&field, letter.toLatin1());
                rest();
                if (painted.paints() != before)
                    keys.append(milliseconds(painted.last() - from));
            }
            field.clear();
            rest();
        }
        return keys;
    }

    /// Asleep until something happens, as the program itself: going round and round would take a processor from those
    /// who are waited for.
    static void waitForEvents()
    {
        QTimer::singleShot(std::chrono::milliseconds(20), qApp, [] {});
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents);
    }

    DeskApplication &m_desk;
    QJsonObject m_result;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (argc != 2)
        return 2;
    QApplication::setApplicationName(u"milassist-desk"_s);
    // The profile of fillprofile: what it asks of the environment, so that it opens.
    qputenv("TWILIO_ACCOUNT_SID", "AC" + QByteArray(32, '0'));
    qputenv("TWILIO_AUTH_TOKEN", QByteArray(32, '0'));
    DeskApplication desk(application, QString::fromLocal8Bit(argv[1]), {});
    desk.start();
    desk.window().showPage(u"calls"_s);
    Bench bench(desk);
    const int outcome = bench.run();
    if (outcome == 0)
        std::printf("%s\n", QJsonDocument(bench.result()).toJson(QJsonDocument::Compact).constData());
    return outcome;
}
