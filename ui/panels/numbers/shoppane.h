// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/plainlistmodel.h"
#include "ui/panels/numbers/numberservices.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace milassist
{

class Card;
class EmptyState;
class Label;
class Notice;
class RowListView;
class WishForm;

/// Looking for a number, seeing what it costs, buying it: all in one place.
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
    QWidget *buildConfirm();
    void search(const NumberWish &wish);
    void chooseOffer(int row);
    void buy();
    void bought(const Result<IncomingNumber> &outcome);
    void render();

    const NumberServices &m_services;
    PlainListModel<AvailableNumber> *m_model;
    NumberWish m_wish;
    std::optional<Money> m_price;
    std::optional<AvailableNumber> m_offer;
    QList<NumberRow> m_owned;
    PhoneNumberSid m_bought;
    Error m_error;
    enum class State { Untouched, Searching, Found, Failed } m_state = State::Untouched;
    bool m_buying = false;
    int m_generation = 0;

    QToolButton *m_back;
    WishForm *m_form;
    Notice *m_notice;
    RowListView *m_view;
    EmptyState *m_empty;
    Label *m_count;
    Card *m_confirm;
    Label *m_confirmTitle;
    Label *m_confirmText;
    QLineEdit *m_name;
    QComboBox *m_like;
    QPushButton *m_buy;
};

} // namespace milassist
