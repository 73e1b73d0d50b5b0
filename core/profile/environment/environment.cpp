// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/environment/environment.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcessEnvironment>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestDotEnv = 64 * 1024;

QString unquoted(QString value)
{
    for (const QChar quote : {u'"', u'\''}) {
        if (value.size() >= 2 && value.front() == quote) {
            const qsizetype end = value.indexOf(quote, 1);
            return end > 0 ? value.sliced(1, end - 1) : value.sliced(1);
        }
    }
    const qsizetype comment = value.indexOf(u" #"_s);
    return (comment >= 0 ? value.first(comment) : value).trimmed();
}

} // namespace

QHash<QString, QString> parseDotEnv(const QByteArray &text)
{
    QHash<QString, QString> values;
    const QStringList lines = QString::fromUtf8(text).split(u'\n');
    for (const QString &raw : lines) {
        QString line = raw.trimmed();
        if (line.startsWith(u"export "_s))
            line = line.sliced(7).trimmed();
        const qsizetype equals = line.indexOf(u'=');
        if (line.startsWith(u'#') || equals <= 0)
            continue;
        values.insert(line.first(equals).trimmed(), unquoted(line.sliced(equals + 1).trimmed()));
    }
    return values;
}

EnvironmentAccount accountFrom(const std::function<QString(const QString &)> &value)
{
    EnvironmentAccount account;
    account.account = AccountSid::parse(value(u"TWILIO_ACCOUNT_SID"_s)).value_or(AccountSid());
    const QString key = value(u"TWILIO_API_KEY"_s);
    const QString keySecret = value(u"TWILIO_API_KEY_SECRET"_s);
    const bool hasKey = !key.isEmpty() && !keySecret.isEmpty();
    account.user = hasKey ? key : account.account.text();
    account.secret = Secret((hasKey ? keySecret : value(u"TWILIO_AUTH_TOKEN"_s)).toUtf8());
    account.phoneNumber = Party(value(u"TWILIO_PHONE_NUMBER"_s));
    account.baseUrl = QUrl(value(u"TWILIO_API_URL"_s));
    account.debug = value(u"DEBUG"_s);
    return account;
}

std::function<QString(const QString &)> environmentValues()
{
    QHash<QString, QString> file;
    for (const QString &folder : {QDir::currentPath(), QCoreApplication::applicationDirPath()}) {
        QFile dotEnv(folder + u"/.env"_s);
        if (dotEnv.size() <= largestDotEnv && dotEnv.open(QIODevice::ReadOnly)) {
            file = parseDotEnv(dotEnv.readAll());
            break;
        }
    }
    const QProcessEnvironment process = QProcessEnvironment::systemEnvironment();
    return [process, file](const QString &name) { return process.contains(name) ? process.value(name) : file.value(name); };
}

EnvironmentAccount environmentAccount()
{
    return accountFrom(environmentValues());
}

} // namespace milassist
