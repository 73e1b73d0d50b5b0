// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/routing/planpage.h"

class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace milassist
{

class TaskRuleCard;

/// What a line does with texts by itself: what it answers and how often, and which texts become tasks.
class TextsPage : public PlanPage
{
    Q_OBJECT
public:
    TextsPage(RoutingServices &services, QWidget *parent);

protected:
    void render() override;

private:
    struct ReplyField {
        QPlainTextEdit *edit;
        QString routing::AutoReplyPolicy::*text;
    };
    struct LimitField {
        QSpinBox *box;
        std::function<int(const routing::AutoReplyPolicy &)> value;
    };

    void buildReplies();
    void addReply(const QString &name, const QString &caption, QString routing::AutoReplyPolicy::*text);
    void buildLimits();
    void addLimit(const QString &name, const QString &caption, const QString &unit, int lowest, int highest,
                  std::function<int(const routing::AutoReplyPolicy &)> value, std::function<void(routing::AutoReplyPolicy &, int)> set);
    void buildTasks();
    void changeTexts(const std::function<void(routing::LineTexts &)> &change, const QString &spot = {});
    TaskRuleCard *newCard(std::size_t at);

    std::vector<ReplyField> m_replies;
    std::vector<LimitField> m_limits;
    QWidget *m_limitFields;
    QComboBox *m_owner;
    QVBoxLayout *m_rules;
    Label *m_noRules;
    std::vector<TaskRuleCard *> m_cards;
};

} // namespace milassist
