// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/eventposition.h"

#include "core/base/logging.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace milassist
{

using namespace Qt::StringLiterals;

qint64 EventPosition::read() const
{
    QFile file(m_path);
    constexpr qint64 most = 4096;
    if (m_path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return -1;
    const QJsonObject kept = QJsonDocument::fromJson(file.read(most)).object();
    return kept.value("whose"_L1).toString() == m_whose ? kept.value("up_to"_L1).toInteger(-1) : -1;
}

void EventPosition::write(qint64 number) const
{
    if (m_path.isEmpty())
        return;
    QSaveFile file(m_path);
    const QByteArray json = QJsonDocument(QJsonObject{{u"whose"_s, m_whose}, {u"up_to"_s, number}}).toJson(QJsonDocument::Compact);
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
        qCWarning(lcSync) << "how far the events were heard cannot be kept:" << file.errorString();
}

} // namespace milassist
