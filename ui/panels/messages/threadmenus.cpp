// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with one text or a whole thread beyond reading and writing.
#include "ui/panels/messages/threadpane.h"

#include "core/base/whendone.h"
#include "core/domain/handle.h"
#include "core/domain/phoneformat.h"
#include "ui/panels/messages/bubblelayout.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QStandardPaths>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

void copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace

void ThreadPane::menuFor(const MessageRow &row, const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString body = row.message.body;
    QAction *copyText = menu->addAction(icon(u"copy"_s), tr("Copy the text"), this, [body] { copy(body); });
    copyText->setShortcut(QKeySequence::Copy);
    copyText->setEnabled(!body.isEmpty());
    for (const TextLink &link : linksIn(body)) {
        menu->addAction(icon(u"external"_s), tr("Open %1").arg(link.url.host()), this,
                        [url = link.url] { QDesktopServices::openUrl(url); });
        menu->addAction(icon(u"link"_s), tr("Copy the address"), this,
                        [url = link.url] { copy(url.toString(QUrl::FullyEncoded)); });
    }
    const DeliveryView delivery = deliveryView(row);
    if (delivery.action != MessageAction::None) {
        menu->addSeparator();
        menu->addAction(icon(delivery.action == MessageAction::Retry ? u"refresh"_s : u"undo"_s), actionText(delivery.action),
                        this, [this, row, action = delivery.action] { act(row, action); });
    }
    menu->addSeparator();
    QAction *when = menu->addAction(exactTime(row.at));
    when->setEnabled(false);
    if (row.message.price && !row.outbox) {
        QAction *price = menu->addAction(tr("Price %1").arg(moneyText({row.message.price->value, row.message.priceUnit})));
        price->setEnabled(false);
    }
    if (!delivery.code.isEmpty())
        menu->addAction(icon(u"copy"_s), tr("Copy error code %1").arg(delivery.code), this,
                        [code = delivery.code] { copy(code); });
    if (!row.message.sid.isNull())
        menu->addAction(icon(u"copy"_s), tr("Copy Twilio's id"), this, [sid = row.message.sid.text()] { copy(sid); });
    menu->popup(position);
}

void ThreadPane::exportThread()
{
    auto *dialog = new QFileDialog(this, tr("Export this conversation"),
                                   QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation), tr("Tables (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    const QString who = m_name.isEmpty() ? tellable(m_peer) : m_name;
    dialog->selectFile(tr("Texts with %1.csv").arg(QString(who).replace(u'/', u'-')));
    connect(dialog, &QFileDialog::fileSelected, this, [this, thread = m_thread](const QString &path) {
        whenDone(m_services.messages.exportCsv({}, thread, path), this, [this](const Result<qint64> &rows) {
            if (rows)
                Q_EMIT toastRequested({.text = tr("%n text(s) exported.", nullptr, int(*rows))});
            else
                m_notice->tell(rows.error());
        });
    });
    dialog->open();
}

} // namespace milassist
