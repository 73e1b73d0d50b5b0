// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/acts/act.h"

#include "core/sandbox/exchange/lines/trouble.h"

namespace milassist::exchange {

QString Act::absoluteUrl(const QString &url) const
{
    return absolute(url, m_scene.documentUrl);
}

Outcome Act::actionOr(const twiml::Address &action, const SignedFields &more, bool defaultsToDocument) const
{
    const QString url = action.url.value_or(QString());
    if (url.isEmpty() && !defaultsToDocument)
        return {};
    return Outcome::ask({.url = url.isEmpty() ? m_scene.documentUrl : absoluteUrl(url), .method = action.method, .more = more});
}

void Act::finish(Outcome outcome)
{
    if (std::exchange(m_isFinished, true))
        return;
    if (m_done)
        m_done(std::move(outcome));
}

PromptAct::PromptAct(const Scene &scene, QList<twiml::Prompt> prompts)
    : Act(scene), m_prompts(std::move(prompts)), m_prompter(scene.office, scene.line, scene.documentUrl)
{
}

void PromptAct::tick()
{
    line().hear(m_prompter.next());
    if (m_prompter.isAtEnd())
        finish({});
}

} // namespace milassist::exchange
