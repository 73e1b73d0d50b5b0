// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/orderrun.h"
#include "ui/models/plainlistmodel.h"
#include "ui/panels/numbers/numberservices.h"

#include <QSet>
#include <QWidget>

class QScrollArea;
class QStackedLayout;
class QToolButton;

namespace milassist
{

class ConfirmCard;
class EmptyState;
class Label;
class Notice;
class OrderPane;
class RowListView;
class WishForm;

/// Looking for numbers, seeing what they cost, buying one or several: all in one place. What is ticked is bought; while
/// nothing is, the row one stands on.
class ShopPane : public QWidget
{
    Q_OBJECT
public:
    explicit ShopPane(const NumberServices &services, QWidget *parent = nullptr);

    void activate();
    void setFolded(bool folded);
    /// Numbers that we own: their configuration can be taken over.
    void setOwned(const QList<NumberRow> &owned);

Q_SIGNALS:
    void backWanted();
    void openWanted(const PhoneNumberSid &sid);

private:
    void build();
    QWidget *buildHead(QWidget *page);
    void search(const NumberWish &wish);
    void chooseOffer(int row);
    void toggle(int row);
    QList<AvailableNumber> selection() const;
    void buy(const NumberConfig &config);
    void orderChanged();
    void tellOutcome(const OrderLine &line);
    void takeOut(const QSet<QString> &numbers);
    void putOrderAway();
    void render();
    void renderEmpty();

    const NumberServices &m_services;
    PlainListModel<AvailableNumber> *m_model;
    NumberWish m_wish;
    std::optional<Money> m_price;
    std::optional<AvailableNumber> m_offer; ///< the row one stands on
    QSet<QString> m_ticked;                 ///< numbers
    OrderRun m_run;
    PhoneNumberSid m_bought;
    Error m_error;
    enum class State { Untouched, Searching, Found, Failed } m_state = State::Untouched;
    int m_generation = 0;

    QStackedLayout *m_pages;
    QScrollArea *m_shopPage;
    OrderPane *m_orderPage;
    QToolButton *m_back;
    WishForm *m_form;
    Notice *m_notice;
    RowListView *m_view;
    EmptyState *m_empty;
    Label *m_count;
    ConfirmCard *m_confirm;
};

} // namespace milassist
