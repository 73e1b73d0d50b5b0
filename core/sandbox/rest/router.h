// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/rest/context.h"

#include <QHash>

#include <map>
#include <memory>

namespace milassist::rest {

/// From a method and a path to who answers it. Routes are written as Twilio documents them below the account, "Calls/{}";
/// {} takes any one part. The extension is not part of a route.
class Router {
public:
    void add(const QByteArray &method, const QString &route, Handler handler);

    void get(const QString &route, QuickHandler handler) { add("GET", route, wrapped(std::move(handler))); }
    void post(const QString &route, QuickHandler handler) { add("POST", route, wrapped(std::move(handler))); }
    void remove(const QString &route, QuickHandler handler) { add("DELETE", route, wrapped(std::move(handler))); }
    void getLater(const QString &route, Handler handler) { add("GET", route, std::move(handler)); }

    struct Match {
        const Handler *handler = nullptr; ///< null: no such resource, or not with this method
        QStringList args;
        QByteArrayList methods;           ///< what the resource knows; empty = no such resource
    };
    Match find(const QByteArray &method, const QStringList &parts) const;

private:
    struct Node {
        QHash<QString, std::shared_ptr<Node>> named;
        std::shared_ptr<Node> any;
        std::map<QByteArray, Handler> methods;
    };
    static Handler wrapped(QuickHandler handler);
    static const Node *walk(const Node &node, const QStringList &parts, qsizetype at, QStringList &args);

    Node m_root;
};

} // namespace milassist::rest
