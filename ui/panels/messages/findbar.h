// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/messagestore.h"

#include <QWidget>

class QToolButton;

namespace milassist
{

class Label;
class SearchField;

/// Ctrl+F in a thread: finds from the newest back, over all of it, also what is not on the screen yet.
class FindBar : public QWidget
{
    Q_OBJECT
public:
    explicit FindBar(MessageStore &messages, QWidget *parent = nullptr);

    void start(qint64 thread); ///< shows itself
    void stop();               ///< hides itself

Q_SIGNALS:
    /// Stand on this message and mark these words; message 0 = nothing found.
    void moved(qint64 message, const QString &words);
    void stopped();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void search(const QString &words);
    void step(int by);
    void render();

    MessageStore &m_messages;
    qint64 m_thread = 0;
    QString m_words;
    RowIds m_found; ///< newest first
    int m_at = -1;
    int m_generation = 0;
    SearchField *m_field;
    Label *m_count;
    QToolButton *m_older;
    QToolButton *m_newer;
};

} // namespace milassist
