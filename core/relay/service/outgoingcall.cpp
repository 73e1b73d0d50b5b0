// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/masking/veil.h"
#include "core/relay/service/hiddencaller.h"
#include "core/relay/service/voicejobs.h"

namespace milassist::relay
{
using namespace Qt::StringLiterals;

namespace
{

Party lineWanted(const VoiceRequest &request)
{
    for (const auto &[name, value] : request.sipHeaders) {
        if (name.compare(u"X-Line", Qt::CaseInsensitive) == 0)
            return Party(value.trimmed());
    }
    return {};
}

QString wordOf(Outgoing::Refusal refusal)
{
    switch (refusal) {
    case Outgoing::Refusal::Emergency:
        return u"emergency"_s;
    case Outgoing::Refusal::NotANumber:
        return u"not a number"_s;
    case Outgoing::Refusal::NoLine:
        return u"no line"_s;
    case Outgoing::Refusal::None:
        break;
    }
    return {};
}

/// As the decision has it, else as the line has it.
routing::TakeMessage mailboxFor(CallFile &file)
{
    const auto decision = file.decision();
    if (decision && !decision->steps.empty()) {
        if (const auto *message = std::get_if<routing::TakeMessage>(&decision->steps.back().action))
            return *message;
    }
    return mailboxOf(file.lineOfCall(), *file.scene().plan);
}

} // namespace

Outgoing outgoingOf(const VoiceRequest &request, const routing::Plan &plan, const Premises &premises)
{
    return outgoingCall(request.call.to.user(), lineWanted(request), plan, premises);
}

Result<QByteArray> outgoingCallHandler(SqlConnection &db, const VoiceScene &scene, const VoiceRequest &dialled)
{
    CallFile file(db, scene);
    VoiceRequest request = dialled;
    request.call.to = Party(withNumber(db, dialled.call.to.text()));
    file.note(request.call, u"outgoing"_s);
    if (!file.isFirst(u"outgoing "_s + request.call.sid.text()))
        return file.finishAgain();
    const Outgoing outgoing = outgoingOf(request, *scene.plan, file.premises());
    const Party phone(u"sip:%1@%2"_s.arg(request.user(), request.sipDomain));
    const routing::PersonId person = personAt(phone, nullptr, 0, file.premises());
    if (outgoing.refusal == Outgoing::Refusal::None)
        file.heard(person, CallFile::legOf(request.call));
    QJsonObject detail{{u"person"_s, person.text()}};
    if (outgoing.line)
        detail.insert(u"line"_s, outgoing.line->e164());
    if (!outgoing.colleague.isEmpty())
        detail.insert(u"colleague"_s, outgoing.colleague.text());
    if (outgoing.refusal != Outgoing::Refusal::None)
        detail.insert(u"refused"_s, wordOf(outgoing.refusal));
    file.trace(u"outgoing"_s, detail);
    file.decided();
    if (outgoing.refusal != Outgoing::Refusal::None) {
        file.settle(u"refused"_s);
    } else {
        if (!request.sipCallId.isEmpty()) // by which the telephone that calls knows it: Twilio tells it no name of the call
            detail.insert(u"sip_call_id"_s, request.sipCallId);
        file.tell(u"outgoing"_s, detail);
    }
    return file.finish(outgoingAnswer(outgoing, *scene.plan, file.premises()));
}

Result<QByteArray> outgoingComplete(SqlConnection &db, const VoiceScene &scene, const DialEnded &ended)
{
    CallFile file(db, scene);
    noteDial(file, ended, u"outgoing-complete"_s);
    if (!file.isFirst(u"outgoing-complete "_s + ended.call.sid.text()))
        return file.finishAgain();
    file.trace(u"outgoing-result"_s, resultOf(ended));
    file.settle(ended.isAnswered() ? CallOutcome::answered() : ended.status.text());
    return file.finish(hangUp());
}

Result<QByteArray> refer(SqlConnection &db, const VoiceScene &scene, const VoiceRequest &request, const QString &target)
{
    CallFile file(db, scene);
    file.note(request.call, u"refer"_s);
    if (!file.isFirst(u"refer %1 %2"_s.arg(request.call.sid.text(), target)))
        return file.finishAgain();
    // The leg that hands over is a desk's: one of ours that was called, or one that calls.
    const Call *first = file.firstLeg();
    const bool deskWasCalled = !request.call.parentSid.isNull();
    HandedOver call;
    call.other = deskWasCalled ? (first ? first->from : request.call.from) : request.call.to;
    call.line = file.lineOfCall().number();
    call.shown = deskWasCalled ? std::nullopt : lineWanted(request).number();
    if (call.shown && !scene.plan->lines.contains(*call.shown))
        call.shown = call.line; // whatever the telephone asks for: a line of ours, and no number of its person's
    call.recording = file.recording().policy;
    call.mailbox = mailboxFor(file);
    const QString wanted = withNumber(db, target);
    if (!call.shown && call.other.isNumber() && masksCallers(scene.plan.get())) {
        // A colleague sees what they may; outside it is shown by who may see it.
        const Outgoing next = handedTo(wanted, call, *scene.plan, file.premises());
        const routing::PersonId by = personAt(deskWasCalled ? request.call.to : request.call.from, nullptr, 0, file.premises());
        const routing::PersonId seenBy = next.colleague.isEmpty() ? by : next.colleague;
        call.isHidden = seenBy.isEmpty() || hidesNumbersFrom(db, seenBy, *scene.plan);
        if (call.isHidden)
            call.handle = handleOf(db, call.other, scene.now);
    }
    file.trace(u"refer-"_s + request.call.sid.text(), {{u"by"_s, request.call.sid.text()}});
    return file.finish(transferAnswer(wanted, call, *scene.plan, file.premises()));
}

Result<QByteArray> transferComplete(SqlConnection &db, const VoiceScene &scene, const DialEnded &ended)
{
    CallFile file(db, scene);
    noteDial(file, ended, u"transfer"_s);
    const QString key = ended.childSid.isNull() ? ended.status.text() : ended.childSid.text();
    if (!file.isFirst(u"transfer %1 %2"_s.arg(ended.call.sid.text(), key)))
        return file.finishAgain();
    file.trace(u"transfer-result-"_s + key, resultOf(ended));
    const bool isOver = ended.isAnswered() || ended.isCallerGone();
    return file.finish(afterTransfer(isOver, mailboxFor(file), file.premises()));
}

} // namespace milassist::relay
