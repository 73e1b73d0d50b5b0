// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/numbers/shoppane.h"

#include "core/base/whendone.h"
#include "core/domain/phoneformat.h"
#include "ui/panels/numbers/confirmcard.h"
#include "ui/panels/numbers/numberwords.h"
#include "ui/panels/numbers/orderpane.h"
#include "ui/panels/numbers/wishform.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

class OfferDelegate : public RowDelegate
{
public:
    using View = std::function<RowView(const AvailableNumber &)>;
    OfferDelegate(const PlainListModel<AvailableNumber> &model, View view, std::function<void(int row)> ticked, QObject *parent)
        : RowDelegate(parent), m_model(model), m_view(std::move(view)), m_ticked(std::move(ticked))
    {
    }

    bool editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option, const QModelIndex &index) override
    {
        const auto *click = event->type() == QEvent::MouseButtonRelease ? static_cast<QMouseEvent *>(event) : nullptr;
        if (!click || click->button() != Qt::LeftButton || !index.isValid())
            return false;
        const QRect tick = tickRect(option.rect);
        const bool isOnTick = click->position().x() <= tick.right() + space::s;
        if (isOnTick || click->modifiers().testFlag(Qt::ControlModifier))
            m_ticked(index.row());
        return false;
    }

protected:
    RowView rowView(const QModelIndex &index) const override { return m_view(m_model.at(index.row())); }

private:
    const PlainListModel<AvailableNumber> &m_model;
    View m_view;
    std::function<void(int)> m_ticked;
};

} // namespace

ShopPane::ShopPane(const NumberServices &services, QWidget *parent) : QWidget(parent), m_services(services)
{
    setObjectName(u"shopPane"_s);
    build();
    connect(m_back, &QToolButton::clicked, this, &ShopPane::backWanted);
    connect(m_form, &WishForm::searchWanted, this, &ShopPane::search);
    connect(m_view, &RowListView::chosen, this, &ShopPane::chooseOffer);
    connect(m_confirm, &ConfirmCard::buyWanted, this, &ShopPane::buy);
    connect(&m_run, &OrderRun::changed, this, &ShopPane::orderChanged);
    connect(m_orderPage, &DetailPane::backWanted, this, &ShopPane::backWanted);
    connect(m_orderPage, &OrderPane::done, this, &ShopPane::putOrderAway);
    connect(m_orderPage, &OrderPane::openWanted, this, [this](const PhoneNumberSid &sid) {
        putOrderAway();
        Q_EMIT openWanted(sid);
    });
    auto *tick = new QShortcut(Qt::Key_Space, m_view);
    tick->setContext(Qt::WidgetShortcut);
    connect(tick, &QShortcut::activated, this, [this] { toggle(m_view->currentIndex().row()); });
    connect(m_notice, &Notice::actionChosen, this, [this] {
        if (!m_bought.isNull())
            Q_EMIT openWanted(m_bought);
    });
    connect(m_empty, &EmptyState::actionChosen, this, [this] {
        if (m_state == State::Failed)
            return search(m_wish);
        if (const auto hint = easierWish(m_wish)) {
            m_form->setWish(hint->wish);
            search(hint->wish);
        }
    });
    render();
}

void ShopPane::build()
{
    const auto view = [this](const AvailableNumber &offer) {
        return offerRowView(offer, m_price, m_services.lines.home(), m_ticked.contains(offer.phoneNumber.text()) ? Tick::On : Tick::Off);
    };
    m_model = new PlainListModel<AvailableNumber>(
        [view](const AvailableNumber &offer) { return spokenRow(view(offer)); },
        [](const AvailableNumber &a, const AvailableNumber &b) { return a.phoneNumber == b.phoneNumber; }, this);
    m_pages = new QStackedLayout(this);
    m_shopPage = new QScrollArea(this); // large text in a low window: it scrolls as a whole, nothing is squeezed
    m_shopPage->setFrameShape(QFrame::NoFrame);
    m_shopPage->setWidgetResizable(true);
    m_shopPage->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_shopPage->setFocusPolicy(Qt::NoFocus);
    m_shopPage->viewport()->setBackgroundRole(QPalette::Base);
    auto *page = new QWidget(m_shopPage);
    page->setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead(page));
    column->addWidget(new Hairline(Qt::Horizontal, page));
    m_view = new RowListView(page);
    m_view->setObjectName(u"offerList"_s);
    m_view->setAccessibleName(tr("Numbers for sale"));
    m_view->setAccessibleDescription(tr("Space ticks a number, to buy several at once."));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new OfferDelegate(*m_model, view, [this](int row) { toggle(row); }, m_view));
    m_empty = new EmptyState(page);
    m_empty->setObjectName(u"shopEmpty"_s);
    column->addWidget(m_view, 1);
    column->addWidget(m_empty, 1);
    auto *holder = new QWidget(page);
    auto *outer = new QVBoxLayout(holder);
    outer->setContentsMargins(space::l, 0, space::l, space::l);
    m_confirm = new ConfirmCard(m_services, holder);
    outer->addWidget(m_confirm);
    column->addWidget(holder);
    m_shopPage->setWidget(page);
    m_orderPage = new OrderPane(m_services, m_run, this);
    m_pages->addWidget(m_shopPage);
    m_pages->addWidget(m_orderPage);
}

