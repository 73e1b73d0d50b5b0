// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parts/savefile.h"

#include <QFileDialog>
#include <QStandardPaths>

namespace milassist {
using namespace Qt::StringLiterals;

void askWhereToSave(QWidget *parent, const QString &title, const QString &suggested, const QString &filter,
                    const std::function<void(const QString &path)> &then)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(parent, title, folder, filter);
    dialog->setObjectName(u"saveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suggested.section(u'.', -1));
    dialog->selectFile(suggested);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, then);
    dialog->open();
}

} // namespace milassist
