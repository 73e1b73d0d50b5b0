// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/lines/prompter.h"

#include "core/sandbox/exchange/lines/line.h"
#include "core/sandbox/exchange/lines/trouble.h"
#include "core/sandbox/exchange/sound/jukebox.h"
#include "core/sandbox/exchange/sound/tones.h"

#include <QHash>

namespace milassist::exchange {

using namespace Qt::StringLiterals;

namespace {

constexpr int many = 1000; // loop="0"

int timesOf(int loop)
{
    return loop == 0 ? many : loop;
}

} // namespace

world::SpeechVoice voiceOf(const twiml::Say &say)
{
    static const QHash<QString, QString> languages{{u"en-us"_s, u"en-us"_s}, {u"en-gb"_s, u"en-gb"_s}, {u"en-au"_s, u"en-gb"_s}, {u"de"_s, u"de"_s},
                                                   {u"fr"_s, u"fr-fr"_s},    {u"es"_s, u"es"_s},       {u"it"_s, u"it"_s},       {u"nl"_s, u"nl"_s},
                                                   {u"pt"_s, u"pt"_s},       {u"sv"_s, u"sv"_s},       {u"da"_s, u"da"_s},       {u"pl"_s, u"pl"_s}};
    static const QStringList men{u"man"_s,    u"matthew"_s, u"joey"_s, u"justin"_s, u"kevin"_s,  u"brian"_s, u"russell"_s,
                                 u"hans"_s,   u"mathieu"_s, u"enrique"_s, u"giorgio"_s, u"miguel"_s, u"ruben"_s, u"stephen"_s};
    const QString language = say.language.toLower();
    const QString name = say.voice.section(u'.', -1).section(u'-', 0, 0).toLower();
    const QString tongue = languages.value(language, languages.value(language.left(2), u"en-us"_s));
    return {tongue + (men.contains(name) ? "+m3"_L1 : "+f3"_L1), 165};
}

Prompter::Prompter(Office &office, Line &line, QString base, QObject *parent)
    : QObject(parent), m_office(office), m_line(line), m_base(std::move(base))
{
}

void Prompter::play(QList<twiml::Prompt> prompts)
{
    m_prompts += std::move(prompts);
    if (!m_isBusy)
        begin();
}

void Prompter::stop()
{
    ++m_round;
    m_prompts.clear();
    m_isBusy = m_isWaiting = false;
    m_player = {};
    m_pause = 0;
}

void Prompter::begin()
{
    m_isBusy = !m_prompts.isEmpty();
    if (!m_isBusy)
        return;
    ++m_round;
    const twiml::Prompt prompt = m_prompts.takeFirst();
    std::visit([this](const auto &one) { start(one); }, prompt);
}

void Prompter::start(const twiml::Say &say)
{
    if (say.text.isEmpty()) {
        noteTrouble(m_office, m_line.callSid(), 13520, u"Say: Invalid text"_s, m_base);
        return;
    }
    m_isWaiting = true;
    m_office.speaker.say(say.text, voiceOf(say), this, [this, round = m_round, times = timesOf(say.loop)](const Clip &clip) {
        if (round != m_round)
            return;
        m_isWaiting = false;
        m_player = Player(clip, times);
    });
}

void Prompter::start(const twiml::Play &play)
{
    if (!play.digits.isEmpty()) {
        m_line.leg().sendDigits(play.digits);
        m_pause = int(keyTones(play.digits)->size() / Frame().size()); // as long as the keys take
        return;
    }
    if (play.url.isEmpty())
        return;
    m_isWaiting = true;
    const QString url = absolute(play.url, m_base);
    m_office.jukebox.fetch(url, this, [this, url, round = m_round, times = timesOf(play.loop)](const Jukebox::Answer &answer) {
        if (round != m_round)
            return;
        m_isWaiting = false;
        if (answer.errorCode)
            noteTrouble(m_office, m_line.callSid(), answer.errorCode, u"Play: HTTP status %1"_s.arg(answer.status), url);
        else
            m_player = Player(answer.clip, times);
    });
}

void Prompter::start(const twiml::Pause &pause)
{
    m_pause = pause.length * framesPerSecond;
}

Frame Prompter::next()
{
    if (!m_isBusy || m_isWaiting)
        return {};
    if (m_pause > 0) {
        if (--m_pause == 0)
            begin();
        return {};
    }
    const Frame frame = m_player.next();
    if (m_player.isAtEnd())
        begin();
    return frame;
}

} // namespace milassist::exchange