QWidget *ShopPane::buildHead(QWidget *page)
{
    auto *head = new QWidget(page);
    auto *headColumn = new QVBoxLayout(head);
    headColumn->setContentsMargins(space::l, space::l, space::l, space::m);
    headColumn->setSpacing(space::m);
    auto *titleRow = new QHBoxLayout;
    m_back = new QToolButton(head);
    m_back->setObjectName(u"backToListButton"_s);
    m_back->setIcon(icon(u"back"_s));
    m_back->setAutoRaise(true);
    m_back->setAccessibleName(tr("Back to the list"));
    m_back->hide();
    titleRow->addWidget(m_back);
    titleRow->addWidget(new Label(tr("Buy a number"), TextStyle::Title, head), 1);
    headColumn->addLayout(titleRow);
    m_form = new WishForm(m_services.lines.home(), head);
    headColumn->addWidget(m_form);
    m_notice = new Notice(head);
    m_notice->setObjectName(u"shopNotice"_s);
    m_notice->setClosable(true);
    headColumn->addWidget(m_notice);
    m_count = new Label(TextStyle::Caption, head);
    m_count->setObjectName(u"offerCount"_s);
    m_count->setLevel(Label::Level::Second);
    m_count->setWordWrap(true);
    headColumn->addWidget(m_count);
    return head;
}

void ShopPane::activate()
{
    if (m_pages->currentWidget() == m_shopPage)
        m_form->takeFocus();
}

void ShopPane::setFolded(bool folded)
{
    m_back->setVisible(folded);
    m_orderPage->setFolded(folded);
}

void ShopPane::setOwned(const QList<NumberRow> &owned)
{
    m_confirm->setOwned(owned);
}

void ShopPane::search(const NumberWish &wish)
{
    if (!m_run.isIdle())
        return;
    m_wish = wish;
    m_state = State::Searching;
    m_offer.reset();
    m_ticked.clear();
    m_price.reset();
    m_bought = {};
    m_notice->clear();
    m_model->setItems({});
    render();
    const int wanted = ++m_generation;
    whenDone(m_services.price(wish.country, wish.type), this, [this, wanted](const Result<Money> &price) {
        if (wanted != m_generation || !price)
            return; // the numbers can be shown without their price; the button then says so
        m_price = Money{-std::abs(price->micros), price->currency}; // rent is paid, whichever sign a price list writes
        m_view->viewport()->update();
        render();
    });
    whenDone(m_services.search(wish), this, [this, wanted](const Result<QList<AvailableNumber>> &found) {
        if (wanted != m_generation)
            return;
        const bool none = !found && found.error().kind == Error::Kind::NotFound; // the country has none of that type
        m_state = found || none ? State::Found : State::Failed;
        if (!found && !none)
            m_error = found.error();
        m_model->setItems(found ? *found : QList<AvailableNumber>());
        render();
    });
}

void ShopPane::chooseOffer(int row)
{
    if (!m_run.isIdle())
        return;
    m_offer = row >= 0 && row < m_model->rowCount() ? std::optional(m_model->at(row)) : std::nullopt;
    if (m_offer)
        m_notice->clear();
    render();
}

void ShopPane::toggle(int row)
{
    if (!m_run.isIdle() || row < 0 || row >= m_model->rowCount())
        return;
    const QString number = m_model->at(row).phoneNumber.text();
    if (!m_ticked.remove(number))
        m_ticked.insert(number);
    m_model->setItems(m_model->items()); // whoever listens hears the row again
    m_notice->clear();
    render();
}

QList<AvailableNumber> ShopPane::selection() const
{
    QList<AvailableNumber> chosen;
    for (const AvailableNumber &offer : m_model->items()) {
        if (m_ticked.contains(offer.phoneNumber.text()))
            chosen.append(offer);
    }
    if (chosen.isEmpty() && m_offer)
        chosen.append(*m_offer);
    return chosen;
}

void ShopPane::buy(const NumberConfig &config)
{
    const QList<AvailableNumber> wanted = selection();
    if (wanted.isEmpty())
        return;
    m_run.start(wanted, [buy = m_services.buy, type = m_wish.type, config](AvailableNumber number, AddressSid address) {
        return buy(std::move(number), type, config, std::move(address));
    });
}

