// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/settings.h"

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

Settings::Settings(const QString &root)
{
    if (!root.isEmpty())
        m_file = std::make_unique<QSettings>(root + u"/desk.ini"_s, QSettings::IniFormat);
}

QString Settings::scheme() const
{
    return value(u"look/scheme"_s, u"system"_s).toString();
}

void Settings::setScheme(const QString &word)
{
    setValue(u"look/scheme"_s, word);
}

bool Settings::isComfortable() const
{
    return value(u"look/comfortable"_s, false).toBool();
}

void Settings::setComfortable(bool comfortable)
{
    setValue(u"look/comfortable"_s, comfortable);
}

int Settings::textSize() const
{
    return std::clamp(value(u"look/text_size"_s, 100).toInt(), 80, 250);
}

void Settings::setTextSize(int percent)
{
    setValue(u"look/text_size"_s, percent);
}

bool Settings::keepsInTray() const
{
    return value(u"window/tray"_s, false).toBool();
}

void Settings::setKeepsInTray(bool keeps)
{
    setValue(u"window/tray"_s, keeps);
}

QByteArray Settings::layoutOf(const QString &name) const
{
    return value(u"layout/"_s + name, {}).toByteArray();
}

void Settings::setLayoutOf(const QString &name, const QByteArray &state)
{
    setValue(u"layout/"_s + name, state);
}

QString Settings::lastPage() const
{
    return value(u"window/page"_s, {}).toString();
}

void Settings::setLastPage(const QString &name)
{
    setValue(u"window/page"_s, name);
}

QVariant Settings::value(const QString &key, const QVariant &otherwise) const
{
    return m_file ? m_file->value(key, otherwise) : m_memory.value(key, otherwise);
}

void Settings::setValue(const QString &key, const QVariant &value)
{
    if (m_file)
        m_file->setValue(key, value);
    else
        m_memory.insert(key, value);
}

} // namespace milassist
