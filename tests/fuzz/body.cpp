// SPDX-License-Identifier: GPL-3.0-or-later
// What anybody who has a token sends to a relay: the body of a request, and, as it was kept, the body of an event.
#include "core/relay/events/eventsight.h"
#include "core/relay/teamwork/bodyfields.h"
#include "tests/fuzz/input.h"

#include <QJsonDocument>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype longest = 500;

void readFields(const QJsonObject &body)
{
    const auto isGood = [](const QString &text) {
        PROMISE(text.size() <= longest && isKeepable(text) && text == text.trimmed());
    };
    BodyFields fields(body);
    const QDateTime due = fields.instant("due"_L1);
    PROMISE(!due.isValid() || due.timeSpec() == Qt::UTC);
    for (const auto name : {"title"_L1, "person"_L1, "state"_L1, "name"_L1})
        isGood(fields.text(name, longest));
    const QString about = fields.neededText("about"_L1, longest);
    isGood(about);
    const auto version = fields.number("version"_L1);
    (void)fields.flag("reinstate"_L1, false);
    if (!fields.problem())
        PROMISE(!about.isEmpty() && (!version || *version >= 1));
    else
        PROMISE(fields.problem()->status == 400 && fields.text("title"_L1, longest).isEmpty());
}

void tellEvent(const QByteArray &body)
{
    static const char *const kinds[] = {"call", "text", "voicemail", "task", "user", "audit", "new"};
    const Visitor anna{.name = u"anna"_s, .role = Role::Assistant}, olga{.name = u"olga"_s, .role = Role::Admin};
    for (const char *kind : kinds) {
        const OutgoingEvent event = outgoing({.number = 7, .at = QDateTime(QDate(2026, 11, 23), QTime(17, 0), Qt::UTC),
                                              .kind = QString::fromLatin1(kind), .body = QString::fromUtf8(body)});
        const QJsonObject sent = QJsonDocument::fromJson(event.json.toUtf8()).object();
        PROMISE(sent.value(u"number"_s).toInteger() == 7 && sent.value(u"kind"_s).toString() == event.kind);
        PROMISE(isTold(olga, {}, event));
        PROMISE(event.kind != u"audit"_s || !isTold(anna, {}, event));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = inputOf(data, size).toByteArray();
    readFields(QJsonDocument::fromJson(bytes).object());
    tellEvent(bytes);
    return 0;
}
