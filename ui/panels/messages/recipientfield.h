// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/recipientmodel.h"

#include <QWidget>

class QCompleter;
class QLineEdit;

namespace milassist
{

class Label;

/// "To": a name or number with suggestions. Says what is wrong with a number as soon as somebody wants to use it.
class RecipientField : public QWidget
{
    Q_OBJECT
public:
    RecipientField(ContactStore &contacts, MessageStore &messages, const QString &home, QWidget *parent = nullptr);

    void clear();
    void setText(const QString &text); ///< as typed: suggestions follow
    void takeFocus();

Q_SIGNALS:
    void chosen(const Recipient &recipient);
    void cancelled();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void accept(int row);
    void acceptTyped();

    QString m_home;
    RecipientModel *m_model;
    QCompleter *m_completer;
    QLineEdit *m_edit;
    Label *m_hint;
};

/// Why a typed text is no number to text to, for the person who typed it; empty when it is one.
QString numberProblem(const QString &typed, const QString &home);

} // namespace milassist
