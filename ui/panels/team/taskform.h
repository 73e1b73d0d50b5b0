// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/team/teamtasks.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDateTimeEdit;
class QLineEdit;
class QPushButton;

namespace milassist
{

class Notice;

/// A task while it is written: a new one, or one that is there.
class TaskForm : public QWidget
{
    Q_OBJECT
public:
    struct Choice { ///< somebody to whom it can be given
        QString id, name;
    };
    /// Of a new one. @param people besides "Anybody"
    TaskForm(const QList<Choice> &people, const Clock &clock, QWidget *parent = nullptr);
    /// Of @p task, whose title and day can be changed.
    TaskForm(const TeamTask &task, const Clock &clock, QWidget *parent = nullptr);

    /// As it is written now; of one that is there with the version that was read.
    TeamTask task() const;
    /// Of this form, as Idempotency-Key: pressed twice it is still one task.
    const QString &key() const { return m_key; }
    void setBusy(bool isBusy);
    /// What is written stays.
    void tell(const Error &error);
    /// Somebody has changed it meanwhile, to @p theirs: what is written stays, and saved again it takes the place of theirs.
    void tellOvertaken(const TeamTask &theirs);

Q_SIGNALS:
    void saveWanted();
    void cancelled();

private:
    void build(const Clock &clock, const QString &saveName, const QString &saveText);
    void check();

    const QString m_key;
    TeamTask m_task;
    Clock m_clock;
    bool m_isBusy = false;
    QLineEdit *m_title;
    QCheckBox *m_hasDue;
    QDateTimeEdit *m_due;
    QComboBox *m_person = nullptr;
    Notice *m_problem;
    QPushButton *m_save;
};

} // namespace milassist
