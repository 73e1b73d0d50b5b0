// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/webhooks/messagetwiml.h"

#include <QXmlStreamReader>

namespace milassist::webhooks {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxReplies = 10;

TwimlMessage readMessage(QXmlStreamReader &xml, int &warning)
{
    TwimlMessage message;
    const QXmlStreamAttributes attributes = xml.attributes();
    message.to = attributes.value("to"_L1).toString();
    message.from = attributes.value("from"_L1).toString();
    message.statusCallback = attributes.value(attributes.hasAttribute("action"_L1) ? "action"_L1 : "statusCallback"_L1).toString();
    QString text, body;
    while (!xml.atEnd()) {
        switch (xml.readNext()) {
        case QXmlStreamReader::Characters:
            text += xml.text();
            break;
        case QXmlStreamReader::StartElement:
            if (xml.name() == "Body"_L1) {
                body += xml.readElementText(QXmlStreamReader::SkipChildElements);
            } else if (xml.name() == "Media"_L1) {
                message.mediaUrls.append(xml.readElementText(QXmlStreamReader::SkipChildElements).trimmed());
            } else {
                warning = 12200;
                xml.skipCurrentElement();
            }
            break;
        case QXmlStreamReader::EndElement:
            message.body = body.isEmpty() ? text.trimmed() : body;
            return message;
        default:
            break;
        }
    }
    return message;
}

MessageTwiml readDocument(const QByteArray &body)
{
    MessageTwiml twiml;
    QXmlStreamReader xml(body);
    if (!xml.readNextStartElement()) {
        twiml.errorCode = 12100;
        return twiml;
    }
    if (xml.name() != "Response"_L1) {
        twiml.errorCode = 12102;
        return twiml;
    }
    while (xml.readNextStartElement()) {
        if (xml.name() == "Message"_L1 || xml.name() == "Sms"_L1) {
            twiml.messages.append(readMessage(xml, twiml.warningCode));
        } else if (xml.name() == "Redirect"_L1) {
            twiml.redirectMethod = xml.attributes().value("method"_L1).toString();
            twiml.redirectUrl = xml.readElementText(QXmlStreamReader::SkipChildElements).trimmed();
            break; // what follows is never reached
        } else {
            twiml.warningCode = 12200;
            xml.skipCurrentElement();
        }
    }
    while (!xml.atEnd()) // the whole document has to be well-formed before anything of it counts
        xml.readNext();
    if (xml.hasError()) {
        twiml = {};
        twiml.errorCode = 12100;
    }
    if (twiml.messages.size() > maxReplies) {
        twiml.messages.resize(maxReplies);
        twiml.errorCode = 14109;
    }
    return twiml;
}

} // namespace

MessageTwiml MessageTwiml::parse(const QByteArray &contentType, const QByteArray &body)
{
    const QByteArray type = contentType.split(';').value(0).trimmed().toLower();
    if (body.trimmed().isEmpty())
        return {};
    if (type == "text/xml" || type == "application/xml" || type == "text/html")
        return readDocument(body);
    MessageTwiml twiml;
    if (type == "text/plain")
        twiml.messages.append(TwimlMessage{.body = QString::fromUtf8(body)});
    else
        twiml.errorCode = 12300;
    return twiml;
}

} // namespace milassist::webhooks
