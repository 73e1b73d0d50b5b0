// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/api/creating.h"

#include "core/base/logging.h"
#include "core/relay/ledger/optouttable.h"
#include "core/relay/ledger/senttexts.h"
#include "core/twiml/writer.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

/// A field under the name that JSON has for it, or the one that Twilio's forms would have.
QString field(const ApiAsk &ask, QLatin1StringView name, QLatin1StringView other = {})
{
    const QString text = ask.text(name);
    return text.isEmpty() && !other.isEmpty() ? ask.text(other) : text;
}

HttpResponse malformed(const QString &field, const QString &what)
{
    return platformRefusal(400, "malformed"_L1, u"\"%1\" is missing or makes no sense."_s.arg(field), what);
}

const QString numberHint = u"Write it with its country: +15551234567."_s;

/// From and to, or what is wrong with them.
std::optional<HttpResponse> wrongEnds(const ApiAsk &ask)
{
    const Party from(ask.text("from"_L1));
    if (!PhoneNumber::parse(ask.text("to"_L1)))
        return malformed(u"to"_s, numberHint);
    if (!from.isNumber() && from.kind() != Party::Kind::ShortCode)
        return malformed(u"from"_s, u"One of your lines: +15551234567."_s);
    if (!ask.sight.sees(from))
        return platformRefusal(403, "not_your_line"_L1, u"This line is none of yours."_s, whoMay(Permission::AllVoicemail));
    return std::nullopt;
}

QJsonObject said(const Call &call)
{
    return {{u"sid"_s, call.sid.text()}, {u"status"_s, call.status.text()}};
}
QJsonObject said(const Message &message)
{
    return {{u"sid"_s, message.sid.text()}, {u"status"_s, message.status.text()}};
}
QJsonObject said(const IncomingNumber &number)
{
    return {{u"sid"_s, number.sid.text()}, {u"phone_number"_s, number.phoneNumber.text()}};
}

} // namespace

Made madeNot(const Error &error)
{
    const QString page =
        error.twilioCode ? u"https://www.twilio.com/docs/errors/%1"_s.arg(error.twilioCode) : QString();
    const auto refusal = [&](int status, QLatin1StringView code, const QString &message, const QString &hint) {
        return platformRefusal(status, code, message, hint);
    };
    switch (error.kind) {
    case Error::Kind::OutcomeUnknown:
        return {refusal(504, "outcome_unknown"_L1, u"Twilio's answer is lost: it may or may not have happened."_s,
                        u"Look for it before you ask again. The same Idempotency-Key asks for nothing new."_s),
                true};
    case Error::Kind::RateLimited:
        return {refusal(429, "busy"_L1, u"Twilio takes no more just now; nothing was done."_s, u"Try again in a moment."_s), false};
    case Error::Kind::Unauthorised:
    case Error::Kind::Forbidden:
        return {refusal(502, "credentials"_L1, u"Twilio does not accept the relay's own credentials; nothing was done."_s,
                        u"An admin finds out more with GET /api/twilio/status."_s),
                false};
    case Error::Kind::Offline:
    case Error::Kind::Cancelled:
        return {refusal(502, "twilio_away"_L1, u"Twilio cannot be reached; nothing was done."_s, u"Try again in a moment."_s),
                false};
    default:
        return {refusal(422, "refused"_L1,
                        error.twilioCode ? u"Twilio refuses this: error %1."_s.arg(error.twilioCode) : u"Twilio refuses this."_s,
                        page),
                true};
    }
}

Creating::Creating(SharedStore &store, TwilioApi &twilio, const Premises &premises, PlanInForce plan, QObject *parent)
    : QObject(parent), m_store(store), m_twilio(twilio), m_premises(premises), m_plan(std::move(plan)), m_once(store),
      m_searches(Rate{.burst = 20, .perMinute = 60})
{
}

std::vector<ApiRoute> Creating::routes()
{
    const auto to = [this](void (Creating::*handle)(const ApiAskPtr &)) {
        return [this, handle](const ApiAskPtr &ask) { (this->*handle)(ask); };
    };
    return {
        {"POST", u"/api/twilio/make-call"_s, Permission::Calls, to(&Creating::makeCall)},
        {"POST", u"/api/twilio/send-sms"_s, Permission::Texts, to(&Creating::sendSms)},
        {"POST", u"/api/twilio/purchase-number"_s, Permission::Numbers, to(&Creating::purchaseNumber)},
        {"GET", u"/api/twilio/available-numbers"_s, Permission::Numbers, to(&Creating::availableNumbers)},
    };
}

