// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/twilio/origins.h"
#include "core/twilio/prefetch.h"
#include "core/twilio/transport.h"
#include "core/twilio/twilioapi.h"

#include <QThreadPool>

namespace milassist {

class Parameters;

/// Speaks Twilio's REST dialect over HTTP. Lists are parsed in a thread of its own pool, everything else is small.
class TwilioClient : public QObject, public TwilioApi {
    Q_OBJECT
public:
    explicit TwilioClient(Credentials credentials, TransportOptions options = {}, Clock clock = systemClock(),
                          QObject *parent = nullptr);
    /// Everything still under way ends with Cancelled.
    ~TwilioClient() override;

    const Credentials &credentials() const { return m_transport.credentials(); }
    /// This computer's clock minus Twilio's; none before the first answer.
    std::optional<std::chrono::seconds> clockSkew() const { return m_transport.clockSkew(); }

    // AccountApi
    QFuture<CredentialReport> verify() override;
    QFuture<Result<Account>> account() override;
    QFuture<Result<Page<Account>>> accounts(Paging paging) override;
    QFuture<Result<Balance>> balance() override;
    QFuture<Result<Page<UsageRecord>>> usage(UsageQuery query, Paging paging) override;
    QFuture<Result<Page<ApiKey>>> keys(Paging paging) override;
    QFuture<Result<NewApiKey>> createKey(QString friendlyName) override;
    QFuture<Result<ApiKey>> renameKey(KeySid sid, QString friendlyName) override;
    QFuture<Result<>> deleteKey(KeySid sid) override;
    QFuture<Result<Page<Application>>> applications(Paging paging) override;
    QFuture<Result<Application>> application(ApplicationSid sid) override;
    QFuture<Result<Application>> createApplication(ApplicationConfig config) override;
    QFuture<Result<Application>> updateApplication(ApplicationSid sid, ApplicationConfig current, ApplicationConfig wanted) override;
    QFuture<Result<>> deleteApplication(ApplicationSid sid) override;

    // SipApi
    QFuture<Result<Page<SipDomain>>> sipDomains(Paging paging) override;
    QFuture<Result<SipDomain>> sipDomain(SipDomainSid sid) override;
    QFuture<Result<SipDomain>> createSipDomain(SipDomainConfig config) override;
    QFuture<Result<SipDomain>> updateSipDomain(SipDomainSid sid, SipDomainConfig current, SipDomainConfig wanted) override;
    QFuture<Result<>> deleteSipDomain(SipDomainSid sid) override;
    QFuture<Result<Page<CredentialList>>> credentialLists(Paging paging) override;
    QFuture<Result<CredentialList>> credentialList(CredentialListSid sid) override;
    QFuture<Result<CredentialList>> createCredentialList(QString friendlyName) override;
    QFuture<Result<CredentialList>> renameCredentialList(CredentialListSid sid, QString friendlyName) override;
    QFuture<Result<>> deleteCredentialList(CredentialListSid sid) override;
    QFuture<Result<Page<SipCredential>>> sipCredentials(CredentialListSid list, Paging paging) override;
    QFuture<Result<SipCredential>> sipCredential(CredentialListSid list, CredentialSid sid) override;
    QFuture<Result<SipCredential>> createSipCredential(CredentialListSid list, QString username, Secret password) override;
    QFuture<Result<SipCredential>> changeSipPassword(CredentialListSid list, CredentialSid sid, Secret password) override;
    QFuture<Result<>> deleteSipCredential(CredentialListSid list, CredentialSid sid) override;
    QFuture<Result<Page<CredentialList>>> sipMappings(SipDomainSid domain, SipRight right, Paging paging) override;
    QFuture<Result<CredentialList>> sipMapping(SipDomainSid domain, SipRight right, CredentialListSid list) override;
    QFuture<Result<CredentialList>> createSipMapping(SipDomainSid domain, SipRight right, CredentialListSid list) override;
    QFuture<Result<>> deleteSipMapping(SipDomainSid domain, SipRight right, CredentialListSid list) override;

    // CallsApi
    QFuture<Result<Page<Call>>> calls(CallQuery query, Paging paging) override;
    QFuture<Result<Call>> call(CallSid sid, Priority priority = Priority::UserWaiting) override;
    QFuture<Result<Call>> createCall(OutgoingCall call) override;
    QFuture<Result<Call>> updateCall(CallSid sid, CallChange change) override;
    QFuture<Result<>> deleteCall(CallSid sid) override;
    QFuture<Result<Page<Recording>>> recordings(RecordingQuery query, Paging paging) override;
    QFuture<Result<Page<Recording>>> callRecordings(CallSid call, Paging paging) override;
    QFuture<Result<Recording>> recording(RecordingSid sid, Priority priority = Priority::UserWaiting) override;
    QFuture<Result<>> deleteRecording(RecordingSid sid) override;
    QFuture<Result<Recording>> startRecording(CallSid call) override;
    QFuture<Result<Recording>> controlRecording(CallSid call, RecordingSid recording, RecordingControl control) override;
    QFuture<Result<Download>> downloadRecording(RecordingSid sid, AudioFormat format, QString path) override;
    QFuture<Result<Page<Transcription>>> transcriptions(Paging paging) override;
    QFuture<Result<Page<Transcription>>> recordingTranscriptions(RecordingSid recording, Paging paging) override;
    QFuture<Result<Transcription>> transcription(TranscriptionSid sid, Priority priority = Priority::UserWaiting) override;
    QFuture<Result<>> deleteTranscription(TranscriptionSid sid) override;
    QFuture<Result<Page<Notification>>> notifications(NotificationQuery query, Paging paging) override;
    QFuture<Result<Notification>> notification(NotificationSid sid) override;

