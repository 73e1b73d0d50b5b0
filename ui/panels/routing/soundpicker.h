// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/routing/routingservices.h"

#include <QFuture>
#include <QJsonObject>
#include <QWidget>

class QComboBox;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace milassist
{

class Label;
class Notice;
class SoundPreview;
struct TeamSound;

/// "welcome · 10 s · 156 kB".
QString soundWords(const TeamSound &sound);

/// One of the team's sounds: chosen, listened to; and, for who may change the plan, added from a file and deleted.
class SoundPicker : public QWidget
{
    Q_OBJECT
public:
    /// @param name of its controls; @param caption what the sound is for
    SoundPicker(const QString &name, const QString &caption, RoutingServices &services, QWidget *parent);
    ~SoundPicker() override;

    /// @param chosen a name, also one that is not there (any more); empty: none yet
    void show(const QString &chosen);
    /// Sends it to the relay, and chooses it when it is there.
    void addFile(const QString &path);

Q_SIGNALS:
    void chosen(const QString &sound);

private:
    void build(const QString &name, const QString &caption);
    void buildProgress(const QString &name);
    void askForFile();
    void send(const QString &name, const QByteArray &file);
    void sent(const QString &name, const Result<QJsonObject> &answer);
    void cancel();
    void askToDelete();
    void remove();
    void tell(const Error &error);
    void render();

    RoutingServices &m_services;
    QString m_chosen, m_deleting;
    std::unique_ptr<SoundPreview> m_preview; ///< null where nothing can be heard
    std::optional<QFuture<Result<QJsonObject>>> m_upload;
    QComboBox *m_sound;
    QToolButton *m_listen;
    QToolButton *m_delete;
    QPushButton *m_add;
    QWidget *m_progressRow;
    Label *m_progressWords;
    QProgressBar *m_progress;
    Notice *m_notice;
};

} // namespace milassist
