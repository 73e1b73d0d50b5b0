// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sip/phoneedge.h"
#include "tests/core/sandbox/world/testworld.h"

#include <QSignalSpy>

namespace milassist
{

using namespace Qt::StringLiterals;

/// An account with SIP domains, made as through REST. Users desk1 and desk2, password Correct1Horse.
struct SipWorld {
    using Use = world::SipBook::Use;
    world::TestWorld world;
    QString list;

    SipWorld()
    {
        list = book().createList(world::SipBook::ListKind::Credentials, {{u"FriendlyName"_s, u"desks"_s}})->sid;
        for (const QString &user : {u"desk1"_s, u"desk2"_s})
            (void)book().createCredential(list, {{u"Username"_s, user}, {u"Password"_s, u"Correct1Horse"_s}});
        add(u"acme.sip.twilio.com"_s);
    }
    world::SipBook &book() { return world->sip(); }

    QString add(const QString &name, bool isSecure = false, bool registers = true,
                QList<Use> uses = {Use::CallCredentials, Use::Registrations})
    {
        const QString sid = book()
                                .createDomain({{u"DomainName"_s, name},
                                               {u"SipRegistration"_s, registers ? u"true"_s : u"false"_s},
                                               {u"Secure"_s, isSecure ? u"true"_s : u"false"_s}})
                                ->sid;
        for (const Use use : uses)
            (void)book().createMapping(use, sid, {{u"CredentialListSid"_s, list}});
        return sid;
    }
    sip::FindDomain finder()
    {
        return [this](const QString &name) -> std::optional<sip::FoundDomain> {
            const world::SipDomain *domain = book().domainNamed(name);
            return domain ? std::optional(sip::FoundDomain{world.world.get(), *domain}) : std::nullopt;
        };
    }
    QStringList notices()
    {
        QStringList codes;
        const auto page = world->notifications().list({});
        for (const auto &notice : page->items)
            codes.append(notice.errorCode);
        return codes;
    }
};

/// Takes calls and keeps them.
struct KeepingSink : exchange::CallSink {
    std::vector<std::unique_ptr<exchange::Leg>> legs;
    QList<exchange::IncomingCall> calls;
    std::function<void(exchange::Leg &)> first; ///< what is done with a call at once

    void incoming(std::unique_ptr<exchange::Leg> leg, const exchange::IncomingCall &call) override
    {
        calls.append(call);
        legs.push_back(std::move(leg));
        if (first)
            first(*legs.back());
    }
};

/// How the leg @p leg ended, once it has.
struct EndOf {
    QList<exchange::LegEnd> ends;
    explicit EndOf(exchange::Leg &leg)
    {
        QObject::connect(&leg, &exchange::Leg::ended, &leg, [this](const exchange::LegEnd &end) { ends.append(end); });
    }
};

} // namespace milassist
