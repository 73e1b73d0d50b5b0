// SPDX-License-Identifier: GPL-3.0-or-later
// The desk without a window, to be killed: e2e_worker FOLDER. On standard input one line of JSON:
//   {"rest":"http://...","account":"AC...","token":"...","line":"+1...","round":3,"texts":20}
// It syncs, sends that many texts and keeps that many drafts, and says on standard output what it has promised to keep:
//   kept 3/0     a text has been accepted for sending
//   draft 3/0    a draft has been saved
//   idle         everything is here and nothing waits any more; only then it ends by itself
#include "tests/e2e/headlessdesk.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <cstdio>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace
{

struct Orders {
    Credentials credentials;
    Party line;
    int round = 0, texts = 0;
};

Orders readOrders()
{
    char line[4096];
    if (!std::fgets(line, sizeof line, stdin))
        std::exit(2);
    const QJsonObject json = QJsonDocument::fromJson(line).object();
    const QString account = json[u"account"].toString();
    return {.credentials = {.baseUrl = QUrl(json[u"rest"].toString()),
                            .account = AccountSid::parse(account).value(),
                            .user = account,
                            .secret = Secret(json[u"token"].toString().toUtf8())},
            .line = Party(json[u"line"].toString()),
            .round = json[u"round"].toInt(),
            .texts = json[u"texts"].toInt()};
}

void say(const QString &text)
{
    std::printf("%s\n", qPrintable(text));
    std::fflush(stdout);
}

/// Somebody to write to; twenty people, so that several texts go to each.
Party peerOf(int number)
{
    return Party(u"+120655501%1"_s.arg(80 + number % 20));
}

class Worker : public QObject
{
public:
    Worker(const QString &folder, Orders orders) : m_orders(std::move(orders)), m_desk(folder, m_orders.credentials)
    {
        connect(&m_next, &QTimer::timeout, this, [this] { writeNext(); });
        connect(&m_look, &QTimer::timeout, this, [this] { lookWhetherIdle(); });
        m_desk.sync.start();
        m_desk.outbox.start();
        m_next.start(15);
        m_look.start(100);
    }

private:
    void writeNext()
    {
        if (m_written == m_orders.texts)
            return m_next.stop();
        const int number = m_written++;
        const QString name = u"%1/%2"_s.arg(m_orders.round).arg(number);
        const Draft text{.line = m_orders.line, .peer = peerOf(number), .body = u"Text "_s + name};
        whenDone(m_desk.outbox.send(text), this, [name](const Result<OutboxId> &kept) {
            say(kept ? u"kept "_s + name : u"refused "_s + name + u' ' + kept.error().detail);
        });
        const Party reader(u"+1206555%1"_s.arg(1000 + m_orders.round * 100 + number)); // everybody gets one draft only
        whenDone(m_desk.drafts.save(m_orders.line, reader, {.body = u"Draft "_s + name}), this,
                 [name, reader](const Result<> &saved) {
                     if (saved)
                         say(u"draft %1 %2"_s.arg(name, reader.text()));
                 });
    }

    void lookWhetherIdle()
    {
        if (m_written < m_orders.texts || !m_desk.sync.progressNow().isComplete())
            return;
        whenDone(m_desk.outbox.waiting(), this, [](const Result<int> &waiting) {
            if (waiting && *waiting == 0) {
                say(u"idle"_s);
                QCoreApplication::exit(0);
            }
        });
    }

    Orders m_orders;
    HeadlessDesk m_desk;
    QTimer m_next, m_look;
    int m_written = 0;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc != 2)
        return 2;
    Worker worker(QString::fromLocal8Bit(argv[1]), readOrders());
    return QCoreApplication::exec();
}
