// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpresponder.h"
#include "core/relay/ledger/soundtable.h"
#include "core/store/shared/sharedstore.h"

#include <QCache>
#include <QObject>
#include <QTimer>

#include <map>

namespace milassist::relay
{

/// The team's sounds, where Twilio can fetch them: GET /sounds/SECRET.wav or .mp3, without a token, as Twilio has none; whoever
/// has not been told the address does not guess it. With ?from=N (seconds) ten seconds of it, for those who wait. What one relay
/// was given the others serve too. Main thread.
class SoundShelf : public QObject
{
    Q_OBJECT
public:
    SoundShelf(SharedStore &store, QString publicUrl, QObject *parent = nullptr);

    void start() { look(); }
    /// Name -> address.
    std::map<QString, QString> addresses() const;
    /// Of the music for those who wait where the team has none of its own.
    QString holdMusicAddress() const { return m_publicUrl + QStringLiteral("/sounds/hold.wav"); }
    void answer(const HttpRequest &request, const HttpResponder &responder);

Q_SIGNALS:
    void changed(); ///< addresses() are others

private:
    void look();
    void serve(const HttpRequest &request, const HttpResponder &responder, const QByteArray &sound);

    SharedStore &m_store;
    const QString m_publicUrl;
    QTimer m_soon;
    QList<StoredSound> m_sounds;
    QCache<QString, QByteArray> m_contents; ///< by secret
    bool m_isBusy = false;
};

} // namespace milassist::relay
