// SPDX-License-Identifier: GPL-3.0-or-later
// What a relay tells a desk: a message of its live events, or the answer to whatever was asked. A relay of another version, or
// something in its place, says what it likes.
#include "core/team/eventframe.h"
#include "core/team/teamcalls.h"
#include "core/team/teamdoctor.h"
#include "core/team/teamoptouts.h"
#include "core/team/teampeople.h"
#include "core/team/teamrecordings.h"
#include "core/team/teamreply.h"
#include "core/team/teamroster.h"
#include "core/team/teamseat.h"
#include "core/team/teamtasks.h"
#include "tests/fuzz/input.h"

#include <QJsonDocument>

using namespace milassist;

namespace
{

void readFrameOf(const QByteArray &bytes)
{
    const auto frame = readFrame(QString::fromUtf8(bytes));
    if (!frame)
        return;
    PROMISE(frame->upTo >= 0);
    for (const TeamEvent &event : frame->events)
        PROMISE(event.number >= 0 && event.number <= frame->upTo); // else a desk would never ask for what lies between
}

void readAnswer(const QJsonObject &json)
{
    const QDateTime now(QDate(2026, 11, 23), QTime(17, 0), Qt::UTC);
    (void)teamCallIn(json).decision();
    (void)rosterFrom(json, now);
    for (const TeamTask &task : taskPageFrom(json).tasks)
        PROMISE(task.id > 0);
    (void)peopleFrom(json);
    (void)optOutPageFrom(json);
    (void)reportFrom(json);
    if (const auto seat = seatFrom(json))
        PROMISE(!seat->name.isEmpty() && !seat->role.isEmpty());
    if (const auto recording = callRecordingIn(json))
        PROMISE(recording->problem.isEmpty() && !recording->endsSoon);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = inputOf(data, size).toByteArray();
    readFrameOf(bytes);
    readAnswer(QJsonDocument::fromJson(bytes).object());
    for (const int status : {0, 200, 201, 204, 302, 400, 401, 403, 409, 500, 504}) {
        const TeamReply reply = replyOf({.isCreate = true, .status = status, .body = bytes, .sent = true});
        PROMISE(reply.result().has_value() == !reply.failure);
        PROMISE(!reply.failure || reply.way != TeamReply::Way::Answered || status >= 300);
    }
    return 0;
}
