// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QList>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace milassist::bench
{

inline double milliseconds(std::chrono::steady_clock::duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

/// -1 when there is none.
inline double percentile(QList<double> values, int percent)
{
    std::ranges::sort(values);
    return values.isEmpty() ? -1 : values[std::min(values.size() - 1, values.size() * percent / 100)];
}

inline double rounded(double value, int decimals = 1)
{
    const double power = std::pow(10, decimals);
    return std::round(value * power) / power;
}

/// One line of figures, for packaging/bench to read.
inline void print(const QJsonObject &figures)
{
    std::printf("%s\n", QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

} // namespace milassist::bench
