// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/scenario.h"

#include <QListWidget>

class QLineEdit;
class QToolButton;

namespace milassist
{

class Label;

/// Rows that are dragged into their order, or moved by Alt and the arrows.
class OrderList : public QListWidget
{
    Q_OBJECT
public:
    explicit OrderList(QWidget *parent);
    /// By so many places, the chosen one.
    void moveChosen(int places);
    QStringList ids() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

Q_SIGNALS:
    void orderChanged();
    void removeWanted(); ///< the chosen one

protected:
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
};

/// The people of a group or rota in the order in which they are asked, who is next, and how often each was.
class MemberList : public QWidget
{
    Q_OBJECT
public:
    explicit MemberList(QWidget *parent);

    /// @param isInTurn whether the group is asked in turn: then somebody is next
    /// @param isKnown whether it is known who is there
    /// @param of the id of what they are in; @param name as people call it
    void show(const routing::Plan &plan, const QString &of, const QString &name, const std::vector<MemberNow> &members, bool isInTurn, bool isKnown);

Q_SIGNALS:
    void membersChanged(const QString &of, const std::vector<milassist::routing::PersonId> &members);
    /// Somebody of this name is to be in it, perhaps somebody new.
    void personWanted(const QString &of, const QString &name);

private:
    void tellOrder();
    void removeChosen();
    void add();

    QString m_of;
    QStringList m_shown;
    OrderList *m_list;
    Label *m_empty;
    QLineEdit *m_name;
    QToolButton *m_up;
    QToolButton *m_down;
    QToolButton *m_remove;
};

/// "next", "on another call", "9 of 12 answered": what stands behind a name.
QString memberNote(const MemberNow &member, bool isInTurn, bool isKnown);

} // namespace milassist
