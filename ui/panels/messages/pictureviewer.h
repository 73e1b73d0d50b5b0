// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/messages/messageservices.h"

#include <QDialog>

class QLabel;
class QToolButton;

namespace milassist
{

class Label;
class Notice;

/// The pictures of one text, large, one after the other; to be saved.
class PictureViewer : public QDialog
{
    Q_OBJECT
public:
    PictureViewer(const MessageServices &services, const MessageRow &row, int picture, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showPicture(int picture);
    void fit();
    void save();

    const MessageServices &m_services;
    MessageRow m_row;
    int m_picture = 0;
    QPixmap m_pixmap;
    QLabel *m_image;
    Label *m_count;
    Notice *m_notice;
    QToolButton *m_before;
    QToolButton *m_after;
};

} // namespace milassist
