// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/signature.h"
#include "core/http/httpserver.h"
#include "core/sandbox/sandbox.h"
#include "tests/core/sandbox/restclient.h"
#include "tests/e2e/sip/peers.h"
#include "tests/e2e/sip/sounds.h"

#include <QUrl>

namespace milassist {

/// The sandbox as a telephone network, somebody's server with static documents, and what both say about it. Everything is
/// made as a customer makes it: through REST.
class SandboxNetwork : public QObject {
public:
    struct Told {
        QString path;
        Form form;
        QByteArray signature;
    };
    const QString ours = QStringLiteral("+12065550142"), theirs = QStringLiteral("+14155550108");
    const QString user = QStringLiteral("desk1"), password = QStringLiteral("Correct1Horse");
    /// Two domains of phones: one where sound goes in the clear, one where it must not.
    const QString plain = QStringLiteral("acme-desk.sip.twilio.com"), safe = QStringLiteral("acme-safe.sip.twilio.com");

    SandboxNetwork() : m_server([this](const HttpRequest &request, const HttpResponder &responder) { answer(request, responder); }) {}

    bool start()
    {
        const auto address = m_sandbox.start();
        if (!address || !m_server.listen(QHostAddress::LocalHost, 0))
            return false;
        m_address = *address;
        rest = std::make_unique<RestClient>(m_address);
        for (int n = 0; n < 12; ++n)
            m_ports.append(freePort(m_ports));
        const auto bought = rest->post(QStringLiteral("IncomingPhoneNumbers.json"),
                                       "PhoneNumber=%2B12065550142&VoiceUrl=" + QUrl::toPercentEncoding(url(QStringLiteral("/voice")))
                                           + "&StatusCallback=" + QUrl::toPercentEncoding(url(QStringLiteral("/status"))));
        const auto list = rest->post(QStringLiteral("SIP/CredentialLists.json"), "FriendlyName=desks");
        m_list = list.text("sid");
        if (bought.status != 201 || list.status != 201
            || rest->post(QStringLiteral("SIP/CredentialLists/%1/Credentials.json").arg(m_list), "Username=desk1&Password=Correct1Horse").status != 201)
            return false;
        m_plainSid = addDomain(plain, false);
        m_safeSid = addDomain(safe, true);
        return !m_plainSid.isEmpty() && !m_safeSid.isEmpty();
    }
    QString plainSid() const { return m_plainSid; }
    QString safeSid() const { return m_safeSid; }
    /// The domain that is reached by "udp", "tcp" or "tls".
    QString domainFor(const QString &transport) const { return transport == QLatin1StringView("tls") ? safe : plain; }
    /// Rows of a test's data: each of the ways.
    static void ways()
    {
        QTest::addColumn<QString>("way");
        for (const char *way : {"udp", "tcp", "tls"})
            QTest::newRow(way) << QString::fromLatin1(way);
    }
    /// A domain with both rights for the list of phones. @return its sid
    QString addDomain(const QString &name, bool isSecure)
    {
        const auto made = rest->post(QStringLiteral("SIP/Domains.json"),
                                     "SipRegistration=true&DomainName=" + name.toUtf8() + "&Secure=" + (isSecure ? "true" : "false")
                                         + "&VoiceUrl=" + QUrl::toPercentEncoding(url(QStringLiteral("/phone"))));
        const QString sid = made.text("sid");
        for (const char *use : {"Calls", "Registrations"}) {
            const auto mapped = rest->post(QStringLiteral("SIP/Domains/%1/Auth/%2/CredentialListMappings.json").arg(sid, QLatin1StringView(use)),
                                           "CredentialListSid=" + m_list.toUtf8());
            if (mapped.status != 201)
                return {};
        }
        return sid;
    }
    QString url(const QString &path) const { return QStringLiteral("http://127.0.0.1:%1%2").arg(m_server.port()).arg(path); }
    void document(const QString &path, const QByteArray &verbs) { m_documents.insert(path, "<Response>" + verbs + "</Response>"); }
    void sound(const QString &path, const QByteArray &wav) { m_sounds.insert(path, wav); }

