// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sandbox.h"
#include "core/softphone/softphonesetup.h"
#include "core/twilio/twilioapi.h"

namespace milassist {

/// Gives the desk of the demo its telephone, as somebody does at Twilio: a SIP domain and a user through REST, documents that
/// ring it, take messages and call for it, and the account's lines pointed there. Then people begin to call.
class DemoPhone : public QObject {
    Q_OBJECT

public:
    /// @param folder for the certificate of the sandbox
    DemoPhone(Sandbox &sandbox, const SandboxAddress &address, TwilioApi &twilio, QString folder, bool peopleCall, QObject *parent = nullptr);

    void start();
    /// A voice, for whoever tries the demo without a microphone; there as soon as the telephone is ready.
    static QString microphoneIn(const QString &folder);

Q_SIGNALS:
    void ready(const milassist::Softphone &phone, const milassist::SipEdge &edge);
    void failed(const milassist::Error &error);

private:
    void keepMicrophone(const Result<QByteArray> &voice);
    void keepDocuments();
    void pointLines(const QString &voiceUrl);
    void pointNext(QList<IncomingNumber> left, const QString &voiceUrl);
    void begin();
    std::optional<SipEdge> edge();

    Sandbox &m_sandbox;
    const SandboxAddress m_address;
    TwilioApi &m_twilio;
    const QString m_folder;
    const bool m_peopleCall;
    SoftphoneSetup m_setup;
    Softphone m_phone;
    QFuture<Result<QByteArray>> m_voice;
};

} // namespace milassist
