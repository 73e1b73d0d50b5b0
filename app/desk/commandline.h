// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

namespace milassist {

/// What the program was asked to do. Pure.
struct DeskCommand {
    bool demo = false;
    QString profile;     ///< name or id; empty = the one used last
    QString tourFolder;  ///< empty = no tour; a tour is always of the demo
    QString link;        ///< tel:... or sms:..., untrusted: prefilled, never dialled or sent
    enum class Call { None, Dial, Answer, HangUp, Mute };
    Call call = Call::None; ///< for the running window
    QString number;         ///< with Dial, as typed
    bool showOnly = false; ///< "show": bring the running window to the front
    bool help = false, version = false;
    QString problem;     ///< one line that says what is wrong; then exit 2
    bool operator==(const DeskCommand &) const = default;
};

/// @param arguments without the program's name
DeskCommand commandFrom(const QStringList &arguments);
QString commandHelp();

/// A tel: or sms: link taken apart: the number as written and, for sms:, the body; an empty number when it is neither.
struct PhoneLink {
    bool isText = false;
    QString number;
    QString body;
    bool operator==(const PhoneLink &) const = default;
};
PhoneLink phoneLinkFrom(const QString &link);

} // namespace milassist
