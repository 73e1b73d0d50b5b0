// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/hiddencaller.h"

#include "core/base/logging.h"
#include "core/domain/handle.h"
#include "core/relay/ledger/handletable.h"
#include "core/relay/ledger/usertable.h"
#include "core/relay/masking/veil.h"

#include <QRegularExpression>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

bool hidesNumbersFrom(SqlConnection &db, const routing::PersonId &person, const routing::Plan &plan)
{
    if (!masksCallers(&plan))
        return false;
    const auto user = UserTable(db).named(person.text());
    const Role role = user && *user ? (*user)->role.valueOr(Role::Assistant) : Role::Assistant;
    const Visitor visitor{.name = person.text(), .role = role};
    return Veil(visitor, LineSight(visitor, &plan), &plan).isDrawn();
}

QString handleOf(SqlConnection &db, const Party &party, const QDateTime &now)
{
    if (!party.isNumber())
        return {};
    const auto handle = HandleTable(db).of(party.text(), now);
    if (!handle)
        qCWarning(lcRelay) << "a caller is hidden without a handle:" << handle.error().detail;
    return handle.value_or(QString());
}

Caller hiddenWhereWanted(SqlConnection &db, const VoiceScene &scene, const routing::Decision &decision, size_t step, Caller caller)
{
    if (!masksCallers(scene.plan.get()))
        return caller;
    for (; step < decision.steps.size(); ++step) {
        const auto *ring = std::get_if<routing::Ring>(&decision.steps[step].action);
        for (const routing::Target &target : ring ? ring->targets : std::vector<routing::Target>()) {
            if (!target.person.isEmpty() && !caller.hiddenFrom.contains(target.person)
                && hidesNumbersFrom(db, target.person, *scene.plan))
                caller.hiddenFrom.insert(target.person);
        }
    }
    if (!caller.hiddenFrom.empty())
        caller.handle = handleOf(db, caller.party, scene.now);
    return caller;
}

QString withNumber(SqlConnection &db, const QString &text)
{
    if (!text.contains(handleBeginning.sliced(1))) // of nearly every call
        return text;
    static const QRegularExpression handle(u"(?:\\+|%2[Bb])(999[0-9]{10})(?![0-9])"_s);
    const auto found = handle.match(text);
    if (!found.hasMatch())
        return text;
    const QString wanted = u'+' + found.captured(1);
    const auto numbers = HandleTable(db).numbers({wanted});
    const QString number = numbers ? numbers->value(wanted) : QString();
    QString out = text;
    return number.isEmpty() ? text : out.replace(found.capturedStart(), found.capturedLength(), number);
}

} // namespace milassist::relay
