// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/voicemail/voicemaildetailview.h"

#include "ui/models/linenames.h"
#include "ui/panels/parts/partyheader.h"
#include "ui/panels/voicemail/transcriptcard.h"
#include "ui/panels/voicemail/voicemailtexts.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/player/playerview.h"
#include "ui/widgets/words.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist {
using namespace Qt::StringLiterals;

VoicemailDetailView::VoicemailDetailView(const LineNames &lines, PlayerHub &hub, Clock clock, const VoicemailTeam &team, QWidget *parent)
    : PartyDetail(parent), m_lines(lines), m_hub(hub), m_clock(std::move(clock))
{
    setObjectName(u"voicemailDetail"_s);
    build(team);
    connect(m_owner, &VoicemailOwner::failed, this, [this](const Error &error) { notice()->tell(error); });
    connect(m_heard, &QPushButton::clicked, this, [this] { Q_EMIT heardWanted(!m_row.heard); });
    connect(m_delete, &QPushButton::clicked, this, &VoicemailDetailView::deleteWanted);
    connect(m_deleting, &Notice::actionChosen, this, &VoicemailDetailView::undoWanted);
    connect(m_transcript, &TranscriptCard::copied, this, &VoicemailDetailView::transcriptCopied);
    connect(m_transcript, &TranscriptCard::corrected, this, &VoicemailDetailView::transcriptCorrected);
    connect(m_player, &PlayerView::positionChanged, this, [this](std::chrono::milliseconds position) {
        if (m_player->isPlaying() && m_heardMeter.advance(position, m_player->duration()))
            Q_EMIT heardByPlaying();
    });
    connect(m_player, &PlayerView::ended, this, [this] {
        if (m_heardMeter.finish())
            Q_EMIT heardByPlaying();
    });
}

void VoicemailDetailView::build(const VoicemailTeam &team)
{
    m_heard = header()->addButton(u"heardButton"_s, tr("Mark as heard"), u"check"_s);
    m_heard->setToolTip(tr("Heard or new again (U)"));
    m_delete = header()->addButton(u"deleteButton"_s, tr("Delete"), u"trash"_s);
    m_delete->setToolTip(tr("Delete at Twilio (Del). It can be undone for a few seconds."));
    notice()->setObjectName(u"voicemailNotice"_s);
    m_deleting = new Notice(widget());
    m_deleting->setObjectName(u"deletingNotice"_s);

    m_new = new Pill(widget());
    m_new->setObjectName(u"newPill"_s);
    m_when = new Label(TextStyle::Body, widget());
    m_when->setObjectName(u"whenLabel"_s);
    m_when->setLevel(Label::Level::Second);
    m_when->setWordWrap(true);
    auto *when = new QHBoxLayout;
    when->setSpacing(space::s);
    when->addWidget(m_new);
    when->addWidget(m_when, 1);

    m_owner = new VoicemailOwner(team, m_clock, widget());
    m_player = new PlayerView(m_hub, m_clock, widget());
    m_player->setObjectName(u"voicemailPlayer"_s);
    m_transcript = new TranscriptCard(m_hub, *m_player, widget());

    auto *more = new QWidget(widget());
    auto *flow = new FlowLayout(more, space::s);
    QToolButton *save = quietTool(u"saveAudioButton"_s, tr("Save audio as\u2026"), u"download"_s, more);
    QToolButton *call = quietTool(u"openCallButton"_s, tr("Show the call"), u"call"_s, more);
    flow->addWidget(save);
    flow->addWidget(call);
    m_rule = quietTool(u"heardRuleButton"_s, QString(), u"check-circle"_s, more);
    m_rule->setToolTip(tr("When a voicemail counts as heard"));
    flow->addWidget(m_rule);
    buildRuleMenu();
    connect(save, &QToolButton::clicked, this, &VoicemailDetailView::saveWanted);
    connect(call, &QToolButton::clicked, this, [this] { Q_EMIT openRequested(CallTarget{.sid = m_row.call, .row = 0}); });

    QVBoxLayout *column = this->column();
    column->addWidget(header());
    column->addWidget(m_deleting);
    column->addWidget(notice());
    column->addLayout(when);
    column->addWidget(m_owner);
    column->addWidget(m_player);
    column->addWidget(m_transcript);
    addNote();
    column->addWidget(more);
    column->addStretch(1);
}

void VoicemailDetailView::buildRuleMenu()
{
    auto *menu = new QMenu(m_rule);
    auto *group = new QActionGroup(menu);
    for (const HeardRule rule : {HeardRule::AfterSeconds, HeardRule::AfterMost, HeardRule::ByHand}) {
        QAction *action = menu->addAction(heardRuleText(rule));
        action->setCheckable(true);
        action->setData(int(rule));
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, rule] {
            setHeardRule(rule);
            Q_EMIT heardRuleChosen(rule);
        });
    }
    connect(menu, &QMenu::aboutToShow, this, [this, group] {
        for (QAction *action : group->actions())
            action->setChecked(action->data().toInt() == int(m_heardMeter.rule()));
    });
    connect(m_rule, &QToolButton::clicked, menu, [this, menu] { menu->popup(m_rule->mapToGlobal(QPoint(0, m_rule->height()))); });
    setHeardRule(HeardRule::AfterSeconds);
}

void VoicemailDetailView::setHeardRule(HeardRule rule)
{
    m_heardMeter.setRule(rule);
    m_rule->setText(heardRuleText(rule));
    m_rule->setAccessibleName(m_rule->text());
}

void VoicemailDetailView::show(const VoicemailRow &voicemail)
{
    m_row = voicemail;
    if (turnTo({.id = voicemail.id, .line = voicemail.line, .peer = voicemail.peer, .name = voicemail.contactName, .note = voicemail.note},
               m_lines.home()))
        m_heardMeter.restart();
    m_heard->setText(voicemail.heard ? tr("Mark as new") : tr("Mark as heard"));
    m_heard->setAccessibleName(m_heard->text());
    m_heard->setIcon(icon(voicemail.heard ? u"dot"_s : u"check"_s));
    m_delete->setVisible(!voicemail.deleting);
    if (voicemail.deleting)
        m_deleting->tell(Tone::Danger, tr("This voicemail is about to be deleted at Twilio."), tr("Sound and transcript go for good."), tr("Undo"));
    else
        m_deleting->clear();
    m_new->setState(voicemail.heard ? QString() : tr("New"), Tone::Accent, {});
    QStringList when{longTime(voicemail.createdAt, m_clock())};
    if (!voicemail.line.isEmpty())
        when.append(tr("to %1", "the line a voicemail was left on").arg(m_lines.nameOf(voicemail.line)));
    when.append(durationText(voicemail.duration));
    m_when->setText(when.join(u" \u00b7 "_s));
    m_when->setToolTip(exactTime(voicemail.createdAt));
    m_owner->show(voicemail.recording, voicemail.createdAt);
    m_player->show({.sid = voicemail.recording,
                    .status = voicemail.status,
                    .errorCode = voicemail.errorCode,
                    .createdAt = voicemail.createdAt,
                    .duration = voicemail.duration});
    m_transcript->show(voicemail);
}

void VoicemailDetailView::setSearch(const QString &search)
{
    m_transcript->setSearch(search);
}

void VoicemailDetailView::flush()
{
    PartyDetail::flush();
    m_transcript->flush();
}

void VoicemailDetailView::editTranscript(const QString &typed)
{
    m_transcript->edit(typed);
    ensureWidgetVisible(m_transcript);
}

bool VoicemailDetailView::copyTranscript()
{
    return m_transcript->copy();
}

} // namespace milassist
