// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "core/domain/sid.h"

#include <QWidget>

#include <functional>
#include <variant>

namespace milassist {

// Where a click can lead, from any screen to any other. Panels answer those they know and ignore the rest.

/// A conversation in the call log: by the sid of any of its legs, or by its row.
struct CallTarget {
    CallSid sid;
    qint64 row = 0; ///< 0 = go by sid
    bool operator==(const CallTarget &) const = default;
};
struct VoicemailTarget {
    RecordingSid sid;
    bool operator==(const VoicemailTarget &) const = default;
};
/// Texts between one of our lines and somebody. An empty line means "the one last used with them"; an empty peer opens
/// an empty composer. The body is put into the composer, never sent.
struct ThreadTarget {
    Party line, peer;
    QString body;
    MessageSid message; ///< scrolled to when given
    bool operator==(const ThreadTarget &) const = default;
};
/// A person, or when id is 0 whoever has this number (perhaps nobody we know yet).
struct ContactTarget {
    qint64 id = 0;
    Party party;
    bool operator==(const ContactTarget &) const = default;
};
/// One of our numbers; null opens the list.
struct NumberTarget {
    PhoneNumberSid sid;
    bool operator==(const NumberTarget &) const = default;
};

using Target = std::variant<CallTarget, VoicemailTarget, ThreadTarget, ContactTarget, NumberTarget>;

/// A short word at the bottom of the window about something that has just been done, with a way back.
struct Toast {
    QString text;
    QString action;               ///< "Undo"; empty = none
    std::function<void()> act;    ///< called at most once, when the action is chosen; guard what it captures (QPointer)
    std::function<void()> lapsed; ///< called at most once, when the time is over or the toast was pushed out; may be empty
    int seconds = 7;
};

/// One screen of the main window. It is made when it is first shown, so its constructor must be quick and ask the stores
/// for data without waiting. What it can do is offered as QActions by addAction(): the command palette lists them all.
class Panel : public QWidget {
    Q_OBJECT
public:
    explicit Panel(QWidget *parent = nullptr);

    /// The screen is about to be looked at: bring it up to date and put the keyboard focus where work begins.
    virtual void activate();
    /// Shows what @p target names; a target of another screen is ignored.
    virtual void open(const Target &target);
    /// Ctrl+F: puts the keyboard focus into this screen's own search field, if it has one.
    virtual void find();

Q_SIGNALS:
    /// Something was clicked that lives on another (or this) screen.
    void openRequested(const Target &target);
    /// What waits here for a person (unread texts, unheard voicemail); 0 hides the badge.
    void badgeChanged(int count);
    void toastRequested(const Toast &toast);
};

} // namespace milassist

Q_DECLARE_METATYPE(milassist::Target)