template <typename T>
QFuture<Made> Creating::finish(const ApiAskPtr &ask, QFuture<Result<T>> created, const QString &what)
{
    auto promise = std::make_shared<QPromise<Made>>();
    promise->start();
    auto future = promise->future();
    whenDone(std::move(created), this, [this, ask, what, promise](const Result<T> &outcome) {
        const Made made = outcome ? Made{jsonAnswer(201, said(*outcome)), true} : madeNot(outcome.error());
        if (!made.hasHappened || !outcome) {
            promise->addResult(made);
            return promise->finish();
        }
        const Deed deed{.what = what, .about = outcome->sid.text(), .detail = {}, .eventKind = {}, .event = {}};
        auto kept = m_store.write([deed, outcome = *outcome, who = ask->visitor.name, now = ask->now](SqlConnection &db) -> Result<> {
            if constexpr (std::is_same_v<T, Message>) {
                if (auto sent = noteSent(db, outcome, who, now); !sent)
                    return sent;
            }
            return noted(db, who, deed, now);
        });
        whenDone(std::move(kept), this, [promise, made](const Result<> &kept_) {
            if (!kept_)
                qCWarning(lcRelay) << "what was made could not be kept in the audit:" << kept_.error().detail;
            promise->addResult(made); // it has happened, whatever became of the line about it
            promise->finish();
        });
    });
    return future;
}

/// {"from": line, "to": number, "person": who talks}: the person's desk rings first, then the number is dialled.
void Creating::makeCall(const ApiAskPtr &ask)
{
    if (auto wrong = wrongEnds(*ask))
        return ask->responder.send(*wrong);
    const QString person = ask->text("person"_L1).isEmpty() ? ask->visitor.name : ask->text("person"_L1);
    if (person != ask->visitor.name && !ask->visitor.may(Permission::Assignment))
        return ask->responder.send(roleRefusal(Permission::Assignment, Dialect::Platform));
    const auto plan = m_plan ? m_plan() : nullptr;
    if (person == ask->visitor.name || (plan && plan->people.contains(routing::PersonId(person))))
        return ringDesk(ask, person);
    auto known = m_store.read([person](SqlConnection &db) { return UserTable(db).named(person); });
    whenDone(std::move(known), this, [this, ask, person](const Result<std::optional<User>> &user) {
        if (!user)
            return ask->responder.send(failureAnswer(user.error()));
        if (!*user || (*user)->isRevoked())
            return ask->responder.send(platformRefusal(404, "not_found"_L1, u"There is nobody called %1."_s.arg(person)));
        ringDesk(ask, person);
    });
}

void Creating::ringDesk(const ApiAskPtr &ask, const QString &person)
{
    const auto desk = m_premises.desks.find(routing::PersonId(person));
    if (m_premises.sipDomain.isEmpty() || (!m_premises.desks.empty() && desk == m_premises.desks.end())) {
        return ask->responder.send(
            platformRefusal(409, "no_desk"_L1, u"%1 has no desk that could ring."_s.arg(person),
                            u"Set up the SIP domain of the desks, then name somebody who has one."_s));
    }
    const QString user = desk == m_premises.desks.end() ? person : desk->second;
    twiml::Dial dial;
    dial.callerId = ask->text("from"_L1);
    dial.targets = {twiml::Number{.number = ask->text("to"_L1)}};
    const OutgoingCall call{.from = Party(ask->text("from"_L1)),
                            .to = Party(u"sip:%1@%2"_s.arg(user, m_premises.sipDomain)),
                            .url = {},
                            .twiml = QString::fromUtf8(twiml::write({{dial}})),
                            .application = {},
                            .statusCallback = QUrl(webhookUrl(m_premises, u"call-status"_s)),
                            .statusEvents = {u"initiated"_s, u"ringing"_s, u"answered"_s, u"completed"_s},
                            .sendDigits = {},
                            .ringTimeout = std::chrono::seconds(30)};
    m_once.answer(ask, [=, this] { return finish(ask, m_twilio.createCall(call), u"call-made"_s); });
}

/// {"from": line, "to": number, "body": words, "media": [addresses]}
void Creating::sendSms(const ApiAskPtr &ask)
{
    if (auto wrong = wrongEnds(*ask))
        return ask->responder.send(*wrong);
    OutgoingMessage message{.from = Party(ask->text("from"_L1)),
                            .messagingServiceSid = {},
                            .to = Party(ask->text("to"_L1)),
                            .body = ask->body.value("body"_L1).toString(),
                            .mediaUrls = {},
                            .statusCallback = QUrl(webhookUrl(m_premises, u"message-status"_s)),
                            .sendAt = {}};
    for (const QJsonValue &address : ask->body.value("media"_L1).toArray()) {
        const QUrl url(address.toString(), QUrl::StrictMode);
        if (url.scheme() != "https"_L1)
            return ask->responder.send(malformed(u"media"_s, u"Addresses that begin with https://"_s));
        message.mediaUrls << url;
    }
    constexpr qsizetype longest = 1600;
    if ((message.body.isEmpty() && message.mediaUrls.isEmpty()) || message.body.size() > longest)
        return ask->responder.send(malformed(u"body"_s, u"1 to 1600 characters."_s));
    m_once.answer(ask, [=, this] { return sendUnlessOptedOut(ask, message); });
}

