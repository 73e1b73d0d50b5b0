// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/orderrun.h"

#include "core/base/whendone.h"

namespace milassist {

void OrderRun::start(const QList<AvailableNumber> &numbers, Buy buy)
{
    if (!isIdle())
        return;
    m_buy = std::move(buy);
    ++m_run;
    take(orderOf(numbers));
}

void OrderRun::take(NumberOrder order)
{
    m_order = std::move(order);
    step();
    Q_EMIT changed();
}

void OrderRun::step()
{
    const auto line = nextLine(m_order);
    if (!line)
        return;
    const AddressSid address = addressFor(m_order, *line);
    m_order = begun(std::move(m_order), *line);
    whenDone(m_buy(m_order.lines.at(*line).number, address), this, [this, line = *line, run = m_run](const Result<IncomingNumber> &outcome) {
        if (run == m_run)
            take(ended(m_order, line, outcome ? Result<PhoneNumberSid>(outcome->sid) : fail(outcome.error())));
    });
}

void OrderRun::callOff()
{
    take(calledOff(m_order));
}

void OrderRun::useAddress(const AddressSid &address)
{
    take(withAddress(m_order, address));
}

void OrderRun::tryAgain()
{
    if (isIdle())
        take(triedAgain(m_order));
}

void OrderRun::clear()
{
    if (!isIdle())
        return;
    ++m_run;
    take({});
}

} // namespace milassist
