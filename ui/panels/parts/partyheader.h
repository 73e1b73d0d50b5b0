// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"

#include <QWidget>

class QPushButton;

namespace milassist {

class Avatar;
class FlowLayout;
class Label;

/// Who a call or voicemail was with, and what can be done with that person. What cannot be done is not there.
class PartyHeader : public QWidget {
    Q_OBJECT

public:
    explicit PartyHeader(QWidget *parent = nullptr);

    /// @param home ISO country; its numbers are shown in national form
    void show(const Party &party, const QString &name, const QString &home);
    const Party &party() const { return m_party; }
    void copyNumber();
    bool canText() const;
    /// A button at the end of the row; owned by the header.
    QPushButton *addButton(const QString &name, const QString &text, const QString &iconName);

Q_SIGNALS:
    void textWanted();
    void contactWanted();
    void copied(const QString &number);

private:
    Party m_party;
    Avatar *m_avatar;
    Label *m_name;
    Label *m_note;
    FlowLayout *m_buttons;
    QPushButton *m_text;
    QPushButton *m_copy;
    QPushButton *m_contact;
};

} // namespace milassist
