// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/softphone/softphone.h"
#include "core/softphone/softphonestate.h"
#include "core/twilio/accountapi.h"

#include <QObject>

#include <functional>

namespace milassist {

/// Sets up a telephone through REST: a SIP domain of its own, a credential list with one user, and both rights for it. One at
/// a time. An answer that is lost is no failure: what was asked for is looked up by its name before it is asked for again.
/// Main thread.
class SoftphoneSetup : public QObject {
    Q_OBJECT

public:
    explicit SoftphoneSetup(SipApi &twilio, QObject *parent = nullptr) : QObject(parent), m_twilio(twilio) {}

    /// made() or failed() follows. What is there of @p phone already is used; when a step fails, all of it is taken away again.
    void make(const Softphone &phone);
    /// After the step that is under way: failed() with Cancelled, when it is all taken away again.
    void cancel() { m_isCancelled = true; }
    /// removed() follows, or failed(). What is gone already is no failure.
    void remove(const Softphone &phone);

Q_SIGNALS:
    void stepBegan(milassist::SoftphoneStep step);
    /// More or less of it is there than before, or will be in a moment: to be written down.
    void progressed(const milassist::Softphone &phone);
    void made(const milassist::Softphone &phone);
    void removed();
    /// @param left what is still at Twilio of it, or may be; see Softphone::isAtTwilio()
    void failed(const milassist::Error &error, const milassist::Softphone &left);

private:
    /// One thing that is made: how, how it is found when it may be there, what then.
    template <typename T>
    struct Making {
        std::function<QFuture<Result<T>>()> create;
        std::function<QFuture<Result<std::optional<T>>>()> find;
        std::function<void(const T &)> have;
        int tries = 2;
    };
    template <typename T>
    void look(const Making<T> &making);
    template <typename T>
    void create(Making<T> making);
    QFuture<Result<std::optional<SipDomain>>> findDomain();
    QFuture<Result<std::optional<CredentialList>>> findList();

    void begin(SoftphoneStep step);
    void makeDomain();
    void makeList();
    void makeUser();
    void makeRight(SipRight right);
    void giveUp(const Error &error);
    void clean();
    void deleteDomain();
    void cleanList();
    void deleteList();
    void stop(const Error &error);

    SipApi &m_twilio;
    Softphone m_phone;
    std::optional<Error> m_why; ///< it is being cleaned up after this; none: because somebody wants it removed
    bool m_isCancelled = false;
    bool m_isResumed = false;   ///< what is there is not known: looked for first
};

} // namespace milassist
