// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/answering.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"
#include "core/planning/planofone.h"
#include "ui/panels/settings/answercard.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace milassist {

using namespace Qt::StringLiterals;

Answering::Answering(quint16 port, QObject *parent) : QObject(parent), m_port(port)
{
    m_look.setInterval(std::chrono::seconds(2));
    connect(&m_look, &QTimer::timeout, this, &Answering::render);
    connect(this, &Answering::changed, this, &Answering::render);
}

Answering::~Answering() = default;

void Answering::read()
{
    m_kept = {};
    QFile file(m_folder + u"/answering.json"_s);
    if (m_folder.isEmpty() || !file.open(QIODevice::ReadOnly))
        return;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    m_kept = {json["on"_L1].toBool(), json["public_url"_L1].toString(), json["sip_user"_L1].toString(), json["sip_domain"_L1].toString(), json["person"_L1].toString()};
}

void Answering::write()
{
    const QJsonObject json{{u"on"_s, m_kept.isOn}, {u"public_url"_s, m_kept.publicUrl}, {u"sip_user"_s, m_kept.sipUser}, {u"sip_domain"_s, m_kept.sipDomain}, {u"person"_s, m_kept.person}};
    QSaveFile file(m_folder + u"/answering.json"_s);
    const QByteArray text = QJsonDocument(json).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        m_error = Error{.kind = Error::Kind::Storage, .detail = file.errorString()};
}

void Answering::open(const Profile &profile, const QString &folder, const Secret &secret, std::function<void()> then)
{
    const bool isSame = profile.id == m_profile.id && secret == m_secret && folder == m_folder;
    if (isSame)
        return then();
    end();
    m_error.reset();
    m_profile = profile;
    m_folder = folder;
    m_secret = secret;
    m_numbers.clear();
    m_people.clear();
    m_plans = folder.isEmpty() ? nullptr : std::make_unique<FilePlanStore>(m_folder + u"/routing"_s, m_profile.name);
    read();
    if (!m_kept.isOn || secret.isEmpty())
        return then();
    begin(std::move(then));
}

std::optional<TeamAccess> Answering::access() const
{
    return m_isOn ? std::optional(m_relay->access()) : std::nullopt;
}

void Answering::attach(Session &session, Telephone &telephone)
{
    m_session = &session;
    m_telephone = &telephone;
    connect(&telephone, &Telephone::registered, this, [this](bool isRegistered) {
        if (m_isOn)
            m_relay->setRegistered(isRegistered);
        render();
    });
    connect(&session.numbers(), &NumberStore::changed, this, &Answering::readNumbers);
    connect(&session.plans(), &PlanStore::changed, this, &Answering::readPeople);
    readNumbers();
    readPeople();
}

void Answering::showIn(AnswerCard *card)
{
    if (std::exchange(m_card, card) != card && card) {
        connect(card, &AnswerCard::startRequested, this, &Answering::start);
        connect(card, &AnswerCard::stopRequested, this, &Answering::stop);
        connect(card, &AnswerCard::answerHereRequested, this, &Answering::answerHere);
        connect(card, &AnswerCard::putBackRequested, this, &Answering::putBack);
    }
    render();
}

void Answering::start(const QString &publicUrl, const QString &person)
{
    if (m_relay || !m_telephone || !addressFlaw(publicUrl).isEmpty())
        return;
    const Softphone &phone = m_telephone->state().phone;
    m_kept = {.isOn = true, .publicUrl = publicUrl, .sipUser = phone.user, .sipDomain = phone.domain, .person = person};
    while (m_kept.publicUrl.endsWith(u'/'))
        m_kept.publicUrl.chop(1);
    m_error.reset();
    write();
    begin([this] {
        if (m_isOn)
            Q_EMIT switched();
    });
    Q_EMIT changed();
}

