// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sip/sipleg.h"

#include <QRandomGenerator>

namespace milassist::sip
{

using namespace Qt::StringLiterals;
using exchange::LegEnd;

namespace
{

constexpr auto watchEvery = std::chrono::seconds(2);

Secret newSrtpKey()
{
    QByteArray key(rtp::srtpKeyLength, Qt::Uninitialized);
    for (char &byte : key)
        byte = char(QRandomGenerator::system()->generate());
    return Secret(key);
}

/// "Signal=5" of application/dtmf-relay, or the sign alone of application/dtmf.
std::optional<QChar> keyOfInfo(const SipMessage &info)
{
    const QByteArray type = info.header("Content-Type").toLower();
    QByteArray sign;
    if (type.startsWith("application/dtmf-relay")) {
        for (const QByteArray &line : info.body.split('\n')) {
            const qsizetype equals = line.indexOf('=');
            if (equals > 0 && line.left(equals).trimmed().compare("Signal", Qt::CaseInsensitive) == 0)
                sign = line.mid(equals + 1).trimmed();
        }
    } else if (type.startsWith("application/dtmf")) {
        sign = info.body.trimmed();
    }
    if (sign == "10" || sign == "11") // the numbers of the signs, as some phones send them
        sign = sign == "10" ? "*" : "#";
    if (sign.size() != 1 || !rtp::codeOf(sign[0]))
        return std::nullopt;
    return QChar(QLatin1Char(sign[0])).toUpper();
}

} // namespace

SipLeg::SipLeg(SipGround &ground, bool isSecure, QByteArray callId)
    : m_ground(ground), m_isSecure(isSecure), m_callId(std::move(callId))
{
    m_ground.legs.insert(this);
    m_watch.setInterval(watchEvery);
    connect(&m_watch, &QTimer::timeout, this, &SipLeg::watch);
}

SipLeg::~SipLeg()
{
    if (m_state == State::Talking)
        sendBye();
    dropDialog();
    m_ground.legs.erase(this);
}

// ---- sound

bool SipLeg::openMedia()
{
    m_rtp = rtp::RtpSession::open(m_ground.sockets.address(), m_ground.weather);
    if (!m_rtp)
        return false;
    m_local = {m_ground.sockets.address(), m_rtp->port(), QRandomGenerator::global()->generate(), 0, m_isSecure, newSrtpKey()};
    connect(m_rtp.get(), &rtp::RtpSession::keyReleased, this, [this](char key) {
        if (m_state == State::Talking)
            Q_EMIT digit(QLatin1Char(key));
    });
    return true;
}

std::optional<QByteArray> SipLeg::answerOffer(const QByteArray &sdp)
{
    const auto offer = rtp::Sdp::parse(sdp);
    ++m_local.version;
    const auto answer = offer ? rtp::answerTo(*offer, m_local) : std::nullopt;
    if (!answer)
        return std::nullopt;
    agree(answer->agreed);
    return answer->sdp.toBytes();
}

bool SipLeg::takeAnswer(const QByteArray &sdp)
{
    const auto answer = rtp::Sdp::parse(sdp);
    const auto agreed = answer ? rtp::agreedBy(*answer, m_local) : std::nullopt;
    if (agreed)
        agree(*agreed);
    return bool(agreed);
}

QByteArray SipLeg::ourOffer()
{
    ++m_local.version;
    return rtp::offerOf(m_local).toBytes();
}

QByteArray SipLeg::offerLate()
{
    m_hasOffered = true;
    return ourOffer();
}

void SipLeg::agree(const rtp::AgreedMedia &agreed)
{
    m_agreed = agreed;
    m_rtp->start(agreed);
}

void SipLeg::speak(const exchange::Frame &frame)
{
    if (m_agreed && m_state != State::Over)
        m_rtp->speak(frame);
}

exchange::Frame SipLeg::heard()
{
    return m_agreed && m_state != State::Over ? m_rtp->heard() : exchange::Frame{};
}

void SipLeg::sendDigits(const QString &digits)
{
    if (m_agreed && m_state == State::Talking)
        m_rtp->sendKeys(digits.toLatin1());
}

// ---- beginning and end

void SipLeg::setDialog(const SipDialog &dialog)
{
    dropDialog();
    m_dialog = dialog;
    m_ground.dialogs.insert(dialog.key(), this);
}

void SipLeg::dropDialog()
{
    if (m_dialog && m_ground.dialogs.value(m_dialog->key()) == this)
        m_ground.dialogs.remove(m_dialog->key());
}

void SipLeg::talk()
{
    if (m_state != State::Early)
        return;
    m_state = State::Talking;
    m_talking.start();
    m_watch.start();
}

/// A phone that has vanished sends nothing more: no sound, no reports.
void SipLeg::watch()
{
    if (m_agreed && !m_agreed->weReceive)
        return; // it has put us on hold, and may be silent
    const std::chrono::milliseconds talking(m_talking.elapsed());
    if (std::min(m_rtp->silentFor().value_or(talking), talking) < m_ground.mediaTimeout)
        return;
    sendBye();
    end({LegEnd::Cause::Lost, 0, {}});
}

void SipLeg::hangUp()
{
    if (m_state == State::Early)
        return giveUp();
    if (m_state == State::Over)
        return;
    sendBye();
    end({LegEnd::Cause::HungUp, 0, {}});
}

void SipLeg::sendBye()
{
    if (m_dialog)
        m_ground.transactions.send(m_dialog->request("BYE"), m_dialog->flow);
}

void SipLeg::end(const LegEnd &end)
{
    if (m_state == State::Over)
        return;
    m_state = State::Over;
    m_watch.stop();
    dropDialog();
    if (m_refer)
        m_refer->respond(SipMessage::response(m_refer->request(), 480));
    m_rtp.reset();
    m_agreed.reset();
    QMetaObject::invokeMethod(
        this, [this, end] { Q_EMIT ended(end); }, Qt::QueuedConnection);
}

// ---- what comes within the call

SipMessage SipLeg::answerOf(const SipMessage &request, int status)
{
    SipMessage response = SipMessage::response(request, status, m_dialog ? m_dialog->localTag : QByteArray());
    response.add("Contact", ownContact(m_ground.sockets, m_dialog->flow.transport));
    response.add("Allow", allowedMethods);
    response.add("Supported", "replaces");
    return response;
}

void SipLeg::onRequest(ServerTransaction &transaction)
{
    const SipMessage &request = transaction.request();
    if (!m_dialog->follow(request, transaction.flow()))
        return transaction.respond(500, {}, "CSeq out of order");
    if (request.method == "BYE") {
        transaction.respond(200, {});
        if (m_invite && !m_invite->isAnswered())
            m_invite->respond(487, m_dialog->localTag);
        return end({m_state == State::Talking ? LegEnd::Cause::HungUp : LegEnd::Cause::Cancelled, 0, ownHeaders(request)});
    }
    if (request.method == "INVITE" || request.method == "UPDATE")
        return onOffer(transaction);
    if (request.method == "INFO")
        return onInfo(transaction);
    if (request.method == "REFER")
        return onRefer(transaction);
    if (request.method == "NOTIFY")
        return onNotify(transaction);
    transaction.respond(answerOf(request, request.method == "OPTIONS" ? 200 : 405));
}

/// Hold, resume, another address, another key.
void SipLeg::onOffer(ServerTransaction &transaction)
{
    const SipMessage &request = transaction.request();
    const bool isInvite = request.method == "INVITE";
    if (isInvite && (m_state != State::Talking || (m_invite && m_hasOffered)))
        return transaction.respond(491, {}); // one change at a time
    if (!isInvite && request.body.isEmpty())
        return transaction.respond(answerOf(request, 200));
    const auto sdp = request.body.isEmpty() ? std::optional(ourOffer()) : answerOffer(request.body);
    if (!sdp)
        return transaction.respond(488, {});
    SipMessage response = answerOf(request, 200);
    response.setBody("application/sdp", *sdp);
    if (isInvite) {
        m_hasOffered = request.body.isEmpty();
        if (m_invite)
            m_invite->acknowledge(); // who changes again has seen the answer
        m_invite = &transaction;
    }
    transaction.respond(response);
}

void SipLeg::onAck(const SipMessage &ack)
{
    if (!m_invite || ack.cseq()->number != m_invite->request().cseq()->number)
        return;
    m_invite->acknowledge();
    m_invite.clear();
    if (!std::exchange(m_hasOffered, false) || takeAnswer(ack.body))
        return;
    sendBye(); // they answered our offer with nothing that fits
    end({LegEnd::Cause::Failed, 488, {}});
}

void SipLeg::onInfo(ServerTransaction &transaction)
{
    const auto key = keyOfInfo(transaction.request());
    const bool isEmpty = transaction.request().body.isEmpty();
    transaction.respond(key || isEmpty ? 200 : 415, {});
    if (key && m_state == State::Talking)
        Q_EMIT digit(*key);
}

void SipLeg::onRefer(ServerTransaction &transaction)
{
    const auto target = NameAddr::parse(transaction.request().header("Refer-To"));
    if (m_state != State::Talking || m_refer || m_isReferring)
        return transaction.respond(491, {});
    if (!target)
        return transaction.respond(400, {}, "Malformed Refer-To");
    m_refer = &transaction;
    Q_EMIT referred(QString::fromUtf8(transaction.request().header("Refer-To")));
}

void SipLeg::acceptRefer(int sipCode)
{
    if (m_state != State::Talking)
        return;
    if (m_refer) {
        m_refer->respond(answerOf(m_refer->request(), sipCode >= 400 ? sipCode : 202));
        m_refer.clear();
        m_isReferring = sipCode < 400;
    }
    if (m_isReferring)
        notifyReferrer(sipCode);
}

void SipLeg::notifyReferrer(int sipCode)
{
    m_isReferring = sipCode < 200;
    SipMessage notify = m_dialog->request("NOTIFY");
    notify.add("Contact", ownContact(m_ground.sockets, m_dialog->flow.transport));
    notify.add("Event", "refer");
    notify.add("Subscription-State", m_isReferring ? "active;expires=60" : "terminated;reason=noresource");
    notify.setBody("message/sipfrag;version=2.0",
                   "SIP/2.0 " + QByteArray::number(sipCode) + ' ' + reasonPhrase(sipCode) + "\r\n");
    m_ground.transactions.send(notify, m_dialog->flow);
}

void SipLeg::refer(const QString &uri, const exchange::SipHeaders &headers)
{
    if (m_state != State::Talking)
        return;
    SipMessage request = m_dialog->request("REFER");
    request.add("Contact", ownContact(m_ground.sockets, m_dialog->flow.transport));
    request.add("Refer-To", '<' + uri.toUtf8() + '>');
    request.add("Referred-By", ownContact(m_ground.sockets, m_dialog->flow.transport));
    addOwnHeaders(request, headers);
    ClientTransaction *transaction = m_ground.transactions.send(request, m_dialog->flow);
    connect(transaction, &ClientTransaction::responded, this, [this](const SipMessage &response) {
        if (response.status >= 200)
            Q_EMIT referAnswered(response.status, 0);
    });
    connect(transaction, &ClientTransaction::failed, this, [this](int status) { Q_EMIT referAnswered(status, 0); });
}

void SipLeg::onNotify(ServerTransaction &transaction)
{
    const SipMessage &request = transaction.request();
    transaction.respond(200, {});
    const QByteArrayList words = request.body.left(64).split(' ');
    if (!request.header("Event").startsWith("refer") || words.size() < 2 || words[0] != "SIP/2.0")
        return;
    const quint32 status = wholeNumber(words[1].trimmed()).value_or(0);
    if (status >= 100 && status < 700)
        Q_EMIT referAnswered(202, int(status));
}

} // namespace milassist::sip
