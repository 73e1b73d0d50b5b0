// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/textspage.h"

#include "core/planning/planedit.h"
#include "ui/panels/routing/taskrulecard.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/words/planwords.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

constexpr int longestReply = 1600; ///< signs

int minutesOf(std::chrono::seconds time)
{
    return int(std::chrono::ceil<std::chrono::minutes>(time).count());
}

} // namespace

TextsPage::TextsPage(RoutingServices &services, QWidget *parent) : PlanPage(services, parent)
{
    setObjectName(u"textsPage"_s);
    buildReplies();
    buildLimits();
    buildTasks();
    column()->addStretch(1);
}

void TextsPage::changeTexts(const std::function<void(LineTexts &)> &change, const QString &spot)
{
    changeLine([&change](Line &line) { change(line.texts); }, spot);
}

void TextsPage::buildReplies()
{
    column()->addWidget(sectionHead(tr("What this line answers by itself"),
                                    tr("Nothing where nothing is written. STOP and HELP, short codes, your own lines, blocked senders and who has opted out get no answer."), this));
    addReply(u"replyOpen"_s, tr("While it is open"), &AutoReplyPolicy::inHours);
    addReply(u"replyClosed"_s, tr("While it is closed"), &AutoReplyPolicy::outOfHours);
    addReply(u"replyHoliday"_s, tr("On holidays while it is closed; else as while it is closed"), &AutoReplyPolicy::onHoliday);
}

void TextsPage::addReply(const QString &name, const QString &caption, QString AutoReplyPolicy::*text)
{
    auto *edit = new QPlainTextEdit(this);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(edit->fontMetrics().lineSpacing() * 3 + space::l);
    edit->setPlaceholderText(tr("no answer"));
    column()->addWidget(namedField(name, caption, edit, this));
    connect(edit, &QPlainTextEdit::textChanged, this, [this, edit, text, name] {
        changeTexts([&](LineTexts &texts) { texts.reply.*text = edit->toPlainText().left(longestReply); }, name);
    });
    m_replies.push_back({edit, text});
}

void TextsPage::buildLimits()
{
    m_limitFields = new QWidget(this);
    auto *flow = new FlowLayout(m_limitFields, space::m);
    flow->setContentsMargins(0, 0, 0, 0);
    column()->addWidget(m_limitFields);
    const QString minutes = tr(" min", "minutes, behind a number");
    constexpr int aWeek = 7 * 24 * 60;
    addLimit(u"replyOncePer"_s, tr("One sender is answered once in"), minutes, 1, aWeek, [](const AutoReplyPolicy &reply) { return minutesOf(reply.oncePer); },
             [](AutoReplyPolicy &reply, int value) { reply.oncePer = std::chrono::minutes(value); });
    addLimit(u"replyQuiet"_s, tr("Not within, after one of you wrote"), minutes, 0, aWeek, [](const AutoReplyPolicy &reply) { return minutesOf(reply.quietAfterPerson); },
             [](AutoReplyPolicy &reply, int value) { reply.quietAfterPerson = std::chrono::minutes(value); });
    addLimit(u"replySame"_s, tr("A machine: the same text this often an hour"), {}, 2, 1000, [](const AutoReplyPolicy &reply) { return reply.sameTextsAnHour; },
             [](AutoReplyPolicy &reply, int value) { reply.sameTextsAnHour = value; });
    addLimit(u"replyPerSender"_s, tr("Answers to one sender a day"), {}, 0, 1000, [](const AutoReplyPolicy &reply) { return reply.perSenderADay; },
             [](AutoReplyPolicy &reply, int value) { reply.perSenderADay = value; });
    addLimit(u"replyPerLine"_s, tr("Answers of this line an hour"), {}, 0, 10000, [](const AutoReplyPolicy &reply) { return reply.perLineAnHour; },
             [](AutoReplyPolicy &reply, int value) { reply.perLineAnHour = value; });
    m_owner = planCombo(this);
    column()->addWidget(namedField(u"textsOwner"_s, tr("Who is told of stopped answers, and of who asks for none"), m_owner, this));
    connect(m_owner, &QComboBox::activated, this, [this](int at) {
        changeTexts([id = PersonId(m_owner->itemData(at).toString())](LineTexts &texts) { texts.owner = id; });
    });
}

