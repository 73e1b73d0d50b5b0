// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/lines/line.h"
#include "core/sandbox/exchange/lines/prompter.h"

#include <QObject>

#include <functional>

namespace milassist::exchange {

/// Where a verb is performed.
struct Scene {
    Office &office;
    Line &line;
    QString documentUrl;
};

/// What follows a verb.
struct Outcome {
    enum class Kind {
        GoOn,   ///< the next verb
        Ask,    ///< another document
        End,    ///< nothing more of this run
    };
    Kind kind = Kind::GoOn;
    Request request;
    RunEnd end = RunEnd::FellOff;

    static Outcome ask(Request request) { return {Kind::Ask, std::move(request)}; }
    static Outcome over(RunEnd end) { return {Kind::End, {}, end}; }
};

/// A verb while it lasts. It tells its outcome once, not from begin().
class Act : public QObject {
    Q_OBJECT

public:
    explicit Act(Scene scene) : m_scene(std::move(scene)) {}

    virtual void begin() = 0;
    virtual void tick() {}
    /// The line has ended. By default that is all.
    virtual void lineEnded() { finish(Outcome::over(RunEnd::LineGone)); }
    /// Something else is to run on this line: lets go of all others. Tells nothing.
    virtual void abandon() {}

    void whenDone(std::function<void(Outcome)> done) { m_done = std::move(done); }

protected:
    Office &office() { return m_scene.office; }
    Line &line() { return m_scene.line; }
    const QString &documentUrl() const { return m_scene.documentUrl; }
    QString absoluteUrl(const QString &url) const;
    /// The verb's action with these fields; the next verb when there is none.
    Outcome actionOr(const twiml::Address &action, const SignedFields &more, bool defaultsToDocument) const;
    void finish(Outcome outcome);
    bool isFinished() const { return m_isFinished; }

private:
    Scene m_scene;
    std::function<void(Outcome)> m_done;
    bool m_isFinished = false;
};

/// Say, Play, Pause.
class PromptAct : public Act {
    Q_OBJECT

public:
    PromptAct(const Scene &scene, QList<twiml::Prompt> prompts);
    void begin() override { m_prompter.play(m_prompts); }
    void tick() override;

private:
    const QList<twiml::Prompt> m_prompts;
    Prompter m_prompter;
};

} // namespace milassist::exchange
