// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/demophone.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"

#include <QFile>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

const QString outgoing = u"outgoing"_s, incoming = u"incoming"_s, after = u"after"_s, afterTalk = u"after-completed"_s, handOver = u"hand-over"_s;

/// The number dialled, with the line that was chosen as the caller.
constexpr auto outgoingTwiml = "<Response><Dial answerOnBridge=\"true\" callerId=\"{{SipHeader_x-line}}\">"
                               "<Number>{{#e164}}{{To}}{{/e164}}</Number></Dial></Response>";
constexpr auto incomingTwiml = "<Response><Dial timeout=\"30\" answerOnBridge=\"true\" action=\"after\" referUrl=\"hand-over\">"
                               "<Sip>sip:%1?x-line={{To}}</Sip></Dial></Response>";
constexpr auto handOverTwiml = "<Response><Dial answerOnBridge=\"true\"><Number>{{#e164}}{{ReferTransferTarget}}{{/e164}}</Number></Dial></Response>";
constexpr auto goodbyeTwiml = "<Response><Hangup/></Response>";
constexpr auto voicemailTwiml = "<Response><Say>Nobody can come to the telephone right now. Please leave a message after the tone.</Say>"
                                "<Record maxLength=\"120\" playBeep=\"true\" transcribe=\"true\" action=\"after-completed\"/><Hangup/></Response>";

} // namespace

DemoPhone::DemoPhone(Sandbox &sandbox, const SandboxAddress &address, TwilioApi &twilio, QString folder, bool peopleCall, QObject *parent)
    : QObject(parent), m_sandbox(sandbox), m_address(address), m_twilio(twilio), m_folder(std::move(folder)), m_peopleCall(peopleCall), m_setup(twilio)
{
    connect(&m_setup, &SoftphoneSetup::made, this, [this](const Softphone &phone) {
        m_phone = phone;
        m_phone.origin = SoftphoneOrigin::Given;
        keepDocuments();
    });
    connect(&m_setup, &SoftphoneSetup::failed, this, &DemoPhone::failed);
}

QString DemoPhone::microphoneIn(const QString &folder)
{
    return folder + u"/microphone.wav"_s;
}

void DemoPhone::start()
{
    m_voice = m_sandbox.assistantVoice(); // meanwhile
    const auto url = m_sandbox.keepDocument(outgoing, outgoingTwiml);
    if (!url)
        return Q_EMIT failed(url.error());
    m_setup.make(newSoftphone({.name = u"MilAssist Desk"_s, .user = u"desk"_s, .voiceUrl = url->toString(), .secure = !m_address.sipTls.isEmpty()}));
}

/// Without it the demo goes on, in silence: the computer cannot speak then, and its callers cannot either.
void DemoPhone::keepMicrophone(const Result<QByteArray> &voice)
{
    QFile file(microphoneIn(m_folder));
    if (!voice)
        qCWarning(lcUi) << "demo: no voice for the microphone:" << voice.error().detail;
    else if (!file.open(QIODevice::WriteOnly) || file.write(*voice) < 0 || !file.flush())
        qCWarning(lcUi) << "demo: no voice for the microphone:" << file.errorString();
}

/// Over TLS and with encrypted sound, as at Twilio; in the clear only where there can be no certificate.
std::optional<SipEdge> DemoPhone::edge()
{
    const bool isSecure = !m_address.sipTls.isEmpty();
    const QString where = isSecure ? m_address.sipTls : m_address.sip;
    SipEdge edge{.server = where.section(u':', 0, 0), // not "localhost", which not every computer can find
                 .port = where.section(u':', -1).toInt(),
                 .transport = isSecure ? SipTransport::Tls : SipTransport::Tcp};
    if (!isSecure)
        return edge;
    edge.caFile = m_folder + u"/sandbox-authority.pem"_s;
    QFile authority(edge.caFile);
    if (!authority.open(QIODevice::WriteOnly) || authority.write(m_address.sipAuthority) < 0 || !authority.flush()) {
        Q_EMIT failed({.kind = Error::Kind::Storage, .detail = authority.errorString()});
        return std::nullopt;
    }
    return edge;
}

void DemoPhone::keepDocuments()
{
    const QByteArray address = m_phone.address().toUtf8();
    const auto url = m_sandbox.keepDocument(incoming, QByteArray(incomingTwiml).replace("%1", address));
    for (const auto &kept : {url, m_sandbox.keepDocument(after, voicemailTwiml), m_sandbox.keepDocument(afterTalk, goodbyeTwiml),
                             m_sandbox.keepDocument(handOver, handOverTwiml)})
        if (!kept)
            return Q_EMIT failed(kept.error());
    pointLines(url->toString());
}

void DemoPhone::pointLines(const QString &voiceUrl)
{
    whenDone(m_twilio.numbers({}, {.pageSize = 100}), this, [this, voiceUrl](const Result<Page<IncomingNumber>> &page) {
        if (!page)
            return Q_EMIT failed(page.error());
        QList<IncomingNumber> used = page->records;
        used.removeIf([](const IncomingNumber &number) { return number.config.voiceUrl.isEmpty(); });
        pointNext(std::move(used), voiceUrl);
    });
}

void DemoPhone::pointNext(QList<IncomingNumber> left, const QString &voiceUrl)
{
    if (left.isEmpty())
        return whenDone(m_voice, this, [this](const Result<QByteArray> &voice) {
            keepMicrophone(voice);
            begin();
        });
    const IncomingNumber number = left.takeFirst();
    NumberConfig wanted = number.config;
    wanted.voiceUrl = voiceUrl;
    wanted.statusCallback.clear(); // nobody is there to be told
    whenDone(m_twilio.configureNumber(number.sid, number.config, wanted), this, [this, left, voiceUrl](const Result<IncomingNumber> &done) {
        if (!done)
            return Q_EMIT failed(done.error());
        pointNext(left, voiceUrl);
    });
}

void DemoPhone::begin()
{
    const auto where = edge();
    if (!where)
        return;
    Q_EMIT ready(m_phone, *where);
    if (const auto begun = m_peopleCall ? m_sandbox.practise() : Result<>(); !begun)
        qCWarning(lcUi) << "demo: nobody will call:" << begun.error().detail;
}

} // namespace milassist
