// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/threadview.h"

#include "core/domain/phoneformat.h"
#include "ui/widgets/words.h"

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

QString inThreads(const char *text)
{
    return QCoreApplication::translate("Threads", text);
}

QString previewOf(const ThreadRow &thread)
{
    if (!thread.preview.isEmpty())
        return thread.lastInbound ? thread.preview : inThreads("You: %1").arg(thread.preview);
    if (thread.lastMediaCount > 0)
        return QCoreApplication::translate("Threads", "%n picture(s)", nullptr, thread.lastMediaCount);
    return thread.lastAt.isValid() ? inThreads("Empty text") : inThreads("Nothing written yet");
}

} // namespace

RowView threadRowView(const ThreadRow &thread, const QDateTime &now, const QString &home, const QString &lineName)
{
    RowView row{.title = thread.contactName.isEmpty() ? displayForm(thread.peer, home) : thread.contactName,
                .titleNote = lineName,
                .time = shortTime(thread.lastAt, now),
                .subtitle = previewOf(thread),
                .avatar = thread.contactName,
                .hasAvatar = true,
                .unread = thread.unread > 0,
                .count = thread.unread};
    if (!thread.draft.isEmpty()) {
        row.subtitle = thread.draft.simplified();
        row.tags.append({inThreads("Draft"), Tone::Accent, {}});
    } else if (!thread.lastInbound && thread.lastStatus.isAnyOf(MessageStatus::Failed, MessageStatus::Undelivered)) {
        row.tags.append({inThreads("Not delivered"), Tone::Danger, u"error"_s});
    }
    if (thread.optedOut)
        row.tags.append({inThreads("Opted out"), Tone::Warning, u"block"_s});
    return row;
}

} // namespace milassist