/// The plan that was made here so far goes along; without one every line rings this desk.
void Answering::begin(std::function<void()> then)
{
    whenDone(m_plans->load(), m_plans.get(), [this, then = std::move(then)](const Result<routing::PlanVersion> &kept) {
        EmbeddedRelayOptions options;
        if (kept && !kept->plan.people.empty()) {
            options.person = personHere(kept->plan, routing::PersonId(m_kept.person));
            if (options.person.isEmpty()) // it is on since before anybody was asked
                options.person = kept->plan.people.begin()->first;
            options.planned = FirstPlan{kept->plan, options.person.text(), tr("As it was planned on this computer"), kept->note.at};
            m_person = kept->plan.people.at(options.person).name;
            return launch(std::move(options), then);
        }
        options.person = routing::PersonId(u"me"_s);
        m_person = tr("Me");
        QList<NamedLine> lines;
        for (const NumberRow &row : m_numbers) {
            if (const auto number = row.number.phoneNumber.number())
                lines.append({*number, row.number.config.friendlyName});
        }
        if (!lines.isEmpty())
            options.plans.append({planOfOne(options.person, m_person, lines), options.person.text(), tr("Every line rings this computer"), QDateTime::currentDateTimeUtc()});
        launch(std::move(options), then);
    });
}

void Answering::launch(EmbeddedRelayOptions options, std::function<void()> then)
{
    options.folder = m_folder;
    options.relay.port = m_port;
    if (!m_profile.baseUrl.isEmpty())
        options.relay.twilioUrl = m_profile.baseUrl;
    options.relay.accountSid = m_profile.account.text();
    options.relay.authTokens = {m_secret};
    options.relay.premises = {.publicUrl = m_kept.publicUrl, .sipDomain = m_kept.sipDomain, .desks = {{options.person, m_kept.sipUser}}, .registrationIsTold = true, .sounds = {}};
    m_relay = std::make_unique<EmbeddedRelay>(std::move(options));
    connect(m_relay.get(), &EmbeddedRelay::failed, this, [this, then](const Error &error) {
        fail(error);
        then();
    }, Qt::QueuedConnection); // it goes in here
    connect(m_relay.get(), &EmbeddedRelay::ready, this, [this, then] {
        m_isOn = true;
        m_look.start();
        if (m_telephone && m_telephone->phone())
            m_relay->setRegistered(m_telephone->phone()->phone().isRegistered());
        // What is planned while it is on is there when it is off, also when it cannot be started again.
        m_copy = std::make_unique<PlanCopy>([relay = m_relay.get()] { return relay->plan(); }, *m_plans);
        connect(&m_relay->relay().planWatch(), &relay::PlanWatch::changed, m_copy.get(), [this] { m_copy->run(); });
        m_copy->run();
        then();
        Q_EMIT changed();
    });
    m_relay->start();
}

void Answering::fail(const Error &error)
{
    m_isOn = false;
    m_copy.reset();
    m_relay.reset();
    m_error = error;
    Q_EMIT changed();
}

/// Callers who are on the line are not cut off: what the relay holds is finished, while it is nobody's any more.
void Answering::end()
{
    m_look.stop();
    m_isOn = false;
    m_copy.reset();
    if (EmbeddedRelay *ending = m_relay.release()) {
        ending->disconnect(this);
        ending->setParent(this); // the end of the program does wait
        connect(ending, &EmbeddedRelay::stopped, ending, &QObject::deleteLater);
        ending->stop();
    }
}

void Answering::stop()
{
    if (!m_isOn || !m_session)
        return;
    const auto here = std::ranges::find_if(m_numbers, [this](const NumberRow &row) { return isHere(row.number.config) && row.previous; });
    if (here != m_numbers.end()) { // one after the other; then again
        const PhoneNumberSid sid = here->number.sid;
        m_changing = {sid};
        Q_EMIT changed();
        return whenDone(m_session->shop().restore(sid), this, [this, sid](const Result<Configured> &done) {
            m_changing.clear();
            if (!done) {
                m_error = done.error(); // and it goes on: whoever calls that number would hear an error
                return Q_EMIT changed();
            }
            m_numbers.removeIf([&sid](const NumberRow &row) { return row.number.sid == sid; });
            stop();
        });
    }
    m_error.reset();
    m_copy->run([this](const Result<> &isKept) {
        if (!isKept)
            qCWarning(lcUi) << "the plan in force could not be kept for when this computer does not answer:" << isKept.error().detail;
        QMetaObject::invokeMethod(this, &Answering::leave, Qt::QueuedConnection); // that ends the copy
    });
}

