// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/threadpane.h"

#include "core/base/whendone.h"
#include "core/domain/phoneformat.h"
#include "ui/panels/messages/composer.h"
#include "ui/panels/messages/conversationview.h"
#include "ui/panels/messages/findbar.h"
#include "ui/panels/messages/laterbar.h"
#include "ui/panels/messages/pictureviewer.h"
#include "ui/panels/messages/recipientfield.h"
#include "ui/panels/messages/threadheader.h"
#include "ui/panels/messages/threadwriting.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

ThreadPane::ThreadPane(const MessageServices &services, QWidget *parent) : QWidget(parent), m_services(services)
{
    setObjectName(u"threadPane"_s);
    const auto speak = [&services](const ConversationItem &item) {
        return spokenItem(item, services.clock(), services.lines.home());
    };
    m_model = new ConversationModel(services.talk, speak, this);
    m_thumbnails = new Thumbnails(services.picture, this);
    build();
    connectParts();
    showNothing();
}

ThreadPane::~ThreadPane()
{
    m_composer->flush(); // the stores outlive the screens
}

void ThreadPane::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_header = new ThreadHeader(this);
    m_newHead = new QWidget(this);
    auto *newRow = new QHBoxLayout(m_newHead);
    newRow->setContentsMargins(space::l, space::m, space::l, space::m);
    m_recipient = new RecipientField(m_services.contacts, m_services.messages, m_services.lines.home(), m_newHead);
    m_newBack = new QToolButton(m_newHead);
    m_newBack->setObjectName(u"backToListButton"_s);
    m_newBack->setIcon(icon(u"back"_s));
    m_newBack->setAutoRaise(true);
    m_newBack->setAccessibleName(tr("Back to the list"));
    m_newBack->setToolTip(tr("Back to the list"));
    m_newBack->hide();
    newRow->addWidget(m_newBack, 0, Qt::AlignTop);
    newRow->addWidget(m_recipient);
    m_find = new FindBar(m_services.messages, this);
    m_notice = new Notice(this);
    m_notice->setObjectName(u"threadNotice"_s);
    m_view = new ConversationView(*m_model, *m_thumbnails, m_services.clock, this);
    m_empty = new EmptyState(this);
    m_empty->setObjectName(u"threadEmpty"_s);
    m_composer = new Composer(this);
    m_later = new LaterBar(m_services, this);
    m_composer->setCanWait(m_services.later != nullptr);
    m_writing = new ThreadWriting(m_services, *m_composer, this);

    column->addWidget(m_header);
    column->addWidget(m_newHead);
    m_upperLine = new Hairline(Qt::Horizontal, this);
    m_lowerLine = new Hairline(Qt::Horizontal, this);
    column->addWidget(m_upperLine);
    column->addWidget(m_find);
    column->addWidget(m_notice);
    column->addWidget(m_view, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_lowerLine);
    column->addWidget(m_later);
    column->addWidget(m_composer);
}

