// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/numbers/numberservices.h"
#include "ui/widgets/label.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace milassist
{

/// What is about to be bought, what it costs and what it will do; the sum stands on the button.
class ConfirmCard : public Card
{
    Q_OBJECT
public:
    explicit ConfirmCard(const NumberServices &services, QWidget *parent = nullptr);

    /// Numbers that we own: their configuration can be taken over.
    void setOwned(const QList<NumberRow> &owned);
    /// @param price of one, none when Twilio does not tell
    void show(const QList<AvailableNumber> &offers, NumberType type, const std::optional<Money> &price, bool buying);
    void clearName();

Q_SIGNALS:
    /// @p config only what is to be set
    void buyWanted(const milassist::NumberConfig &config);

private:
    NumberConfig config() const;

    const NumberServices &m_services;
    QList<NumberRow> m_owned;
    Label *m_title;
    Label *m_text;
    QLineEdit *m_name;
    QComboBox *m_like;
    QPushButton *m_buy;
};

} // namespace milassist
