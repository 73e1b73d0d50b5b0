// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/numbers/numberservices.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace milassist
{

/// What kind of number somebody looks for.
class WishForm : public QWidget
{
    Q_OBJECT
public:
    explicit WishForm(const QString &home, QWidget *parent = nullptr);

    NumberWish wish() const;
    void setWish(const NumberWish &wish);
    void setBusy(bool busy);
    void takeFocus();

Q_SIGNALS:
    void searchWanted(const NumberWish &wish);

private:
    void render();

    QComboBox *m_country;
    QComboBox *m_type;
    QWidget *m_areaGroup;
    QLineEdit *m_areaCode;
    QWidget *m_placeGroup;
    QLineEdit *m_place;
    QLineEdit *m_contains;
    QCheckBox *m_voice;
    QCheckBox *m_sms;
    QCheckBox *m_mms;
    QCheckBox *m_withoutAddress;
    QPushButton *m_search;
};

} // namespace milassist