    /// Somebody calls our number. @return the call's sid
    QString personCalls(const QByteArray &steps)
    {
        return rest->post(QStringLiteral("/_sandbox/calls"),
                          "{\"from\":\"+14155550108\",\"to\":\"+12065550142\",\"script\":{\"steps\":[" + steps + "]}}", "application/json")
            .text("sid");
    }
    QJsonObject phones() { return rest->get(QStringLiteral("/_sandbox/sip")).json; }
    QJsonArray registered() { return phones().value(QLatin1StringView("registered")).toArray(); }
    RestClient::Answer call(const QString &sid) { return rest->get(QStringLiteral("Calls/%1.json").arg(sid)); }
    QList<QJsonObject> children(const QString &parentSid)
    {
        QList<QJsonObject> found;
        for (const QJsonValue &call : rest->get(QStringLiteral("Calls.json?ParentCallSid=%1").arg(parentSid)).list("calls"))
            found.append(call.toObject());
        return found;
    }
    QStringList alerts()
    {
        QStringList codes;
        for (const QJsonValue &one : rest->get(QStringLiteral("Notifications.json")).list("notifications"))
            codes.append(one[QLatin1StringView("error_code")].toString());
        return codes;
    }
    QList<Told> at(const QString &path) const
    {
        QList<Told> found;
        std::ranges::copy_if(told, std::back_inserter(found), [&](const Told &one) { return one.path == path; });
        return found;
    }
    /// Whether it was signed with the account's token for the address it was sent to.
    bool isSigned(const Told &one) const
    {
        SignedFields fields;
        for (const Form::Field &field : one.form.fields())
            fields.append({field.name, field.value});
        return one.signature == twilioSignature(m_address.authToken, url(one.path).toUtf8(), fields);
    }
    /// A recording of a call, one list of samples a channel; empty until there is one.
    QList<std::vector<qint16>> recordingOf(const QString &callSid)
    {
        const auto list = rest->get(QStringLiteral("Calls/%1/Recordings.json").arg(callSid)).list("recordings");
        if (list.isEmpty() || list.first()[QLatin1StringView("status")].toString() != QLatin1StringView("completed"))
            return {};
        const QString sid = list.first()[QLatin1StringView("sid")].toString();
        const auto audio = readWav(rest->get(QStringLiteral("Recordings/%1.wav?RequestedChannels=2").arg(sid)).body);
        QList<std::vector<qint16>> channels;
        for (int channel = 0; audio && channel < audio->channels; ++channel) {
            channels.append(std::vector<qint16>());
            for (qsizetype i = channel; i < audio->samples.size(); i += audio->channels)
                channels.last().push_back(audio->samples[i]);
        }
        return channels;
    }

    /// A way to the sandbox for a baresip, number @p n of them.
    BaresipSetup baresip(const QString &folder, int n, const QString &transport)
    {
        const QJsonObject where = phones();
        const QString address = where.value(transport).toString();
        return {.folder = folder,
                .user = user,
                .domain = domainFor(transport),
                .password = password,
                .server = address.section(u':', 0, 0),
                .serverPort = address.section(u':', 1).toInt(),
                .transport = transport,
                .says = folder + QStringLiteral("-says.wav"),
                .encrypts = transport == QLatin1StringView("tls"),
                .port = m_ports[n * 3],
                .media = m_ports[n * 3 + 2],
                .control = m_ports[n * 3 + 1]};
    }

    const SandboxAddress &address() const { return m_address; }
    Sandbox &sandbox() { return m_sandbox; }

    std::unique_ptr<RestClient> rest;
    QList<Told> told;

private:
    void answer(const HttpRequest &request, const HttpResponder &responder)
    {
        const QString path = request.path();
        HttpResponse response{.status = 204};
        if (m_sounds.contains(path)) {
            response = {.status = 200, .body = m_sounds.value(path)};
            response.headers.add("Content-Type", "audio/x-wav");
        } else {
            told.append({path, request.method == "GET" ? request.query() : request.form(), request.headers.value("X-Twilio-Signature")});
        }
        if (m_documents.contains(path)) {
            response = {.status = 200, .body = m_documents.value(path)};
            response.headers.add("Content-Type", "text/xml");
        }
        responder.send(response);
    }

    Sandbox m_sandbox{{.world = QStringLiteral("empty")}};
    SandboxAddress m_address;
    HttpServer m_server;
    QHash<QString, QByteArray> m_documents, m_sounds;
    QString m_list, m_plainSid, m_safeSid;
    QList<int> m_ports;
};

} // namespace milassist
