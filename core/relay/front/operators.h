// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/forwarded.h"
#include "core/relay/front/metrics.h"
#include "core/relay/front/routes.h"
#include "core/store/shared/sharedstore.h"

#include <QObject>

namespace milassist::relay
{

/// What those who run a relay ask of it: GET /healthz and /metrics. Somebody on the same computer is let in, and whoever @p
/// admits lets in. Main thread.
class Operators : public QObject
{
    Q_OBJECT
public:
    using Admits = std::function<void(const HttpRequest &, std::function<void(bool)>)>; ///< an admin's token, for instance
    using Measures = std::function<QList<Metric>()>;

    Operators(SharedStore &store, TrustedProxies proxies, Admits admits, Measures measures, QObject *parent = nullptr);

    void health(const HttpRequest &request, const HttpResponder &responder);
    void metrics(const HttpRequest &request, const HttpResponder &responder);

private:
    void guarded(const HttpRequest &request, const HttpResponder &responder, std::function<void()> then);

    SharedStore &m_store;
    TrustedProxies m_proxies;
    Admits m_admits;
    Measures m_measures;
    bool m_isReached = false;
};

} // namespace milassist::relay
