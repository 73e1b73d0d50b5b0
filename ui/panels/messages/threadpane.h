// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/conversationmodel.h"
#include "ui/panels/messages/messageservices.h"
#include "ui/widgets/panel.h"

#include <QWidget>

class QToolButton;

namespace milassist
{

class Composer;
class ConversationView;
class EmptyState;
class FindBar;
class LaterBar;
class Notice;
class RecipientField;
class ThreadHeader;
class ThreadWriting;
enum class MessageAction;

/// The right side of the messages screen: one thread, or the beginning of a new one.
class ThreadPane : public QWidget
{
    Q_OBJECT
public:
    explicit ThreadPane(const MessageServices &services, QWidget *parent = nullptr);
    ~ThreadPane() override;

    /// Shows the texts between @p line and @p peer; an empty line is the one last used with them.
    /// @param body  put into the composer, never sent; @param message  scrolled to when given
    void open(const ThreadTarget &target);
    void openThread(qint64 thread);
    void startNew();
    void showNothing();
    void setFolded(bool folded);
    void find();
    /// Somebody is looking: what is in sight counts as read.
    void setLookedAt(bool looked);
    qint64 thread() const { return m_thread; }
    void focusText();

Q_SIGNALS:
    void threadShown(qint64 thread); ///< 0 = a new text or nothing
    void backWanted();
    void openRequested(const Target &target);
    void toastRequested(const Toast &toast);

private:
    void build();
    void connectParts();
    void show(const Party &line, const Party &peer, const TextDraft &more, MessageSid message);
    void showThread(const ThreadRow &row, const TextDraft &more, MessageSid message);
    void leave();
    void changeLine(const Party &line);
    void act(const MessageRow &row, MessageAction action);
    void menuFor(const MessageRow &row, const QPoint &position);
    void goTo(const MessageSid &message);
    void setOptedOut(bool optedOut);
    void exportThread();
    void readAgain(); ///< head, opt-out and price of the thread that is shown
    void markRead();
    void renderHead();
    void renderState();

    enum class Mode { Nothing, New, Thread };
    const MessageServices &m_services;
    Mode m_mode = Mode::Nothing;
    qint64 m_thread = 0;
    Party m_line, m_peer;
    QString m_name;
    bool m_optedOut = false, m_lookedAt = false, m_lineWasChosen = false;
    int m_generation = 0;

    ConversationModel *m_model;
    Thumbnails *m_thumbnails;
    ThreadHeader *m_header;
    RecipientField *m_recipient;
    QWidget *m_newHead;
    QToolButton *m_newBack; ///< while one pane shows at a time
    FindBar *m_find;
    Notice *m_notice;
    ConversationView *m_view;
    EmptyState *m_empty;
    LaterBar *m_later;
    Composer *m_composer;
    ThreadWriting *m_writing;
    QWidget *m_upperLine;
    QWidget *m_lowerLine;
};

} // namespace milassist
