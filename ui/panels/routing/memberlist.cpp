// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/memberlist.h"

#include "ui/panels/parts/detailpane.h"
#include "ui/panels/routing/planpage.h"
#include "ui/panels/routing/samplefield.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/words/planwords.h"
#include "ui/words/stepwords.h"

#include <QCompleter>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

constexpr int mostRows = 7;
constexpr int isNextRole = Qt::UserRole + 1;

/// Rows as high as those of other lists, and the chosen one in the ink of all.
class PlainRows : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), rowHeight(1)};
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.data(isNextRole).toBool())
            option->font = fontOf(TextStyle::BodyStrong);
        option->palette.setColor(QPalette::HighlightedText, option->palette.color(QPalette::Text));
    }
};

} // namespace

QString memberNote(const MemberNow &member, bool isInTurn, bool isKnown)
{
    QStringList notes;
    if (isInTurn && member.isNext)
        notes << QCoreApplication::translate("Routing", "next");
    if (isKnown && member.why)
        notes << skipWords(*member.why);
    if (member.count.offers > 0)
        notes << QCoreApplication::translate("Routing", "%1 offered, %2 answered").arg(member.count.offers).arg(member.count.answers);
    return notes.join(u" \u00b7 "_s);
}

OrderList::OrderList(QWidget *parent) : QListWidget(parent)
{
    setDragDropMode(QAbstractItemView::InternalMove);
    setDefaultDropAction(Qt::MoveAction);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setFrameShape(QFrame::StyledPanel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideRight);
    setUniformItemSizes(true);
    setItemDelegate(new PlainRows(this));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize OrderList::sizeHint() const
{
    return {200, std::clamp(count(), 1, mostRows) * rowHeight(1) + 2 * frameWidth()};
}

QStringList OrderList::ids() const
{
    QStringList ids;
    for (int row = 0; row < count(); ++row)
        ids << item(row)->data(Qt::UserRole).toString();
    return ids;
}

void OrderList::moveChosen(int places)
{
    const int from = currentRow(), to = std::clamp(from + places, 0, count() - 1);
    if (from < 0 || from == to)
        return;
    QListWidgetItem *moved = takeItem(from);
    insertItem(to, moved);
    setCurrentRow(to);
    Q_EMIT orderChanged();
}

void OrderList::dropEvent(QDropEvent *event)
{
    QListWidget::dropEvent(event);
    QMetaObject::invokeMethod(this, &OrderList::orderChanged, Qt::QueuedConnection); // the row that was dragged goes after this
}

void OrderList::keyPressEvent(QKeyEvent *event)
{
    const bool isMove = event->modifiers() & Qt::AltModifier;
    if (isMove && event->key() == Qt::Key_Up)
        return moveChosen(-1);
    if (isMove && event->key() == Qt::Key_Down)
        return moveChosen(1);
    if (event->key() == Qt::Key_Delete && currentRow() >= 0) {
        Q_EMIT removeWanted();
        return;
    }
    QListWidget::keyPressEvent(event);
}

bool OrderList::event(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
    if (event->type() == QEvent::ShortcutOverride && (static_cast<QKeyEvent *>(event)->modifiers() & Qt::AltModifier))
        event->accept();
    return QListWidget::event(event);
}

MemberList::MemberList(QWidget *parent) : QWidget(parent), m_list(new OrderList(this)), m_empty(new Label(tr("Nobody is in it yet."), TextStyle::Body, this))
{
    m_list->setObjectName(u"memberList"_s);
    m_list->setAccessibleDescription(tr("Alt and Up or Down moves somebody; Delete takes them out."));
    m_empty->setTone(Tone::Warning);
    m_empty->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addWidget(m_list);
    column->addWidget(m_empty);
    auto *tools = new QWidget(this);
    auto *row = new FlowLayout(tools, space::xs);
    row->setContentsMargins(0, 0, 0, 0);
    m_up = quietTool(u"memberUp"_s, tr("Earlier"), u"chevron-up"_s, tools);
    m_down = quietTool(u"memberDown"_s, tr("Later"), u"chevron-down"_s, tools);
    m_remove = quietTool(u"memberRemove"_s, tr("Take out"), u"trash"_s, tools);
    for (QToolButton *tool : {m_up, m_down, m_remove})
        row->addWidget(tool);
    m_name = new SampleField(tr("Add by name"), tools);
    m_name->setObjectName(u"memberName"_s);
    m_name->setAccessibleName(tr("Name of somebody to add"));
    m_name->setPlaceholderText(tr("Add by name"));
    m_name->setMaxLength(80);
    row->addWidget(m_name);
    auto *add = new QPushButton(tr("Add"), tools);
    add->setObjectName(u"memberAdd"_s);
    add->setAccessibleName(tr("Add them"));
    row->addWidget(add);
    column->addWidget(tools);
    connect(m_list, &OrderList::orderChanged, this, &MemberList::tellOrder);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int at) {
        m_up->setEnabled(at > 0);
        m_down->setEnabled(at >= 0 && at + 1 < m_list->count());
        m_remove->setEnabled(at >= 0);
    });
    connect(m_up, &QToolButton::clicked, this, [this] { m_list->moveChosen(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { m_list->moveChosen(1); });
    connect(m_remove, &QToolButton::clicked, this, &MemberList::removeChosen);
    connect(m_list, &OrderList::removeWanted, this, &MemberList::removeChosen);
    connect(add, &QPushButton::clicked, this, &MemberList::add);
    connect(m_name, &QLineEdit::returnPressed, this, &MemberList::add);
}

void MemberList::show(const Plan &plan, const QString &of, const QString &called, const std::vector<MemberNow> &members, bool isInTurn, bool isKnown)
{
    QStringList shown{of, called};
    for (const MemberNow &member : members)
        shown << member.person.text() << nameOf(plan, member.person) << memberNote(member, isInTurn, isKnown);
    if (shown == m_shown)
        return;
    const int chosen = of == m_of ? m_list->currentRow() : 0;
    m_shown = shown;
    m_of = of;
    m_list->setAccessibleName(tr("People of %1, in order").arg(called));
    m_list->clear();
    int place = 0;
    for (const MemberNow &member : members) {
        const QString name = nameOf(plan, member.person), note = memberNote(member, isInTurn, isKnown);
        auto *item = new QListWidgetItem(u"%1. %2%3"_s.arg(++place).arg(name, note.isEmpty() ? QString() : u"   "_s + note), m_list);
        item->setFlags(item->flags() & ~Qt::ItemIsDropEnabled); // dropped between two, never in the place of one
        item->setData(Qt::UserRole, member.person.text());
        item->setData(Qt::AccessibleTextRole, note.isEmpty() ? name : name + u", "_s + note);
        item->setToolTip(note);
        item->setData(isNextRole, isInTurn && member.isNext);
    }
    m_list->updateGeometry();
    m_list->setVisible(!members.empty());
    m_empty->setVisible(members.empty());
    m_list->setCurrentRow(std::clamp(chosen, 0, std::max(0, m_list->count() - 1)));
    const bool hasRow = m_list->currentRow() >= 0;
    m_up->setEnabled(m_list->currentRow() > 0);
    m_down->setEnabled(hasRow && m_list->currentRow() + 1 < m_list->count());
    m_remove->setEnabled(hasRow);
    QStringList names;
    for (const auto &[id, person] : plan.people)
        names << nameOf(plan, id);
    auto *completer = new QCompleter(names, m_name);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    delete m_name->completer();
    m_name->setCompleter(completer);
}

void MemberList::tellOrder()
{
    std::vector<PersonId> members;
    for (const QString &id : m_list->ids())
        members.emplace_back(id);
    Q_EMIT membersChanged(m_of, members);
}

void MemberList::removeChosen()
{
    delete m_list->takeItem(m_list->currentRow());
    tellOrder();
}

void MemberList::add()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return m_name->setFocus();
    m_name->clear();
    Q_EMIT personWanted(m_of, name);
}

} // namespace milassist
