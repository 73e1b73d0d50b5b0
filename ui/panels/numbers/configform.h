// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/number.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace milassist
{

class Label;
class Notice;

/// Name and webhooks of one of our numbers, to be changed.
class ConfigForm : public QWidget
{
    Q_OBJECT
public:
    explicit ConfigForm(QWidget *parent = nullptr);

    /// What is being changed stays when the same number is shown again.
    void show(const PhoneNumberSid &sid, const NumberConfig &config);
    NumberConfig config() const; ///< as it stands in the fields
    bool isChanged() const;
    void setBusy(bool busy);
    void tellProblem(const Error &error);
    void tellDone(const QString &text);
    void tellPart(const QString &text); ///< done, but not all of it

Q_SIGNALS:
    void saveWanted(const NumberConfig &wanted);

private:
    struct Url {
        QLineEdit *edit;
        QComboBox *method;
        Label *hint;
    };
    Url addUrl(QVBoxLayout *column, const QString &name, const QString &caption);
    void fill(const NumberConfig &config);
    void render();
    void save();

    PhoneNumberSid m_sid;
    NumberConfig m_before;
    bool m_busy = false, m_filling = false;
    QLineEdit *m_name;
    Url m_voice, m_voiceFallback, m_sms, m_smsFallback, m_status;
    Notice *m_notice;
    QPushButton *m_save;
    QPushButton *m_discard;
};

} // namespace milassist
