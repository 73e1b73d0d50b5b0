// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/speech/speech.h"

#include <QFuture>
#include <QHash>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <list>
#include <memory>

namespace milassist::world
{

/// Samples that many may hold at once.
using Clip = std::shared_ptr<const Samples>;

/// Speaks in a thread of its own and remembers what it has said: calls repeat themselves.
class Speaker : public QObject
{
    Q_OBJECT
public:
    explicit Speaker(QObject *parent = nullptr);
    ~Speaker() override;

    /// Calls @p done with the sound of @p words, at once when they were said before, else later in this thread; not at all
    /// when @p context goes first. What cannot be said is silence of about the length it would have had, and is logged.
    void say(const QString &words, const SpeechVoice &voice, QObject *context, std::function<void(const Clip &)> done);
    bool isQuiet() const { return m_underWay == 0; }

private:
    void remember(const QString &key, const Clip &clip);

    QThreadPool m_pool;
    QHash<QString, Clip> m_said;
    std::list<QString> m_order; ///< oldest first
    size_t m_samples = 0;
    int m_underWay = 0;
};

} // namespace milassist::world
