// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/popupview.h"

#include <QCoreApplication>

#include <algorithm>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

struct PopupSays {
    Q_DECLARE_TR_FUNCTIONS(CallPopup)
};

bool isMissed(const LiveCall &call)
{
    switch (call.cause) {
    case EndCause::HungUp:
    case EndCause::Busy:
    case EndCause::Declined:
    case EndCause::AnsweredElsewhere:
    case EndCause::Transferred: return false;
    default: return true; // also when our own end failed: somebody wanted to speak with us
    }
}

} // namespace

void PopupStack::ring(const LiveCall &call, const QDateTime &now)
{
    if (!call.isRingingIn() || find(call.leg))
        return;
    m_entries.prepend({.call = call, .since = now});
    sort();
}

void PopupStack::change(const LiveCall &call)
{
    const auto entry = std::ranges::find(m_entries, call.leg, [](const PopupEntry &e) { return e.call.leg; });
    if (entry == m_entries.end())
        return;
    if (call.isRingingIn())
        entry->call = call;
    else
        m_entries.erase(entry);
}

void PopupStack::end(const LiveCall &call, const QDateTime &now)
{
    const auto entry = std::ranges::find(m_entries, call.leg, [](const PopupEntry &e) { return e.call.leg; });
    if (entry == m_entries.end())
        return;
    entry->call = call;
    entry->since = now;
    if (call.cause == EndCause::AnsweredElsewhere || (!entry->by.isEmpty() && !call.wasAnswered())) {
        entry->kind = PopupEntry::Kind::AnsweredElsewhere;
    } else if (isMissed(call) && !call.wasAnswered()) {
        entry->kind = PopupEntry::Kind::Missed;
        int times = 1;
        m_entries.removeIf([&](const PopupEntry &older) {
            const bool same = older.call.leg != call.leg && older.kind == PopupEntry::Kind::Missed && !call.peer.isEmpty()
                && older.call.peer == call.peer && older.call.peer.kind() != Party::Kind::Hidden;
            times += same ? older.times : 0;
            return same;
        });
        std::ranges::find(m_entries, call.leg, [](const PopupEntry &e) { return e.call.leg; })->times = times;
    } else {
        m_entries.erase(entry);
    }
    sort();
}

/// Where the caller is not shown to us their line says which call it is, if it is the only one.
PopupEntry *PopupStack::takenBy(const Party &line, const Party &peer)
{
    PopupEntry *found = nullptr;
    int others = 0;
    for (PopupEntry &entry : m_entries) {
        if (!line.isEmpty() && !entry.call.line.isEmpty() && entry.call.line != line)
            continue;
        if (entry.call.peer == peer)
            return &entry;
        if (entry.call.line == line && entry.call.peer == line) {
            found = &entry;
            ++others;
        }
    }
    return others == 1 ? found : nullptr;
}

bool PopupStack::answered(const Party &line, const Party &peer, const QString &by, const QDateTime &now)
{
    PopupEntry *entry = takenBy(line, peer);
    constexpr qint64 sameCall = 15'000; // one that was missed before that is another
    if (!entry || by.isEmpty() || entry->times > 1 || (entry->kind != PopupEntry::Kind::Ringing && entry->since.msecsTo(now) > sameCall))
        return false;
    entry->by = by;
    if (entry->kind == PopupEntry::Kind::Ringing)
        return true;
    entry->kind = PopupEntry::Kind::AnsweredElsewhere;
    entry->since = now; // long enough to be read
    return true;
}

void PopupStack::silence(LegId leg)
{
    for (PopupEntry &entry : m_entries)
        entry.isSilenced = entry.isSilenced || entry.call.leg == leg;
}

void PopupStack::dismiss(LegId leg)
{
    m_entries.removeIf([leg](const PopupEntry &entry) { return entry.call.leg == leg && entry.kind != PopupEntry::Kind::Ringing; });
}

bool PopupStack::lapse(const QDateTime &now)
{
    return m_entries.removeIf([&now](const PopupEntry &entry) {
        return entry.kind == PopupEntry::Kind::AnsweredElsewhere && entry.since.msecsTo(now) >= elsewhereStays.count();
    }) > 0;
}

bool PopupStack::rings() const
{
    return std::ranges::any_of(m_entries, [](const PopupEntry &entry) { return entry.kind == PopupEntry::Kind::Ringing && !entry.isSilenced; });
}

const PopupEntry *PopupStack::find(LegId leg) const
{
    const auto entry = std::ranges::find(m_entries, leg, [](const PopupEntry &e) { return e.call.leg; });
    return entry == m_entries.end() ? nullptr : &*entry;
}

void PopupStack::sort()
{
    std::ranges::stable_sort(m_entries, [](const PopupEntry &a, const PopupEntry &b) {
        const bool first = a.kind == PopupEntry::Kind::Ringing, second = b.kind == PopupEntry::Kind::Ringing;
        return first != second ? first : a.since > b.since;
    });
}

PopupView popupView(const PopupStack &stack, int at, const CallFacts &facts, const CallerFacts &caller)
{
    PopupView view;
    if (at < 0 || at >= stack.entries().size())
        return view;
    const PopupEntry &entry = stack.entries()[at];
    const PeerWords who = peerWords(entry.call, facts);
    const auto kind = entry.call.peer.kind();
    view.leg = entry.call.leg;
    view.title = who.title;
    view.titleNote = who.note;
    view.avatar = who.avatar;
    view.line = facts.lineName.isEmpty() ? QString() : PopupSays::tr("to %1", "a call to one of our lines").arg(facts.lineName);
    view.lineColour = facts.lineColour;
    view.canText = kind == Party::Kind::Number;
    if (stack.entries().size() > 1)
        view.count = PopupSays::tr("%1 of %2").arg(at + 1).arg(stack.entries().size());
    switch (entry.kind) {
    case PopupEntry::Kind::Ringing:
        view.heading = PopupSays::tr("Incoming call");
        view.icon = u"call-in"_s;
        view.canAnswer = true;
        view.canSilence = !entry.isSilenced;
        view.reason = entry.call.reason;
        view.last = caller.last.mid(0, 3);
        view.tasks = caller.tasks;
        view.note = caller.note;
        break;
    case PopupEntry::Kind::AnsweredElsewhere: {
        const EndWords words = endWords(entry.call);
        view.heading = entry.by.isEmpty() ? words.text : PopupSays::tr("Answered by %1").arg(entry.by);
        view.icon = entry.by.isEmpty() ? words.icon : u"call"_s;
        view.tone = entry.by.isEmpty() ? words.tone : Tone::Neutral;
        view.canText = false;
        break;
    }
    case PopupEntry::Kind::Missed: {
        const EndWords words = endWords(entry.call);
        view.heading = entry.times > 1 ? PopupSays::tr("Missed %1 calls").arg(entry.times) : words.text;
        view.icon = words.icon;
        view.tone = Tone::Danger;
        view.canCallBack = kind == Party::Kind::Number || kind == Party::Kind::Sip;
        if (!words.advice.isEmpty())
            view.reason = words.advice;
        view.tasks = caller.tasks;
        view.note = caller.note;
        break;
    }
    }
    QStringList spoken{view.heading, view.title};
    for (const QString &part : QStringList{view.titleNote, view.line, view.reason} + view.last + view.tasks) {
        if (!part.isEmpty())
            spoken.append(part);
    }
    view.spoken = spoken.join(u". "_s);
    return view;
}

} // namespace milassist
