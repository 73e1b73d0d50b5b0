// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parts/daychip.h"

#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"

#include <QActionGroup>
#include <QDateEdit>
#include <QGridLayout>
#include <QMenu>
#include <QPushButton>
#include <QWidgetAction>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

/// The two days and the button behind them. A menu would take Tab for the step to its next line.
class DayFields : public QWidget {
public:
    explicit DayFields(QWidget *parent) : QWidget(parent) { setFocusPolicy(Qt::StrongFocus); }

protected:
    bool focusNextPrevChild(bool next) override
    {
        QWidgetList fields;
        for (QWidget *field : findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
            if (field->focusPolicy() & Qt::TabFocus)
                fields.append(field);
        const QWidget *focus = focusWidget();
        qsizetype at = next ? -1 : fields.size();
        for (qsizetype i = 0; i < fields.size(); ++i)
            if (fields[i] == focus || fields[i]->isAncestorOf(focus))
                at = i;
        at += next ? 1 : -1;
        if (at < 0 || at >= fields.size())
            return QWidget::focusNextPrevChild(next);
        fields[at]->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
        return true;
    }
};

void addChoice(QMenu &menu, QActionGroup *group, const QString &text, bool isChosen, const std::function<void()> &choose)
{
    QAction *action = menu.addAction(text);
    action->setCheckable(true);
    action->setChecked(isChosen);
    group->addAction(action);
    QObject::connect(action, &QAction::triggered, &menu, choose);
}

QDateEdit *dayField(const QString &name, const QString &accessible, QDate day, QWidget *parent)
{
    auto *field = new QDateEdit(day, parent);
    field->setObjectName(name);
    field->setAccessibleName(accessible);
    field->setCalendarPopup(true);
    return field;
}

} // namespace

MenuChip::MenuChip(const QString &name, const QString &text, QWidget *parent) : Chip(text, parent)
{
    setObjectName(name);
    setCheckable(false);
    setMenuMark(true);
    connect(this, &QAbstractButton::clicked, this, &MenuChip::open);
}

void MenuChip::setShown(const QString &text, bool filters)
{
    setText(text);
    setAccessibleName(text);
    setCheckable(filters); // only a checkable button can look chosen
    setChecked(filters);
    updateGeometry();
}

void MenuChip::open()
{
    setChecked(isCheckable()); // the click has turned it over
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fill(*menu);
    menu->popup(mapToGlobal(QPoint(0, height() + 2)));
}

DayChip::DayChip(Clock clock, QWidget *parent)
    : MenuChip(u"dayChip"_s, daySpanText(DaySpan::AnyTime), parent), m_clock(std::move(clock))
{
}

void DayChip::setRange(const DayRange &range)
{
    m_range = range;
    setShown(dayRangeText(range, today()), !range.isOpen());
}

void DayChip::choose(const DayRange &range)
{
    setRange(range);
    Q_EMIT chosen(range);
}

void DayChip::fill(QMenu &menu)
{
    auto *group = new QActionGroup(&menu);
    for (const DaySpan span : {DaySpan::AnyTime, DaySpan::Today, DaySpan::Yesterday, DaySpan::Last7Days, DaySpan::Last30Days,
                               DaySpan::ThisMonth, DaySpan::LastMonth}) {
        const DayRange range = dayRange(span, today());
        addChoice(menu, group, daySpanText(span), range == m_range, [this, range] { choose(range); });
    }
    menu.addSeparator();

    auto *box = new DayFields(&menu);
    box->setObjectName(u"dayFields"_s);
    box->setAccessibleName(tr("From one day to another"));
    auto *from = dayField(u"fromDay"_s, tr("From day"), m_range.from.isValid() ? m_range.from : today().addDays(-6), box);
    auto *to = dayField(u"toDay"_s, tr("To day"), m_range.to.isValid() ? m_range.to : today(), box);
    auto *apply = new QPushButton(tr("Show these days"), box);
    apply->setObjectName(u"applyDays"_s);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(space::m, space::xs, space::m, space::s);
    grid->addWidget(new Label(tr("From"), TextStyle::Caption, box), 0, 0);
    grid->addWidget(from, 0, 1);
    grid->addWidget(new Label(tr("To"), TextStyle::Caption, box), 1, 0);
    grid->addWidget(to, 1, 1);
    grid->addWidget(apply, 2, 0, 1, 2);
    connect(apply, &QPushButton::clicked, &menu, [this, from, to, menu = &menu] {
        choose({std::min(from->date(), to->date()), std::max(from->date(), to->date())});
        menu->close();
    });
    auto *action = new QWidgetAction(&menu);
    action->setDefaultWidget(box);
    menu.addAction(action);
}

LineChip::LineChip(const LineNames &lines, QWidget *parent) : MenuChip(u"lineChip"_s, tr("All lines"), parent), m_lines(lines)
{
    connect(&lines, &LineNames::changed, this, &LineChip::showLines);
    showLines();
}

void LineChip::setLine(const Party &line)
{
    m_line = line;
    showLines();
}

void LineChip::showLines()
{
    setShown(m_line.isEmpty() ? tr("All lines") : m_lines.nameOf(m_line), !m_line.isEmpty());
    setVisible(m_lines.lines().size() > 1 || !m_line.isEmpty());
}

void LineChip::fill(QMenu &menu)
{
    auto *group = new QActionGroup(&menu);
    const auto choose = [this](const Party &line) {
        setLine(line);
        Q_EMIT chosen(line);
    };
    addChoice(menu, group, tr("All lines"), m_line.isEmpty(), [choose] { choose({}); });
    menu.addSeparator();
    for (const Party &line : m_lines.lines())
        addChoice(menu, group, m_lines.nameOf(line), line == m_line, [choose, line] { choose(line); });
}

} // namespace milassist
