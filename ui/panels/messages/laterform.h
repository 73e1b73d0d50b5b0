// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/team/teamlater.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDateTimeEdit;
class QPlainTextEdit;
class QPushButton;

namespace milassist
{

class Label;
class Notice;

/// A text for later: its words, and when it goes out, by one's own clock and by theirs.
class LaterForm : public QWidget
{
    Q_OBJECT
public:
    LaterForm(const LaterText &text, const Clock &clock, QWidget *parent = nullptr);

    LaterText text() const;
    std::optional<QuietNight> quiet() const;
    const QString &key() const { return m_key; } ///< of this form, as Idempotency-Key
    void takeFocus();
    void setBusy(bool isBusy);
    void tell(const Error &error);

Q_SIGNALS:
    void saveWanted();
    void cancelled();

private:
    void build();
    void fillZones();
    void render();
    QTimeZone zone() const;

    const QString m_key;
    LaterText m_text;
    Clock m_clock;
    bool m_isBusy = false;
    QPlainTextEdit *m_words;
    QDateTimeEdit *m_at;
    QComboBox *m_zone;
    Label *m_theirs;
    QCheckBox *m_quiet, *m_endsWithReply;
    Notice *m_problem;
    QPushButton *m_save;
};

} // namespace milassist
