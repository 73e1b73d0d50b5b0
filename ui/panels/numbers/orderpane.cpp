// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/numbers/orderpane.h"

#include "core/domain/phoneformat.h"
#include "ui/panels/numbers/addressform.h"
#include "ui/panels/numbers/numberwords.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;

OrderPane::OrderPane(const NumberServices &services, OrderRun &run, QWidget *parent)
    : DetailPane(parent), m_services(services), m_run(run)
{
    setObjectName(u"orderPane"_s);
    build();
    connect(&m_run, &OrderRun::changed, this, &OrderPane::render);
    connect(m_address, &AddressForm::chosen, &m_run, &OrderRun::useAddress);
    connect(m_address, &AddressForm::leftOut, &m_run, &OrderRun::callOff);
    render();
}

void OrderPane::build()
{
    m_title = new Label(TextStyle::Title, widget());
    m_title->setObjectName(u"orderTitle"_s);
    m_title->setWordWrap(true);
    column()->addWidget(m_title);
    m_note = new Label(TextStyle::Body, widget());
    m_note->setObjectName(u"orderNote"_s);
    m_note->setLevel(Label::Level::Second);
    m_note->setWordWrap(true);
    column()->addWidget(m_note);
    m_addressCard = new Card(widget());
    auto *inside = new QVBoxLayout(m_addressCard);
    inside->setContentsMargins(space::l, space::m, space::l, space::l);
    inside->setSpacing(space::s);
    inside->addWidget(new Label(tr("The address for these numbers"), TextStyle::Heading, m_addressCard));
    m_address = new AddressForm(m_services, m_addressCard);
    inside->addWidget(m_address);
    column()->addWidget(m_addressCard);
    m_rows = new QWidget(widget());
    m_rows->setObjectName(u"orderLines"_s);
    auto *rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::m);
    column()->addWidget(m_rows);
    buildButtons();
    column()->addStretch(1);
}

void OrderPane::buildButtons()
{
    auto *holder = new QWidget(widget());
    auto *row = new FlowLayout(holder, space::s);
    const auto button = [&](const QString &name, const QString &text, const QString &spoken) {
        auto *made = new QPushButton(text, holder);
        made->setObjectName(name);
        made->setAccessibleName(spoken);
        row->addWidget(made);
        return made;
    };
    m_callOff = button(u"callOffButton"_s, tr("Stop after this one"), tr("Do not buy the numbers that have not started"));
    m_tryAgain = button(u"tryOrderAgainButton"_s, tr("Try the rest again"), tr("Try the rest again"));
    m_configure = button(u"configureBoughtButton"_s, tr("Configure it"), tr("Configure the number that was bought"));
    m_done = button(u"orderDoneButton"_s, tr("Back to the shop"), tr("Back to the numbers for sale"));
    column()->addWidget(holder);
    connect(m_callOff, &QPushButton::clicked, &m_run, &OrderRun::callOff);
    connect(m_tryAgain, &QPushButton::clicked, &m_run, &OrderRun::tryAgain);
    connect(m_done, &QPushButton::clicked, this, &OrderPane::done);
    connect(m_configure, &QPushButton::clicked, this, [this] {
        const auto &lines = m_run.order().lines;
        const auto bought = std::ranges::find(lines, OrderLineState::Bought, &OrderLine::state);
        if (bought != lines.cend())
            Q_EMIT openWanted(PhoneNumberSid(bought->sid)); // a copy: the order is put away meanwhile
    });
}

QWidget *OrderPane::outcomeRow(const OrderLine &line)
{
    const OutcomeWords words = outcomeWords(line);
    auto *holder = new QWidget(m_rows);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::m);
    row->addWidget(new IconLabel(words.icon, words.tone, holder), 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    const auto add = [&](const QString &text, TextStyle style, Tone tone) {
        if (text.isEmpty())
            return;
        auto *label = new Label(text, style, holder);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        if (style == TextStyle::Caption)
            label->setLevel(Label::Level::Second);
        if (tone != Tone::Neutral)
            label->setTone(tone);
        texts->addWidget(label);
    };
    add(displayForm(line.number.phoneNumber, m_services.lines.home()), TextStyle::BodyStrong, Tone::Neutral);
    add(words.title, TextStyle::Body, words.tone);
    add(words.code.isEmpty() ? words.note : words.note + (words.note.isEmpty() ? QString() : u"  \u00b7  "_s) + words.code,
        TextStyle::Caption, Tone::Neutral);
    row->addLayout(texts, 1);
    return holder;
}

void OrderPane::renderRows()
{
    qDeleteAll(m_rows->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    for (const OrderLine &line : m_run.order().lines) {
        QWidget *row = outcomeRow(line);
        m_rows->layout()->addWidget(row);
        row->show();
    }
}

void OrderPane::askForAddress()
{
    const auto wanting = m_run.isIdle() ? needsAddress(m_run.order()) : std::nullopt;
    m_addressCard->setVisible(wanting.has_value());
    if (!wanting) {
        m_askedFor = -1;
        return;
    }
    const OrderLine &line = m_run.order().lines[*wanting];
    if (m_askedFor == *wanting)
        return;
    m_askedFor = *wanting;
    m_address->ask(line.number, line.error);
    m_address->takeFocus();
}

void OrderPane::render()
{
    const NumberOrder &order = m_run.order();
    if (order != m_shown)
        renderRows();
    m_shown = order;
    const bool over = m_run.isIdle(), asking = over && needsAddress(order);
    m_title->setText(orderTitle(order));
    m_note->setText(over ? QString() : tr("One after the other. This takes a moment; you can leave this screen meanwhile."));
    m_note->setVisible(!over);
    const int bought = countOf(order, OrderLineState::Bought);
    m_callOff->setVisible(!over && countOf(order, OrderLineState::Waiting) > 0);
    m_tryAgain->setVisible(over && !asking && std::ranges::any_of(order.lines, canBeTriedAgain));
    m_configure->setVisible(over && !asking && bought > 0);
    m_configure->setText(bought == 1 ? tr("Configure it") : tr("Configure the first"));
    m_done->setVisible(over && !asking);
    askForAddress();
}

} // namespace milassist
