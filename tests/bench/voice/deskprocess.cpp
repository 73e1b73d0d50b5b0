// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/voice/deskprocess.h"

#include "app/desk/singleinstance.h"
#include "core/profile/profiles.h"
#include "core/profile/settings.h"
#include "tests/bench/voice/processload.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace milassist::bench
{
using namespace Qt::StringLiterals;

namespace
{

const QString accountSid = u"AC"_s + QString(32, u'0');
const QString authToken = QString(32, u'0');

QJsonArray listOf(const QList<QByteArray> &ids)
{
    QJsonArray list;
    for (const QByteArray &id : ids)
        list.append(QString::fromUtf8(id));
    return list;
}

} // namespace

DeskProcess::~DeskProcess()
{
    stop();
    m_sandbox.terminate();
    m_sandbox.waitForFinished(5000);
}

QString DeskProcess::program(const QString &name) const
{
    return QCoreApplication::applicationDirPath() + u"/../bin/"_s + name;
}

bool DeskProcess::startSandbox()
{
    m_sandbox.setStandardErrorFile(QProcess::nullDevice());
    m_sandbox.start(program(u"milassist-sandbox"_s),
                    {u"--world"_s, u"empty"_s, u"--history"_s, u"2000,10000"_s, u"--account-sid"_s, accountSid, u"--auth-token"_s,
                     authToken});
    if (!QTest::qWaitFor([this] { return m_sandbox.canReadLine(); }, 30'000))
        return false;
    m_rest = QJsonDocument::fromJson(m_sandbox.readLine()).object().value(u"rest"_s).toString();
    return !m_rest.isEmpty();
}

bool DeskProcess::start(const Telephone &telephone)
{
    if (m_rest.isEmpty()) {
        if (!startSandbox())
            return false;
        Profiles profiles(root());
        Profile profile = profiles.draft(u"Benchmark"_s);
        profile.baseUrl = QUrl(m_rest);
        profile.account = AccountSid::parse(accountSid).value();
        profile.user = accountSid;
        profile.secretPlace = SecretPlace::Environment;
        profile.sandbox = true;
        if (!profiles.save(profile))
            return false;
        profiles.setLast(profile.id);
    }
    if (!telephone.devices.speakers.isEmpty())
        Settings(root()).setLayoutOf(u"callDevices"_s,
                                     QJsonDocument(QJsonObject{{u"microphones"_s, listOf(telephone.devices.microphones)},
                                                               {u"speakers"_s, listOf(telephone.devices.speakers)},
                                                               {u"echoCanceller"_s, telephone.devices.echoCanceller}})
                                         .toJson(QJsonDocument::Compact));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &[name, value] : {std::pair{u"XDG_DATA_HOME"_s, m_folder.path()},
                                      {u"TWILIO_ACCOUNT_SID"_s, accountSid},
                                      {u"TWILIO_AUTH_TOKEN"_s, authToken},
                                      {u"MILASSIST_SIP_USER"_s, telephone.user},
                                      {u"MILASSIST_SIP_DOMAIN"_s, telephone.domain},
                                      {u"MILASSIST_SIP_PASSWORD"_s, telephone.password},
                                      {u"MILASSIST_SIP_SERVER"_s, u"127.0.0.1"_s},
                                      {u"MILASSIST_SIP_PORT"_s, QString::number(telephone.port)},
                                      {u"MILASSIST_SIP_TRANSPORT"_s, u"udp"_s},
                                      {u"MILASSIST_SIP_CODECS"_s, telephone.codecs}})
        environment.insert(name, value);
    m_desk.setProcessEnvironment(environment);
    m_desk.setStandardInputFile(QProcess::nullDevice());
    m_desk.setStandardOutputFile(QProcess::nullDevice());
    m_desk.setStandardErrorFile(m_folder.filePath(u"log"_s));
    m_desk.start(program(u"milassist-desk"_s), {});
    return m_desk.waitForStarted() && QTest::qWaitFor([this] { return engine() != 0; }, 20'000);
}

void DeskProcess::stop()
{
    if (m_desk.state() == QProcess::NotRunning)
        return;
    m_desk.terminate();
    if (!m_desk.waitForFinished(5000))
        m_desk.kill();
    m_desk.waitForFinished(5000);
}

qint64 DeskProcess::engine() const
{
    return childrenOf(m_desk.processId()).value(0);
}

bool DeskProcess::tell(const QStringList &words)
{
    return SingleInstance(root()).handOver(words);
}

QByteArray DeskProcess::log() const
{
    QFile file(m_folder.filePath(u"log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace milassist::bench