QFuture<Made> Creating::sendUnlessOptedOut(const ApiAskPtr &ask, const OutgoingMessage &message)
{
    auto promise = std::make_shared<QPromise<Made>>();
    promise->start();
    auto future = promise->future();
    const auto settle = [promise](const Made &made) {
        promise->addResult(made);
        promise->finish();
    };
    auto state = m_store.read([message](SqlConnection &db) { return OptOutTable(db).state(message.from.text(), message.to); });
    whenDone(std::move(state), this, [=, this](const Result<std::optional<OptOutEntry>> &entry) {
        if (!entry)
            return settle({doorRefusal({.kind = Error::Kind::Offline, .detail = {}}, Dialect::Platform), false});
        if (*entry && (*entry)->optedOut) {
            return settle({platformRefusal(409, "opted_out"_L1, u"They do not want texts from this line."_s,
                                           u"They can text START to it."_s),
                           false});
        }
        auto sent = m_twilio.sendMessage(message);
        whenDone(sent, this, [this, message, now = ask->now](const Result<Message> &outcome) {
            if (outcome || outcome.error().twilioCode != hasOptedOut)
                return;
            whenDone(m_store.write([message, now](SqlConnection &db) { return noteRefused(db, message.from.text(), message.to, now); }),
                     this, [](const Result<> &kept) {
                         if (!kept)
                             qCWarning(lcRelay) << "an opt-out could not be kept:" << kept.error().detail;
                     });
        });
        whenDone(finish(ask, sent, u"text-sent"_s), this, settle);
    });
    return future;
}

/// {"phone_number": number, "friendly_name": words}: bought and pointed at this relay.
void Creating::purchaseNumber(const ApiAskPtr &ask)
{
    const QString number = field(*ask, "phone_number"_L1, "phoneNumber"_L1);
    if (!PhoneNumber::parse(number))
        return ask->responder.send(malformed(u"phone_number"_s, numberHint));
    NumberPurchase purchase{.phoneNumber = Party(number), .areaCode = {}, .config = {}, .address = {}, .bundleSid = {}};
    purchase.config.friendlyName = field(*ask, "friendly_name"_L1, "friendlyName"_L1);
    purchase.config.voiceUrl = webhookUrl(m_premises, u"incoming-call-handler"_s);
    purchase.config.smsUrl = webhookUrl(m_premises, u"incoming-sms"_s);
    purchase.config.statusCallback = webhookUrl(m_premises, u"call-status"_s);
    if (const auto address = AddressSid::parse(field(*ask, "address_sid"_L1, "addressSid"_L1)))
        purchase.address = *address;
    purchase.bundleSid = field(*ask, "bundle_sid"_L1, "bundleSid"_L1);
    m_once.answer(ask, [=, this] { return finish(ask, m_twilio.buyNumber(purchase), u"number-bought"_s); });
}

/// ?country=US&type=local&area_code=206&contains=555&limit=20
void Creating::availableNumbers(const ApiAskPtr &ask)
{
    if (!m_searches.admits(ask->visitor.name.toUtf8(), std::chrono::steady_clock::now())) {
        HttpResponse response =
            platformRefusal(429, "too_many"_L1, u"Too many searches in a minute."_s, u"Search when the typing has ended."_s);
        response.headers.add("Retry-After", "2");
        return ask->responder.send(response);
    }
    const Form query = ask->request.query();
    const QString type = query.value(u"type").toLower();
    NumberSearch search;
    search.country = query.contains(u"country") ? query.value(u"country").toUpper() : u"US"_s;
    search.kind = type == "mobile"_L1 ? NumberKind::Mobile : type.startsWith("toll"_L1) ? NumberKind::TollFree : NumberKind::Local;
    search.areaCode = query.contains(u"area_code") ? query.value(u"area_code") : query.value(u"areaCode");
    search.contains = query.value(u"contains");
    search.limit = qBound(1, query.contains(u"limit") ? query.value(u"limit").toInt() : 20, 100);
    const bool isCountry = search.country.size() == 2 && search.country[0].isUpper() && search.country[1].isUpper();
    if (!isCountry)
        return ask->responder.send(malformed(u"country"_s, u"Two letters: US."_s));
    whenDone(m_twilio.availableNumbers(search), this, [ask](const Result<QList<AvailableNumber>> &offers) {
        if (!offers)
            return ask->responder.send(madeNot(offers.error()).answer);
        QJsonArray numbers;
        for (const AvailableNumber &offer : *offers) {
            numbers.append(QJsonObject{
                {u"phone_number"_s, offer.phoneNumber.text()},
                {u"friendly_name"_s, offer.friendlyName},
                {u"locality"_s, offer.locality},
                {u"region"_s, offer.region},
                {u"country"_s, offer.isoCountry},
                {u"address_requirements"_s, offer.addressRequirements},
                {u"capabilities"_s,
                 QJsonObject{{u"voice"_s, offer.capabilities.voice}, {u"sms"_s, offer.capabilities.sms}, {u"mms"_s, offer.capabilities.mms}}}});
        }
        ask->responder.send(jsonAnswer(200, {{u"numbers"_s, numbers}}));
    });
}

} // namespace milassist::relay
