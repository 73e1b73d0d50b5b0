// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/messages/messageservices.h"

#include <QWidget>

class QVBoxLayout;

namespace milassist
{

class LaterForm;
class Notice;

/// Above the composer: the texts of this conversation that wait for their time, and the form in which that is said. Nothing
/// without a relay, and nothing where nothing waits.
class LaterBar : public QWidget
{
    Q_OBJECT
public:
    explicit LaterBar(const MessageServices &services, QWidget *parent = nullptr);

    void turnTo(const Party &line, const Party &peer); ///< empty: nobody
    /// Asks when @p draft is to go out.
    void begin(const TextDraft &draft);
    bool isWriting() const { return m_form != nullptr; } ///< the form is there, with the text in it

Q_SIGNALS:
    void kept(); ///< the draft is the relay's now
    void writingChanged();

private:
    void read();
    void showTexts();
    QWidget *rowOf(const LaterText &text);
    QWidget *restButton();
    void open(const LaterText &text);
    void save();
    void cancel(const LaterText &text);
    void leave();
    void render();

    const MessageServices &m_services;
    Party m_line, m_peer;
    QList<LaterText> m_texts;
    int m_generation = 0;
    bool m_showsAll = false; ///< else the next few
    Notice *m_notice;
    QWidget *m_rows;
    QVBoxLayout *m_column, *m_rowColumn;
    LaterForm *m_form = nullptr;
};

} // namespace milassist
