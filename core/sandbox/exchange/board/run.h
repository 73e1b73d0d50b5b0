// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/acts/act.h"

#include <memory>

namespace milassist::exchange {

class Transcriber;

/// Performs documents on a line, one after the other, until they end.
class Run : public QObject, public Nested {
    Q_OBJECT

public:
    using Done = std::function<void(RunEnd)>;
    /// What makes the acts of verbs that need more than a line.
    using MakeAct = std::function<std::unique_ptr<Act>(const Scene &, const twiml::Verb &)>;

    Run(Office &office, Line &line, Purpose purpose, MakeAct makeAct, Done done);
    ~Run() override;

    void begin(const Request &request);
    /// Leaves everything as it stands and begins anew.
    void replace(const Request &request);
    void abandon(); ///< ends without a word
    void tick() override;
    Act *act() { return m_act.get(); }
    bool isOver() const { return m_hasEnded; }

private:
    void fetch(const Request &request);
    void onAnswer(const Request &request, const webhooks::WebhookOutcome &outcome);
    void perform(const twiml::Document &document, const QString &url);
    void next();
    void perform(std::unique_ptr<Act> act);
    void onOutcome(const Outcome &outcome);
    void reachedEnd();
    void end(RunEnd why);
    void apologise();
    bool startsWithoutAnswer(const twiml::Verb &verb) const;
    bool isAllowed(const twiml::Verb &verb) const;
    Scene scene() { return {m_office, m_line, m_url}; }

    Office &m_office;
    Line &m_line;
    const Purpose m_purpose;
    const MakeAct m_makeAct;
    Done m_done;
    Request m_first;             ///< what a waiting run begins with again
    QString m_fallbackUrl;
    twiml::Method m_fallbackMethod = twiml::Method::Post;
    twiml::Document m_document;
    QString m_url;
    qsizetype m_at = 0;
    int m_round = 0;             ///< an answer to an earlier request comes too late
    int m_documents = 0, m_ticksOfDocument = 0;
    bool m_isWaiting = false, m_hasEnded = false, m_isInNext = false;
    std::unique_ptr<Act> m_act;
    std::vector<std::unique_ptr<Act>> m_old; ///< ended, perhaps from within themselves
};

} // namespace milassist::exchange
