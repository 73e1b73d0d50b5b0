// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/numbers/shoppane.h"

#include "core/base/whendone.h"
#include "core/domain/phoneformat.h"
#include "ui/panels/numbers/numberwords.h"
#include "ui/panels/numbers/wishform.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
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
    OfferDelegate(const PlainListModel<AvailableNumber> &model, const std::optional<Money> &price, QString home, QObject *parent)
        : RowDelegate(parent), m_model(model), m_price(price), m_home(std::move(home))
    {
    }

protected:
    RowView rowView(const QModelIndex &index) const override { return offerRowView(m_model.at(index.row()), m_price, m_home); }

private:
    const PlainListModel<AvailableNumber> &m_model;
    const std::optional<Money> &m_price;
    QString m_home;
};

} // namespace

ShopPane::ShopPane(const NumberServices &services, QWidget *parent) : QWidget(parent), m_services(services)
{
    setObjectName(u"shopPane"_s);
    m_model = new PlainListModel<AvailableNumber>(
        [this](const AvailableNumber &offer) { return spokenRow(offerRowView(offer, m_price, m_services.lines.home())); },
        [](const AvailableNumber &a, const AvailableNumber &b) { return a.phoneNumber == b.phoneNumber; }, this);
    build();
    connect(m_back, &QToolButton::clicked, this, &ShopPane::backWanted);
    connect(m_form, &WishForm::searchWanted, this, &ShopPane::search);
    connect(m_view, &RowListView::chosen, this, &ShopPane::chooseOffer);
    connect(m_buy, &QPushButton::clicked, this, &ShopPane::buy);
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
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QWidget(this);
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
    m_count->setLevel(Label::Level::Second);
    headColumn->addWidget(m_count);
    column->addWidget(head);
    column->addWidget(new Hairline(Qt::Horizontal, this));
    m_view = new RowListView(this);
    m_view->setObjectName(u"offerList"_s);
    m_view->setAccessibleName(tr("Numbers for sale"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new OfferDelegate(*m_model, m_price, m_services.lines.home(), m_view));
    m_empty = new EmptyState(this);
    m_empty->setObjectName(u"shopEmpty"_s);
    column->addWidget(m_view, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(buildConfirm());
}

QWidget *ShopPane::buildConfirm()
{
    auto *holder = new QWidget(this);
    auto *outer = new QVBoxLayout(holder);
    outer->setContentsMargins(space::l, 0, space::l, space::l);
    m_confirm = new Card(holder);
    outer->addWidget(m_confirm);
    auto *column = new QVBoxLayout(m_confirm);
    column->setContentsMargins(space::l, space::m, space::l, space::m);
    column->setSpacing(space::s);
    m_confirmTitle = new Label(TextStyle::Heading, m_confirm);
    m_confirmTitle->setObjectName(u"confirmTitle"_s);
    m_confirmTitle->setWordWrap(true);
    m_confirmText = new Label(TextStyle::Body, m_confirm);
    m_confirmText->setObjectName(u"confirmText"_s);
    m_confirmText->setLevel(Label::Level::Second);
    m_confirmText->setWordWrap(true);
    m_name = new QLineEdit(m_confirm);
    m_name->setObjectName(u"newNumberName"_s);
    m_name->setAccessibleName(tr("Name for the new number"));
    m_name->setPlaceholderText(tr("Name, for example Boston office"));
    m_name->setMaxLength(64);
    m_like = new QComboBox(m_confirm);
    m_like->setObjectName(u"setUpLike"_s);
    m_like->setAccessibleName(tr("Set it up like another number"));
    m_buy = new QPushButton(icon(u"cart"_s), QString(), m_confirm);
    m_buy->setObjectName(u"buyButton"_s);
    setButtonKind(m_buy, ButtonKind::Primary);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    row->addWidget(m_name, 1);
    row->addWidget(m_like, 1);
    column->addWidget(m_confirmTitle);
    column->addWidget(m_confirmText);
    column->addLayout(row);
    column->addWidget(m_buy, 0, Qt::AlignLeft);
    return holder;
}

void ShopPane::activate()
{
    m_form->takeFocus();
}

void ShopPane::setFolded(bool folded)
{
    m_back->setVisible(folded);
}

void ShopPane::setOwned(const QList<NumberRow> &owned)
{
    m_owned = owned;
    const QString chosen = m_like->currentData().toString();
    m_like->clear();
    m_like->addItem(tr("Point it nowhere yet"), QString());
    for (const NumberRow &row : owned)
        m_like->addItem(tr("Set up like %1").arg(m_services.lines.nameOf(row.number.phoneNumber)), row.number.sid.text());
    m_like->setCurrentIndex(std::max(0, m_like->findData(chosen)));
}

void ShopPane::search(const NumberWish &wish)
{
    if (m_buying)
        return;
    m_wish = wish;
    m_state = State::Searching;
    m_offer.reset();
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
    if (m_buying)
        return;
    m_offer = row >= 0 && row < m_model->rowCount() ? std::optional(m_model->at(row)) : std::nullopt;
    if (m_offer)
        m_notice->clear();
    render();
}

void ShopPane::buy()
{
    if (!m_offer || m_buying)
        return;
    NumberConfig config;
    for (const NumberRow &row : m_owned) {
        if (row.number.sid.text() == m_like->currentData().toString())
            config = row.number.config;
    }
    config.friendlyName = m_name->text().simplified();
    m_buying = true;
    m_notice->tell(Tone::Neutral, tr("Buying %1.").arg(displayForm(m_offer->phoneNumber, m_services.lines.home())),
                   tr("This takes a moment."));
    render();
    whenDone(m_services.buy(*m_offer, m_wish.type, config), this,
             [this](const Result<IncomingNumber> &outcome) { bought(outcome); });
}

void ShopPane::bought(const Result<IncomingNumber> &outcome)
{
    constexpr int goneMeanwhile = 21422;
    m_buying = false;
    const QString number = displayForm(m_offer->phoneNumber, m_services.lines.home());
    QList<AvailableNumber> rest = m_model->items();
    const auto takeOut = [&] {
        rest.removeIf([this](const AvailableNumber &offer) { return offer.phoneNumber == m_offer->phoneNumber; });
        m_offer.reset();
        m_model->setItems(rest);
        m_view->choose(-1);
    };
    if (outcome) {
        m_bought = outcome->sid;
        m_name->clear();
        m_notice->tell(Tone::Good, tr("%1 is yours.").arg(number), tr("Say where its calls and texts go, then call it to try."),
                       tr("Configure it"));
        takeOut();
    } else if (outcome.error().twilioCode == goneMeanwhile) {
        m_notice->tell(Tone::Warning, tr("Somebody else has just taken %1.").arg(number),
                       tr("Nothing was bought. Choose another one; nothing is chosen for you."), {}, u"Twilio 21422"_s);
        takeOut();
    } else if (outcome.error().kind == Error::Kind::OutcomeUnknown) {
        m_notice->tell(
            Tone::Warning, tr("Not sure whether %1 was bought.").arg(number),
            tr("The answer was lost. We are checking with Twilio; it appears in the list if it was, and is never bought twice."));
    } else {
        m_notice->tell(outcome.error());
    }
    render();
}

void ShopPane::render()
{
    m_form->setBusy(m_state == State::Searching || m_buying);
    const bool nothing = m_model->rowCount() == 0;
    m_view->setVisible(!nothing);
    m_view->setEnabled(!m_buying);
    m_empty->setVisible(nothing);
    m_count->setText(nothing ? QString() : tr("%n number(s) for sale. You pay Twilio directly.", nullptr, m_model->rowCount()));
    m_count->setVisible(!nothing);
    if (m_state == State::Untouched) {
        m_empty->setText(u"number"_s, tr("Say what you need and search."),
                         tr("Nothing is bought before you confirm one number and its price."));
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

    m_confirm->parentWidget()->setVisible(m_offer.has_value());
    if (!m_offer)
        return;
    const QString place = placeOfOffer(*m_offer);
    const QString number = displayForm(m_offer->phoneNumber, m_services.lines.home());
    m_confirmTitle->setText(place.isEmpty() ? number : u"%1  \u00b7  %2"_s.arg(number, place));
    QStringList words;
    words.append(m_price ? tr("%1 today and every month until you give it back.").arg(moneyText(*m_price))
                         : tr("Twilio did not tell the price. It is charged today and every month."));
    if (const QString need = addressNeed(m_offer->addressRequirements); !need.isEmpty())
        words.append(need + u'.' + u' ' + tr("Twilio refuses the purchase until your account has one."));
    if (m_offer->isoCountry == "US"_L1 && m_offer->capabilities.sms && m_wish.type != NumberType::TollFree)
        words.append(tr("It cannot text US mobiles until the account is registered for that (A2P 10DLC, 30034)."));
    m_confirmText->setText(words.join(u' '));
    m_buy->setText(m_buying ? tr("Buying") : buyButtonText(m_price));
    m_buy->setAccessibleName(m_buy->text());
    m_buy->setEnabled(!m_buying);
    m_name->setEnabled(!m_buying);
    m_like->setEnabled(!m_buying);
}

} // namespace milassist
