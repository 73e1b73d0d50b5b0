// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/pictureviewer.h"

#include "core/base/whendone.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMimeDatabase>
#include <QPushButton>
#include <QStandardPaths>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QSize largestPicture(2400, 2400); // device pixels: sharp on every screen, harmless to memory

} // namespace

PictureViewer::PictureViewer(const MessageServices &services, const MessageRow &row, int picture, QWidget *parent)
    : QDialog(parent), m_services(services), m_row(row)
{
    setObjectName(u"pictureViewer"_s);
    setWindowTitle(tr("Picture"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(820, 640);
    auto *column = new QVBoxLayout(this);
    m_notice = new Notice(this);
    m_image = new QLabel(this);
    m_image->setObjectName(u"pictureLabel"_s);
    m_image->setAccessibleName(tr("Picture"));
    m_image->setAlignment(Qt::AlignCenter);
    m_image->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    auto *bar = new QHBoxLayout;
    const auto button = [this](const QString &name, const QString &iconName, const QString &words) {
        auto *made = new QToolButton(this);
        made->setObjectName(name);
        made->setIcon(icon(iconName));
        made->setAccessibleName(words);
        made->setToolTip(words);
        return made;
    };
    m_before = button(u"pictureBeforeButton"_s, u"chevron-left"_s, tr("Picture before"));
    m_after = button(u"pictureAfterButton"_s, u"chevron-right"_s, tr("Next picture"));
    m_count = new Label(TextStyle::Caption, this);
    m_count->setLevel(Label::Level::Second);
    auto *save = new QPushButton(icon(u"download"_s), tr("Save..."), this);
    save->setObjectName(u"savePictureButton"_s);
    save->setAccessibleName(tr("Save the picture"));
    bar->addWidget(m_before);
    bar->addWidget(m_count);
    bar->addWidget(m_after);
    bar->addStretch(1);
    bar->addWidget(save);
    column->addWidget(m_notice);
    column->addWidget(m_image, 1);
    column->addLayout(bar);
    connect(m_before, &QToolButton::clicked, this, [this] { showPicture(m_picture - 1); });
    connect(m_after, &QToolButton::clicked, this, [this] { showPicture(m_picture + 1); });
    connect(save, &QPushButton::clicked, this, &PictureViewer::save);
    showPicture(picture);
}

void PictureViewer::showPicture(int picture)
{
    if (picture < 0 || picture >= m_row.media.size())
        return;
    m_picture = picture;
    m_count->setText(tr("%1 of %2").arg(picture + 1).arg(m_row.media.size()));
    m_count->setVisible(m_row.media.size() > 1);
    m_before->setVisible(m_row.media.size() > 1);
    m_after->setVisible(m_row.media.size() > 1);
    m_before->setEnabled(picture > 0);
    m_after->setEnabled(picture + 1 < m_row.media.size());
    m_pixmap = {};
    m_image->clear();
    m_notice->clear();
    const Media &media = m_row.media[picture];
    whenDone(
        m_services.picture(m_row.message.sid, media.sid, largestPicture), this, [this, picture](const Result<QImage> &image) {
            if (picture != m_picture)
                return;
            if (image) {
                m_pixmap = QPixmap::fromImage(*image);
                fit();
            } else if (image.error().kind == Error::Kind::Malformed) {
                m_notice->tell(
                    Tone::Neutral, tr("This attachment is no picture that can be shown."),
                    tr("The sender calls it %1. Save it to open it with another program.").arg(m_row.media[picture].contentType));
            } else {
                m_notice->tell(image.error());
            }
        });
}

void PictureViewer::fit()
{
    if (m_pixmap.isNull())
        return;
    const qreal ratio = devicePixelRatioF();
    QPixmap shown = m_pixmap;
    const QSize room = m_image->size() * ratio;
    if (shown.width() > room.width() || shown.height() > room.height())
        shown = shown.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    shown.setDevicePixelRatio(ratio);
    m_image->setPixmap(shown);
}

void PictureViewer::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    fit();
}

void PictureViewer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Left)
        showPicture(m_picture - 1);
    else if (event->key() == Qt::Key_Right)
        showPicture(m_picture + 1);
    else
        QDialog::keyPressEvent(event);
}

void PictureViewer::save()
{
    const Media media = m_row.media.value(m_picture);
    const QString suffix = QMimeDatabase().mimeTypeForName(media.contentType).preferredSuffix();
    auto *dialog =
        new QFileDialog(this, tr("Save the picture"), QStandardPaths::writableLocation(QStandardPaths::PicturesLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(m_row.at.toLocalTime().toString(u"yyyy-MM-dd HHmm"_s) + (suffix.isEmpty() ? QString() : u'.' + suffix));
    connect(dialog, &QFileDialog::fileSelected, this, [this, media](const QString &path) {
        whenDone(m_services.savePicture(m_row.message.sid, media.sid, path), this, [this](const Result<> &saved) {
            if (saved)
                m_notice->tell(Tone::Good, tr("Saved."));
            else
                m_notice->tell(saved.error());
        });
    });
    dialog->open();
}

} // namespace milassist
