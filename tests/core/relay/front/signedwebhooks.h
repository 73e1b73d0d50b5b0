// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/signature.h"
#include "core/http/form.h"

#include <QEventLoop>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

namespace milassist
{

/// A text that comes in, as it goes over the wire, and what of it was signed. Twilio signs and sends; who signs is for the test
/// to choose. Source: https://www.twilio.com/docs/usage/security
struct SignedWebhook {
    QByteArray publicUrl;                          ///< as the relay knows it
    QByteArray signedUrl;                          ///< as Twilio knows it, with path and query
    QByteArray target = "/api/twilio/incoming-sms"; ///< as it is requested here
    QByteArray type = "application/x-www-form-urlencoded";
    QByteArray body;
    SignedFields fields; ///< of a form; none: the body is covered by its hash in the URL
    QString text;        ///< what is kept of it

    bool isForm() const { return type.startsWith("application/x-www-form-urlencoded"); }
    bool repeats() const
    {
        QSet<QString> names;
        for (const auto &field : fields)
            names << field.first;
        return names.size() < fields.size();
    }

    QByteArray request(const QByteArray &signature, const QByteArray &moreHeaders = {}) const
    {
        return "POST " + target + " HTTP/1.1\r\nHost: 10.0.0.1:9000\r\nUser-Agent: TwilioProxy/1.1\r\nConnection: close\r\n"
            + moreHeaders + (signature.isEmpty() ? QByteArray() : "X-Twilio-Signature: " + signature + "\r\n")
            + "Content-Type: " + type + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
};

inline QByteArray formOf(const SignedFields &fields, const QByteArray &space = "%20")
{
    Form form;
    for (const auto &[name, value] : fields)
        form.add(name, value);
    return form.encoded(space);
}

/// @param number makes its MessageSid
inline SignedWebhook signedText(int number, const QString &text, const SignedFields &more = {})
{
    const QString sid = QStringLiteral("SM%1").arg(number, 32, 16, QLatin1Char('0'));
    SignedWebhook webhook{.publicUrl = "https://phone.example.org", .signedUrl = "https://phone.example.org/api/twilio/incoming-sms"};
    webhook.text = text;
    webhook.fields = SignedFields{{QStringLiteral("MessageSid"), sid},
                                  {QStringLiteral("AccountSid"), QStringLiteral("AC00112233445566778899aabbccddeeff")},
                                  {QStringLiteral("From"), QStringLiteral("+14155550108")},
                                  {QStringLiteral("To"), QStringLiteral("+12065550142")},
                                  {QStringLiteral("FromCity"), QString()},
                                  {QStringLiteral("Body"), text}}
        + more;
    webhook.body = formOf(webhook.fields);
    return webhook;
}

/// Everything that Twilio may sign one way or the other, one row each; all of it is to be let in.
inline void genuineRows()
{
    using namespace Qt::StringLiterals;
    QTest::addColumn<SignedWebhook>("webhook");
    int number = 0x100;
    const auto row = [&](const char *name, const QByteArray &publicUrl, const QByteArray &signedHome, const QByteArray &query = {},
                         const QByteArray &signedFragment = {}) {
        SignedWebhook webhook = signedText(++number, QString::fromLatin1(name));
        webhook.publicUrl = publicUrl;
        webhook.target += query;
        webhook.signedUrl = signedHome + "/api/twilio/incoming-sms" + query + signedFragment;
        QTest::newRow(name) << webhook;
    };
    const QByteArray home = "https://phone.example.org";
    row("https", home, home);
    row("https, signed with its port", home, home + ":443");
    row("https with its port, signed without", home + ":443", home);
    row("http", "http://phone.example.org", "http://phone.example.org");
    row("http, signed with its port", "http://phone.example.org", "http://phone.example.org:80");
    row("a port of its own", "http://phone.example.org:8080", "http://phone.example.org:8080");
    row("a port of its own that is not signed", "http://phone.example.org:8080", "http://phone.example.org");
    row("a user in the address", "https://me:word@phone.example.org", "https://me:word@phone.example.org");
    row("a user in the address that is not signed", "https://me:word@phone.example.org", home);
    row("a host in capitals", "https://Phone.Example.ORG", home);
    row("a host in capitals, signed so", "https://Phone.Example.ORG", "https://Phone.Example.ORG");
    row("a slash at the end of the address", home + "/", home);
    row("a prefix", home + "/desk", home + "/desk");
    row("an IPv6 address", "https://[2001:db8::1]", "https://[2001:db8::1]:443");
    row("a query", home, home, "?line=1&tag=a%20b");
    row("a query with strange signs", home, home, "?who=O'Brien&name=%C3%98rsted&plus=a+b&empty=&same=1&same=2&end");
    row("a fragment, which is not signed", home, home, "?line=1", "#rc=2&rp=5xx,ct");

    const auto fields = [&](const char *name, const QString &text, const SignedFields &more = {}) -> SignedWebhook {
        Q_UNUSED(name)
        return signedText(++number, text, more);
    };
    QTest::newRow("unicode") << fields("", u"50% off + \"free\"\r\n你好 👋 Ørsted & Søn = "_s);
    QTest::newRow("white space around") << fields("", u" \t two lines\n "_s);
    QTest::newRow("nothing said") << fields("", QString(), {{u"NumMedia"_s, u"0"_s}});
    QTest::newRow("a name that begins like another")
        << fields("", u"names"_s, {{u"ReasonConferenceEnded"_s, u"x"_s}, {u"Reason"_s, u"y"_s}, {u"Reason_"_s, u"z"_s}});
    QTest::newRow("names that differ in case") << fields("", u"case"_s, {{u"tag"_s, u"z"_s}, {u"Tag"_s, u"a"_s}, {u"_tag"_s, u"b"_s}});
    QTest::newRow("names that repeat")
        << fields("", u"again"_s, {{u"Tag"_s, u"b"_s}, {u"Tag"_s, u"a"_s}, {u"Tag"_s, u"b"_s}, {u"TagCount"_s, u"3"_s}});
    QTest::newRow("fields that nobody knows") << fields("", u"new"_s, {{u"ChannelMetadata"_s, u"{\"type\":\"rcs\"}"_s}, {u"Ünknown"_s, u"ß"_s}});
    SignedWebhook plus = fields("", u"spaces as plus + signs"_s);
    plus.body = formOf(plus.fields, "+");
    QTest::newRow("spaces as plus signs") << plus;
    SignedWebhook small = fields("", u"small ÄÖÜ: letters"_s);
    for (qsizetype at = small.body.indexOf('%'); at >= 0; at = small.body.indexOf('%', at + 3))
        small.body.replace(at, 3, small.body.mid(at, 3).toLower());
    QTest::newRow("escapes in small letters") << small;
    SignedWebhook charset = fields("", u"charset"_s);
    charset.type += "; charset=UTF-8";
    QTest::newRow("a character set in the type") << charset;

    for (const QByteArray &query : {QByteArray(), QByteArray("?t=1")}) {
        SignedWebhook json{.publicUrl = home, .target = "/api/twilio/call-status" + query, .type = "application/json", .body = R"({"transcript_sid":"GT0a1b2c3d4e5f60718293a4b5c6d7e8f9","text":"Ørsted"})"};
        const QByteArray hashed = withBodyHash(home + json.target, json.body);
        json.target = hashed.sliced(home.size());
        json.signedUrl = hashed;
        QTest::newRow(query.isEmpty() ? "JSON" : "JSON and a query") << json;
    }
}

/// Sends each over a connection of its own, many at a time. @return what came back, in order
inline QByteArrayList exchanged(quint16 port, const QByteArrayList &requests)
{
    QByteArrayList answers(requests.size());
    for (qsizetype begin = 0; begin < requests.size(); begin += 100) {
        const qsizetype end = std::min(begin + 100, requests.size());
        std::vector<std::unique_ptr<QTcpSocket>> sockets;
        QEventLoop loop;
        qsizetype open = end - begin;
        for (qsizetype i = begin; i < end; ++i) {
            auto socket = std::make_unique<QTcpSocket>();
            QObject::connect(socket.get(), &QTcpSocket::stateChanged, &loop, [&](QAbstractSocket::SocketState state) {
                if (state == QAbstractSocket::UnconnectedState && --open == 0)
                    loop.quit();
            });
            socket->connectToHost(QHostAddress::LocalHost, port);
            socket->write(requests[i]);
            sockets.push_back(std::move(socket));
        }
        QTimer::singleShot(std::chrono::seconds(30), &loop, &QEventLoop::quit);
        if (open > 0)
            loop.exec();
        for (qsizetype i = begin; i < end; ++i)
            answers[i] = sockets[size_t(i - begin)]->readAll();
    }
    return answers;
}

/// "HTTP/1.1 200 OK..." is 200; 0: nothing came.
inline int statusOf(const QByteArray &answer)
{
    return answer.mid(9, 3).toInt();
}

} // namespace milassist

Q_DECLARE_METATYPE(milassist::SignedWebhook)
