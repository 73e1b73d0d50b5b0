// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/team/peoplepanel.h"

#include "core/base/whendone.h"
#include "ui/panels/parts/captioned.h"
#include "ui/panels/team/teamwords.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QUuid>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

QComboBox *roleField(const QString &name, TeamRole now, QWidget *parent)
{
    auto *field = new QComboBox(parent);
    field->setObjectName(name);
    for (const TeamRole role : {TeamRole::Assistant, TeamRole::Manager, TeamRole::Admin})
        field->addItem(roleWords(role), int(role));
    field->setCurrentIndex(int(now));
    return field;
}

Label *second(const QString &text, QWidget *parent)
{
    auto *label = new Label(text, TextStyle::Body, parent);
    label->setLevel(Label::Level::Second);
    label->setWordWrap(true);
    return label;
}

} // namespace

PeoplePanel::PeoplePanel(const TeamServices &services, QWidget *parent)
    : TeamListPanel(services,
                    {.name = u"team"_s,
                     .title = tr("Team"),
                     .listName = tr("People of the team"),
                     .icon = u"people"_s,
                     .empty = tr("Nobody is in the team yet."),
                     .more = {},
                     .choose = tr("Choose somebody to see their role."),
                     .action = tr("Add somebody"),
                     .kinds = {u"user"_s}},
                    parent),
      m_table(services.team.people())
{
    connect(&services.team.roster(), &TeamRoster::changed, this, &PeoplePanel::render);
    connect(&m_passing, &QTimer::timeout, this, &PeoplePanel::render);
    m_passing.start(std::chrono::seconds(20));
    PeoplePanel::read();
}

void PeoplePanel::read()
{
    whenDone(m_table.list(), this, [this](const Result<QList<TeamPerson>> &people) {
        if (!people)
            return failed(people.error());
        m_people = *people;
        m_hasPeople = true;
        std::stable_sort(m_people.begin(), m_people.end(),
                         [](const TeamPerson &a, const TeamPerson &b) { return a.isRevoked() < b.isRevoked(); });
        render();
    });
}

std::optional<routing::PersonNow> PeoplePanel::nowOf(const QString &name) const
{
    const auto &now = services().team.roster().now();
    if (!now)
        return std::nullopt;
    const auto found = now->roster.people.find(routing::PersonId(name));
    return found == now->roster.people.end() ? std::nullopt : std::optional(found->second);
}

void PeoplePanel::render()
{
    if (!m_hasPeople)
        return;
    const QDateTime at = services().clock();
    QList<TeamRow> rows;
    for (const TeamPerson &person : m_people)
        rows << TeamRow{.key = person.name, .view = personRow(person, names(), nowOf(person.name), at),
                        .stamp = person.role.text() + person.revokedAt.toString(Qt::ISODateWithMs) + names().of(person.name)};
    showRows(rows);
    for (const TeamPerson &person : m_people) {
        // Alone: calls come and go, and what is half chosen on the page stays.
        if (auto *now = person.name == chosen() && page() ? page()->findChild<Label *>(u"pageMore"_s) : nullptr)
            now->setText(personWords(person, names(), nowOf(person.name), at));
    }
}

QWidget *PeoplePanel::makePage(const QString &key)
{
    const auto found = std::find_if(m_people.begin(), m_people.end(), [&](const TeamPerson &one) { return one.name == key; });
    if (found == m_people.end())
        return nullptr;
    const TeamPerson person = *found;
    const QDateTime now = services().clock();
    QVBoxLayout *column = nullptr;
    QWidget *page = pageWith(names().of(person.name), personWords(person, names(), nowOf(person.name), now), column);
    const auto tell = [this](const Result<> &done) {
        if (!done) {
            notice()->tell(done.error());
            return renderChosen(); // as it is, not as it was wanted
        }
        read();
    };
    const auto renew = [this, page, name = person.name, comesBack = person.isRevoked()] {
        whenDone(comesBack ? m_table.reinstate(name) : m_table.renew(name), page, [this, name](const Result<Secret> &token) {
            if (!token)
                return notice()->tell(token.error());
            showToken(name, *token);
        });
    };
    auto *buttons = new QWidget(page);
    auto *flow = new FlowLayout(buttons);
    auto *token = new QPushButton(icon(u"key"_s), person.isRevoked() ? tr("Let them in again") : tr("New token"), buttons);
    token->setObjectName(u"renewTokenButton"_s);
    flow->addWidget(token);
    connect(token, &QPushButton::clicked, page, renew);
    if (!person.isRevoked()) {
        auto *role = roleField(u"personRole"_s, person.role.valueOr(TeamRole::Assistant), page);
        auto *meaning = second(roleMeaning(person.role.valueOr(TeamRole::Assistant)), page);
        column->addWidget(captioned(tr("Role"), role, page), 0, Qt::AlignLeft);
        column->addWidget(meaning);
        connect(role, &QComboBox::activated, page, [=, this, name = person.name](int index) {
            whenDone(m_table.changeRole(name, TeamRole(index)), page, tell);
        });
        auto *revoke = new QPushButton(icon(u"sign-out"_s), tr("Take out of the team"), buttons);
        revoke->setObjectName(u"revokeButton"_s);
        auto *sure = new QPushButton(tr("Yes, %1's token stops now").arg(names().of(person.name)), buttons);
        sure->setObjectName(u"revokeSureButton"_s);
        setButtonKind(sure, ButtonKind::Danger);
        sure->hide();
        flow->addWidget(revoke);
        flow->addWidget(sure);
        connect(revoke, &QPushButton::clicked, sure, [revoke, sure] {
            revoke->hide();
            sure->show();
            sure->setFocus();
        });
        connect(sure, &QPushButton::clicked, page, [=, this, name = person.name] { whenDone(m_table.revoke(name), page, tell); });
    }
    column->addWidget(buttons);
    addFact(column, tr("In the team since"), person.since.isValid() ? longTime(person.since, now) : QString());
    addFact(column, tr("Taken out"), person.isRevoked() ? longTime(person.revokedAt, now) : QString());
    return page;
}

