// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/team/teamownphone.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace milassist {

class FormRow;
class Label;
class Notice;

/// How it stands with one's own telephone outside.
struct OutsideFacts {
    OwnPhone phone;          ///< as the relay has it
    bool isKnown = false;    ///< it has told
    bool isSaving = false;
    bool isSaved = false;    ///< just now
    std::optional<Error> error; ///< of reading or saving
    QString home;            ///< ISO country whose numbers are written in national form
    QList<Party> lines;      ///< ours: none of them can be it
    bool operator==(const OutsideFacts &) const = default;
};

/// Why @p typed cannot be somebody's own telephone, in words; empty: it can. Pure.
QString outsideFlaw(const QString &typed, const QString &home, const QList<Party> &lines);
/// "Rings while your desk is off." Pure; empty while it is not known.
QString outsideState(const OutsideFacts &facts);

/// "My telephone outside" in Settings of a desk in a team: which number, when it rings, and whether whoever answers is asked.
class OutsideCard : public QWidget {
    Q_OBJECT
public:
    explicit OutsideCard(QWidget *parent = nullptr);

    void setFacts(const OutsideFacts &facts);

Q_SIGNALS:
    void saveRequested(const milassist::OwnPhone &phone); ///< none: it is not to ring any more
    void readRequested();                                 ///< the first time did not work

private:
    void build();
    void fill();
    void save();
    void render();

    OutsideFacts m_facts;
    Label *m_text;
    QLineEdit *m_number;
    FormRow *m_numberRow;
    Label *m_flaw;
    QComboBox *m_rings;
    FormRow *m_ringsRow;
    QCheckBox *m_asks;
    Notice *m_trouble;
    Label *m_state;
    QPushButton *m_save, *m_remove;
};

} // namespace milassist
