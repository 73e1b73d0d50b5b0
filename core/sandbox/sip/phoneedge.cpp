// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sip/phoneedge.h"

#include "core/base/logging.h"

#include <QRandomGenerator>

namespace milassist::sip
{

using namespace Qt::StringLiterals;
using exchange::LegEnd;
using Use = world::SipBook::Use;

namespace
{

constexpr auto mostGoodbye = std::chrono::milliseconds(200);
constexpr int callerRefused = 32201;
constexpr quint16 sipPort = 5060, sipsPort = 5061;
const QByteArray understood = "replaces"; // what a Require header may ask for

/// What is required and not understood.
QByteArrayList unsupported(const SipMessage &request)
{
    QByteArrayList missing;
    for (const QByteArray &option : request.values("Require")) {
        if (option.compare(understood, Qt::CaseInsensitive) != 0)
            missing.append(option);
    }
    return missing;
}

QString bareUri(const SipUri &uri)
{
    return QString::fromUtf8(uri.bare().toBytes());
}

Transport transportOf(const SipUri &uri)
{
    const QByteArray word = uri.params.value("transport").toLower();
    return word == "tls" || uri.scheme == "sips" ? Transport::Tls : word == "tcp" ? Transport::Tcp : Transport::Udp;
}

} // namespace

PhoneEdge::PhoneEdge(EdgeOptions options, FindDomain findDomain, exchange::CallSink &sink)
    : m_options(std::move(options)), m_findDomain(std::move(findDomain)), m_sink(sink),
      m_transactions(m_sockets, m_options.timers), m_gate("sip.twilio.com", m_options.clock),
      m_registrar(m_gate, m_findDomain, m_options.clock),
      m_ground{m_sockets, m_transactions, m_faults.weather, m_options.mediaTimeout, {}, {}}
{
    m_sockets.setFilter([this](const SipMessage &message) {
        return m_faults.isSilent || (m_faults.isRegistrarSilent && message.method == "REGISTER")
            || (m_faults.lossIn > 0 && QRandomGenerator::global()->generateDouble() < m_faults.lossIn);
    });
    connect(&m_transactions, &SipTransactions::requested, this, &PhoneEdge::onRequest);
    connect(&m_transactions, &SipTransactions::acknowledged, this, [this](const SipMessage &ack) {
        if (const auto key = dialogKeyOf(ack))
            if (DialogUser *user = m_ground.dialogs.value(*key))
                user->onAck(ack);
    });
    connect(&m_sockets, &SipSockets::lost, this, [this](const Flow &flow) { m_registrar.forget(flow); });
}

PhoneEdge::~PhoneEdge() = default;

Result<> PhoneEdge::start()
{
    return m_sockets.listen(m_options.address, m_options.port, m_options.tlsPort,
                            m_options.identity ? &*m_options.identity : nullptr);
}

void PhoneEdge::stop()
{
    m_isStopping = true;
    const bool hasCalls = !m_ground.legs.empty();
    for (SipLeg *leg : std::set(m_ground.legs))
        leg->hangUp();
    const auto finish = [this] {
        m_sockets.close();
        Q_EMIT stopped();
    };
    QTimer::singleShot(hasCalls ? mostGoodbye : std::chrono::milliseconds(0), this, finish);
}

void PhoneEdge::tell(const SipMessage &request, int status)
{
    const auto from = request.from();
    Q_EMIT happened(
        {request.method, request.requestUri, from ? from->uri.bare().toBytes() : QByteArray(), request.callId(), status, false});
}

// ---- what phones ask

void PhoneEdge::onRequest(ServerTransaction *transaction)
{
    const SipMessage &request = transaction->request();
    const auto answer = [transaction](int status) { transaction->respond(status, randomToken()); };
    if (const auto missing = unsupported(request); !missing.isEmpty()) {
        SipMessage response = SipMessage::response(request, 420, randomToken());
        response.add("Unsupported", missing.join(", "));
        return transaction->respond(response);
    }
    if (const auto key = dialogKeyOf(request)) {
        DialogUser *user = m_ground.dialogs.value(*key);
        return user ? user->onRequest(*transaction) : answer(481);
    }
    if (request.header("Max-Forwards") == "0")
        return answer(483);
    if (request.method == "INVITE")
        return onInvite(*transaction);
    if (request.method == "REGISTER") {
        const SipMessage response = m_registrar.answer(request, transaction->flow());
        transaction->respond(response);
        return tell(request, response.status);
    }
    const bool isKnown = allowedMethods.contains(request.method) || request.method == "MESSAGE" || request.method == "SUBSCRIBE"
        || request.method == "PUBLISH" || request.method == "PRACK";
    SipMessage response = SipMessage::response(request, request.method == "OPTIONS" ? 200 : isKnown ? 405 : 501, randomToken());
    response.add("Allow", allowedMethods);
    response.add("Accept", "application/sdp");
    transaction->respond(response);
}

/// The refusal of a caller who may not call; none for who may. @p user is who it is.
std::optional<SipMessage> PhoneEdge::judgeCaller(const SipMessage &request, const FoundDomain &found, const Flow &flow,
                                                 QString &user)
{
    world::SipBook &book = found.world->sip();
    const QString &sid = found.domain.sid;
    const bool needsAddress = book.isUsed(sid, Use::CallAddresses), needsLogin = book.isUsed(sid, Use::CallCredentials);
    const auto refused = [&](const QString &why) {
        found.world->notifications().add(callerRefused, {.messageText = u"%1 (%2)"_s.arg(why, found.domain.domainName)});
        SipMessage response = SipMessage::response(request, 403, randomToken());
        response.add("X-Twilio-Error", QByteArray::number(callerRefused) + ' ' + why.toUtf8());
        return response;
    };
    if (!needsAddress && !needsLogin)
        return refused(u"The domain says of nobody that it may call"_s);
    if (needsAddress && !book.allows(sid, flow.address.toString()))
        return refused(u"Source address not in the access control list"_s);
    if (!needsLogin)
        return std::nullopt;
    const auto judgement = m_gate.judge(
        request, [&](const QString &name) { return book.passwordOf(found.domain.domainName, name, Use::CallCredentials); });
    user = judgement.user;
    if (judgement.verdict == DigestGate::Verdict::Good)
        return std::nullopt;
    if (judgement.verdict == DigestGate::Verdict::Wrong)
        return refused(u"Authentication failed"_s);
    SipMessage response = SipMessage::response(request, 407, randomToken());
    response.add("Proxy-Authenticate", m_gate.challenge(judgement.verdict == DigestGate::Verdict::Stale));
    return response;
}

void PhoneEdge::onInvite(ServerTransaction &transaction)
{
    const SipMessage &request = transaction.request();
    const auto refuse = [&](const SipMessage &response) {
        transaction.respond(response);
        tell(request, response.status);
    };
    const auto refuseWith = [&](int status, const QByteArray &reason = {}) {
        refuse(SipMessage::response(request, status, randomToken(), reason));
    };
    transaction.respond(100, {});
    const SipUri uri = *SipUri::parse(request.requestUri);
    const QString host = canonicalDomain(QString::fromLatin1(uri.host));
    const auto found = m_findDomain(host);
    if (!found)
        return refuseWith(QHostAddress(host).isNull() ? 404 : 403); // Twilio is called by name, never by address
    QString user;
    if (const auto refusal = judgeCaller(request, *found, transaction.flow(), user))
        return refuse(*refusal);
    if (m_isStopping || calls() >= m_options.mostCalls)
        return refuseWith(503);
    if (request.has("Replaces"))
        return refuseWith(481, "Nothing to replace"); // Twilio bridges; a phone cannot take over another phone's leg
    if (found->domain.secure && transaction.flow().transport != Transport::Tls)
        return refuseWith(488, "TLS is required by this domain");
    auto leg = IncomingLeg::make(m_ground, transaction, found->domain.secure);
    if (!leg)
        return refuseWith(488);
    connect(leg.get(), &IncomingLeg::answeredWith, this, [this, request](int status) { tell(request, status); });
    const exchange::IncomingCall call{.accountSid = found->world->account().sid,
                                      .domainSid = found->domain.sid,
                                      .domain = host,
                                      .from = bareUri(request.from()->uri),
                                      .to = bareUri(uri),
                                      .credentialUser = user,
                                      .callId = QString::fromUtf8(request.callId()),
                                      .sourceIp = transaction.flow().address.toString(),
                                      .headers = ownHeaders(request)};
    m_sink.incoming(std::move(leg), call);
}

// ---- calling phones

/// The ways to whoever a URI names.
struct PhoneEdge::Route {
    QList<std::pair<QByteArray, Flow>> ways; ///< Request-URI and flow
    QByteArray domain;                       ///< of From
    bool isSecure = false;
    std::optional<LegEnd> wrong;
};

PhoneEdge::Route PhoneEdge::routeTo(const SipUri &uri) const
{
    Route route;
    route.domain = uri.host;
    route.isSecure = uri.params.value("secure") == "true";
    const QString host = QString::fromLatin1(uri.host);
    const auto found = m_findDomain(host == canonicalDomain(host) || host.contains(".us1."_L1) ? canonicalDomain(host) : host);
    if (found) {
        route.isSecure = route.isSecure || found->domain.secure;
        for (const Binding &binding : m_registrar.bindings(QString::fromUtf8(uri.user) + u'@' + found->domain.domainName))
            route.ways.append({binding.contact.uri.toBytes(), binding.flow});
        if (route.ways.isEmpty())
            route.wrong = LegEnd{LegEnd::Cause::NotRegistered, 0, {}};
        return route;
    }
    const QHostAddress address = host == "localhost"_L1 ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(host);
    const Transport transport = transportOf(uri);
    if (address.isNull()) { // somebody else's PBX, known by a name only
        route.wrong = LegEnd{LegEnd::Cause::Failed, 0, {}};
        return route;
    }
    const quint16 port = uri.port != 0 ? uri.port : transport == Transport::Tls ? sipsPort : sipPort;
    SipUri target = uri;
    target.headers.clear();
    for (const char *ours : {"edge", "region", "secure"})
        target.params.remove(ours);
    route.ways.append({target.toBytes(), Flow{transport, address, port, 0}});
    return route;
}

std::unique_ptr<exchange::Leg> PhoneEdge::dial(const exchange::SipOrder &order)
{
    const auto uri = SipUri::parse(order.uri.toUtf8());
    Route route;
    if (uri && uri->isSip())
        route = routeTo(*uri);
    else
        route.wrong = LegEnd{LegEnd::Cause::Failed, 0, {}};
    auto leg = std::make_unique<OutgoingLeg>(m_ground, route.isSecure);
    if (!route.wrong && (m_isStopping || calls() > m_options.mostCalls))
        route.wrong = LegEnd{LegEnd::Cause::Failed, 503, {}};
    if (route.wrong) {
        leg->fail(*route.wrong);
        return leg;
    }
    for (auto &[target, flow] : route.ways) {
        if (flow.isReliable() && flow.connection == 0)
            flow = m_sockets.open(flow.transport, flow.address, flow.port);
    }
    SipUri caller;
    caller.scheme = "sip";
    caller.user = order.callerId.toUtf8();
    caller.host = route.domain;
    NameAddr from;
    from.uri = caller;
    SipMessage invite = SipMessage::request("INVITE", {});
    NameAddr to;
    to.uri = uri->bare();
    invite.add("To", to.toBytes());
    invite.add("P-Asserted-Identity", from.toBytes());
    from.params.set("tag", randomToken());
    invite.add("From", from.toBytes());
    invite.add("User-Agent", "MilAssist sandbox");
    addOwnHeaders(invite, order.headers);
    for (const auto &[name, value] : uri->headerFields())
        addOwnHeaders(invite, {{QString::fromUtf8(name), QString::fromUtf8(value)}});
    const QByteArray target = uri->bare().toBytes(), callId = leg->sipCallId().toUtf8();
    connect(leg.get(), &OutgoingLeg::answeredWith, this, [this, target, user = caller.toBytes(), callId](int status) {
        Q_EMIT happened({"INVITE", target, user, callId, status, true});
    });
    leg->call(invite, route.ways, {order.username.toUtf8(), order.password.toUtf8()});
    return leg;
}

} // namespace milassist::sip