void ShopPane::orderChanged()
{
    const NumberOrder &order = m_run.order();
    if (order.lines.isEmpty())
        return render();
    constexpr int goneMeanwhile = 21422;
    QSet<QString> gone;
    for (const OrderLine &line : order.lines) {
        if (line.state == OrderLineState::Bought || line.error.twilioCode == goneMeanwhile)
            gone.insert(line.number.phoneNumber.text());
    }
    if (m_run.isIdle())
        takeOut(gone);
    const OrderLine &first = order.lines.first();
    // One number without further questions needs no page of its own.
    if (order.lines.size() > 1 || first.state == OrderLineState::NeedsAddress)
        m_pages->setCurrentWidget(m_orderPage);
    if (m_pages->currentWidget() == m_orderPage)
        return render();
    if (m_run.isIdle()) {
        const OrderLine outcome = first;
        m_run.clear();
        tellOutcome(outcome);
    } else {
        m_notice->tell(Tone::Neutral, tr("Buying %1.").arg(displayForm(first.number.phoneNumber, m_services.lines.home())),
                       tr("This takes a moment."));
    }
    render();
}

void ShopPane::takeOut(const QSet<QString> &numbers)
{
    if (numbers.isEmpty())
        return;
    QList<AvailableNumber> rest = m_model->items();
    rest.removeIf([&](const AvailableNumber &offer) { return numbers.contains(offer.phoneNumber.text()); });
    m_ticked.subtract(numbers);
    m_offer.reset();
    m_model->setItems(rest);
    m_view->choose(-1);
}

void ShopPane::tellOutcome(const OrderLine &line)
{
    constexpr int goneMeanwhile = 21422;
    const QString number = displayForm(line.number.phoneNumber, m_services.lines.home());
    if (line.state == OrderLineState::Bought) {
        m_bought = line.sid;
        m_confirm->clearName();
        m_notice->tell(Tone::Good, tr("%1 is yours.").arg(number), tr("Say where its calls and texts go, then call it to try."),
                       tr("Configure it"));
    } else if (line.error.twilioCode == goneMeanwhile) {
        m_notice->tell(Tone::Warning, tr("Somebody else has just taken %1.").arg(number),
                       tr("Nothing was bought. Choose another one; nothing is chosen for you."), {}, u"Twilio 21422"_s);
    } else if (line.state == OrderLineState::NotSure) {
        m_notice->tell(
            Tone::Warning, tr("Not sure whether %1 was bought.").arg(number),
            tr("The answer was lost. We are checking with Twilio; it appears in the list if it was, and is never bought twice."));
    } else {
        m_notice->tell(line.error);
    }
}

void ShopPane::putOrderAway()
{
    m_ticked.clear();
    m_pages->setCurrentWidget(m_shopPage);
    m_model->setItems(m_model->items());
    m_run.clear();
    m_view->setFocus();
}

void ShopPane::render()
{
    const bool buying = !m_run.isIdle();
    m_form->setBusy(m_state == State::Searching || buying);
    const bool nothing = m_model->rowCount() == 0;
    m_view->setVisible(!nothing);
    m_view->setEnabled(!buying);
    m_view->viewport()->update();
    m_empty->setVisible(nothing);
    m_count->setText(nothing ? QString()
                             : tr("%n number(s) for sale. Tick several to buy them together. You pay Twilio directly.", nullptr,
                                  m_model->rowCount()));
    m_count->setVisible(!nothing);
    renderEmpty();
    const bool wasThere = !m_confirm->parentWidget()->isHidden();
    m_confirm->show(selection(), m_wish.type, m_price, buying);
    if (!wasThere && !m_confirm->parentWidget()->isHidden()) // once it has its place
        QMetaObject::invokeMethod(this, [this] { m_shopPage->ensureWidgetVisible(m_confirm, 0, space::l); }, Qt::QueuedConnection);
}

void ShopPane::renderEmpty()
{
    if (m_state == State::Untouched) {
        m_empty->setText(u"number"_s, tr("Say what you need and search."), tr("Nothing is bought before you confirm it and its price."));
    } else if (m_state == State::Searching) {
        m_empty->setText(u"search"_s, tr("Asking Twilio what is for sale."));
    } else if (m_state == State::Failed) {
        const ErrorText error = errorText(m_error);
        m_empty->setText(u"error"_s, error.title, error.whatToDo, tr("Search again"));
    } else if (const auto hint = easierWish(m_wish)) {
        m_empty->setText(u"search"_s, tr("No number is for sale that fits."), hint->sentence, hint->action);
    } else {
        m_empty->setText(u"search"_s, tr("No number is for sale there now."), tr("Try another country or come back later."));
    }
}

} // namespace milassist
