// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/apiask.h"
#include "core/relay/gateway/upstream.h"
#include "core/relay/service/callrecording.h"
#include "core/relay/service/scenes.h"
#include "core/store/shared/sharedstore.h"

#include <QSet>

namespace milassist::relay
{

/// How a call is recorded, and its change by who speaks in it: calls/SID/recording. Main thread.
class CallRecordings : public QObject
{
    Q_OBJECT
public:
    CallRecordings(SharedStore &store, Upstream &upstream, Premises premises, PlanInForce plan, QObject *parent = nullptr);

    std::vector<ApiRoute> routes();

private:
    using Then = std::function<void(const CallRecordingNow &)>;
    void find(const ApiAskPtr &ask, Then then);
    void show(const ApiAskPtr &ask);
    void change(const ApiAskPtr &ask);
    void tellTwilio(const ApiAskPtr &ask, RecordingWish wish, const CallRecordingNow &now, const RecordingStep &step);
    void keep(const ApiAskPtr &ask, RecordingWish wish, const CallRecordingNow &now, const RecordingSid &sid);

    SharedStore &m_store;
    Upstream &m_upstream;
    const Scenes m_scenes;
    QSet<CallSid> m_changing; ///< two who press at the same time do not begin two recordings
};

} // namespace milassist::relay
