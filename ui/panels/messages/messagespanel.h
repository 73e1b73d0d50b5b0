// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/messages/messageservices.h"
#include "ui/widgets/panel.h"

namespace milassist
{

class SplitView;
class ThreadList;
class ThreadPane;

/// Texts in threads per (our line, their number).
class MessagesPanel : public Panel
{
    Q_OBJECT
public:
    explicit MessagesPanel(MessageServices services, QWidget *parent = nullptr);

    void activate() override;
    void open(const Target &target) override;
    void find() override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool event(QEvent *event) override;

private:
    void startNew();
    void lookAgain();

    MessageServices m_services;
    SplitView *m_split;
    ThreadList *m_list;
    ThreadPane *m_pane;
};

} // namespace milassist
