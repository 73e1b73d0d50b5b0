// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/demo.h"

#include "core/base/whendone.h"
#include "core/sandbox/demo/demoplan.h"
#include "core/sandbox/world/world.h"

#include <QTimeZone>

namespace milassist {

using namespace Qt::StringLiterals;

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
        Q_EMIT ready();
    });
}

void Demo::fill(PlanStore &plans) const
{
    // The demo's business works by day wherever it is tried.
    const auto here = routing::Zone::parse(QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    const routing::Zone zone = here.value_or(*routing::Zone::parse(u"America/Los_Angeles"));
    plans.save(world::demo::firstDemoPlan(zone), tr("The front desk takes everything"), 0);
    plans.save(world::demo::demoPlan(zone), tr("Holidays, projects and nights"), 1); // saves come one after the other
}

std::optional<RosterNow> Demo::roster()
{
    return world::demo::demoRoster(QDateTime::currentDateTimeUtc());
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
