// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>

namespace milassist {

/// What the person at this computer likes: looks and window places, the same for every profile. Never a secret.
class Settings {
public:
    /// @param root of Profiles; empty keeps everything in memory (demo, tour)
    explicit Settings(const QString &root);

    QString scheme() const;       ///< "system", "light" or "dark"
    void setScheme(const QString &word);
    bool isComfortable() const;   ///< false = dense rows
    void setComfortable(bool comfortable);
    int textSize() const;         ///< per cent
    void setTextSize(int percent);
    bool keepsInTray() const;     ///< closing the window leaves the program in the tray, where there is one
    void setKeepsInTray(bool keeps);

    /// The bytes a window or splitter saved about itself; empty when it never did.
    QByteArray layoutOf(const QString &name) const;
    void setLayoutOf(const QString &name, const QByteArray &state);
    QString lastPage() const;
    void setLastPage(const QString &name);

private:
    QVariant value(const QString &key, const QVariant &otherwise) const;
    void setValue(const QString &key, const QVariant &value);

    std::unique_ptr<QSettings> m_file; ///< null = memory only
    QVariantMap m_memory;
};

} // namespace milassist
