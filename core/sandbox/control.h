// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"
#include "core/http/httpresponder.h"

#include <QJsonObject>
#include <QNetworkAccessManager>

namespace milassist {

class SandboxServer;

/// What stands under /_sandbox/: faults, journal, people, and what people do. Not Twilio's, and not asked for a password:
/// who can reach the sandbox may use it.
class Control : public QObject {
    Q_OBJECT

public:
    explicit Control(SandboxServer &server);

    void answer(const HttpRequest &request, const HttpResponder &responder);

private:
    HttpResponse index() const;
    HttpResponse sip(const HttpRequest &request);
    HttpResponse documents(const HttpRequest &request, const QString &name);
    HttpResponse practice(const HttpRequest &request);
    HttpResponse faults(const HttpRequest &request, const QString &id);
    HttpResponse journal(const HttpRequest &request);
    HttpResponse people() const;
    HttpResponse call(const HttpRequest &request);
    HttpResponse scripts(const HttpRequest &request);
    void text(const HttpRequest &request, const HttpResponder &responder);
    void receive(const QJsonObject &wanted, QList<std::pair<QString, QByteArray>> pictures, const HttpResponder &responder);

    SandboxServer &m_server;
    QNetworkAccessManager m_fetcher;
};

} // namespace milassist
