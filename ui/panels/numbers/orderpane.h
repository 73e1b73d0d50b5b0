// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/orderrun.h"
#include "ui/panels/numbers/numberservices.h"
#include "ui/panels/parts/detailpane.h"

class QPushButton;

namespace milassist
{

class AddressForm;
class Card;
class Label;

/// How the purchase of several numbers goes: what became of each, the address that Twilio wants, what can be called off.
class OrderPane : public DetailPane
{
    Q_OBJECT
public:
    OrderPane(const NumberServices &services, OrderRun &run, QWidget *parent = nullptr);

Q_SIGNALS:
    void done();
    void openWanted(const PhoneNumberSid &sid);

private:
    void build();
    void buildButtons();
    void render();
    void renderRows();
    QWidget *outcomeRow(const OrderLine &line);
    void askForAddress();

    const NumberServices &m_services;
    OrderRun &m_run;
    NumberOrder m_shown;    ///< as last painted
    int m_askedFor = -1;    ///< the line whose address is being asked for

    Label *m_title;
    Label *m_note;
    QWidget *m_rows;
    Card *m_addressCard;
    AddressForm *m_address;
    QPushButton *m_callOff;
    QPushButton *m_tryAgain;
    QPushButton *m_configure;
    QPushButton *m_done;
};

} // namespace milassist