void Answering::leave()
{
    if (!m_isOn)
        return;
    m_kept.isOn = false;
    write();
    end();
    Q_EMIT switched();
    Q_EMIT changed();
}

bool Answering::isHere(const NumberConfig &config) const
{
    return m_relay && config.voiceUrl == m_relay->webhook(u"incoming-call-handler"_s);
}

/// An application or a trunk would go before the addresses.
NumberConfig Answering::pointed(NumberConfig config) const
{
    config.voiceUrl = m_relay->webhook(u"incoming-call-handler"_s);
    config.smsUrl = m_relay->webhook(u"incoming-sms"_s);
    config.statusCallback = m_relay->webhook(u"call-status"_s);
    config.voiceMethod = config.smsMethod = config.statusCallbackMethod = u"POST"_s;
    config.voiceApplicationSid.clear();
    config.smsApplicationSid.clear();
    config.trunkSid.clear();
    return config;
}

void Answering::answerHere(const PhoneNumberSid &number)
{
    const auto row = std::ranges::find_if(m_numbers, [&number](const NumberRow &one) { return one.number.sid == number; });
    if (m_isOn && m_session && row != m_numbers.end())
        change(number, m_session->shop().configure(number, pointed(row->number.config)));
}

void Answering::putBack(const PhoneNumberSid &number)
{
    if (m_session)
        change(number, m_session->shop().restore(number));
}

void Answering::change(const PhoneNumberSid &number, QFuture<Result<Configured>> done)
{
    m_error.reset();
    m_changing.append(number);
    Q_EMIT changed();
    whenDone(std::move(done), this, [this, number](const Result<Configured> &outcome) {
        m_changing.removeAll(number);
        if (!outcome)
            m_error = outcome.error();
        readNumbers();
        Q_EMIT changed();
    });
}

void Answering::readNumbers()
{
    if (!m_session)
        return;
    whenDone(m_session->numbers().numbers(), this, [this](const Result<QList<NumberRow>> &rows) {
        if (rows)
            m_numbers = *rows;
        Q_EMIT changed();
    });
}

void Answering::readPeople()
{
    if (!m_plans)
        return;
    whenDone(m_plans->load(), m_plans.get(), [this](const Result<routing::PlanVersion> &kept) {
        m_people.clear();
        for (const auto &[id, person] : kept ? kept->plan.people : std::map<routing::PersonId, routing::Person>())
            m_people.append({id.text(), person.name.isEmpty() ? id.text() : person.name});
        Q_EMIT changed();
    });
}

AnswerFacts Answering::facts() const
{
    using Is = AnswerFacts::Is;
    AnswerFacts facts{.is = Is::Off, .publicUrl = m_kept.publicUrl, .localUrl = u"http://127.0.0.1:%1"_s.arg(m_port), .person = m_person, .people = m_people, .here = m_kept.person, .heard = 0, .error = m_error, .numbers = {}};
    const bool hasToken = !m_secret.isEmpty() && m_profile.user == m_profile.account.text();
    const bool hasPhone = m_telephone && m_telephone->state().is == SoftphoneState::Is::Ready;
    if (m_relay)
        facts.is = m_isOn ? Is::On : Is::Starting;
    else if (!hasToken)
        facts.is = Is::NoToken;
    else if (!hasPhone)
        facts.is = Is::NoSoftphone;
    else if (m_error)
        facts.is = Is::Failed;
    if (m_isOn)
        facts.heard = m_relay->relay().door().counts().genuine;
    for (const NumberRow &row : m_numbers) {
        const IncomingNumber &number = row.number;
        facts.numbers.append({.sid = number.sid,
                              .name = number.config.friendlyName.isEmpty() ? number.phoneNumber.text() : number.config.friendlyName,
                              .isHere = isHere(number.config),
                              .isChanging = m_changing.contains(number.sid)});
    }
    return facts;
}

void Answering::render()
{
    if (m_card)
        m_card->setFacts(facts());
}

} // namespace milassist
