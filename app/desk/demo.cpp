// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/demo.h"

#include "core/base/whendone.h"
#include "core/sandbox/demo/cast.h"
#include "core/sandbox/demo/demoplan.h"
#include "core/sandbox/world/world.h"

#include <QTimeZone>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

/// The demo's business works by day wherever it is tried.
routing::Zone zone()
{
    const auto here = routing::Zone::parse(QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    return here.value_or(*routing::Zone::parse(u"America/Los_Angeles"));
}

/// What the people at the desk have promised @p caller.
QList<relay::LedgerTask> tasksAbout(const Party &caller, const Party &line, const QDateTime &now)
{
    const QList<world::Assistant> &people = world::demo::assistants();
    const auto about = [&](const QString &title, const QDateTime &due, const QString &person) {
        return relay::LedgerTask{.id = 0, .title = title, .due = due, .person = person, .about = {}, .peer = caller, .line = line.text(), .author = people.at(1).user};
    };
    return {about(Demo::tr("Send the quote for the garden room"), now.addDays(-1), people.first().user),
            about(Demo::tr("Call back about the invoice"), now.addDays(3), people.at(1).user),
            about(Demo::tr("Ask for their new address"), {}, {})};
}

} // namespace

Demo::Demo(SandboxOptions options, QObject *parent) : QObject(parent), m_sandbox(std::move(options)) {}

Demo::~Demo() = default;

void Demo::start()
{
    whenDone(m_sandbox.startLater(), this, [this](const Result<SandboxAddress> &address) {
        if (!address) {
            Q_EMIT failed(address.error());
            return;
        }
        m_address = *address;
        m_secret = address->authToken;
        m_profile = {.id = u"demo"_s,
                     .name = tr("Demo"),
                     .baseUrl = address->restUrl,
                     .account = AccountSid::parse(address->accountSid).value_or(AccountSid()),
                     .user = address->accountSid,
                     .secretPlace = SecretPlace::Memory,
                     .sandbox = true};
        startRelay();
    });
}

/// The sandbox first: what it still tells is heard.
void Demo::end()
{
    whenDone(m_sandbox.stopLater(), this, [this](const Result<> &) {
        if (!m_relay)
            return deleteLater();
        connect(m_relay.get(), &EmbeddedRelay::stopped, this, &Demo::deleteLater);
        m_relay->stop();
    });
}

/// Colleagues have no desks here: they are not rung, and a call's trace says why.
void Demo::startRelay()
{
    const QList<world::Assistant> &people = world::demo::assistants();
    const routing::PersonId me(people.first().user);
    m_phone = newSoftphone({.name = u"MilAssist Desk"_s, .user = me.text(), .voiceUrl = {}, .secure = !m_address.sipTls.isEmpty()});
    const QDateTime now = QDateTime::currentDateTimeUtc();
    EmbeddedRelayOptions options{.relay = {}, .folder = m_folder.path(), .person = me, .colleagues = {}, .tasks = {}, .plans = {}};
    options.relay.twilioUrl = m_address.restUrl;
    options.relay.accountSid = m_address.accountSid;
    options.relay.authTokens = {m_address.authToken};
    options.relay.premises = {.publicUrl = {}, .sipDomain = m_phone.domain, .desks = {{me, m_phone.user}}, .registrationIsTold = true, .sounds = {}};
    options.colleagues = {{people.at(1).user, Role::Manager}, {people.at(2).user, Role::Assistant}};
    options.plans = {{world::demo::firstDemoPlan(zone()), people.at(1).user, tr("The front desk takes everything"), now.addDays(-41)},
                     {world::demo::heldOpen(world::demo::demoPlan(zone()), now), me.text(), tr("Holidays, projects and nights"), now.addDays(-6)}};
    if (const QList<Contact> callers = this->people(); !callers.isEmpty())
        options.tasks = tasksAbout(callers.first().numbers.first().number, lines().value(0), now);
    m_relay = std::make_unique<EmbeddedRelay>(std::move(options));
    connect(m_relay.get(), &EmbeddedRelay::failed, this, &Demo::failed);
    connect(m_relay.get(), &EmbeddedRelay::ready, this, [this] {
        m_phone.voiceUrl = m_relay->webhook(u"outgoing-call-handler"_s);
        Q_EMIT ready();
    });
    m_relay->start();
}

QList<Party> Demo::lines()
{
    return m_sandbox.inWorld([](world::World &world) {
        QList<Party> lines;
        world.numbers().all().forEach([&lines](const world::IncomingNumber &number) {
            if (!number.voiceUrl.isEmpty())
                lines.append(Party(number.phoneNumber));
        });
        return lines;
    });
}

QList<Contact> Demo::people()
{
    return m_sandbox.inWorld([](world::World &world) {
        QList<Contact> contacts;
        for (const world::Person &person : world.people().all()) {
            if (person.name.isEmpty())
                continue;
            Contact contact;
            contact.name = person.name;
            contact.email = person.email;
            contact.note = person.about;
            contact.numbers.append({Party(person.number), person.isBusiness ? u"work"_s : u"mobile"_s});
            contacts.append(contact);
        }
        return contacts;
    });
}

} // namespace milassist
