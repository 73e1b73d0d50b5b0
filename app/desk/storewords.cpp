// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/storewords.h"

#include <QCoreApplication>

namespace milassist {

namespace {

struct DeskSays {
    Q_DECLARE_TR_FUNCTIONS(DeskApplication)
};

} // namespace

StoreWords wordsFor(const StoreNotice &notice, const QString &root)
{
    using Kind = StoreNotice::Kind;
    switch (notice.kind) {
    case Kind::CacheRebuilt:
        return {Tone::Warning, DeskSays::tr("The local copy was damaged and is being fetched again."),
                DeskSays::tr("Nothing of your own is lost: contacts, notes and drafts are kept apart. The damaged file is %1.").arg(notice.keptAs)};
    case Kind::OwnRestored:
        return {Tone::Danger, DeskSays::tr("Contacts, notes and drafts were restored from a backup."),
                DeskSays::tr("Their file was damaged. What could be read of it was kept; the file itself is %1.").arg(notice.keptAs)};
    case Kind::ReadOnly:
        return {Tone::Warning, DeskSays::tr("The folder of this account cannot be written."),
                DeskSays::tr("Everything can be read; nothing new is kept. Check who owns %1.").arg(root)};
    case Kind::DiskFull: return {Tone::Danger, DeskSays::tr("The disk is full."), DeskSays::tr("Nothing is lost, but nothing new is kept until there is room.")};
    case Kind::SpaceReturned: return {Tone::Good, DeskSays::tr("There is room on the disk again. Everything is being kept."), {}};
    }
    return {};
}

} // namespace milassist