void ThreadPane::connectParts()
{
    connect(m_header, &ThreadHeader::backWanted, this, &ThreadPane::backWanted);
    connect(m_newBack, &QToolButton::clicked, this, &ThreadPane::backWanted);
    connect(m_header, &ThreadHeader::findWanted, this, &ThreadPane::find);
    connect(m_header, &ThreadHeader::exportWanted, this, &ThreadPane::exportThread);
    connect(m_header, &ThreadHeader::contactWanted, this, [this] { Q_EMIT openRequested(ContactTarget{.party = m_peer}); });
    connect(m_header, &ThreadHeader::stopWanted, this, [this] { setOptedOut(true); });
    connect(m_header, &ThreadHeader::resumeWanted, this, [this] { setOptedOut(false); });
    connect(m_header, &ThreadHeader::unreadWanted, this, [this] {
        const qint64 thread = m_thread;
        showNothing(); // otherwise looking at it would make it read at once
        m_services.messages.markUnread(thread);
        Q_EMIT backWanted();
    });
    connect(m_recipient, &RecipientField::chosen, this, [this](const Recipient &recipient) {
        const Party before = m_composer->line();
        usualLineOf(m_services, recipient.number, this, [this, recipient, before](const Party &usual) {
            show(usual.isEmpty() || m_lineWasChosen ? before : usual, recipient.number, m_composer->draft(), {});
            m_composer->focusText();
        });
    });
    connect(m_recipient, &RecipientField::cancelled, this, [this] {
        showNothing();
        Q_EMIT backWanted();
    });
    connect(m_find, &FindBar::moved, this, [this](qint64 message, const QString &words) {
        m_view->setFound(words, message);
        if (message != 0)
            m_model->showAround(message);
    });
    connect(m_find, &FindBar::stopped, this, [this] { m_view->setFocus(); });
    connect(m_model, &ConversationModel::located, m_view, &ConversationView::scrollToMessage);
    connect(m_model, &ConversationModel::failed, this, [this](const Error &error) { m_notice->tell(error); });
    connect(m_model, &ConversationModel::shown, this, [this] { m_composer->setPricePerPart(pricePerPart(m_model->messages())); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, signal, this, &ThreadPane::renderState);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ThreadPane::renderState);
    connect(m_model, &ConversationModel::shown, this, &ThreadPane::renderState);
    connect(m_view, &ConversationView::endReached, this, &ThreadPane::markRead);
    connect(m_view, &ConversationView::actionChosen, this, &ThreadPane::act);
    connect(m_view, &ConversationView::menuWanted, this, &ThreadPane::menuFor);
    connect(m_view, &ConversationView::eventChosen, this, [this](const TimelineItem &event) {
        if (const auto *call = std::get_if<CallRow>(&event.what))
            Q_EMIT openRequested(CallTarget{.sid = call->root, .row = call->id});
        else if (const auto *voicemail = std::get_if<VoicemailRow>(&event.what))
            Q_EMIT openRequested(VoicemailTarget{voicemail->recording});
    });
    connect(m_view, &ConversationView::linkChosen, this, [](const QUrl &url) { QDesktopServices::openUrl(url); });
    connect(m_view, &ConversationView::pictureChosen, this, [this](const MessageRow &row, int picture) {
        m_thumbnails->retryFailed();
        if (picture < row.media.size())
            (new PictureViewer(m_services, row, picture, this))->open();
    });
    connect(m_composer, &Composer::laterRequested, m_later, &LaterBar::begin);
    connect(m_later, &LaterBar::kept, m_writing, &ThreadWriting::takeDraft); // the relay has it
    connect(m_later, &LaterBar::writingChanged, this, [this] {
        renderHead();
        if (!m_later->isWriting())
            m_composer->focusText();
    });
    connect(m_composer, &Composer::lineChosen, this, &ThreadPane::changeLine);
    connect(&m_services.lines, &LineNames::changed, this, &ThreadPane::renderHead);
    connect(&m_services.messages, &MessageStore::threadsChanged, this, [this](const QList<qint64> &threads) {
        if (m_mode == Mode::Thread && (threads.isEmpty() || threads.contains(m_thread)))
            readAgain();
    });
    connect(&m_services.contacts, &ContactStore::changed, this, [this] {
        if (m_mode == Mode::Thread)
            readAgain();
    });
    connect(m_model, &ConversationModel::arrived, this, &ThreadPane::markRead);
}

void ThreadPane::open(const ThreadTarget &target)
{
    if (target.peer.isEmpty()) {
        startNew();
        m_composer->setDraft({target.body, {}});
        return;
    }
    if (!target.line.isEmpty())
        return show(target.line, target.peer, {target.body, {}}, target.message);
    usualLineOf(m_services, target.peer, this, [this, target](const Party &usual) {
        const QList<Party> ours = m_services.lines.lines();
        show(!usual.isEmpty() || ours.isEmpty() ? usual : ours.first(), target.peer, {target.body, {}}, target.message);
    });
}

void ThreadPane::show(const Party &line, const Party &peer, const TextDraft &more, MessageSid message)
{
    leave();
    const int wanted = ++m_generation;
    whenDone(m_services.messages.threadFor(line, peer), this, [this, wanted, more, message](const Result<qint64> &thread) {
        if (wanted != m_generation)
            return;
        if (!thread)
            return m_notice->tell(thread.error());
        whenDone(m_services.messages.threads({*thread}), this,
                 [this, wanted, more, message](const Result<QList<ThreadRow>> &rows) {
                     if (wanted == m_generation && rows && !rows->isEmpty())
                         showThread(rows->first(), more, message);
                 });
    });
}

void ThreadPane::openThread(qint64 thread)
{
    if (m_mode == Mode::Thread && thread == m_thread)
        return;
    leave();
    const int wanted = ++m_generation;
    whenDone(m_services.messages.threads({thread}), this, [this, wanted](const Result<QList<ThreadRow>> &rows) {
        if (wanted != m_generation)
            return;
        if (!rows)
            return m_notice->tell(rows.error());
        if (!rows->isEmpty())
            showThread(rows->first(), {}, {});
    });
}

void ThreadPane::showThread(const ThreadRow &row, const TextDraft &more, MessageSid message)
{
    m_mode = Mode::Thread;
    m_thread = row.id;
    m_line = row.line;
    m_peer = row.peer;
    m_name = row.contactName;
    m_optedOut = row.optedOut;
    m_notice->clear();
    m_find->stop();
    m_writing->turnTo(m_line, m_peer, row.optedOut, more);
    m_later->turnTo(m_line, m_peer);
    m_model->show(m_thread, row.unread);
    renderHead();
    Q_EMIT threadShown(m_thread);
    if (!message.isNull())
        goTo(message);
}

