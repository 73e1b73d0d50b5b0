// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/trace/traceview.h"

#include "ui/widgets/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

class TraceMark : public QWidget
{
public:
    TraceMark(TraceLine::Kind kind, QWidget *parent) : QWidget(parent), m_kind(kind)
    {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override { return {iconSize() + space::xs, iconSize() + space::xs}; }

protected:
    void changeEvent(QEvent *event) override
    {
        if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
            updateGeometry();
        QWidget::changeEvent(event);
    }
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Tokens &t = tokens(palette());
        const Tone tone = toneOf(m_kind);
        paintIcon(painter, QRectF(rect()).adjusted(2, 2, -2, -2), iconOf(m_kind), tone == Tone::Neutral ? t.textSecondary : t.ink(tone));
    }

private:
    TraceLine::Kind m_kind;
};

QWidget *lineWidget(const TraceLine &line, QWidget *parent)
{
    auto *widget = new QWidget(parent);
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(new TraceMark(line.kind, widget), 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    const bool isStep = line.kind == TraceLine::Kind::Rings || line.kind == TraceLine::Kind::Waits || line.kind == TraceLine::Kind::Message;
    auto *sentence = new Label(line.sentence, isStep ? TextStyle::BodyStrong : TextStyle::Body, widget);
    sentence->setWordWrap(true);
    if (line.kind == TraceLine::Kind::Skipped || line.kind == TraceLine::Kind::Remark)
        sentence->setLevel(Label::Level::Second);
    words->addWidget(sentence);
    if (!line.note.isEmpty()) {
        auto *note = new Label(line.note, TextStyle::Caption, widget);
        note->setLevel(Label::Level::Second);
        note->setWordWrap(true);
        words->addWidget(note);
    }
    row->addLayout(words, 1);
    return widget;
}

} // namespace

TraceView::TraceView(QWidget *parent) : QWidget(parent), m_summary(new Label(TextStyle::Heading, this)), m_lines(new QVBoxLayout)
{
    setObjectName(u"traceView"_s);
    m_summary->setObjectName(u"traceSummary"_s);
    m_summary->setWordWrap(true);
    m_lines->setSpacing(space::s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    column->addWidget(m_summary);
    column->addLayout(m_lines);
}

void TraceView::show(const Trace &trace)
{
    if (trace == m_trace)
        return;
    m_trace = trace;
    m_summary->setText(trace.summary);
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const TraceLine &line : trace.lines)
        m_lines->addWidget(lineWidget(line, this));
}

QString TraceView::summary() const
{
    return m_summary->text();
}

} // namespace milassist
