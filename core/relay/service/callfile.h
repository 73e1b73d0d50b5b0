// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/answers/voiceanswers.h"
#include "core/relay/ledger/calltable.h"
#include "core/relay/ledger/voicemailtable.h"
#include "core/twilio/webhooks.h"

#include <QJsonObject>

#include <memory>

namespace milassist::relay
{

/// What a job about a webhook of a call works with beside the ledger. Values only: it runs in the store's thread, perhaps more
/// than once.
struct VoiceScene {
    std::shared_ptr<const routing::Plan> plan;
    std::shared_ptr<const Premises> premises;
    QDateTime now;           ///< UTC
    QString extra;           ///< of the webhook: unnamedFields()
    bool isTooOften = false; ///< the caller's calls: nobody is rung
    qint64 planVersion = 0;  ///< of plan, in the ledger; 0 = none of its
};

/// What one webhook does to the ledger's file of its call. The first error sticks and makes every later call do nothing, as in
/// Statement, so a job reads like what happens; finish() tells.
class CallFile
{
public:
    CallFile(SqlConnection &db, const VoiceScene &scene) : m_db(db), m_scene(scene) {}

    /// @param source which webhook: "incoming". A state of the leg only moves forward.
    LegChange note(Call leg, const QString &source, int sequence = -1);
    LegChange note(const WebhookCall &call, const QString &source) { return note(legOf(call), source); }
    /// Which call the file is about, where note() has not said so.
    void open(const CallSid &call) { m_call = call; }
    const CallSid &sid() const { return m_call; }
    /// Claims @p key; whoever claimed it before is given the same answer again: finishAgain().
    bool isFirst(const QString &key);

    /// The call as it stands, read once; none when it is not known.
    const std::optional<LedgerCall> &call();
    const Call *firstLeg();
    /// By which the call goes its way; none when the webhook that brought it is not known yet.
    std::optional<routing::Decision> decision();
    /// Keeps a decision, or one that was added to: then @p revision counts up.
    void keep(const routing::Decision &decision, int revision = 0);
    int revision(); ///< of the decision kept

    /// The plan that is in force has decided what becomes of the call: it is kept with it.
    void decided();

    void trace(const QString &step, const QJsonObject &detail = {});
    /// A step begins: it is noted and desks hear of it, and the turn moves on.
    void begin(const routing::Decision &decision, size_t step);
    /// @param person empty: whoever is @p at that number outside, by the name that the plan has for them
    /// @return false when somebody else has the call
    bool answered(const routing::PersonId &person, const routing::Decision *decision, size_t step, const Party &at = {});
    /// Nobody was rung in the step that began first at @p step or after it: the caller was answered in haste. Whose turn it was
    /// has it again.
    void takeBack(size_t step);
    void settle(const QString &outcome);
    /// A leg to or from somebody of ours: they are busy until it has ended.
    void heard(const routing::PersonId &person, const Call &leg);
    /// Nobody is rung by the call any more, or talks in it.
    void free();
    /// The call was made by one of ours, and this is how: the trace step "outgoing". Empty: it was not.
    QJsonObject outgoing();
    /// Which of our numbers it came to, or shows; empty where that is not known yet.
    Party lineOfCall() { return Party(line()); }
    /// How it is recorded: by its decision, or by what its line says of calls that go out.
    struct Recording {
        routing::Record policy = routing::Record::Off;
        std::chrono::seconds longest{0};
    };
    Recording recording();
    /// @p what has become true of the call: an event at the end of the job.
    void tell(const QString &what, const QJsonObject &more = {});
    VoicemailChange note(LedgerVoicemail piece);
    routing::Roster roster();
    routing::Turn lockTurn(const routing::GroupId &group);

    /// Ends the job, with the TwiML to be given now and whenever the same webhook comes again.
    Result<QByteArray> finish(const twiml::Document &answer);
    /// Ends the job of a webhook that is not asked for TwiML.
    Result<QByteArray> finish();
    Result<QByteArray> finishAgain();

    const VoiceScene &scene() const { return m_scene; }
    const Premises &premises() const { return *m_scene.premises; }

    static Call legOf(const WebhookCall &call);

private:
    template <typename T>
    T take(Result<T> result)
    {
        if (result)
            return *std::move(result);
        m_error = result.error();
        return T();
    }
    void check(const Result<> &result)
    {
        if (!result)
            m_error = result.error();
    }
    Result<> appendEvents();
    QString line();

    SqlConnection &m_db;
    const VoiceScene &m_scene;
    CallSid m_call;
    QString m_key, m_before;
    std::optional<std::optional<LedgerCall>> m_read;
    QList<std::pair<QString, QJsonObject>> m_events;
    std::optional<Error> m_error;
};

/// Who of ours has this address: a desk, or a telephone of the step. Empty: nobody, or it is not known.
routing::PersonId personAt(const Party &address, const routing::Decision *decision, size_t step, const Premises &premises);

/// Whether whoever picks up there is asked first, so that picking up is no answer.
bool isScreened(const Party &address, const routing::Decision &decision, size_t step);

} // namespace milassist::relay
