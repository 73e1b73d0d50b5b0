// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/numbers/numberservices.h"
#include "ui/panels/parts/detailpane.h"

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace milassist
{

class Card;
class ConfigForm;
class Label;
class Notice;
struct Destination;

/// One of our numbers: where it points, its configuration, what was there before, and how to give it back.
class NumberPane : public DetailPane
{
    Q_OBJECT
public:
    explicit NumberPane(const NumberServices &services, QWidget *parent = nullptr);

    void show(const NumberRow &row);
    const PhoneNumberSid &sid() const { return m_row.number.sid; }

Q_SIGNALS:
    void released(const QString &number);

private:
    void buildHead();
    void buildPrevious();
    void buildRelease();
    QWidget *destinationRow(const QString &caption, const Destination &destination);
    void render();
    void renderDestinations();
    void askForService();
    void renderPrevious();
    void configure(const NumberConfig &wanted);
    void restore();
    void change(QFuture<Result<QStringList>> change, const QString &done);
    void release();

    const NumberServices &m_services;
    NumberRow m_row;
    std::optional<MessagingService> m_service; ///< that has the number shown
    PhoneNumberSid m_serviceOf;                ///< the number that was asked about
    bool m_busy = false;

    Label *m_name;
    Label *m_note;
    Notice *m_drift;
    QWidget *m_destinations;
    QVBoxLayout *m_destinationColumn;
    Label *m_serviceWords;
    ConfigForm *m_form;
    Card *m_previousCard;
    Label *m_previousTitle;
    QWidget *m_changes;
    QVBoxLayout *m_changeColumn;
    QPushButton *m_restore;
    QPushButton *m_releaseOpen;
    Card *m_releaseCard;
    Label *m_releaseText;
    QLineEdit *m_digits;
    QPushButton *m_release;
    Notice *m_releaseNotice;
};

} // namespace milassist
