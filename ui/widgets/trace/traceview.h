// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/words/decisionwords.h"

#include <QWidget>

class QVBoxLayout;

namespace milassist
{

class Label;

/// The way of a call in plain words: where it goes in a sentence, then each reason in its order.
class TraceView : public QWidget
{
    Q_OBJECT
public:
    explicit TraceView(QWidget *parent = nullptr);
    void show(const Trace &trace);
    QString summary() const;

private:
    Trace m_trace;
    Label *m_summary;
    QVBoxLayout *m_lines;
};

} // namespace milassist
