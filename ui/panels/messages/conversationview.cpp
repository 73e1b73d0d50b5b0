// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/conversationview.h"

#include "ui/panels/messages/thumbnails.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollBar>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int nearTheTop = 800; // pixels: older texts are fetched before anybody sees the top

} // namespace

ConversationView::ConversationView(ConversationModel &model, Thumbnails &thumbnails, Clock clock, QWidget *parent)
    : QListView(parent), m_model(model), m_delegate(new BubbleDelegate(thumbnails, std::move(clock), this)),
      m_jump(new QPushButton(this))
{
    setObjectName(u"conversationView"_s);
    setAccessibleName(tr("Conversation"));
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(SingleSelection);
    setVerticalScrollMode(ScrollPerPixel);
    verticalScrollBar()->setSingleStep(24);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(Fixed); // resizeEvent lays out, with its place kept
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    // Before the view's own slots, which throw the layout away; those after it see the new rows.
    connect(&model, &QAbstractItemModel::rowsAboutToBeInserted, this, &ConversationView::remember);
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &ConversationView::remember);
    setModel(&model);
    setItemDelegate(m_delegate);

    m_jump->setObjectName(u"jumpToNewestButton"_s);
    m_jump->setAccessibleName(tr("Go to the newest text"));
    m_jump->setToolTip(tr("Go to the newest text (End)"));
    m_jump->setIcon(icon(u"chevron-down"_s));
    m_jump->setCursor(Qt::ArrowCursor);
    m_jump->hide();
    connect(m_jump, &QPushButton::clicked, this, &ConversationView::showNewest);

    connect(&model, &QAbstractItemModel::rowsInserted, this, &ConversationView::restore);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &ConversationView::restore);
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_delegate->forgetAll();
        m_unseen = 0;
        m_atEnd = true;
    });
    connect(&model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        remember();
        for (int row = first.row(); row <= last.row(); ++row)
            m_delegate->forget(m_model.item(row).id());
        restore();
    });
    connect(&model, &ConversationModel::shown, this, [this] {
        const int unread = m_model.unreadLineRow();
        m_restoring = true; // sinking resizes the viewport
        doItemsLayout();
        sink();
        m_restoring = false;
        if (unread >= 0)
            scrollTo(m_model.index(unread), PositionAtTop);
        else
            scrollToBottom();
        m_atEnd = isAtEnd();
        watchEnds();
    });
    connect(&model, &ConversationModel::arrived, this, [this](int newReceived) {
        m_unseen = isAtEnd() ? 0 : m_unseen + newReceived;
        placeJump();
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &ConversationView::watchEnds);
    connect(&thumbnails, &Thumbnails::changed, this, [this] { viewport()->update(); });
}

bool ConversationView::isAtEnd() const
{
    return !m_model.hasNewer() && verticalScrollBar()->value() >= verticalScrollBar()->maximum() - space::s;
}

void ConversationView::remember()
{
    if (m_restoring)
        return;
    m_atEnd = isAtEnd();
    m_anchor = QPersistentModelIndex();
    for (int y = 0; y < viewport()->height(); y += space::s) {
        const QModelIndex index = indexAt({space::l, y});
        if (!index.isValid() || m_model.item(index.row()).id() == 0)
            continue; // dividers come and go with their surroundings
        m_anchor = index;
        m_anchorTop = visualRect(index).top();
        return;
    }
}

void ConversationView::restore()
{
    if (m_restoring)
        return;
    m_restoring = true;
    doItemsLayout();
    sink();
    if (m_atEnd)
        scrollToBottom();
    else if (m_anchor.isValid())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + visualRect(m_anchor).top() - m_anchorTop);
    m_restoring = false;
    watchEnds();
}

void ConversationView::sink()
{
    // A short conversation stands at the bottom, above the box it goes on in.
    const int air = std::max(0, height() - contentsSize().height());
    if (viewportMargins().top() != air)
        setViewportMargins(0, air, 0, 0);
}

void ConversationView::watchEnds()
{
    if (m_restoring)
        return;
    if (verticalScrollBar()->value() < nearTheTop && m_model.rowCount() > 0)
        m_model.loadOlder();
    if (verticalScrollBar()->value() > verticalScrollBar()->maximum() - nearTheTop)
        m_model.loadNewer();
    if (isAtEnd()) {
        m_unseen = 0;
        Q_EMIT endReached();
    }
    placeJump();
}

