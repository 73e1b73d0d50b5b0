// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/gateway/upstream.h"

#include <QNetworkReply>
#include <QTcpSocket>
#include <QTimer>

namespace milassist::relay
{

/// One body on its way from Twilio to whoever asked. Holds at most some hundred kilobytes of it; who takes nothing for half a
/// minute is let go. If it breaks on the way the connection is reset, so that half of it is not taken for all.
class MediaPipe : public QObject
{
    Q_OBJECT
public:
    MediaPipe(QNetworkAccessManager &network, const Credentials &credentials, const QUrl &url, const HttpRequest &request,
              HttpResponder responder, Upstream::Refuse refuse, std::function<bool()> goOnRefused);
    ~MediaPipe() override;

Q_SIGNALS:
    void ended(); ///< once, never from inside the constructor

private:
    void ask(const QUrl &url);
    void onHeaders();
    void onFinished();
    bool begin(int status);
    void pump();
    void refuse(int status);
    void stop();

    QNetworkAccessManager &m_network;
    const Credentials &m_credentials;
    QUrl m_home;
    QByteArray m_range;
    bool m_isHead = false;
    HttpResponder m_responder;
    Upstream::Refuse m_refuse;
    std::function<bool()> m_goOnRefused; ///< Twilio has refused the credentials: whether there are others now
    std::unique_ptr<QNetworkReply, void (*)(QNetworkReply *)> m_reply;
    std::unique_ptr<QTcpSocket> m_socket; ///< once the first byte is on its way
    QTimer m_silence;
    int m_hops = 0;
    bool m_isWhole = false; ///< all of the body is in our hands
    bool m_hasEnded = false;
};

} // namespace milassist::relay
