// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/router.h"

namespace milassist::rest {

Handler Router::wrapped(QuickHandler handler)
{
    return [handler = std::move(handler)](const Context &context, const Reply &reply) { reply(handler(context)); };
}

void Router::add(const QByteArray &method, const QString &route, Handler handler)
{
    Node *node = &m_root;
    for (const QString &part : route.split(u'/', Qt::SkipEmptyParts)) {
        std::shared_ptr<Node> &next = part == QLatin1StringView("{}") ? node->any : node->named[part];
        if (!next)
            next = std::make_shared<Node>();
        node = next.get();
    }
    node->methods[method] = std::move(handler);
}

// A name is taken before a wildcard, and left again when what follows does not fit ("IncomingPhoneNumbers/Local").
const Router::Node *Router::walk(const Node &node, const QStringList &parts, qsizetype at, QStringList &args)
{
    if (at == parts.size())
        return node.methods.empty() ? nullptr : &node;
    const auto named = node.named.constFind(parts[at]);
    if (named != node.named.cend())
        if (const Node *found = walk(**named, parts, at + 1, args))
            return found;
    if (!node.any || parts[at].isEmpty())
        return nullptr;
    args.append(parts[at]);
    const Node *found = walk(*node.any, parts, at + 1, args);
    if (!found)
        args.removeLast();
    return found;
}

Router::Match Router::find(const QByteArray &method, const QStringList &parts) const
{
    Match match;
    const Node *node = walk(m_root, parts, 0, match.args);
    if (!node)
        return match;
    for (const auto &[name, handler] : node->methods)
        match.methods.append(name);
    const auto handler = node->methods.find(method);
    if (handler != node->methods.end())
        match.handler = &handler->second;
    return match;
}

} // namespace milassist::rest
