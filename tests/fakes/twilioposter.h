// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/signature.h"
#include "core/http/form.h"
#include "tests/fakes/twimlcheck.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTest>
#include <QUrlQuery>

#include <memory>

/// Posts webhooks as Twilio does, signed, over real HTTP.
class TwilioPoster
{
public:
    using Fields = milassist::SignedFields;

    struct Answer {
        int status = 0;
        QByteArray type, body;
        milassist::twiml::Document document; ///< where it is TwiML
        bool isTwiml = false;                ///< and such that Twilio has nothing to say about it

        template <typename Verb>
        const Verb *verb(qsizetype index = 0) const
        {
            return isTwiml ? verbOf<Verb>(document, index) : nullptr;
        }
        /// Leads the caller to the mailbox.
        bool isMailbox() const { return verb<milassist::twiml::Record>(1); }
        bool isHangUp() const { return document.verbs.size() == 1 && verb<milassist::twiml::Hangup>(); }
        /// The first address that the answer rings.
        QString rings() const
        {
            const auto *dial =
                isTwiml && !document.verbs.isEmpty() ? std::get_if<milassist::twiml::Dial>(&document.verbs.last()) : nullptr;
            if (!dial || dial->targets.isEmpty())
                return {};
            if (const auto *sip = std::get_if<milassist::twiml::Sip>(&dial->targets.first()))
                return sip->uri.section(u'?', 0, 0);
            const auto *number = std::get_if<milassist::twiml::Number>(&dial->targets.first());
            return number ? number->number : QString();
        }
    };

    /// @param kind of the TwiML that answers are to be
    TwilioPoster(QString url, milassist::Secret token, milassist::twiml::Kind kind = milassist::twiml::Kind::Voice)
        : m_url(std::move(url)), m_token(std::move(token)), m_kind(kind)
    {
        m_network.setProxy(QNetworkProxy::NoProxy);
    }

    /// @param path "dial-complete?step=0", or from the root
    std::shared_ptr<QNetworkReply> begin(const QString &path, const Fields &fields, const QByteArray &signature = {})
    {
        const QString url = m_url + (path.startsWith(u'/') ? path : QStringLiteral("/api/twilio/") + path);
        milassist::Form form;
        for (const auto &[name, value] : fields)
            form.add(name, value);
        QNetworkRequest request(QUrl::fromEncoded(url.toUtf8()));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/x-www-form-urlencoded"));
        request.setRawHeader("X-Twilio-Signature",
                             signature.isEmpty() ? milassist::twilioSignature(m_token, url.toUtf8(), fields) : signature);
        return {m_network.post(request, form.encoded("%20")), [](QNetworkReply *reply) { reply->deleteLater(); }};
    }
    static Answer answerOf(QNetworkReply &reply, milassist::twiml::Kind kind = milassist::twiml::Kind::Voice)
    {
        if (!QTest::qWaitFor([&] { return reply.isFinished(); }, 30'000))
            return {};
        Answer answer{.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                      .type = reply.header(QNetworkRequest::ContentTypeHeader).toByteArray(),
                      .body = reply.readAll()};
        if (answer.type.startsWith("text/xml")) {
            const auto document = checkedTwiml(answer.body, kind);
            answer.isTwiml = document.has_value();
            answer.document = document.value_or(milassist::twiml::Document());
        }
        return answer;
    }
    Answer post(const QString &path, const Fields &fields, const QByteArray &signature = {})
    {
        return answerOf(*begin(path, fields, signature), m_kind);
    }
    Answer get(const QString &path)
    {
        const std::unique_ptr<QNetworkReply> reply(m_network.get(QNetworkRequest(QUrl(m_url + path))));
        return answerOf(*reply);
    }

private:
    QString m_url;
    milassist::Secret m_token;
    milassist::twiml::Kind m_kind;
    QNetworkAccessManager m_network;
};
