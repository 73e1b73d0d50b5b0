// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/team/optoutspanel.h"

#include "core/base/whendone.h"
#include "core/domain/phoneformat.h"
#include "ui/panels/parts/captioned.h"
#include "ui/panels/team/teamwords.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/words.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QUuid>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

QString keyOf(const TeamOptOut &one)
{
    return one.scope + u' ' + one.peer.text();
}

QString newKey()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

OptOutsPanel::OptOutsPanel(const TeamServices &services, QWidget *parent)
    : TeamListPanel(services,
                    {.name = u"optOuts"_s,
                     .title = tr("Opt-outs"),
                     .listName = tr("Who is not to be texted"),
                     .icon = u"block"_s,
                     .empty = tr("Nobody has opted out."),
                     .more = tr("Whoever texts STOP to one of your lines appears here by themselves, with the proof."),
                     .choose = tr("Choose somebody to see how you know."),
                     .action = tr("Note one"),
                     .kinds = {u"opt_out"_s}},
                    parent),
      m_table(services.team.optOuts())
{
    OptOutsPanel::read();
}

void OptOutsPanel::read()
{
    m_pages.read([this](int offset) { return m_table.list(offset); }, [this](const Result<TeamOptOutPage> &page) { showRead(page); });
}

void OptOutsPanel::readMore()
{
    m_pages.more(m_page, [this](int offset) { return m_table.list(offset); }, [this](const Result<TeamOptOutPage> &page) { showRead(page); });
}

void OptOutsPanel::showRead(const Result<TeamOptOutPage> &page)
{
    if (!page)
        return failed(page.error());
    m_page = *page;
    QList<TeamRow> rows;
    for (const TeamOptOut &one : m_page.optOuts)
        rows << TeamRow{.key = keyOf(one), .view = optOutRow(one, services().lines, names(), services().clock()),
                        .stamp = one.proof + one.at.toString(Qt::ISODateWithMs)};
    showRows(rows);
    showExtent(int(rows.size()), page->next ? std::max(page->total, int(rows.size()) + 1) : int(rows.size()));
}

QWidget *OptOutsPanel::makePage(const QString &key)
{
    const auto found = std::find_if(m_page.optOuts.begin(), m_page.optOuts.end(), [&](const TeamOptOut &one) { return keyOf(one) == key; });
    if (found == m_page.optOuts.end())
        return nullptr;
    const TeamOptOut one = *found;
    const QString line = one.scope.startsWith("MG"_L1) ? tr("the Messaging Service %1").arg(one.scope) : services().lines.nameOf(Party(one.scope));
    QVBoxLayout *column = nullptr;
    QWidget *page = pageWith(numberText(one.peer, services().lines.home()), tr("Wants no texts from %1.").arg(line), column);
    auto *proofs = new QVBoxLayout;
    proofs->setSpacing(12);
    column->addLayout(proofs);
    const auto show = [this, proofs](const QList<TeamOptOut> &all) {
        for (const TeamOptOut &proof : all) {
            QStringList words{proofWords(proof, names())};
            if (!proof.reason.isEmpty())
                words << tr("Reason: %1").arg(proof.reason);
            if (!proof.message.isEmpty())
                words << tr("Text %1").arg(proof.message);
            addFact(proofs, longTime(proof.at, services().clock()), words.join(u'\n'), u"proofText"_s);
        }
    };
    whenDone(m_table.history(one.scope, one.peer), page, [show, one](const Result<TeamOptOutPage> &history) {
        show(history && !history->optOuts.isEmpty() ? history->optOuts : QList{one});
    });
    if (one.proof == "person"_L1) {
        auto *reason = new QLineEdit(page);
        reason->setObjectName(u"takeBackReason"_s);
        reason->setMaxLength(500);
        reason->setPlaceholderText(tr("Why may they be texted again?"));
        auto *back = new QPushButton(icon(u"undo"_s), tr("Take it back"), page);
        back->setObjectName(u"takeBackButton"_s);
        back->setEnabled(false);
        column->addWidget(captioned(tr("Reason"), reason, page));
        column->addWidget(back, 0, Qt::AlignLeft);
        connect(reason, &QLineEdit::textChanged, back, [back](const QString &text) { back->setEnabled(!text.trimmed().isEmpty()); });
        connect(back, &QPushButton::clicked, page,
                [=, this, once = newKey()] { note(page, one.scope, one.peer, false, reason->text().trimmed(), once); });
    } else {
        auto *hint = new Label(tr("Only they can take it back, by texting START to that line."), TextStyle::Body, page);
        hint->setLevel(Label::Level::Second);
        hint->setWordWrap(true);
        column->addWidget(hint);
    }
    return page;
}

void OptOutsPanel::note(QWidget *page, const QString &scope, const Party &peer, bool optedOut, const QString &reason, const QString &key)
{
    whenDone(m_table.note(scope, peer, optedOut, reason, key), page, [this, scope, peer, optedOut](const Result<> &noted) {
        if (!noted)
            return notice()->tell(noted.error());
        const TeamOptOut one{.scope = scope, .peer = peer};
        if (optedOut) {
            m_page.optOuts.prepend(one);
            choose(keyOf(one));
        }
        read();
    });
}

void OptOutsPanel::act()
{
    QWidget *form = makeForm();
    showPage(form);
    form->findChild<QLineEdit *>(u"optOutNumber"_s)->setFocus();
}

QWidget *OptOutsPanel::makeForm()
{
    QVBoxLayout *column = nullptr;
    QWidget *page = pageWith(tr("Note an opt-out"), tr("For somebody who said it in another way: on the telephone, in a letter."), column);
    auto *number = new QLineEdit(page);
    number->setObjectName(u"optOutNumber"_s);
    number->setPlaceholderText(tr("Their number"));
    auto *line = new QComboBox(page);
    line->setObjectName(u"optOutLine"_s);
    for (const Party &one : services().lines.lines())
        line->addItem(services().lines.nameOf(one), one.text());
    auto *reason = new QLineEdit(page);
    reason->setObjectName(u"optOutReason"_s);
    reason->setMaxLength(500);
    reason->setPlaceholderText(tr("How did they say it?"));
    auto *save = new QPushButton(icon(u"block"_s), tr("Note it"), page);
    save->setObjectName(u"noteOptOutButton"_s);
    save->setEnabled(false);
    setButtonKind(save, ButtonKind::Primary);
    column->addWidget(captioned(tr("Number"), number, page));
    column->addWidget(captioned(tr("Line"), line, page), 0, Qt::AlignLeft);
    column->addWidget(captioned(tr("Reason"), reason, page));
    column->addWidget(save, 0, Qt::AlignLeft);
    const auto check = [=, this] {
        const bool isNumber = partyFromTyped(number->text(), services().lines.home()).has_value();
        save->setEnabled(isNumber && !reason->text().trimmed().isEmpty() && line->count() > 0);
    };
    connect(number, &QLineEdit::textChanged, page, check);
    connect(reason, &QLineEdit::textChanged, page, check);
    connect(save, &QPushButton::clicked, page, [=, this, once = newKey()] {
        if (const auto peer = partyFromTyped(number->text(), services().lines.home()))
            note(page, line->currentData().toString(), *peer, true, reason->text().trimmed(), once);
    });
    return page;
}

} // namespace milassist
