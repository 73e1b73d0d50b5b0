// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/ground.h"
#include "core/sandbox/world/messagetable.h"
#include "core/sandbox/world/optouts.h"

#include <QObject>

#include <functional>

namespace milassist::world
{

class NumberBook;
class ServiceBook;
class MediaBook;
class CallerIdBook;
class ApplicationBook;

/// How a text fares at the other end: delivered, or which error it meets.
struct Fate {
    MessageState state = MessageState::Delivered;
    int errorCode = 0;
};

/// The account's messages: what REST may do with them, how they live, and Twilio's own handling of STOP, START and HELP.
class MessageBook : public QObject
{
    Q_OBJECT
public:
    struct Neighbours {
        const NumberBook &numbers;
        ServiceBook &services;
        MediaBook &media;
        const CallerIdBook &callerIds;
        const ApplicationBook &applications;
    };
    MessageBook(Ground &ground, Interner &parties, Neighbours neighbours);

    Result<Slice<Message>> list(const Form &query) const { return m_table.list(query, m_ground.quirks); }
    Result<Message> fetch(QStringView sid) const;
    /// POST Messages. Errors as in reference 15.1, checked in Twilio's order.
    Result<Message> create(const Form &form);
    /// POST Messages/{sid}: Body= redacts, Status=canceled cancels. Errors: 20404, 20001, 30409.
    Result<Message> update(QStringView sid, const Form &form);
    Result<> remove(QStringView sid);

    MessageOrders orders(QStringView sid) const;

    /// Somebody texts one of our numbers. Emits received(), and answers STOP, START and HELP as Twilio does.
    struct Picture {
        QString contentType;
        QByteArray bytes;
    };
    Message receive(const QString &from, const QString &to, const QString &body, const QList<Picture> &pictures = {});
    /// A text sent by TwiML in answer to an inbound one (direction outbound-reply).
    Result<Message> reply(const QString &from, const QString &to, const QString &body, const QStringList &mediaUrls = {});

    /// The pictures of an outgoing message have been fetched (in the order of its MediaUrls), or could not be: until one of
    /// the two is called the message stays queued.
    void mediaFetched(QStringView sid, const QList<Picture> &pictures);
    void mediaFailed(QStringView sid, int errorCode);

    /// Who decides how a text fares; everything is delivered unless somebody says otherwise.
    void setFate(std::function<Fate(const Message &)> fate) { m_fate = std::move(fate); }

    OptOuts &optOuts() { return m_optOuts; }
    const OptOuts &optOuts() const { return m_optOuts; }
    MessageTable &table() { return m_table; }
    const MessageTable &table() const { return m_table; }

Q_SIGNALS:
    /// An outgoing message has moved on to @p message.status (never emitted for the first state).
    void statusChanged(const milassist::world::Message &message);
    /// @p optOutType "STOP", "START", "HELP" or empty.
    void received(const milassist::world::Message &message, const QString &optOutType);
    /// @p urls must be fetched: see mediaFetched(). Connect before the first message with MediaUrl.
    void mediaWanted(const QString &sid, const QStringList &urls);

private:
    struct Draft {
        QString from, to, body, serviceSid;
        MessageWay way;
        MessageState state;
        int media;
    };
    int write(const Draft &draft);
    void leave(int index);
    void fetchMedia(int index);
    void planLife(int index);
    void move(int index, MessageState state, int errorCode = 0);
    void rate(int index);
    void answerKeyword(const QString &ours, const QString &theirs, Keyword keyword);

    Ground &m_ground;
    Interner &m_parties;
    Neighbours m_near;
    MessageTable m_table;
    OptOuts m_optOuts;
    QHash<int, MessageOrders> m_orders;
    std::function<Fate(const Message &)> m_fate;
};

} // namespace milassist::world
