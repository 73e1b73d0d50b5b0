// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamsounds.h"

#include "core/base/whendone.h"
#include "core/team/teamevents.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

const QString soundsPath = QStringLiteral("/api/team/sounds");

QString pathOf(const QString &name)
{
    return soundsPath + u'/' + name;
}

} // namespace

QList<TeamSound> soundsFrom(const QJsonObject &body)
{
    QList<TeamSound> sounds;
    for (const QJsonValue &value : body.value("sounds"_L1).toArray()) {
        const TeamSound sound{.name = value["name"_L1].toString(),
                              .type = value["type"_L1].toString(),
                              .length = std::chrono::milliseconds(qint64(value["seconds"_L1].toDouble() * 1000)),
                              .bytes = value["bytes"_L1].toInteger(),
                              .by = value["by"_L1].toString(),
                              .at = QDateTime::fromString(value["at"_L1].toString(), Qt::ISODateWithMs).toUTC()};
        if (!sound.name.isEmpty())
            sounds << sound;
    }
    std::ranges::stable_sort(sounds, [](const TeamSound &a, const TeamSound &b) { return a.name.compare(b.name, Qt::CaseInsensitive) < 0; });
    return sounds;
}

QString soundNameOf(const QString &fileName)
{
    static const QRegularExpression others(u"[^A-Za-z0-9._-]+"_s), ends(u"^[^A-Za-z0-9]+|[^A-Za-z0-9]+$"_s);
    constexpr int longest = 64;
    const QString plain = QFileInfo(fileName).completeBaseName().normalized(QString::NormalizationForm_KD).remove(QRegularExpression(u"\\p{Mn}"_s));
    const QString name = QString(plain).replace(others, u"-"_s).left(longest).remove(ends);
    return name.isEmpty() ? u"sound"_s : name;
}

TeamSounds::TeamSounds(TeamClient &client, TeamEvents &events, QObject *parent) : QObject(parent), m_client(client)
{
    connect(&events, &TeamEvents::happened, this, [this](const TeamEvent &event) {
        if (event.kind == "sound"_L1)
            ask();
    });
    connect(&events, &TeamEvents::resetTo, this, &TeamSounds::ask);
    connect(&events, &TeamEvents::linkChanged, this, [this](TeamEvents::Link link) {
        if (link == TeamEvents::Link::Live)
            ask();
    });
}

const TeamSound *TeamSounds::find(const QString &name) const
{
    if (!m_known)
        return nullptr;
    const auto found = std::ranges::find(*m_known, name, &TeamSound::name);
    return found == m_known->end() ? nullptr : &*found;
}

void TeamSounds::follow()
{
    if (m_isFollowing)
        return;
    m_isFollowing = true;
    ask();
}

void TeamSounds::ask()
{
    if (!m_isFollowing)
        return;
    if (m_isAsking) {
        m_askAgain = true;
        return;
    }
    m_isAsking = true;
    whenDone(m_client.get(soundsPath), this, [this](const Result<QJsonObject> &body) {
        m_isAsking = false;
        if (body) {
            m_known = soundsFrom(*body);
            Q_EMIT changed();
        }
        if (std::exchange(m_askAgain, false))
            ask();
    });
}

QFuture<Result<QByteArray>> TeamSounds::content(const QString &name)
{
    return m_client.download(pathOf(name));
}

QFuture<Result<QJsonObject>> TeamSounds::keep(const QString &name, const QByteArray &file)
{
    const auto kept = m_client.upload(pathOf(name), file);
    whenDone(kept, this, [this, name](const Result<QJsonObject> &answer) {
        if (!answer || !m_known)
            return;
        m_known->removeIf([&name](const TeamSound &sound) { return sound.name == name; });
        *m_known << soundsFrom({{u"sounds"_s, QJsonArray{*answer}}}); // it is there before the list is read again
        Q_EMIT changed();
    });
    return askedAfter(kept);
}

QFuture<Result<QJsonObject>> TeamSounds::remove(const QString &name)
{
    return askedAfter(m_client.remove(pathOf(name)));
}

QFuture<Result<QJsonObject>> TeamSounds::askedAfter(QFuture<Result<QJsonObject>> change)
{
    whenDone(change, this, [this](const Result<QJsonObject> &) { ask(); });
    return change;
}

} // namespace milassist
