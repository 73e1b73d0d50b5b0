// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/requests.h"

namespace milassist {

using namespace Qt::StringLiterals;

QFuture<Result<Page<Message>>> TwilioClient::messages(MessageQuery query, Paging paging)
{
    Parameters filters;
    filters.addFilled(u"From", query.from.text());
    filters.addFilled(u"To", query.to.text());
    addSpan(filters, u"DateSent"_s, query.sent);
    return list<Message>(u"Messages"_s, std::move(filters), "messages", std::move(paging), [span = query.sent](QList<Message> &messages) {
        keepSpan(messages, span, [](const Message &m) { return m.sentAt.isValid() ? m.sentAt : m.createdAt; });
    });
}

QFuture<Result<Message>> TwilioClient::message(MessageSid sid, Priority priority)
{
    return fetch<Message>(url(u"Messages/"_s + sid.text()), priority);
}

QFuture<Result<Message>> TwilioClient::sendMessage(OutgoingMessage message)
{
    Parameters form;
    form.add(u"To", message.to.text());
    form.addFilled(u"From", message.from.text());
    form.addFilled(u"MessagingServiceSid", message.messagingServiceSid);
    form.addFilled(u"Body", message.body);
    for (const QUrl &media : message.mediaUrls)
        form.addFilled(u"MediaUrl", media);
    form.addFilled(u"StatusCallback", message.statusCallback);
    if (message.sendAt.isValid()) {
        form.add(u"ScheduleType", u"fixed"_s);
        form.add(u"SendAt", message.sendAt.toUTC().toString(Qt::ISODate));
    }
    return post<Message>(url(u"Messages"_s), form, Effect::Once);
}

QFuture<Result<Message>> TwilioClient::cancelMessage(MessageSid sid)
{
    Parameters form;
    form.add(u"Status", u"canceled"_s);
    return post<Message>(url(u"Messages/"_s + sid.text()), form, Effect::Once);
}

QFuture<Result<Message>> TwilioClient::redactMessage(MessageSid sid)
{
    Parameters form;
    form.add(u"Body", QString());
    return post<Message>(url(u"Messages/"_s + sid.text()), form, Effect::Repeat);
}

QFuture<Result<>> TwilioClient::deleteMessage(MessageSid sid)
{
    return remove(url(u"Messages/"_s + sid.text()));
}

QFuture<Result<Page<Media>>> TwilioClient::media(MessageSid message, Paging paging)
{
    return list<Media>(u"Messages/%1/Media"_s.arg(message.text()), {}, "media_list", std::move(paging));
}

QFuture<Result<>> TwilioClient::deleteMedia(MessageSid message, MediaSid media)
{
    return remove(url(u"Messages/%1/Media/%2"_s.arg(message.text(), media.text())));
}

QFuture<Result<Download>> TwilioClient::downloadMedia(MessageSid message, MediaSid media, QString path)
{
    Request request;
    request.url = productUrl(credentials().baseUrl, Product::Api,
                             u"/2010-04-01/Accounts/%1/Messages/%2/Media/%3"_s.arg(credentials().account.text(), message.text(), media.text()));
    request.accept = "*/*";
    return download(std::move(request), path);
}

} // namespace milassist
