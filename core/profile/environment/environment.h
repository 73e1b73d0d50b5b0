// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/domain/phonenumber.h"
#include "core/domain/sid.h"

#include <QHash>
#include <QString>
#include <QUrl>

#include <functional>

namespace milassist {

/// NAME=value lines as `.env` files have them: comments, "export", quotes; later lines win. Never an error.
QHash<QString, QString> parseDotEnv(const QByteArray &text);

/// What the environment says about the account (the names of the MilAssist Twilio integration guide).
struct EnvironmentAccount {
    AccountSid account;      ///< TWILIO_ACCOUNT_SID
    QString user;            ///< TWILIO_API_KEY, else the account sid
    Secret secret;           ///< TWILIO_API_KEY_SECRET beside a key, else TWILIO_AUTH_TOKEN
    Party phoneNumber;       ///< TWILIO_PHONE_NUMBER: the line to use first
    QUrl baseUrl;            ///< TWILIO_API_URL, for a sandbox or relay; empty = Twilio itself
    QString debug;           ///< DEBUG, "twilio:*"
    bool isComplete() const { return !account.isNull() && !secret.isEmpty(); }
};

/// @param value of a variable, empty when it is not set: the process' own first, then the file's
EnvironmentAccount accountFrom(const std::function<QString(const QString &)> &value);
/// The process' environment, and `.env` in the current folder or beside the program for what it does not set.
EnvironmentAccount environmentAccount();
/// The same places for one variable more; empty when nobody set it.
std::function<QString(const QString &)> environmentValues();

} // namespace milassist
