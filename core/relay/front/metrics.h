// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace milassist::relay
{

/// One thing that is counted or measured, as Prometheus reads it.
struct Metric {
    enum class Kind { Counter, Gauge };
    struct Sample {
        QList<std::pair<QByteArray, QByteArray>> labels; ///< {"result", "genuine"}
        double value = 0;
    };

    QByteArray name; ///< "milassist_webhooks_total"
    QByteArray help; ///< one line
    Kind kind = Kind::Counter;
    QList<Sample> samples; ///< none: it is left out
};

/// The text format of Prometheus, version 0.0.4.
QByteArray prometheusText(const QList<Metric> &metrics);

} // namespace milassist::relay
