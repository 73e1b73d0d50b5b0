// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desk/demo.h"
#include "core/softphone/softphonesetup.h"
#include "core/twilio/twilioapi.h"

namespace milassist {

/// Gives the desk of the demo its telephone, as somebody does at Twilio: a SIP domain and a user through REST, and the account's
/// lines pointed at the relay, which rings it, takes messages and calls for it. Then people begin to call.
class DemoPhone : public QObject {
    Q_OBJECT

public:
    DemoPhone(Demo &demo, TwilioApi &twilio, bool peopleCall, QObject *parent = nullptr);

    void start();
    /// A voice, for whoever tries the demo without a microphone; there as soon as the telephone is ready.
    static QString microphoneIn(const QString &folder);

Q_SIGNALS:
    void ready(const milassist::Softphone &phone, const milassist::SipEdge &edge);
    void failed(const milassist::Error &error);

private:
    void keepMicrophone(const Result<QByteArray> &voice);
    /// Where callers come to when the relay does not answer: a mailbox that needs nobody.
    std::optional<QString> keepFallback();
    void pointLines(const QString &fallbackUrl);
    void pointNext(QList<IncomingNumber> left, const QString &fallbackUrl);
    void begin();
    std::optional<SipEdge> edge();

    Demo &m_demo;
    TwilioApi &m_twilio;
    const bool m_peopleCall;
    SoftphoneSetup m_setup;
    Softphone m_phone;
    QFuture<Result<QByteArray>> m_voice;
};

} // namespace milassist
