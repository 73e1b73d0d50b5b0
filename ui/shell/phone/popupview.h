// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/phone/callview.h"

namespace milassist {

/// A call in the popup, from its first ring until nobody needs to see it any more.
struct PopupEntry {
    enum class Kind { Ringing, AnsweredElsewhere, Missed };
    LiveCall call;
    Kind kind = Kind::Ringing;
    QDateTime since;        ///< UTC; of this kind
    int times = 1;          ///< missed calls of the same person in a row
    bool isSilenced = false;
    QString by;             ///< a colleague who has taken it; may be empty
    bool operator==(const PopupEntry &) const = default;
};

/// What the popup shows: calls that ring, the newest in front; then what became of those that stopped ringing.
class PopupStack {
public:
    static constexpr std::chrono::milliseconds elsewhereStays{3000};

    /// A call that rings here; others are left out.
    void ring(const LiveCall &call, const QDateTime &now);
    void change(const LiveCall &call);   ///< answered: it goes
    void end(const LiveCall &call, const QDateTime &now);
    /// A colleague has taken the call of @p peer to @p line. Word of it may come before its end here, or after.
    /// @return whether something looks different
    bool answered(const Party &line, const Party &peer, const QString &by, const QDateTime &now);
    void silence(LegId leg);
    void dismiss(LegId leg);
    /// Takes away what has been seen long enough. @return whether something went
    bool lapse(const QDateTime &now);

    const QList<PopupEntry> &entries() const { return m_entries; }
    bool isEmpty() const { return m_entries.isEmpty(); }
    /// Whether a ring tone should be heard.
    bool rings() const;
    const PopupEntry *find(LegId leg) const;

private:
    void sort();
    PopupEntry *takenBy(const Party &line, const Party &peer);
    QList<PopupEntry> m_entries; // the front one first
};

/// What is known about the caller, for the lines below the name.
struct CallerFacts {
    QString name;
    QString note;               ///< of the contact
    QStringList last;           ///< "Texted yesterday: ...", newest first
    QStringList tasks;          ///< "To do by Friday: ...", "and 3 more"; what is due first in front
    bool operator==(const CallerFacts &) const = default;
};

struct PopupView {
    LegId leg = 0;              ///< 0 = nothing to show
    QString heading;            ///< "Incoming call", "Missed, rang 14 s"
    QString icon;
    Tone tone = Tone::Accent;
    QString title, titleNote, avatar;
    QString line;               ///< "to Main line"; may be empty
    int lineColour = -1;
    QString reason;             ///< why it came to us; may be empty
    QStringList last;           ///< what happened with them lately, at most three
    QStringList tasks;          ///< what is to be done about them
    QString note;
    bool canAnswer = false;     ///< Answer, Decline, Silence
    bool canSilence = false;
    bool canText = false;
    bool canCallBack = false;
    QString count;              ///< "1 of 3"; empty with one
    QString spoken;             ///< the whole for a screen reader
};
/// @param at which of the entries, from the front
PopupView popupView(const PopupStack &stack, int at, const CallFacts &facts, const CallerFacts &caller);

} // namespace milassist
