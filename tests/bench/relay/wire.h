// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/signature.h"
#include "core/http/form.h"

#include <QUrl>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

/// What Twilio posts to @p url when a call comes in, signed.
/// @param number another one for each caller
inline QByteArray callThatComesIn(const QUrl &url, const milassist::Secret &token, const QString &sid, int number)
{
    using namespace Qt::StringLiterals;
    const milassist::SignedFields fields{{u"CallSid"_s, sid},
                                         {u"AccountSid"_s, u"AC00112233445566778899aabbccddeeff"_s},
                                         {u"From"_s, u"+1415555%1"_s.arg(number % 10'000, 4, 10, QChar(u'0'))},
                                         {u"To"_s, u"+12065550142"_s},
                                         {u"Caller"_s, u"+14155550108"_s},
                                         {u"Called"_s, u"+12065550142"_s},
                                         {u"CallStatus"_s, u"ringing"_s},
                                         {u"ApiVersion"_s, u"2010-04-01"_s},
                                         {u"Direction"_s, u"inbound"_s},
                                         {u"FromCity"_s, u"SAN FRANCISCO"_s},
                                         {u"FromState"_s, u"CA"_s},
                                         {u"FromZip"_s, u"94103"_s},
                                         {u"FromCountry"_s, u"US"_s}};
    milassist::Form form;
    for (const auto &[name, value] : fields)
        form.add(name, value);
    const QByteArray body = form.encoded("%20");
    return "POST " + url.path().toUtf8() + " HTTP/1.1\r\nHost: " + url.authority().toUtf8()
        + "\r\nUser-Agent: TwilioProxy/1.1\r\nAccept: */*\r\nContent-Type: "
          "application/x-www-form-urlencoded\r\nX-Twilio-Signature: "
        + milassist::twilioSignature(token, url.toEncoded(), fields) + "\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body;
}

/// A socket that does not wait; -1: nobody listens there.
inline int connectedTo(const QUrl &url)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(quint16(url.port()));
    ::inet_pton(AF_INET, url.host().toLatin1().constData(), &address.sin_addr);
    if (::connect(socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) {
        ::close(socket);
        return -1;
    }
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    ::fcntl(socket, F_SETFL, O_NONBLOCK);
    return socket;
}
