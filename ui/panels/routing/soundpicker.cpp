// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/soundpicker.h"

#include "core/base/whendone.h"
#include "core/team/teamsounds.h"
#include "ui/panels/parts/detailpane.h"
#include "ui/panels/routing/planpage.h"
#include "ui/panels/routing/soundpreview.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/words.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

QString soundWords(const TeamSound &sound)
{
    const auto length = std::max(std::chrono::seconds(1), std::chrono::round<std::chrono::seconds>(sound.length));
    return u"%1 \u00b7 %2 \u00b7 %3"_s.arg(sound.name, durationText(length), sizeText(sound.bytes));
}

SoundPicker::SoundPicker(const QString &name, const QString &caption, RoutingServices &services, QWidget *parent)
    : QWidget(parent), m_services(services)
{
    setObjectName(name + u"Picker"_s);
    build(name, caption);
    TeamSounds *sounds = services.sounds;
    if (!sounds) {
        render();
        return;
    }
    if (services.players)
        m_preview = std::make_unique<SoundPreview>(*sounds, *services.players);
    connect(sounds, &TeamSounds::changed, this, &SoundPicker::render);
    connect(m_sound, &QComboBox::activated, this, [this](int index) {
        m_chosen = m_sound->itemData(index).toString();
        render();
        Q_EMIT chosen(m_chosen);
    });
    connect(m_add, &QPushButton::clicked, this, &SoundPicker::askForFile);
    connect(m_delete, &QToolButton::clicked, this, &SoundPicker::askToDelete);
    connect(m_notice, &Notice::actionChosen, this, &SoundPicker::remove);
    connect(m_notice, &Notice::closed, m_notice, &Notice::clear);
    if (m_preview) {
        connect(m_listen, &QToolButton::clicked, this, [this] {
            m_notice->clear();
            if (m_preview->name().isEmpty())
                m_preview->play(m_chosen);
            else
                m_preview->stop();
        });
        connect(m_preview.get(), &SoundPreview::changed, this, &SoundPicker::render);
        connect(m_preview.get(), &SoundPreview::failed, this, &SoundPicker::tell);
    }
    render();
}

SoundPicker::~SoundPicker()
{
    if (m_upload)
        m_upload->cancel();
}

void SoundPicker::build(const QString &name, const QString &caption)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    m_sound = planCombo(this);
    column->addWidget(namedField(name + u"Sound"_s, caption, m_sound, this));
    auto *tools = new QWidget(this);
    auto *row = new FlowLayout(tools, space::xs);
    row->setContentsMargins(0, 0, 0, 0);
    m_listen = quietTool(name + u"Listen"_s, tr("Listen"), u"play"_s, tools);
    m_add = new QPushButton(icon(u"upload"_s), tr("Add a file"), tools);
    m_add->setObjectName(name + u"AddSound"_s);
    m_add->setAccessibleName(tr("Add a sound from a file"));
    m_delete = quietTool(name + u"DeleteSound"_s, tr("Delete"), u"trash"_s, tools);
    m_delete->setAccessibleName(tr("Delete this sound for everybody"));
    for (QWidget *tool : std::initializer_list<QWidget *>{m_listen, m_add, m_delete})
        row->addWidget(tool);
    column->addWidget(tools);
    buildProgress(name);
    m_notice = new Notice(this);
    m_notice->setObjectName(name + u"SoundNotice"_s);
    m_notice->setClosable(true);
    column->addWidget(m_progressRow);
    column->addWidget(m_notice);
}

void SoundPicker::buildProgress(const QString &name)
{
    m_progressRow = new QWidget(this);
    auto *row = new FlowLayout(m_progressRow, space::s);
    row->setContentsMargins(0, 0, 0, 0);
    m_progressWords = new Label(TextStyle::Caption, m_progressRow);
    m_progressWords->setLevel(Label::Level::Second);
    m_progress = new QProgressBar(m_progressRow);
    m_progress->setObjectName(name + u"Upload"_s);
    m_progress->setAccessibleName(tr("How much of the file is at the relay"));
    m_progress->setFixedWidth(160);
    auto *cancel = new QPushButton(tr("Cancel"), m_progressRow);
    cancel->setObjectName(name + u"CancelUpload"_s);
    cancel->setAccessibleName(tr("Do not add this file"));
    for (QWidget *part : std::initializer_list<QWidget *>{m_progressWords, m_progress, cancel})
        row->addWidget(part);
    m_progressRow->hide();
    connect(cancel, &QPushButton::clicked, this, &SoundPicker::cancel);
}

void SoundPicker::show(const QString &chosen)
{
    if (chosen != m_chosen) {
        m_chosen = chosen;
        m_notice->clear();
        if (m_preview)
            m_preview->stop();
    }
    if (m_services.sounds)
        m_services.sounds->follow();
    render();
}