    // MessagesApi
    QFuture<Result<Page<Message>>> messages(MessageQuery query, Paging paging) override;
    QFuture<Result<Message>> message(MessageSid sid, Priority priority = Priority::UserWaiting) override;
    QFuture<Result<Message>> sendMessage(OutgoingMessage message) override;
    QFuture<Result<Message>> cancelMessage(MessageSid sid) override;
    QFuture<Result<Message>> redactMessage(MessageSid sid) override;
    QFuture<Result<>> deleteMessage(MessageSid sid) override;
    QFuture<Result<Page<Media>>> media(MessageSid message, Paging paging) override;
    QFuture<Result<>> deleteMedia(MessageSid message, MediaSid media) override;
    QFuture<Result<Download>> downloadMedia(MessageSid message, MediaSid media, QString path) override;

    // NumbersApi
    QFuture<Result<Page<IncomingNumber>>> numbers(NumberQuery query, Paging paging) override;
    QFuture<Result<IncomingNumber>> number(PhoneNumberSid sid) override;
    QFuture<Result<IncomingNumber>> buyNumber(NumberPurchase purchase) override;
    QFuture<Result<IncomingNumber>> configureNumber(PhoneNumberSid sid, NumberConfig current, NumberConfig wanted) override;
    QFuture<Result<>> releaseNumber(PhoneNumberSid sid) override;
    QFuture<Result<Page<NumberCountry>>> numberCountries(Paging paging) override;
    QFuture<Result<QList<AvailableNumber>>> availableNumbers(NumberSearch search) override;
    QFuture<Result<Page<OutgoingCallerId>>> callerIds(Paging paging) override;
    QFuture<Result<CallerIdValidation>> createCallerId(Party number, QString friendlyName) override;
    QFuture<Result<OutgoingCallerId>> renameCallerId(PhoneNumberSid sid, QString friendlyName) override;
    QFuture<Result<>> deleteCallerId(PhoneNumberSid sid) override;
    QFuture<Result<Page<Address>>> addresses(Paging paging) override;
    QFuture<Result<Address>> address(AddressSid sid) override;
    QFuture<Result<Address>> createAddress(AddressData address) override;
    QFuture<Result<Address>> updateAddress(AddressSid sid, AddressData current, AddressData wanted) override;
    QFuture<Result<>> deleteAddress(AddressSid sid) override;
    QFuture<Result<NumberPricing>> numberPricing(QString country) override;
    QFuture<Result<MessagePricing>> messagePricing(QString country) override;
    QFuture<Result<VoicePricing>> voicePricing(QString country) override;
    QFuture<Result<CallPricing>> callPricing(PhoneNumber destination, Party origin) override;
    QFuture<Result<Page<PricedCountry>>> pricedCountries(Paging paging) override;
    QFuture<Result<NumberLookup>> lookup(QString number, QStringList fields, QString country) override;

    // ServicesApi
    QFuture<Result<Page<MessagingService>>> messagingServices(Paging paging) override;
    QFuture<Result<MessagingService>> messagingService(MessagingServiceSid sid) override;
    QFuture<Result<Page<ServiceSender>>> serviceSenders(MessagingServiceSid service, Paging paging) override;
    QFuture<Result<ServiceSender>> serviceSender(MessagingServiceSid service, PhoneNumberSid number) override;

private:
    /// "/2010-04-01/Accounts/AC.../Calls.json" for "Calls".
    QUrl url(const QString &resource, const QByteArray &query = {}) const;

    // Defined in requests.h, which the .cpp files include.
    template <typename T, typename Read>
    QFuture<Result<T>> run(Request request, Read read);
    template <typename Record>
    QFuture<Result<Record>> fetch(const QUrl &url, Priority priority = Priority::UserWaiting);
    template <typename Record>
    QFuture<Result<Record>> post(const QUrl &url, const Parameters &form, Effect effect);
    QFuture<Result<>> remove(const QUrl &url);
    template <typename Record, typename Keep>
    QFuture<Result<Page<Record>>> list(Product product, QUrl first, const char *key, Paging paging, Keep keep);
    template <typename Record>
    QFuture<Result<Page<Record>>> list(const QString &resource, Parameters filters, const char *key, Paging paging);
    template <typename Record, typename Keep>
    QFuture<Result<Page<Record>>> list(const QString &resource, Parameters filters, const char *key, Paging paging, Keep keep);
    QFuture<Result<Download>> download(Request request, const QString &path);

    QThreadPool m_parsers;
    Transport m_transport;
    Prefetch m_prefetch;
};

} // namespace milassist
