// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandpalette.h"

#include "core/base/whendone.h"
#include "core/cache/searchstore.h"
#include "ui/shell/palettehits.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchfield.h"

#include <QKeyEvent>
#include <QListView>
#include <QScrollBar>
#include <QVBoxLayout>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr int hitsPerGroup = 6;

} // namespace

CommandPalette::CommandPalette(QWidget *host, Clock clock) :
    Overlay(host, 640), m_clock(std::move(clock)), m_field(new SearchField(tr("Search people, calls, texts, voicemail, or type a command"), card())),
    m_list(new QListView(card())), m_model(new PaletteModel(this)), m_nothing(new Label(TextStyle::Body, card()))
{
    setObjectName(u"commandPalette"_s);
    setAccessibleName(tr("Search and commands"));
    m_field->setObjectName(u"paletteField"_s);
    m_field->setFrame(false);
    m_field->installEventFilter(this);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("Found"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    dressList(m_list);
    m_list->viewport()->setAutoFillBackground(false); // as the card, also in the dark
    m_list->setUniformItemSizes(false);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFocusProxy(m_field); // whose arrows walk through it
    m_list->viewport()->setBackgroundRole(QPalette::Light); // as the card: opaque, so that new rows paint nothing below it
    m_nothing->setObjectName(u"paletteNothing"_s);
    m_nothing->setLevel(Label::Level::Second);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setContentsMargins(space::l, space::l, space::l, space::l);

    auto *column = new QVBoxLayout(card());
    column->setContentsMargins(1, space::s, 1, space::s);
    column->setSpacing(0);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(space::m, 0, space::m, space::s);
    top->addWidget(m_field);
    column->addLayout(top);
    column->addWidget(new Hairline(Qt::Horizontal, card()));
    column->addWidget(m_nothing);
    column->addWidget(m_list, 1);

    connect(m_field, &SearchField::searched, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { choose(index.row()); });
}

void CommandPalette::setSearch(SearchStore *store)
{
    ++m_generation; // answers of the store before are not for us any more
    m_store = store;
}

void CommandPalette::setCommands(QList<PaletteItem> commands)
{
    m_commands = std::move(commands);
}

void CommandPalette::open()
{
    openWith({});
}

void CommandPalette::openWith(const QString &text)
{
    Overlay::open();
    m_field->setText(text);
    m_field->setFocus(Qt::ShortcutFocusReason);
    search(text);
}

int CommandPalette::wantedHeight() const
{
    int rows = 0;
    for (int row = 0; row < m_model->rowCount() && rows < 2000; ++row)
        rows += m_list->sizeHintForIndex(m_model->index(row)).height();
    const int head = m_field->sizeHint().height() + 3 * space::s + 4;
    return head + (m_nothing->isHidden() ? 0 : m_nothing->sizeHint().height()) + rows;
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Down: move(1); return true;
        case Qt::Key_Up: move(-1); return true;
        case Qt::Key_PageDown: move(8); return true;
        case Qt::Key_PageUp: move(-8); return true;
        case Qt::Key_Escape: close(); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            m_field->searchNow();
            choose(m_list->currentIndex().row());
            return true;
        default: break;
        }
    }
    return Overlay::eventFilter(watched, event);
}

void CommandPalette::search(const QString &text)
{
    const quint64 wanted = ++m_generation;
    if (text.isEmpty() || !m_store)
        return show({}, text);
    const QString callee = m_call ? calleeIn(text) : QString();
    whenDone(m_store->search(callee.isEmpty() ? text : callee, hitsPerGroup), this, [this, wanted, text, callee](const Result<SearchHits> &hits) {
        if (wanted != m_generation || !isOpen()) // a newer key press has overtaken this one
            return;
        if (hits && !callee.isEmpty())
            return show(callItems(*hits, callee, m_home, m_call), text);
        if (!hits)
            return show({}, text);
        show(itemsOf(*hits, m_home, m_clock(), [this](const Target &target) { Q_EMIT chosen(target); }), text);
    });
}

void CommandPalette::show(const QList<PaletteItem> &found, const QString &text)
{
    QList<PaletteItem> items = found;
    const QList<PaletteItem> commands = matchingCommands(m_commands, text);
    if (!commands.isEmpty() && !items.isEmpty())
        items.append({.kind = PaletteItem::Kind::Heading, .row = {.title = tr("Commands")}});
    items.append(commands);
    m_nothing->setVisible(items.isEmpty());
    m_nothing->setText(tr("Nothing found for \u201c%1\u201d.").arg(text));
    m_model->show(items);
    if (const int first = m_model->choosable(0, 1); first >= 0)
        m_list->setCurrentIndex(m_model->index(first));
    m_list->verticalScrollBar()->setValue(0);
    place();
}

void CommandPalette::move(int step)
{
    const int from = std::clamp(m_list->currentIndex().row() + step, 0, std::max(0, m_model->rowCount() - 1));
    int row = m_model->choosable(from, step > 0 ? 1 : -1);
    if (row < 0)
        row = m_model->choosable(from, step > 0 ? -1 : 1);
    if (row >= 0)
        m_list->setCurrentIndex(m_model->index(row));
}

void CommandPalette::choose(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const auto act = m_model->item(row).choose;
    if (!act)
        return;
    close();
    act();
}

} // namespace milassist