void ConversationView::placeJump()
{
    const bool wanted = m_model.rowCount() > 0 && !isAtEnd()
        && (m_model.hasNewer() || verticalScrollBar()->maximum() - verticalScrollBar()->value() > viewport()->height() / 2
            || m_unseen > 0);
    m_jump->setText(m_unseen > 0 ? tr("%n new text(s)", nullptr, m_unseen) : tr("Newest"));
    m_jump->setVisible(wanted);
    m_jump->adjustSize();
    m_jump->move((width() - m_jump->width()) / 2, height() - m_jump->height() - space::m);
}

void ConversationView::showNewest()
{
    if (m_model.hasNewer()) {
        m_model.show(m_model.thread(), 0);
        return;
    }
    scrollToBottom();
    setFocus();
}

void ConversationView::scrollToMessage(qint64 id)
{
    const int row = m_model.rowOf(id);
    if (row < 0)
        return;
    doItemsLayout();
    setCurrentIndex(m_model.index(row));
    scrollTo(m_model.index(row), PositionAtCenter);
}

void ConversationView::setFound(const QString &words, qint64 current)
{
    m_delegate->setFound(words, current);
    viewport()->update();
}

void ConversationView::copySelected()
{
    const QString text = currentIndex().data(Qt::DisplayRole).toString();
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

BubbleDelegate::Hit ConversationView::hitAt(QPoint position) const
{
    const QModelIndex index = indexAt(position);
    if (!index.isValid())
        return {};
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(index);
    return m_delegate->hit(option, index, position);
}

void ConversationView::resizeEvent(QResizeEvent *event)
{
    remember();
    QListView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        scheduleDelayedItemsLayout();
    restore();
}

void ConversationView::changeEvent(QEvent *event)
{
    const bool isNewLook = event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange;
    if (isNewLook)
        remember(); // before the view lays out anew: what was the end is not the end afterwards
    QListView::changeEvent(event);
    if (isNewLook) {
        m_delegate->forgetAll();
        restore();
    }
}

void ConversationView::mouseMoveEvent(QMouseEvent *event)
{
    using Kind = BubbleDelegate::Hit::Kind;
    const Kind kind = hitAt(event->pos()).kind;
    viewport()->setCursor(kind == Kind::Nothing || kind == Kind::Text ? Qt::ArrowCursor : Qt::PointingHandCursor);
    QListView::mouseMoveEvent(event);
}

void ConversationView::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (event->button() != Qt::LeftButton || !index.isValid())
        return;
    const BubbleDelegate::Hit hit = hitAt(event->pos());
    const ConversationItem item = m_model.item(index.row());
    const MessageRow &row = item.row;
    using Kind = BubbleDelegate::Hit::Kind;
    if (hit.kind == Kind::Event)
        Q_EMIT eventChosen(item.event);
    else if (hit.kind == Kind::Picture)
        Q_EMIT pictureChosen(row, hit.picture);
    else if (hit.kind == Kind::Action)
        Q_EMIT actionChosen(row, hit.action);
    else if (hit.kind == Kind::Link)
        Q_EMIT linkChosen(hit.link);
}

void ConversationView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex index = currentIndex();
    const bool onItem = index.isValid() && m_model.item(index.row()).id() != 0;
    if (event->matches(QKeySequence::Copy)) {
        copySelected();
    } else if (event->key() == Qt::Key_End && !event->modifiers()) {
        showNewest();
        setCurrentIndex(m_model.index(m_model.rowCount() - 1));
    } else if (onItem && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)) {
        const ConversationItem item = m_model.item(index.row());
        const MessageRow &row = item.row;
        const auto links = linksIn(row.message.body);
        if (item.isEvent())
            Q_EMIT eventChosen(item.event);
        else if (const DeliveryView delivery = deliveryView(row); delivery.action != MessageAction::None)
            Q_EMIT actionChosen(row, delivery.action);
        else if (!row.media.isEmpty())
            Q_EMIT pictureChosen(row, 0);
        else if (!links.isEmpty())
            Q_EMIT linkChosen(links.first().url);
    } else {
        QListView::keyPressEvent(event);
    }
}

void ConversationView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid() || m_model.item(index.row()).kind != ConversationItem::Kind::Message)
        return;
    setCurrentIndex(index);
    const QPoint position = byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos();
    Q_EMIT menuWanted(m_model.item(index.row()).row, position);
}

} // namespace milassist
