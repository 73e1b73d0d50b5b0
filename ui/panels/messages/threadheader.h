// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"

#include <QWidget>

class QAction;
class QToolButton;

namespace milassist
{

class Avatar;
class Label;
class Pill;

/// Who a thread is with, on which of our lines, and what can be done with the whole of it.
class ThreadHeader : public QWidget
{
    Q_OBJECT
public:
    explicit ThreadHeader(QWidget *parent = nullptr);

    struct Content {
        Party peer;
        QString name; ///< empty when nobody is known
        QString lineName;
        QString home;
        bool optedOut = false;
        bool hasThread = true; ///< there is something to find and export
    };
    void show(const Content &content);
    void setFolded(bool folded);

Q_SIGNALS:
    void backWanted();
    void contactWanted();
    void findWanted();
    void unreadWanted();
    void exportWanted();
    void stopWanted(); ///< note that they want no texts
    void resumeWanted();

private:
    Content m_content;
    QToolButton *m_back;
    Avatar *m_avatar;
    Label *m_name;
    Label *m_note;
    Pill *m_pill;
    QToolButton *m_find;
    QToolButton *m_contact;
    QToolButton *m_more;
    QAction *m_stop;
    QAction *m_resume;
};

} // namespace milassist