void TextsPage::addLimit(const QString &name, const QString &caption, const QString &unit, int lowest, int highest,
                         std::function<int(const AutoReplyPolicy &)> value, std::function<void(AutoReplyPolicy &, int)> set)
{
    auto *box = new QSpinBox(m_limitFields);
    box->setRange(lowest, highest);
    box->setSuffix(unit);
    box->setFocusPolicy(Qt::StrongFocus);
    m_limitFields->layout()->addWidget(namedField(name, caption, box, m_limitFields));
    connect(box, &QSpinBox::valueChanged, this, [this, name, set = std::move(set)](int wanted) {
        changeTexts([&](LineTexts &texts) { set(texts.reply, wanted); }, name);
    });
    m_limits.push_back({box, std::move(value)});
}

void TextsPage::buildTasks()
{
    column()->addWidget(sectionHead(tr("Texts that become tasks"), tr("The first rule that fits makes the task. A rule that asks nothing takes every text."), this));
    m_noRules = new Label(tr("No text becomes a task by itself."), TextStyle::Body, this);
    m_noRules->setLevel(Label::Level::Second);
    m_noRules->setWordWrap(true);
    column()->addWidget(m_noRules);
    m_rules = new QVBoxLayout;
    m_rules->setSpacing(space::s);
    column()->addLayout(m_rules);
    auto *add = new QPushButton(icon(u"plus"_s), tr("Add a rule"), this);
    add->setObjectName(u"addRuleButton"_s);
    add->setAccessibleName(tr("Add a rule for tasks"));
    column()->addWidget(add, 0, Qt::AlignLeft);
    connect(add, &QPushButton::clicked, this, [this] {
        changeTexts([this](LineTexts &texts) { texts.tasks.push_back({.name = tr("Text to answer", "the name of a first rule"), .words = {}, .title = {}, .person = {}}); });
        if (!m_cards.empty())
            m_cards.back()->focusName();
    });
}

TaskRuleCard *TextsPage::newCard(std::size_t at)
{
    auto *card = new TaskRuleCard(this);
    connect(card, &TaskRuleCard::ruleChanged, this, [this, at](const TaskRule &rule) {
        changeTexts([&](LineTexts &texts) { texts.tasks[at] = rule; }, u"rule%1"_s.arg(at));
    });
    connect(card, &TaskRuleCard::moveWanted, this, [this, at](int places) { changeTexts([&](LineTexts &texts) { moveBy(texts.tasks, int(at), places); }); });
    connect(card, &TaskRuleCard::removeWanted, this, [this, at] {
        changeTexts([at](LineTexts &texts) { texts.tasks.erase(texts.tasks.begin() + std::ptrdiff_t(at)); });
    }, Qt::QueuedConnection);
    return card;
}

void TextsPage::render()
{
    if (!line())
        return;
    const LineTexts &texts = line()->texts;
    for (const ReplyField &field : m_replies) {
        if (field.edit->toPlainText() != texts.reply.*field.text)
            field.edit->setPlainText(texts.reply.*field.text);
    }
    const bool isAnswering = !texts.reply.inHours.isEmpty() || !texts.reply.outOfHours.isEmpty() || !texts.reply.onHoliday.isEmpty();
    m_limitFields->setVisible(isAnswering);
    for (const LimitField &limit : m_limits)
        limit.box->setValue(limit.value(texts.reply));
    QList<std::pair<QString, QString>> people{{QString(), tr("Anybody")}};
    for (const auto &[id, person] : plan().people)
        people.append({id.text(), nameOf(plan(), id)});
    fillCombo(m_owner, people, texts.owner.text());
    m_noRules->setVisible(texts.tasks.empty());
    while (m_cards.size() > texts.tasks.size()) {
        m_cards.back()->hide();
        m_cards.back()->deleteLater();
        m_cards.pop_back();
    }
    while (m_cards.size() < texts.tasks.size()) {
        m_cards.push_back(newCard(m_cards.size()));
        m_rules->addWidget(m_cards.back());
    }
    for (std::size_t i = 0; i < m_cards.size(); ++i)
        m_cards[i]->show(plan(), texts.tasks[i], int(i), int(m_cards.size()));
}

} // namespace milassist
