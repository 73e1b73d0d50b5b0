// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/numberorder.h"

#include <QFuture>
#include <QObject>

#include <functional>

namespace milassist {

/// Carries an order out, one number after the other; what is next is decided in numberorder.h. Main thread.
class OrderRun : public QObject {
    Q_OBJECT
public:
    /// Buys this very number at most once, whatever happens.
    using Buy = std::function<QFuture<Result<IncomingNumber>>(AvailableNumber, AddressSid)>;

    explicit OrderRun(QObject *parent = nullptr) : QObject(parent) {}

    const NumberOrder &order() const { return m_order; }
    /// Nothing is being bought and nothing waits for its turn: another order may start.
    bool isIdle() const { return isOver(m_order); }

    /// Does nothing while an order is under way: a second click buys nothing.
    void start(const QList<AvailableNumber> &numbers, Buy buy);
    /// Calls off what has not started.
    void callOff();
    /// Goes on with the numbers that want an address.
    void useAddress(const AddressSid &address);
    void tryAgain();
    /// Puts the finished order away. Does nothing while it is under way.
    void clear();

Q_SIGNALS:
    void changed();

private:
    void take(NumberOrder order);
    void step();

    NumberOrder m_order;
    Buy m_buy;
    int m_run = 0; ///< answers of an order that was put away are not ours any more
};

} // namespace milassist