void SoundPicker::render()
{
    QList<std::pair<QString, QString>> items;
    const TeamSounds *sounds = m_services.sounds;
    if (m_chosen.isEmpty())
        items.append({QString(), !sounds || !sounds->known() ? tr("The sounds have not been read yet") : sounds->known()->isEmpty() ? tr("No sounds yet") : tr("Choose a sound")});
    const bool isThere = sounds && sounds->find(m_chosen);
    if (!m_chosen.isEmpty() && !isThere)
        items.append({m_chosen, sounds && sounds->known() ? tr("%1 (not stored: callers hear the usual words)").arg(m_chosen) : m_chosen});
    if (sounds && sounds->known()) {
        for (const TeamSound &sound : *sounds->known())
            items.append({sound.name, soundWords(sound)});
    }
    fillCombo(m_sound, items, m_chosen);
    const bool isPlaying = m_preview && !m_preview->name().isEmpty();
    m_listen->setVisible(m_preview != nullptr);
    m_listen->setEnabled(isThere);
    m_listen->setText(isPlaying ? tr("Stop") : tr("Listen"));
    m_listen->setAccessibleName(isPlaying ? tr("Stop listening") : tr("Listen to %1").arg(m_chosen));
    m_listen->setIcon(icon(isPlaying ? u"stop"_s : u"play"_s));
    const bool mayChange = sounds && m_services.mayChange;
    m_add->setVisible(mayChange);
    m_add->setEnabled(sounds && sounds->known() && !m_upload); // before, a name might be taken
    m_delete->setVisible(mayChange);
    m_delete->setEnabled(isThere && !m_upload);
}

void SoundPicker::askForFile()
{
    auto *dialog = new QFileDialog(this, tr("Add a sound"), QStandardPaths::writableLocation(QStandardPaths::MusicLocation),
                                   tr("Sounds (*.wav *.mp3);;All files (*)"));
    dialog->setObjectName(u"soundDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &SoundPicker::addFile);
    dialog->open();
}

void SoundPicker::addFile(const QString &path)
{
    m_notice->clear();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return m_notice->tell(Tone::Danger, tr("The file cannot be read."), file.errorString());
    const QByteArray content = file.read(TeamSounds::largest + 1);
    if (content.size() > TeamSounds::largest)
        return m_notice->tell(Tone::Danger, tr("A sound is at most 2 MB."), tr("MP3 is smaller than WAV."));
    const QString wanted = soundNameOf(path);
    QString name = wanted;
    for (int i = 2; m_services.sounds->find(name); ++i) // callers may be hearing the one of that name
        name = wanted.left(60) + u'-' + QString::number(i);
    send(name, content);
}

void SoundPicker::send(const QString &name, const QByteArray &file)
{
    m_upload = m_services.sounds->keep(name, file);
    m_progressWords->setText(tr("Adding %1").arg(name));
    m_progress->setRange(0, 0);
    m_progressRow->show();
    auto *watcher = new QFutureWatcher<Result<QJsonObject>>(this);
    connect(watcher, &QFutureWatcherBase::progressRangeChanged, m_progress, &QProgressBar::setRange);
    connect(watcher, &QFutureWatcherBase::progressValueChanged, m_progress, &QProgressBar::setValue);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, name] {
        watcher->deleteLater();
        m_upload.reset();
        m_progressRow->hide();
        if (watcher->future().isResultReadyAt(0) && !watcher->isCanceled())
            sent(name, watcher->result());
        render();
    });
    watcher->setFuture(*m_upload);
    render();
}

void SoundPicker::sent(const QString &name, const Result<QJsonObject> &answer)
{
    if (!answer)
        return tell(answer.error());
    m_chosen = name;
    Q_EMIT chosen(name);
}

void SoundPicker::cancel()
{
    if (m_upload)
        m_upload->cancel();
}

void SoundPicker::askToDelete()
{
    m_deleting = m_chosen;
    m_notice->tell(Tone::Warning, tr("Delete %1 for everybody?").arg(m_deleting), tr("It cannot be brought back from here."), tr("Delete it"));
}

void SoundPicker::remove()
{
    const QString name = std::exchange(m_deleting, {});
    m_notice->clear();
    if (name.isEmpty())
        return;
    if (m_preview)
        m_preview->stop();
    whenDone(m_services.sounds->remove(name), this, [this, name](const Result<QJsonObject> &answer) {
        if (!answer)
            return tell(answer.error());
        if (m_chosen != name)
            return;
        m_chosen.clear();
        render();
        Q_EMIT chosen({});
    });
}

/// What the relay refuses it explains; the rest is as everywhere.
void SoundPicker::tell(const Error &error)
{
    m_deleting.clear();
    if (error.kind != Error::Kind::Rejected || error.detail.isEmpty())
        return m_notice->tell(error);
    QString words = error.detail;
    words[0] = words[0].toUpper();
    m_notice->tell(Tone::Danger, tr("The relay did not take it."), words);
}

} // namespace milassist
