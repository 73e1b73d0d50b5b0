// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/access/doorkeeper.h"

#include "core/base/logging.h"
#include "core/http/basicauth.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

RateLimit::Instant now()
{
    return std::chrono::steady_clock::now();
}

/// What a token is held against that belongs to nobody, so that this takes as long.
const QString &hashOfNobody()
{
    static const QString hash = [] {
        const auto token = makeToken();
        return token ? token->hash : QString();
    }();
    return hash;
}

} // namespace

Doorkeeper::Doorkeeper(SharedStore &store, DoorkeeperOptions options, QObject *parent)
    : QObject(parent), m_store(store), m_options(std::move(options)), m_failures(m_options.failures),
      m_memory(std::make_shared<TokenMemory>())
{
    m_options.atOnce = std::max(1, m_options.atOnce);
    m_checkers.setMaxThreadCount(m_options.atOnce);
}

Doorkeeper::~Doorkeeper()
{
    for (const TryPtr &attempt : m_waiting)
        end(attempt, fail(Error::Kind::Cancelled, u"the relay is stopping"_s));
}

void Doorkeeper::end(const TryPtr &attempt, Result<Visitor> outcome)
{
    attempt->promise.addResult(std::move(outcome));
    attempt->promise.finish();
}

QFuture<Result<Visitor>> Doorkeeper::admit(const HttpRequest &request)
{
    auto attempt = std::make_shared<Try>();
    attempt->promise.start();
    auto future = attempt->promise.future();

    const QByteArray header = request.headers.value("Authorization");
    if (auto token = parseBearer(header)) {
        attempt->token = *std::move(token);
    } else if (auto basic = parseBasicAuth(header); basic && !basic->user.isEmpty() && !basic->password.isEmpty()) {
        attempt->token = std::move(basic->password);
        attempt->name = std::move(basic->user);
    } else {
        end(attempt, fail(Error::Kind::Unauthorised, u"no token"_s)); // guesses nothing, so it is not counted
        return future;
    }
    constexpr qsizetype longestToken = 256;
    if (attempt->token.reveal().size() > longestToken)
        attempt->token = Secret("too long");
    attempt->source = sourceOf(requesterOf(request, m_options.proxies).address).toString().toLatin1();
    lookUp(attempt);
    return future;
}

void Doorkeeper::lookUp(const TryPtr &attempt)
{
    auto row = m_store.read([label = labelOf(attempt->token)](SqlConnection &db) { return UserTable(db).labelled(label); });
    whenDone(std::move(row), this, [this, attempt](const Result<std::optional<User>> &user) {
        if (!user)
            return end(attempt, fail(user.error()));
        attempt->user = *user;
        if (attempt->user && m_memory->knows(attempt->token, attempt->user->tokenHash))
            return judge(attempt, true);
        if (int(m_waiting.size()) >= m_options.waiting)
            return end(attempt, fail(Error::Kind::RateLimited, u"too many tokens wait to be checked"_s));
        m_waiting.push_back(attempt);
        checkNext();
    });
}

void Doorkeeper::checkNext()
{
    while (m_checking < m_options.atOnce && !m_waiting.empty()) {
        const TryPtr attempt = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (!m_failures.wouldAdmit(attempt->source, now())) {
            end(attempt, fail(Error::Kind::RateLimited, u"too many wrong tokens"_s));
            continue;
        }
        ++m_checking;
        ++m_checks;
        auto checked = std::make_shared<QPromise<bool>>();
        checked->start();
        whenDone(checked->future(), this, [this, attempt](bool fits) {
            --m_checking;
            judge(attempt, fits);
            checkNext();
        });
        m_checkers.start([checked, memory = m_memory, token = attempt->token,
                          hash = attempt->user ? attempt->user->tokenHash : QString()] {
            bool isRight = memory->knows(token, hash); // by now
            if (!isRight)
                isRight = fits(token, hash.isEmpty() ? hashOfNobody() : hash) && !hash.isEmpty();
            if (isRight)
                memory->remember(token, hash);
            checked->addResult(isRight);
            checked->finish();
        });
    }
}

void Doorkeeper::judge(const TryPtr &attempt, bool fits)
{
    const auto &user = attempt->user;
    const bool isTheirs = attempt->name.isEmpty() || (user && attempt->name == user->name);
    if (fits && isTheirs && !user->isRevoked() && user->role.isKnown())
        return end(attempt, Visitor{.name = user->name, .role = user->role.valueOr(Role::Assistant)});
    ++m_refused;
    if (!m_failures.admits(attempt->source, now()))
        return end(attempt, fail(Error::Kind::RateLimited, u"too many wrong tokens"_s));
    qCInfo(lcRelay) << "a token was refused, from" << attempt->source.constData();
    end(attempt, fail(Error::Kind::Unauthorised, u"wrong token"_s));
}

} // namespace milassist::relay
