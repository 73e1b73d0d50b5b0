// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

// Whom <Dial> calls, and what verbs and nouns share.

namespace milassist::twiml {

enum class Method { Post, Get };

/// An address to be asked and how. Absent and empty differ: see each use.
struct Address {
    std::optional<QString> url;
    Method method = Method::Post;
    bool operator==(const Address &) const = default;
};

/// Who is told how a recording goes.
struct RecordingNews {
    QString callback;
    Method method = Method::Post;
    QStringList events{QStringLiteral("completed")};
    bool operator==(const RecordingNews &) const = default;
};

/// Who is told how a leg goes.
struct LegNews {
    QString callback;
    Method method = Method::Post;
    QStringList events{QStringLiteral("completed")};
    bool operator==(const LegNews &) const = default;
};

/// Whether a machine answered.
struct Detection {
    QString mode; ///< empty, "Enable", "DetectMessageEnd"
    int timeout = 30, speechThreshold = 2400, speechEndThreshold = 1200, silenceTimeout = 5000; ///< s, then ms
    QString callback;
    Method method = Method::Post;
    bool operator==(const Detection &) const = default;
};

struct Number {
    Address screen; ///< url: what the callee hears before being connected
    QString sendDigits, byoc;
    LegNews news;
    Detection detection;
    QString number;
    bool operator==(const Number &) const = default;
};

struct Sip {
    Address screen;
    QString username, password;
    LegNews news;
    Detection detection;
    QString uri;
    bool operator==(const Sip &) const = default;
};

struct Client {
    Address screen;
    LegNews news;
    QString identity;
    QList<std::pair<QString, QString>> parameters;
    bool operator==(const Client &) const = default;
};

struct Conference {
    bool muted = false, startConferenceOnEnter = true, endConferenceOnExit = false;
    QString beep = QStringLiteral("true");
    Address wait; ///< none = Twilio's music, empty = silence
    int maxParticipants = 250;
    QString record = QStringLiteral("do-not-record"), trim = QStringLiteral("trim-silence");
    QString coach, region, participantLabel, jitterBufferSize;
    QString statusCallback;
    Method statusCallbackMethod = Method::Post;
    QStringList statusCallbackEvents;
    RecordingNews news;
    QString name;
    bool operator==(const Conference &) const = default;
};

struct Queue {
    Address screen; ///< what the one who waited hears before being connected
    QString reservationSid, postWorkActivitySid;
    QString name;
    bool operator==(const Queue &) const = default;
};

struct Application {
    Address screen;
    LegNews news;
    QString customerId;
    bool copyParentTo = false;
    QString sid;
    QList<std::pair<QString, QString>> parameters;
    bool operator==(const Application &) const = default;
};

using Noun = std::variant<Number, Sip, Client, Conference, Queue, Application>;

/// <Recording> inside <Start>.
struct LiveRecording {
    RecordingNews news;
    QString channels = QStringLiteral("mono"), track = QStringLiteral("both"), trim = QStringLiteral("do-not-trim");
    bool operator==(const LiveRecording &) const = default;
};

} // namespace milassist::twiml
