// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/conversationmodel.h"
#include "ui/panels/messages/bubbledelegate.h"

#include <QListView>
#include <QPersistentModelIndex>

class QPushButton;

namespace milassist
{

class Thumbnails;

/// The bubbles of one thread. Keeps its place when older texts are put above, follows new ones when it stood at the end.
class ConversationView : public QListView
{
    Q_OBJECT
public:
    ConversationView(ConversationModel &model, Thumbnails &thumbnails, Clock clock, QWidget *parent = nullptr);

    void scrollToMessage(qint64 id);
    bool isAtEnd() const;
    void setFound(const QString &words, qint64 current);
    void copySelected();

Q_SIGNALS:
    void actionChosen(const MessageRow &row, MessageAction action);
    void pictureChosen(const MessageRow &row, int picture);
    void linkChosen(const QUrl &url);
    void eventChosen(const TimelineItem &event); ///< a call or a voicemail is to be opened
    void menuWanted(const MessageRow &row, const QPoint &globalPosition);
    void endReached(); ///< the newest text is in sight

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void remember();
    void restore();
    void sink();
    void showNewest();
    void watchEnds();
    void placeJump();
    BubbleDelegate::Hit hitAt(QPoint position) const;

    ConversationModel &m_model;
    BubbleDelegate *m_delegate;
    QPushButton *m_jump;
    QPersistentModelIndex m_anchor;
    int m_anchorTop = 0;
    bool m_atEnd = true;
    bool m_restoring = false;
    int m_unseen = 0;
};

} // namespace milassist
