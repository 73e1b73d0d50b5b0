// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/plainlistmodel.h"
#include "ui/panels/numbers/numberservices.h"
#include "ui/widgets/panel.h"

class QStackedWidget;

namespace milassist
{

class EmptyState;
class Notice;
class NumberPane;
class RowListView;
class ShopPane;
class SplitView;

/// The numbers we own and where they point; others for sale.
class NumbersPanel : public Panel
{
    Q_OBJECT
public:
    explicit NumbersPanel(NumberServices services, QWidget *parent = nullptr);

    void activate() override;
    void open(const Target &target) override;
    void find() override;

private:
    QWidget *buildList();
    void read();
    void showRows(const QList<NumberRow> &rows);
    void showNumber(const PhoneNumberSid &sid);
    void startBuying();

    NumberServices m_services;
    PlainListModel<NumberRow> *m_model;
    PhoneNumberSid m_shown, m_wanted;
    bool m_loaded = false, m_choosing = false;
    SplitView *m_split;
    Notice *m_notice;
    RowListView *m_view;
    EmptyState *m_empty;
    QStackedWidget *m_pages;
    EmptyState *m_nothing;
    NumberPane *m_pane;
    ShopPane *m_shop;
};

} // namespace milassist
