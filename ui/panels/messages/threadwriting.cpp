// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/threadwriting.h"

#include "core/base/whendone.h"
#include "ui/panels/messages/composer.h"

namespace milassist
{

void usualLineOf(const MessageServices &services, const Party &peer, QObject *context, std::function<void(Party)> then)
{
    whenDone(services.messages.threadIds({.peer = peer}), context, [&services, context, then](const Result<RowIds> &ids) {
        if (!ids || ids->isEmpty())
            return then({});
        whenDone(services.messages.threads(ids->first(1)), context, [then](const Result<QList<ThreadRow>> &threads) {
            then(threads && !threads->isEmpty() ? threads->first().line : Party());
        });
    });
}

ThreadWriting::ThreadWriting(const MessageServices &services, Composer &composer, QObject *parent)
    : QObject(parent), m_services(services), m_composer(composer)
{
    composer.setSendKey(services.sendKey);
    connect(&composer, &Composer::sendRequested, this, &ThreadWriting::send);
    connect(&composer, &Composer::draftChanged, this, [this](const TextDraft &draft) {
        if (isSomebody())
            m_services.drafts.save(m_line, m_peer, draft);
    });
    connect(&composer, &Composer::sendKeyChosen, this, [this](SendKey key) {
        if (m_services.keepSendKey)
            m_services.keepSendKey(key);
    });
    connect(&services.lines, &LineNames::changed, this, &ThreadWriting::showLines);
    showLines();
}

void ThreadWriting::showLines()
{
    QList<Composer::Line> lines;
    for (const Party &line : m_services.lines.lines())
        lines.append({line, m_services.lines.nameOf(line)});
    m_composer.setLines(lines);
}

void ThreadWriting::turnTo(const Party &line, const Party &peer, bool optedOut, const TextDraft &more)
{
    const int wanted = ++m_generation;
    m_line = line;
    m_peer = peer;
    m_composer.setPeer(peer);
    m_composer.setLine(line);
    m_composer.setUsualLine(line);
    m_composer.setPricePerPart(std::nullopt);
    m_composer.setOptOut({.optedOut = optedOut});
    m_composer.setDraft({});
    readDraft(more);
    readOptOut();
    usualLineOf(m_services, peer, this, [this, wanted](const Party &usual) {
        if (wanted == m_generation)
            m_composer.setUsualLine(usual);
    });
}

void ThreadWriting::turnToNobody()
{
    ++m_generation;
    m_line = m_peer = {};
    m_composer.setPeer({});
    m_composer.setUsualLine({});
    m_composer.setOptOut({});
    m_composer.setDraft({});
}

TextDraft ThreadWriting::takeDraft()
{
    const TextDraft draft = m_composer.draft();
    m_composer.setDraft({});
    m_services.drafts.save(m_line, m_peer, {});
    return draft;
}

void ThreadWriting::readDraft(const TextDraft &more)
{
    whenDone(m_services.drafts.draft(m_line, m_peer), this, [this, wanted = m_generation, more](const Result<TextDraft> &draft) {
        if (wanted != m_generation || !draft || !m_composer.draft().isEmpty())
            return;
        TextDraft text = *draft; // what was begun here before is not thrown away for what comes from elsewhere
        if (text.body.isEmpty() || more.body.isEmpty() || text.body == more.body)
            text.body = more.body.isEmpty() ? text.body : more.body;
        else
            text.body += u'\n' + more.body;
        text.media = text.media.isEmpty() ? more.media : text.media;
        m_composer.setDraft(text);
        if (text != *draft)
            m_services.drafts.save(m_line, m_peer, text);
    });
}

void ThreadWriting::readOptOut()
{
    whenDone(m_services.optOuts.state(m_line, m_peer), this, [this, wanted = m_generation](const Result<OptOut> &state) {
        if (state && wanted == m_generation)
            m_composer.setOptOut(*state);
    });
}

void ThreadWriting::send(const TextDraft &draft)
{
    const Party line = m_composer.line();
    const Party peer = m_peer;
    if (peer.isEmpty() || line.isEmpty())
        return;
    m_composer.setDraft({}); // at once, so that a second key press sends nothing twice
    whenDone(m_services.send(line, peer, draft), this, [this, line, peer, draft](const Result<OutboxId> &sent) {
        const bool stillHere = m_line == line && m_peer == peer;
        if (sent) { // what was begun meanwhile is another text
            m_services.drafts.save(line, peer, stillHere ? m_composer.draft() : TextDraft());
            return;
        }
        m_services.drafts.save(line, peer, draft); // nothing is lost, whatever is shown now
        if (stillHere && m_composer.draft().isEmpty())
            m_composer.setDraft(draft);
        m_composer.tellProblem(sent.error());
    });
}

} // namespace milassist
