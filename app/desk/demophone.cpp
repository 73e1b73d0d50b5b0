// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/demophone.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"

#include <QFile>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr auto mailboxTwiml = "<Response><Say>Nobody can come to the telephone right now. Please leave a message after the tone.</Say>"
                              "<Record maxLength=\"120\" playBeep=\"true\" transcribe=\"true\" action=\"goodbye\"/><Hangup/></Response>";
constexpr auto goodbyeTwiml = "<Response><Hangup/></Response>";

} // namespace

DemoPhone::DemoPhone(Demo &demo, TwilioApi &twilio, bool peopleCall, QObject *parent)
    : QObject(parent), m_demo(demo), m_twilio(twilio), m_peopleCall(peopleCall), m_setup(twilio)
{
    connect(&m_setup, &SoftphoneSetup::made, this, [this](const Softphone &phone) {
        m_phone = phone;
        m_phone.origin = SoftphoneOrigin::Given;
        if (const auto fallback = keepFallback())
            pointLines(*fallback);
    });
    connect(&m_setup, &SoftphoneSetup::failed, this, &DemoPhone::failed);
}

QString DemoPhone::microphoneIn(const QString &folder)
{
    return folder + u"/microphone.wav"_s;
}

void DemoPhone::start()
{
    m_voice = m_demo.sandbox().assistantVoice(); // meanwhile
    m_setup.make(m_demo.phone());
}

/// Without it the demo goes on, in silence: the computer cannot speak then, and its callers cannot either.
void DemoPhone::keepMicrophone(const Result<QByteArray> &voice)
{
    QFile file(microphoneIn(m_demo.folder()));
    if (!voice)
        qCWarning(lcUi) << "demo: no voice for the microphone:" << voice.error().detail;
    else if (!file.open(QIODevice::WriteOnly) || file.write(*voice) < 0 || !file.flush())
        qCWarning(lcUi) << "demo: no voice for the microphone:" << file.errorString();
}

/// Over TLS and with encrypted sound, as at Twilio; in the clear only where there can be no certificate.
std::optional<SipEdge> DemoPhone::edge()
{
    const bool isSecure = !m_demo.address().sipTls.isEmpty();
    const QString where = isSecure ? m_demo.address().sipTls : m_demo.address().sip;
    SipEdge edge{.server = where.section(u':', 0, 0), // not "localhost", which not every computer can find
                 .port = where.section(u':', -1).toInt(),
                 .transport = isSecure ? SipTransport::Tls : SipTransport::Tcp};
    if (!isSecure)
        return edge;
    edge.caFile = m_demo.folder() + u"/sandbox-authority.pem"_s;
    QFile authority(edge.caFile);
    if (!authority.open(QIODevice::WriteOnly) || authority.write(m_demo.address().sipAuthority) < 0 || !authority.flush()) {
        Q_EMIT failed({.kind = Error::Kind::Storage, .detail = authority.errorString()});
        return std::nullopt;
    }
    return edge;
}

std::optional<QString> DemoPhone::keepFallback()
{
    const auto goodbye = m_demo.sandbox().keepDocument(u"goodbye"_s, goodbyeTwiml), mailbox = m_demo.sandbox().keepDocument(u"mailbox"_s, mailboxTwiml);
    for (const auto &kept : {goodbye, mailbox}) {
        if (!kept) {
            Q_EMIT failed(kept.error());
            return std::nullopt;
        }
    }
    return mailbox->toString();
}

void DemoPhone::pointLines(const QString &fallbackUrl)
{
    whenDone(m_twilio.numbers({}, {.pageSize = 100}), this, [this, fallbackUrl](const Result<Page<IncomingNumber>> &page) {
        if (!page)
            return Q_EMIT failed(page.error());
        QList<IncomingNumber> used = page->records;
        used.removeIf([](const IncomingNumber &number) { return number.config.voiceUrl.isEmpty(); });
        pointNext(std::move(used), fallbackUrl);
    });
}

void DemoPhone::pointNext(QList<IncomingNumber> left, const QString &fallbackUrl)
{
    if (left.isEmpty())
        return whenDone(m_voice, this, [this](const Result<QByteArray> &voice) {
            keepMicrophone(voice);
            begin();
        });
    const IncomingNumber number = left.takeFirst();
    NumberConfig wanted = number.config;
    const QString post = u"POST"_s;
    wanted.voiceUrl = m_demo.relay().webhook(u"incoming-call-handler"_s);
    wanted.voiceFallbackUrl = fallbackUrl;
    wanted.smsUrl = m_demo.relay().webhook(u"incoming-sms"_s);
    wanted.statusCallback = m_demo.relay().webhook(u"call-status"_s);
    wanted.voiceMethod = wanted.voiceFallbackMethod = wanted.smsMethod = wanted.statusCallbackMethod = post;
    whenDone(m_twilio.configureNumber(number.sid, number.config, wanted), this, [this, left, fallbackUrl](const Result<IncomingNumber> &done) {
        if (!done)
            return Q_EMIT failed(done.error());
        pointNext(left, fallbackUrl);
    });
}

void DemoPhone::begin()
{
    const auto where = edge();
    if (!where)
        return;
    Q_EMIT ready(m_phone, *where);
    if (const auto begun = m_peopleCall ? m_demo.sandbox().practise() : Result<>(); !begun)
        qCWarning(lcUi) << "demo: nobody will call:" << begun.error().detail;
}

} // namespace milassist
