// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/messagewords.h"

#include "core/domain/phoneformat.h"
#include "ui/panels/messages/eventview.h"
#include "ui/widgets/words.h"

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

QString inWords(const char *text)
{
    return QCoreApplication::translate("MessageWords", text);
}

QString codeText(int code)
{
    return code == 0 ? QString() : QString::number(code);
}

DeliveryView waitingView(const OutboxEntry &entry)
{
    switch (entry.state) {
    case OutboxState::Queued:
        return {.icon = u"clock"_s,
                .words = entry.attempts == 0 ? inWords("Queued") : inWords("Queued, goes out when the connection is back"),
                .action = MessageAction::TakeBack};
    case OutboxState::Sending:
        return {.icon = u"send"_s, .words = inWords("Sending")};
    case OutboxState::Sent:
        return {.icon = u"check"_s, .words = inWords("Sent")};
    case OutboxState::NotSure:
        return {.icon = u"help"_s,
                .words = inWords("Not sure it went out, checking with Twilio"),
                .tone = Tone::Warning,
                .whatToDo = inWords("Nothing to do: it is never sent a second time by itself.")};
    case OutboxState::Canceled:
        return {.icon = u"close"_s, .words = inWords("Taken back before it left")};
    case OutboxState::Failed:
        break;
    }
    const ErrorText error = twilioErrorText(entry.errorCode);
    return {.icon = u"error"_s,
            .words = error.title.isEmpty() ? inWords("Not sent") : inWords("Not sent: %1").arg(error.title),
            .tone = Tone::Danger,
            .whatToDo = error.whatToDo,
            .code = codeText(entry.errorCode),
            // To somebody who opted out no repetition helps, and each one is held against the account.
            .action = entry.errorCode == 21610 ? MessageAction::None : MessageAction::Retry};
}

} // namespace

DeliveryView deliveryView(const MessageRow &row)
{
    using enum MessageStatus;
    if (row.outbox)
        return waitingView(*row.outbox);
    const Message &message = row.message;
    const auto &status = message.status;
    if (isInbound(message))
        return {};
    if (status.isAnyOf(Failed, Undelivered)) {
        const ErrorText error = twilioErrorText(message.errorCode);
        const QString state = status.is(Failed) ? inWords("Not sent") : inWords("Not delivered");
        return {.icon = u"error"_s,
                .words = error.title.isEmpty() ? state : u"%1: %2"_s.arg(state, error.title),
                .tone = Tone::Danger,
                .whatToDo = error.whatToDo,
                .code = codeText(message.errorCode)};
    }
    if (status.is(Delivered))
        return {.icon = u"check-double"_s, .words = inWords("Delivered")};
    if (status.is(Read))
        return {.icon = u"check-double"_s, .words = inWords("Read"), .tone = Tone::Accent};
    if (status.is(Sent))
        return {.icon = u"check"_s, .words = inWords("Sent")};
    if (status.is(PartiallyDelivered))
        return {.icon = u"warning"_s, .words = inWords("Delivered in part"), .tone = Tone::Warning};
    if (status.is(Canceled))
        return {.icon = u"close"_s, .words = inWords("Canceled")};
    if (status.is(Scheduled))
        return {.icon = u"calendar"_s, .words = inWords("Scheduled")};
    if (status.isAnyOf(Accepted, Queued))
        return {.icon = u"clock"_s, .words = inWords("Queued at Twilio")};
    if (status.is(Sending))
        return {.icon = u"send"_s, .words = inWords("Sending")};
    return {.words = status.text()}; // a word Twilio has invented since
}

QString spokenItem(const ConversationItem &item, const QDateTime &now, const QString &home)
{
    if (item.kind == ConversationItem::Kind::Unread)
        return inWords("New texts below");
    if (item.kind == ConversationItem::Kind::Day)
        return dayName(item.day, now.toLocalTime().date());
    if (item.isEvent()) {
        const EventView event = eventView(item);
        QStringList words{event.words, event.preview, longTime(item.event.at, now)};
        words.removeAll(QString());
        return words.join(u". "_s);
    }
    const Message &message = item.row.message;
    QStringList words{isOurs(item.row) ? inWords("You") : displayForm(message.from, home), message.body};
    if (message.mediaCount > 0)
        words.append(QCoreApplication::translate("MessageWords", "%n picture(s)", nullptr, message.mediaCount));
    const DeliveryView delivery = deliveryView(item.row);
    words << longTime(item.row.at, now) << delivery.words << delivery.whatToDo;
    words.removeAll(QString());
    return words.join(u". "_s);
}

std::optional<Money> pricePerPart(const QList<MessageRow> &rows)
{
    const MessageRow *latest = nullptr;
    for (const MessageRow &row : rows) {
        const Message &message = row.message;
        const bool rated = message.price && message.price->value != 0 && message.segments > 0 && message.mediaCount == 0;
        if (!row.outbox && rated && !isInbound(message) && (!latest || latest->at < row.at))
            latest = &row;
    }
    if (!latest)
        return std::nullopt;
    return Money{latest->message.price->value / latest->message.segments, latest->message.priceUnit};
}

} // namespace milassist