void PeoplePanel::act()
{
    QWidget *form = makeForm();
    showPage(form);
    form->findChild<QLineEdit *>(u"personName"_s)->setFocus();
}

QWidget *PeoplePanel::makeForm()
{
    QVBoxLayout *column = nullptr;
    QWidget *page = pageWith(tr("Add somebody"), tr("They get a token, with which their desk joins the team."), column);
    auto *name = new QLineEdit(page);
    name->setObjectName(u"personName"_s);
    name->setPlaceholderText(tr("anna"));
    name->setMaxLength(64);
    name->setValidator(new QRegularExpressionValidator(QRegularExpression(u"[a-z0-9._-]*"_s), name));
    auto *role = roleField(u"newPersonRole"_s, TeamRole::Assistant, page);
    auto *meaning = second(roleMeaning(TeamRole::Assistant), page);
    connect(role, &QComboBox::currentIndexChanged, meaning, [meaning](int index) { meaning->setText(roleMeaning(TeamRole(index))); });
    auto *add = new QPushButton(icon(u"person-add"_s), tr("Add"), page);
    add->setObjectName(u"addPersonButton"_s);
    add->setEnabled(false);
    setButtonKind(add, ButtonKind::Primary);
    column->addWidget(captioned(tr("Name: small letters, digits, dots and dashes"), name, page));
    column->addWidget(captioned(tr("Role"), role, page), 0, Qt::AlignLeft);
    column->addWidget(meaning);
    column->addWidget(add, 0, Qt::AlignLeft);
    connect(name, &QLineEdit::textChanged, add, [add](const QString &text) { add->setEnabled(!text.isEmpty()); });
    connect(name, &QLineEdit::returnPressed, add, &QPushButton::click);
    connect(add, &QPushButton::clicked, page, [=, this] {
        add->setEnabled(false);
        whenDone(m_table.add(name->text(), TeamRole(role->currentIndex()), {}), page, [=, this](const Result<Secret> &token) {
            add->setEnabled(true);
            if (!token)
                return notice()->tell(token.error());
            showToken(name->text(), *token);
            read();
        });
    });
    return page;
}

void PeoplePanel::showToken(const QString &name, const Secret &token)
{
    QVBoxLayout *column = nullptr;
    QWidget *page = pageWith(tr("%1's token").arg(name),
                             tr("It is shown this once. Give it to them on a way that nobody reads along, with the address of the relay."), column);
    auto *text = new Label(QString::fromLatin1(token.reveal()), TextStyle::Mono, page);
    text->setObjectName(u"tokenText"_s);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(text);
    addFact(column, tr("Address of the relay"), services().team.client().access().url.toString());
    auto *copy = new QPushButton(icon(u"copy"_s), tr("Copy the token"), page);
    copy->setObjectName(u"copyTokenButton"_s);
    setButtonKind(copy, ButtonKind::Primary);
    column->addWidget(copy, 0, Qt::AlignLeft);
    connect(copy, &QPushButton::clicked, page, [this, token] {
        QGuiApplication::clipboard()->setText(QString::fromLatin1(token.reveal()));
        Q_EMIT toastRequested({.text = tr("The token is on the clipboard.")});
    });
    showPage(page);
    copy->setFocus();
}

} // namespace milassist
