// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/contacts/duplicatespane.h"

#include "core/base/whendone.h"
#include "core/domain/phoneformat.h"
#include "ui/panels/contacts/contactwords.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"

#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <QtConcurrentRun>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

/// Fits a button; the whole name stands above it.
QString shortened(const QString &name)
{
    constexpr qsizetype longest = 28;
    return name.size() <= longest ? name : name.left(longest).trimmed() + u'\u2026';
}

} // namespace

DuplicatesPane::DuplicatesPane(const ContactServices &services, QWidget *parent) : QWidget(parent), m_services(services)
{
    setObjectName(u"duplicatesPane"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QWidget(this);
    auto *headRow = new QHBoxLayout(head);
    headRow->setContentsMargins(space::l, space::l, space::l, space::m);
    auto *words = new QVBoxLayout;
    words->addWidget(new Label(tr("Duplicates"), TextStyle::Title, head));
    m_summary = new Label(TextStyle::Body, head);
    m_summary->setObjectName(u"duplicatesSummary"_s);
    m_summary->setLevel(Label::Level::Second);
    m_summary->setWordWrap(true);
    words->addWidget(m_summary);
    auto *close = new QPushButton(tr("Done"), head);
    close->setObjectName(u"duplicatesDoneButton"_s);
    close->setAccessibleName(tr("Done with duplicates"));
    headRow->addLayout(words, 1);
    headRow->addWidget(close, 0, Qt::AlignTop);
    m_notice = new Notice(this);
    m_notice->setObjectName(u"duplicatesNotice"_s);
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setObjectName(u"duplicatesArea"_s);
    area->setFocusPolicy(Qt::NoFocus); // its cards take it
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *page = new QWidget(area);
    page->setBackgroundRole(QPalette::Base);
    auto *pageColumn = new QVBoxLayout(page);
    pageColumn->setContentsMargins(space::l, space::m, space::l, space::xl);
    m_cards = new QWidget(page);
    m_cardColumn = new QVBoxLayout(m_cards);
    m_cardColumn->setContentsMargins(0, 0, 0, 0);
    m_cardColumn->setSpacing(space::m);
    m_empty = new EmptyState(page);
    m_empty->hide(); // until it is known
    pageColumn->addWidget(m_cards);
    pageColumn->addWidget(m_empty);
    pageColumn->addStretch(1);
    area->setWidget(page);
    column->addWidget(head);
    column->addWidget(m_notice);
    column->addWidget(new Hairline(Qt::Horizontal, this));
    column->addWidget(area, 1);
    connect(close, &QPushButton::clicked, this, &DuplicatesPane::closed);
}

void DuplicatesPane::look()
{
    whenDone(m_services.contacts.rowIds({}), this, [this](const Result<RowIds> &ids) {
        if (!ids)
            return m_notice->tell(ids.error());
        whenDone(m_services.contacts.contacts(*ids), this, [this](const Result<QList<Contact>> &contacts) {
            if (!contacts)
                return m_notice->tell(contacts.error());
            m_people.clear();
            for (const Contact &contact : *contacts)
                m_people.insert(contact.id, contact);
            whenDone(QtConcurrent::run(duplicatesAmong, *contacts, m_services.lines.home()), this,
                     [this](const QList<DuplicateGroup> &groups) {
                         m_groups = groups;
                         showGroups();
                     });
        });
    });
}

void DuplicatesPane::showGroups()
{
    qDeleteAll(m_cards->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    for (const DuplicateGroup &group : m_groups.first(std::min<qsizetype>(m_groups.size(), mostShown))) {
        QWidget *card = cardOf(group);
        m_cardColumn->addWidget(card);
        card->show();
    }
    m_summary->setText(m_groups.isEmpty()
                           ? QString()
                           : tr("%n group(s) of contacts are probably one person each.", nullptr, int(m_groups.size())));
    m_summary->setVisible(!m_groups.isEmpty());
    m_empty->setVisible(m_groups.isEmpty());
    m_empty->setText(u"check-circle"_s, tr("No duplicates."), tr("No two contacts share a number or a name."));
}

QWidget *DuplicatesPane::cardOf(const DuplicateGroup &group)
{
    const QString home = m_services.lines.home();
    auto *card = new Card(m_cards);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(space::l, space::m, space::l, space::m);
    column->setSpacing(space::xs);
    auto *reason = new Label(group.reason == DuplicateGroup::Reason::SameNumber ? tr("Same number") : tr("Same name"),
                             TextStyle::Caption, card);
    reason->setLevel(Label::Level::Second);
    column->addWidget(reason);
    for (const qint64 id : group.ids) {
        const Contact &person = m_people[id];
        QStringList notes;
        if (!person.organisation.isEmpty())
            notes.append(person.organisation);
        for (const ContactNumber &number : person.numbers)
            notes.append(displayForm(number.number, home));
        auto *row = new QHBoxLayout;
        row->setSpacing(space::m);
        row->addWidget(new Label(displayName(person, home), TextStyle::BodyStrong, card));
        auto *note = new Label(notes.join(u"  \u00b7  "_s), TextStyle::Body, card);
        note->setLevel(Label::Level::Second);
        note->setElided(true);
        row->addWidget(note, 1);
        column->addLayout(row);
    }
    auto *buttons = new QHBoxLayout;
    auto *mergeButton = new QPushButton(icon(u"merge"_s),
                                        tr("Merge into %1").arg(shortened(displayName(m_people[group.ids.first()], home))), card);
    mergeButton->setObjectName(u"mergeButton"_s);
    mergeButton->setAccessibleName(mergeButton->text());
    auto *apart = new QPushButton(tr("Leave apart"), card);
    apart->setObjectName(u"leaveApartButton"_s);
    apart->setAccessibleName(tr("Leave these contacts apart"));
    buttons->addWidget(mergeButton);
    buttons->addWidget(apart);
    buttons->addStretch(1);
    column->addLayout(buttons);
    connect(mergeButton, &QPushButton::clicked, this, [this, group] { merge(group); });
    connect(apart, &QPushButton::clicked, this, [this, group] {
        m_groups.removeOne(group);
        QMetaObject::invokeMethod(this, &DuplicatesPane::showGroups, Qt::QueuedConnection);
    });
    return card;
}

void DuplicatesPane::merge(const DuplicateGroup &group)
{
    Contact merged = m_people[group.ids.first()];
    QList<Contact> before;
    RowIds others;
    for (const qint64 id : group.ids) {
        before.append(m_people[id]);
        if (id == merged.id)
            continue;
        merged = mergedContact(merged, m_people[id], m_services.lines.home());
        others.append(id);
    }
    // The merged one is written first: whatever happens between the two, nobody is lost.
    whenDone(m_services.contacts.save(merged), this, [this, group, before, others](const Result<qint64> &saved) {
        if (!saved)
            return m_notice->tell(saved.error());
        whenDone(m_services.contacts.remove(others), this, [this, group, before](const Result<> &removed) {
            if (!removed)
                return m_notice->tell(removed.error());
            m_groups.removeOne(group);
            showGroups();
            ContactStore &store = m_services.contacts;
            const QPointer<DuplicatesPane> pane(this);
            const auto undo = [&store, before, pane] {
                QList<Contact> back = before;
                for (qsizetype i = 1; i < back.size(); ++i)
                    back[i].id = 0; // those that were taken away come back as new rows
                store.saveAll(back);
                if (pane)
                    QMetaObject::invokeMethod(pane, &DuplicatesPane::look, Qt::QueuedConnection);
            };
            Q_EMIT toastRequested(
                {.text = tr("Merged %n contacts.", nullptr, int(before.size())), .action = tr("Undo"), .act = undo});
        });
    });
}

} // namespace milassist
