// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/settings/soundview.h"

#include <QWidget>

class QComboBox;
class QPushButton;

namespace milassist {

class FormRow;
class Label;
class LevelMeter;
class Notice;

/// Microphone, loudspeaker and ringer of the telephone, and a test of them. The microphone is open only while a test runs,
/// which ends when the page is left.
class SoundForm : public QWidget {
    Q_OBJECT
public:
    explicit SoundForm(QWidget *parent = nullptr);

    void setState(const SoundState &state);

Q_SIGNALS:
    void deviceChosen(milassist::SoundEnd end, const QByteArray &id);
    void ringerChosen(const milassist::SoundTaste::Device &device); ///< nothing: the system's own
    void testWanted(bool on);
    void ringWanted(bool on);
    void verdictTold(QWidget *verdict); ///< where none stood: it may be out of sight
    void shown();       ///< what can be rung on is only looked for when somebody looks

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void render();
    void fill(QComboBox *box, const DeviceChoice &choice, FormRow *row);

    SoundState m_state;
    SoundView m_view;
    Label *m_noPhone;
    QWidget *m_all;
    QComboBox *m_microphone, *m_speaker, *m_ringer;
    QPushButton *m_test, *m_ring;
    FormRow *m_microphoneRow = nullptr, *m_speakerRow = nullptr, *m_ringerRow = nullptr;
    LevelMeter *m_meter;
    Notice *m_verdict;
};

} // namespace milassist
