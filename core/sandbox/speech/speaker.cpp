// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/speech/speaker.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"

#include <QPointer>
#include <QtConcurrentRun>

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

constexpr size_t mostSamples = 8'000'000; // sixteen minutes, 16 MB

} // namespace

Speaker::Speaker(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1); // espeak-ng keeps a core busy: leave the others to those who listen
}

Speaker::~Speaker()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void Speaker::say(const QString &words, const SpeechVoice &voice, QObject *context, std::function<void(const Clip &)> done)
{
    const QString key = voice.name + u'\n' + QString::number(voice.wordsPerMinute) + u'\n' + words;
    if (const auto said = m_said.constFind(key); said != m_said.constEnd())
        return done(*said);
    ++m_underWay;
    const auto work = QtConcurrent::run(&m_pool, [words, voice]() -> Result<Samples> { return spoken(words, voice); });
    const QPointer<QObject> listener(context);
    whenDone(work, this, [this, key, words, listener, done = std::move(done)](const Result<Samples> &sound) {
        --m_underWay;
        if (!sound)
            qCWarning(lcSandbox) << "cannot speak:" << sound.error().detail;
        const auto clip = std::make_shared<const Samples>(sound ? *sound : Samples(size_t(words.size()) * telephoneRate / 14));
        if (sound)
            remember(key, clip);
        if (listener)
            done(clip);
    });
}

void Speaker::remember(const QString &key, const Clip &clip)
{
    if (m_said.contains(key))
        return; // asked for twice before it was said once
    m_said.insert(key, clip);
    m_order.push_back(key);
    m_samples += clip->size();
    while (m_samples > mostSamples && m_order.size() > 1) {
        m_samples -= m_said.take(m_order.front())->size();
        m_order.pop_front();
    }
}

} // namespace milassist::world
