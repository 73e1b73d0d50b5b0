// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sip/sipdialog.h"
#include "tests/e2e/sip/farsound.h"

namespace milassist {

/// A telephone of our own at the other end, for one call. Unlike sipp it encrypts where the desk does, and unlike baresip it does
/// what the test wants. The server knows it by user(), and reaches it over UDP.
class FarPhone : public QObject {
public:
    enum class Manner {
        Answers,
        SpeaksBeforeAnswering, ///< and does not answer
        LeavesWhenTransferred, ///< without a word about how it went
    };
    explicit FarPhone(std::vector<qint16> says, Manner manner = Manner::Answers);

    QString user() const { return QStringLiteral("script%1").arg(m_socket.localPort()); }
    /// Calls somebody at the server there, with @p headers.
    void call(int serverPort, const QByteArray &user, bool encrypts, const QList<std::pair<QByteArray, QByteArray>> &headers);
    void hangUp();
    void sendInfo(const QByteArray &type, const QByteArray &body);

    bool isTalking() const { return m_isTalking; }
    bool isOver() const { return m_isOver; } ///< the other side hung up or gave up
    const sip::SipDialog &dialog() const { return m_dialog; }
    const QByteArray &referredTo() const { return m_referredTo; } ///< handed over there, and content with it
    FarSound &sound() { return m_sound; }

private:
    void read();
    void follow(const sip::SipMessage &request);
    void followAnswer(const sip::SipMessage &response);
    void respond(const sip::SipMessage &request, int status, const QByteArray &sdp = {});
    void send(sip::SipMessage message);
    QByteArray answerTo(const QByteArray &offer);
    rtp::LocalMedia media(bool encrypts) const;

    const Manner m_manner;
    const QByteArray m_tag;
    const Secret m_key;
    FarSound m_sound;
    QUdpSocket m_socket;
    quint16 m_server = 0;
    sip::SipDialog m_dialog;
    std::optional<sip::SipMessage> m_invite; ///< ours, or theirs until it is answered
    bool m_encrypts = false, m_isTalking = false, m_isOver = false;
    QByteArray m_referredTo;
};

} // namespace milassist
