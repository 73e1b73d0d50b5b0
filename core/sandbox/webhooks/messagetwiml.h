// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace milassist::webhooks {

/// One <Message> of an answer to an inbound text.
struct TwimlMessage {
    QString to, from; ///< empty = the sender, the number texted
    QString body;
    QStringList mediaUrls;
    QString statusCallback;
    bool operator==(const TwimlMessage &) const = default;
};

/// What an answer to an inbound text says.
struct MessageTwiml {
    QList<TwimlMessage> messages;
    QString redirectUrl, redirectMethod; ///< <Redirect>, after the messages
    int errorCode = 0;                   ///< 12100 no XML, 12102 another root, 12300 content type, 14109 too many replies; else 0
    int warningCode = 0;                 ///< 12200 an element that is not known; the rest counts

    /// @p contentType XML is TwiML, plain text a single reply, an empty body nothing.
    static MessageTwiml parse(const QByteArray &contentType, const QByteArray &body);
};

} // namespace milassist::webhooks
