// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/domain/sid.h"
#include "core/media/audio.h"
#include "core/media/sniff.h"
#include "core/media/waveform.h"

#include <QCache>
#include <QFuture>
#include <QHash>
#include <QImage>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <functional>

namespace milassist {

class TwilioApi;
struct Download;

struct MediaOptions {
    QString folder;                              ///< created when missing, for its owner only
    Secret key;                                  ///< 32 bytes: files are sealed with it; empty: kept as they came
    qint64 keptBytes = qint64(2) << 30;          ///< beyond this the longest unused files go; they can be fetched again
    qint64 largestRecording = qint64(512) << 20; ///< 9 hours of one channel
    qint64 largestAttachment = qint64(64) << 20;
};

/// A recording, ready to be played and painted.
struct Sound {
    Audio audio;
    QList<FrameSpan> silences;
    Waveform waveform;
};

struct Attachment {
    QByteArray bytes;
    FileKind kind;       ///< from the bytes themselves
};

/// Recordings and attachments: fetched once, kept in the profile's media folder under their sid. Main thread; reading,
/// opening, decoding and painting the waveform happen in two threads of its own. Asking twice at once fetches once.
/// Futures are not to be cancelled: somebody else may wait for the same file.
/// A sound or a picture that is not all there is fetched again, three times at most; if it comes twice in the same way,
/// that is how Twilio has it.
/// Errors: those of the download (NotFound: not there yet, or deleted), Malformed (not what it should be; it is thrown
/// away and fetched again next time), Rejected (larger than allowed), Storage, DiskFull.
class MediaCache : public QObject {
    Q_OBJECT

public:
    MediaCache(TwilioApi &twilio, MediaOptions options, QObject *parent = nullptr);
    ~MediaCache() override;

    QFuture<Result<Sound>> sound(RecordingSid sid);
    /// Fetches what will be wanted next; says nothing when that fails.
    void prefetch(RecordingSid sid);
    /// Writes the recording, opened, to a file that the user chose. Replaces an old one only by a complete new one.
    QFuture<Result<>> saveRecording(RecordingSid sid, QString path);

    QFuture<Result<Attachment>> attachment(MessageSid message, MediaSid media);
    /// The picture, scaled down (never up) to fit @p within in device pixels. Malformed when it is none that we decode:
    /// JPEG, PNG, GIF (first frame), WebP; also when it claims more than 100 megapixels.
    QFuture<Result<QImage>> picture(MessageSid message, MediaSid media, QSize within);
    QFuture<Result<>> saveAttachment(MessageSid message, MediaSid media, QString path);

    /// Takes a file off this disk, after it was deleted at Twilio.
    void forget(RecordingSid sid);
    void forget(MediaSid sid);
    /// Bytes on this disk.
    QFuture<qint64> storedBytes();
    /// Takes all files off this disk; they can be fetched again.
    QFuture<Result<>> clear();

Q_SIGNALS:
    /// @param thousandths of the download; only when the server tells the size
    void progressed(const milassist::RecordingSid &sid, int thousandths);

private:
    struct Wanted {
        QString name; // of the file: a sid
        qint64 largest;
        std::function<QFuture<Result<Download>>(const QString &path)> download;
        bool (*isWhole)(QByteArrayView bytes) = nullptr; // null: the bytes cannot say
    };
    using Bytes = Result<QByteArray>;
    struct Fetching;

    Wanted wanted(const RecordingSid &sid);
    Wanted wanted(const MessageSid &message, const MediaSid &media);
    QFuture<Bytes> fetch(Wanted wanted);
    void download(const std::shared_ptr<Fetching> &fetching);
    void judge(const std::shared_ptr<Fetching> &fetching, const Bytes &taken);
    QFuture<Result<>> saveTo(Wanted wanted, QString path);
    QString pathOf(const QString &name) const;
    template <typename T, typename Convert>
    QFuture<Result<T>> converted(QFuture<Bytes> bytes, const QString &name, Convert convert);

    TwilioApi &m_twilio;
    const MediaOptions m_options;
    QThreadPool m_pool;
    QHash<QString, QFuture<Bytes>> m_running;
    QCache<QString, Sound> m_recent; // going back and forth between voicemails decodes nothing again
};

} // namespace milassist
