// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/acts/gatheract.h"

namespace milassist::exchange {

using namespace Qt::StringLiterals;

GatherAct::GatherAct(const Scene &scene, twiml::Gather gather)
    : Act(scene), m_gather(std::move(gather)), m_rules(GatherRules::of(m_gather)), m_prompter(scene.office, scene.line, scene.documentUrl)
{
    connect(&line(), &Line::digit, this, [this](QChar key) { m_so = pressed(m_so, key, m_rules); });
}

void GatherAct::begin()
{
    m_wordsBefore = line().leg().spokenText().size();
    m_prompter.play(m_gather.prompts);
}

void GatherAct::tick()
{
    m_so = waited(m_so, !m_prompter.isAtEnd(), isLoud(line().in()), m_rules);
    if (m_so.isPromptOver)
        m_prompter.stop();
    line().hear(m_prompter.next());
    if (m_so.phase != Gathering::Phase::Collecting)
        conclude();
}

void GatherAct::conclude()
{
    const QString words = line().leg().spokenText().sliced(m_wordsBefore).trimmed();
    const bool isSpeech = m_so.hasSpoken && m_so.keys.isEmpty() && m_so.finishedOn.isEmpty();
    if (m_so.phase == Gathering::Phase::Empty && !m_gather.actionOnEmptyResult)
        return finish({});
    SignedFields more{{u"msg"_s, u"Gather End"_s}};
    if (isSpeech) {
        more.append({u"SpeechResult"_s, words});
        more.append({u"Confidence"_s, words.isEmpty() ? u"0.0"_s : u"0.92"_s});
        more.append({u"Language"_s, m_gather.language});
    } else {
        more.append({u"Digits"_s, m_so.keys});
        more.append({u"FinishedOnKey"_s, m_so.finishedOn});
    }
    finish(actionOr(m_gather.action, more, true));
}

} // namespace milassist::exchange
