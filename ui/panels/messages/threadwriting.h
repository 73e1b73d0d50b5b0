// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/messages/messageservices.h"

namespace milassist
{

class Composer;

/// The line last used with somebody, empty when there is none; calls @p then unless @p context is gone.
void usualLineOf(const MessageServices &services, const Party &peer, QObject *context, std::function<void(Party)> then);

/// Writing in a thread: keeps what is in the composer as the thread's draft, sends it, and closes the composer to whom no
/// text may go.
class ThreadWriting : public QObject
{
    Q_OBJECT
public:
    ThreadWriting(const MessageServices &services, Composer &composer, QObject *parent);

    /// Brings the draft of this thread into the composer, with @p more below it.
    void turnTo(const Party &line, const Party &peer, bool optedOut, const TextDraft &more);
    void turnToNobody();
    /// Takes the text out, for another thread.
    TextDraft takeDraft();
    void readOptOut();

private:
    bool isSomebody() const { return !m_peer.isEmpty(); }
    void showLines();
    void readDraft(const TextDraft &more);
    void send(const TextDraft &draft);

    const MessageServices &m_services;
    Composer &m_composer;
    Party m_line, m_peer;
    int m_generation = 0;
};

} // namespace milassist
