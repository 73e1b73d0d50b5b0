// SPDX-License-Identifier: GPL-3.0-or-later
// What Twilio says of a call: the webhook and its query in the first line, the form after it. Whatever the form says, the caller hears
// a document that Twilio takes, also while the ledger is away.
#include "core/relay/service/twimlresponse.h"
#include "core/relay/service/voicetasks.h"
#include "core/routing/plan/planjson.h"
#include "core/twiml/writer.h"
#include "tests/fuzz/input.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

VoiceScene sceneOfATeam()
{
    const auto plan = routing::readPlan(
        R"({"format": 1, "people": [{"id": "anna", "name": "Anna"}], "groups": [{"id": "all", "members": ["anna"]}],
            "routes": [{"id": "day", "stages": [{"kind": "round_robin", "group": "all"}]}],
            "lines": [{"number": "+12065550142", "name": "Main", "open": "day", "closed": "day"}]})");
    PROMISE(plan);
    Premises premises;
    premises.publicUrl = u"https://relay.example.org"_s;
    premises.sipDomain = u"acme-desk.sip.twilio.com"_s;
    premises.desks = {{routing::PersonId(u"anna"_s), u"anna"_s}};
    return {.plan = std::make_shared<routing::Plan>(*plan),
            .premises = std::make_shared<Premises>(premises),
            .now = QDateTime(QDate(2026, 12, 25), QTime(15, 0), Qt::UTC),
            .extra = {}};
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const VoiceScene scene = sceneOfATeam();
    const QByteArrayView input = inputOf(data, size);
    const qsizetype end = input.indexOf('\n');
    if (end < 0)
        return 0;
    HttpRequest request;
    request.method = "POST";
    request.target = "/api/twilio/" + input.first(end).toByteArray();
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    request.body = input.sliced(end + 1).toByteArray();

    const WebhookForm form = webhookOf(request);
    (void)unnamedFields(form.parameters);
    const auto task = voiceTask(form, scene);
    if (!task) {
        PROMISE(!task.error().detail.isEmpty());
        return 0;
    }
    PROMISE(task->inHaste.has_value() == wantsTwiml(form.name));
    if (task->inHaste)
        PROMISE(flawsOf(twiml::write(*task->inHaste), twiml::Kind::Voice).isEmpty());
    return 0;
}
