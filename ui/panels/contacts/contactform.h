// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/contact.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace milassist
{

class GrowingTextEdit;
class Label;
class Notice;
class NumberRowEdit;

/// A contact to be filled in or changed. Numbers are formatted while they are typed and said to be wrong when they are.
class ContactForm : public QWidget
{
    Q_OBJECT
public:
    explicit ContactForm(const QString &home, QWidget *parent = nullptr);

    void edit(const Contact &contact); ///< id 0 = a new one
    Contact contact() const;           ///< as it stands in the fields
    bool isChanged() const;
    void tellProblem(const Error &error);
    void takeFocus();

Q_SIGNALS:
    void saveWanted(const Contact &contact);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    NumberRowEdit *addNumber(const ContactNumber &number);
    void save();

    QString m_home;
    Contact m_before;
    Label *m_title;
    Notice *m_notice;
    QLineEdit *m_name;
    QLineEdit *m_organisation;
    QLineEdit *m_email;
    GrowingTextEdit *m_note;
    QVBoxLayout *m_numberColumn;
    QList<NumberRowEdit *> m_numbers;
    QPushButton *m_save;
};

} // namespace milassist