void ThreadPane::goTo(const MessageSid &message)
{
    whenDone(m_services.messages.message(message), this, [this, thread = m_thread](const Result<MessageRow> &row) {
        if (row && thread == m_thread)
            m_model->showAround(row->id);
    });
}

void ThreadPane::startNew()
{
    leave();
    ++m_generation;
    m_mode = Mode::New;
    m_thread = 0;
    m_peer = {};
    m_name.clear();
    m_lineWasChosen = false;
    m_model->show(0, 0);
    m_writing->turnToNobody();
    m_later->turnTo({}, {});
    m_recipient->clear();
    m_notice->clear();
    m_find->stop();
    renderHead();
    m_recipient->takeFocus();
    Q_EMIT threadShown(0);
}

void ThreadPane::showNothing()
{
    leave();
    ++m_generation;
    m_mode = Mode::Nothing;
    m_thread = 0;
    m_writing->turnToNobody();
    m_later->turnTo({}, {});
    m_model->show(0, 0);
    m_find->stop();
    m_notice->clear();
    renderHead();
    Q_EMIT threadShown(0);
}

void ThreadPane::leave()
{
    m_composer->flush();
    m_model->clearUnreadLine();
}

void ThreadPane::changeLine(const Party &line)
{
    m_lineWasChosen = true;
    if (m_mode != Mode::Thread || line == m_line)
        return;
    // The text moves along: it was meant for the person, not for the line.
    show(line, m_peer, m_writing->takeDraft(), {});
}

void ThreadPane::act(const MessageRow &row, MessageAction action)
{
    if (!row.outbox || action == MessageAction::None)
        return;
    const OutboxId id = row.outbox->id;
    whenDone(action == MessageAction::Retry ? m_services.retry(id) : m_services.takeBack(id), this, [this](const Result<> &done) {
        if (!done)
            m_notice->tell(done.error());
    });
}

void ThreadPane::setOptedOut(bool optedOut)
{
    const OptOut state{.optedOut = optedOut, .source = OptOut::Source::Person, .at = m_services.clock()};
    whenDone(m_services.optOuts.set(m_line, m_peer, state), this, [this](const Result<> &done) {
        if (!done)
            return m_notice->tell(done.error());
        readAgain();
    });
}

void ThreadPane::readAgain()
{
    whenDone(m_services.messages.threads({m_thread}), this, [this, thread = m_thread](const Result<QList<ThreadRow>> &rows) {
        if (thread != m_thread || !rows || rows->isEmpty())
            return;
        m_name = rows->first().contactName;
        m_optedOut = rows->first().optedOut;
        renderHead();
    });
    m_writing->readOptOut();
}

void ThreadPane::setLookedAt(bool looked)
{
    m_lookedAt = looked;
    if (looked)
        markRead();
}

void ThreadPane::markRead()
{
    if (m_lookedAt && m_mode == Mode::Thread && m_model->rowCount() > 0 && m_view->isAtEnd())
        m_services.messages.markRead(m_thread);
}

void ThreadPane::setFolded(bool folded)
{
    m_header->setFolded(folded);
    m_newBack->setVisible(folded);
}

void ThreadPane::find()
{
    if (m_mode == Mode::Thread)
        m_find->start(m_thread);
}

void ThreadPane::focusText()
{
    if (m_mode == Mode::New && m_peer.isEmpty())
        m_recipient->takeFocus();
    else
        m_composer->focusText();
}

void ThreadPane::renderHead()
{
    m_header->setVisible(m_mode == Mode::Thread);
    m_newHead->setVisible(m_mode == Mode::New);
    for (QWidget *part : {m_upperLine, m_lowerLine})
        part->setVisible(m_mode != Mode::Nothing);
    m_composer->setVisible(m_mode != Mode::Nothing && !m_later->isWriting()); // its text is in the form then
    if (m_mode == Mode::Thread) {
        const LineNames &lines = m_services.lines;
        m_header->show({.peer = m_peer,
                        .name = m_name,
                        .lineName = lines.lines().size() > 1 ? lines.nameOf(m_line) : QString(),
                        .home = lines.home(),
                        .optedOut = m_optedOut});
    }
    renderState();
}

void ThreadPane::renderState()
{
    const bool nothing = m_model->rowCount() == 0 && !m_model->isLoading();
    m_view->setVisible(!nothing && m_mode == Mode::Thread);
    m_empty->setVisible(!m_view->isVisibleTo(this));
    const QString who = m_name.isEmpty() ? displayForm(m_peer, m_services.lines.home()) : m_name;
    if (m_mode == Mode::Nothing)
        m_empty->setText(u"message"_s, tr("Choose a conversation to read it."));
    else if (m_mode == Mode::New)
        m_empty->setText(u"edit"_s, tr("Who is it for?"), tr("Type a name or a number above."));
    else
        m_empty->setText(u"message"_s, tr("No texts with %1 yet.").arg(who), tr("Write the first one below."));
}

} // namespace milassist
