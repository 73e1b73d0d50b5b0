// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/keychainsecrets.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"

#include <QPromise>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

/// Runs @p job and finishes the future with @p outcome(job), or with Unavailable when the time is over first. The job
/// cannot be stopped: it ends when its keyring answers, and nobody listens any more.
template <typename T, typename Outcome>
QFuture<Result<T>> run(QKeychain::Job *job, int timeoutMs, Outcome outcome)
{
    auto promise = std::make_shared<QPromise<Result<T>>>(); // shared by two ends, whichever comes first
    promise->start();
    auto *timer = new QTimer(job);
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, job, [promise] {
        promise->addResult(Result<T>(fail(Error::Kind::Unavailable, u"the keychain did not answer in time"_s)));
        promise->finish();
    });
    QObject::connect(job, &QKeychain::Job::finished, job, [promise, timer, outcome](QKeychain::Job *done) {
        timer->stop();
        if (promise->future().isFinished())
            return;
        if (done->error() != QKeychain::NoError && done->error() != QKeychain::EntryNotFound) {
            qCWarning(lcUi) << "keychain:" << done->error() << done->errorString();
            promise->addResult(Result<T>(fail(Error::Kind::Unavailable, done->errorString())));
        } else {
            promise->addResult(outcome(done));
        }
        promise->finish();
    });
    timer->start(timeoutMs);
    job->start();
    return promise->future();
}

} // namespace

QFuture<Result<Secret>> KeychainSecrets::read(const QString &key)
{
    auto *job = new QKeychain::ReadPasswordJob(m_service); // deletes itself when finished
    job->setKey(key);
    return run<Secret>(job, m_timeout, [](QKeychain::Job *done) -> Result<Secret> {
        if (done->error() == QKeychain::EntryNotFound)
            return fail(Error::Kind::NotFound, u"no such entry in the keychain"_s);
        return Secret(static_cast<QKeychain::ReadPasswordJob *>(done)->binaryData());
    });
}

QFuture<Result<>> KeychainSecrets::write(const QString &key, const Secret &secret)
{
    auto *job = new QKeychain::WritePasswordJob(m_service);
    job->setKey(key);
    job->setBinaryData(secret.reveal());
    return run<void>(job, m_timeout, [](QKeychain::Job *) { return Result<>(); });
}

QFuture<Result<>> KeychainSecrets::remove(const QString &key)
{
    auto *job = new QKeychain::DeletePasswordJob(m_service);
    job->setKey(key);
    return run<void>(job, m_timeout, [](QKeychain::Job *) { return Result<>(); });
}

} // namespace milassist
