// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsonlog.h"

#include "core/base/logging.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>

#include <cstdio>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

QString levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return u"debug"_s;
    case QtInfoMsg:
        return u"info"_s;
    case QtWarningMsg:
        return u"warning"_s;
    case QtCriticalMsg:
        return u"critical"_s;
    case QtFatalMsg:
        break;
    }
    return u"fatal"_s;
}

void writeLine(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QByteArray line = jsonLogLine(QDateTime::currentDateTimeUtc(), type, QString::fromUtf8(context.category), message);
    std::fwrite(line.constData(), 1, size_t(line.size()), stderr); // one call: lines of threads do not mix
}

} // namespace

QString loggingRules(const QString &debug)
{
    QStringList rules;
    for (const QString &word : debug.split(u',', Qt::SkipEmptyParts)) {
        const QString pattern = word.trimmed();
        if (pattern == "*"_L1 || pattern == "twilio:*"_L1)
            rules << u"milassist.*.debug=true"_s;
        else if (pattern.startsWith("twilio:"_L1))
            rules << u"milassist.%1.debug=true"_s.arg(pattern.sliced(7));
    }
    return rules.join(u'\n');
}

QString withNumbersMasked(const QString &text)
{
    static const QRegularExpression number(u"\\+[1-9][0-9]{6,14}(?![0-9])"_s);
    QString safe;
    qsizetype end = 0;
    for (auto found = number.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        safe += QStringView(text).mid(end, match.capturedStart() - end);
        safe += masked(match.capturedView());
        end = match.capturedEnd();
    }
    safe += QStringView(text).mid(end);
    return safe;
}

QByteArray jsonLogLine(const QDateTime &at, QtMsgType type, const QString &category, const QString &message)
{
    const QJsonObject line{{u"at"_s, at.toString(Qt::ISODateWithMs)},
                           {u"level"_s, levelOf(type)},
                           {u"category"_s, category},
                           {u"message"_s, withNumbersMasked(message)}};
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

void logAsJson(const QString &debug)
{
    QLoggingCategory::setFilterRules(loggingRules(debug));
    qInstallMessageHandler(&writeLine);
}

} // namespace milassist
