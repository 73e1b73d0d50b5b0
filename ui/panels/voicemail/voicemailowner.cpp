// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/voicemail/voicemailowner.h"

#include "core/base/whendone.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/words.h"

#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

OwnerView ownerViewOf(const TeamVoicemail &voicemail, const PeopleNames &names, const QString &me, bool mayAssign, const QDateTime &now)
{
    OwnerView view;
    const bool isMine = !me.isEmpty() && voicemail.assignedTo == me;
    view.isHandled = voicemail.isHandled();
    if (view.isHandled) {
        const QString when = longTime(voicemail.handledAt, now);
        view.who = voicemail.handledBy == me ? VoicemailOwner::tr("Done by you \u00b7 %1").arg(when)
                                             : VoicemailOwner::tr("Done by %1 \u00b7 %2").arg(names.of(voicemail.handledBy), when);
        view.tone = Tone::Good;
        view.icon = u"check-circle"_s;
    } else if (voicemail.assignedTo.isEmpty()) {
        view.who = VoicemailOwner::tr("Nobody has taken it");
        view.icon = u"inbox"_s;
    } else {
        view.who = isMine ? VoicemailOwner::tr("Yours") : VoicemailOwner::tr("%1 has it").arg(names.of(voicemail.assignedTo));
        view.tone = isMine ? Tone::Accent : Tone::Neutral;
        view.icon = u"person"_s;
    }
    view.canTake = !view.isHandled && !isMine && (voicemail.assignedTo.isEmpty() || mayAssign);
    view.canAssign = !view.isHandled && mayAssign;
    view.canGiveBack = !view.isHandled && !mayAssign && isMine;

    QStringList heard;
    for (const QString &person : voicemail.heardBy) {
        if (person != me)
            heard << names.of(person);
    }
    std::ranges::sort(heard, [](const QString &a, const QString &b) { return a.localeAwareCompare(b) < 0; });
    if (voicemail.heardBy.contains(me))
        heard.prepend(VoicemailOwner::tr("you", "heard by you and Anna"));
    if (!heard.isEmpty())
        view.heard = VoicemailOwner::tr("Heard by %1.").arg(QLocale().createSeparatedList(heard));
    return view;
}

std::optional<RowTag> ownerTag(const TeamVoicemail &voicemail, const PeopleNames &names, const QString &me)
{
    if (voicemail.isHandled())
        return RowTag{.text = VoicemailOwner::tr("Done"), .tone = Tone::Good, .icon = u"check"_s};
    if (voicemail.assignedTo.isEmpty())
        return std::nullopt;
    if (voicemail.assignedTo == me)
        return RowTag{.text = VoicemailOwner::tr("Yours"), .tone = Tone::Accent, .icon = u"person"_s};
    constexpr int longest = 18; // signs; a row has more to say
    const QString name = names.of(voicemail.assignedTo);
    return RowTag{.text = name.size() > longest ? name.left(longest - 1).trimmed() + u'\u2026' : name, .tone = Tone::Neutral, .icon = u"person"_s};
}

VoicemailOwner::VoicemailOwner(VoicemailTeam team, Clock clock, QWidget *parent)
    : QWidget(parent), m_team(std::move(team)), m_clock(std::move(clock)), m_who(new Pill(this)), m_heard(new Label(TextStyle::Caption, this))
{
    setObjectName(u"voicemailOwner"_s);
    m_who->setObjectName(u"ownerPill"_s);
    m_heard->setObjectName(u"heardByLabel"_s);
    m_heard->setLevel(Label::Level::Second);
    m_heard->setWordWrap(true);
    auto *state = new QWidget(this);
    auto *flow = new FlowLayout(state, space::s);
    flow->addWidget(m_who);
    const auto button = [&](const QString &name, const QString &text, const QString &iconName, auto then) {
        auto *made = new QPushButton(icon(iconName), text, state);
        made->setObjectName(name);
        made->setAccessibleName(text);
        flow->addWidget(made);
        connect(made, &QPushButton::clicked, this, then);
        return made;
    };
    m_take = button(u"takeVoicemailButton"_s, tr("Take it"), u"person"_s, [this] { assign(m_team.me); });
    m_giveBack = button(u"giveBackVoicemailButton"_s, tr("Give it back"), u"undo"_s, [this] { assign({}); });
    m_assign = button(u"assignVoicemailButton"_s, tr("Assign"), u"people"_s, [this] { takeOrAssign(); });
    m_done = button(u"voicemailDoneButton"_s, tr("Done"), u"check"_s, [this] { setHandled(!m_view.isHandled); });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addWidget(state);
    column->addWidget(m_heard);
    setVisible(false);
    if (!m_team.voicemails)
        return;
    connect(m_team.voicemails, &TeamVoicemails::changed, this, &VoicemailOwner::render);
    connect(m_team.roster, &TeamRoster::namesChanged, this, &VoicemailOwner::render);
}

void VoicemailOwner::show(const RecordingSid &sid, const QDateTime &at)
{
    if (!m_team.voicemails)
        return;
    if (std::exchange(m_sid, sid) != sid && !sid.isNull())
        m_team.voicemails->refresh(sid);
    m_at = at;
    render();
}

void VoicemailOwner::render()
{
    const auto voicemail = m_sid.isNull() ? std::nullopt : m_team.voicemails->of(m_sid, m_at);
    setVisible(voicemail.has_value());
    if (!voicemail) {
        m_view = {};
        return;
    }
    m_view = ownerViewOf(*voicemail, m_team.roster->names(), m_team.me, m_team.mayAssign, m_clock());
    m_who->setState(m_view.who, m_view.tone, m_view.icon);
    m_heard->setText(m_view.heard);
    m_heard->setVisible(!m_view.heard.isEmpty());
    m_take->setVisible(m_view.canTake);
    m_giveBack->setVisible(m_view.canGiveBack);
    m_assign->setVisible(m_view.canAssign);
    m_done->setText(m_view.isHandled ? tr("Not done after all") : tr("Done"));
    m_done->setAccessibleName(m_done->text());
    m_done->setIcon(icon(m_view.isHandled ? u"undo"_s : u"check"_s));
    m_done->setToolTip(m_view.isHandled ? tr("Open again for everybody") : tr("Done for the whole team (E)"));
}

void VoicemailOwner::takeOrAssign()
{
    if (isHidden() || m_view.isHandled)
        return;
    if (!m_view.canAssign) {
        if (m_view.canTake || m_view.canGiveBack)
            assign(m_view.canTake ? m_team.me : QString());
        return;
    }
    auto *menu = new QMenu(this);
    menu->setObjectName(u"assignVoicemailMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Anybody"), this, [this] { assign({}); });
    for (const QString &id : m_team.roster->people())
        menu->addAction(id == m_team.me ? tr("Me") : m_team.roster->names().of(id), this, [this, id] { assign(id); });
    menu->popup(m_assign->mapToGlobal(QPoint(0, m_assign->height())));
}

void VoicemailOwner::assign(const QString &person)
{
    report(m_team.voicemails->assign(m_sid, person));
}

void VoicemailOwner::setHandled(bool handled)
{
    if (!isHidden())
        report(m_team.voicemails->setHandled(m_sid, handled));
}

void VoicemailOwner::report(const QFuture<Result<TeamVoicemail>> &change)
{
    whenDone(change, this, [this](const Result<TeamVoicemail> &now) {
        if (!now)
            Q_EMIT failed(now.error());
    });
}

} // namespace milassist
