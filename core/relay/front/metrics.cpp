// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/front/metrics.h"

namespace milassist::relay
{

namespace
{

QByteArray escaped(QByteArray text, bool isLabel)
{
    text.replace('\\', "\\\\").replace('\n', "\\n");
    return isLabel ? text.replace('"', "\\\"") : text;
}

QByteArray labelsOf(const Metric::Sample &sample)
{
    QByteArrayList labels;
    for (const auto &[name, value] : sample.labels)
        labels << name + "=\"" + escaped(value, true) + '"';
    return labels.isEmpty() ? QByteArray() : '{' + labels.join(',') + '}';
}

} // namespace

QByteArray prometheusText(const QList<Metric> &metrics)
{
    QByteArray text;
    for (const Metric &metric : metrics) {
        if (metric.samples.isEmpty())
            continue;
        text += "# HELP " + metric.name + ' ' + escaped(metric.help, false) + '\n';
        text += "# TYPE " + metric.name + (metric.kind == Metric::Kind::Counter ? " counter\n" : " gauge\n");
        for (const Metric::Sample &sample : metric.samples)
            text += metric.name + labelsOf(sample) + ' ' + QByteArray::number(sample.value, 'g', 17) + '\n';
    }
    return text;
}

} // namespace milassist::relay
