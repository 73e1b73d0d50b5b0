// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/fileplanstore.h"

#include "core/base/whendone.h"
#include "core/routing/plan/planjson.h"

#include <QDir>
#include <QRegularExpression>
#include <QSaveFile>
#include <QTemporaryFile>
#include <QtConcurrentRun>

#include <unistd.h>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

QString fileOf(const QString &folder, int number)
{
    return u"%1/plan-%2.json"_s.arg(folder).arg(number, 6, 10, QChar(u'0'));
}

/// Newest first.
QList<int> numbersIn(const QString &folder)
{
    static const QRegularExpression form(u"^plan-([0-9]{6,9})\\.json$"_s);
    QList<int> numbers;
    for (const QString &name : QDir(folder).entryList({u"plan-*.json"_s}, QDir::Files)) {
        if (const auto match = form.match(name); match.hasMatch())
            numbers.append(match.captured(1).toInt());
    }
    std::ranges::sort(numbers, std::greater());
    return numbers;
}

int newestIn(const QString &folder)
{
    const QList<int> numbers = numbersIn(folder);
    return numbers.isEmpty() ? 0 : numbers.first();
}

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return fail(Error::Kind::NotFound, path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Storage, file.errorString());
    return file.readAll();
}

QString firstOf(const FieldErrors &errors)
{
    return errors.empty() ? QString() : describe(errors.front());
}

Result<PlanVersion> read(const QString &folder, int number)
{
    if (number == 0)
        return PlanVersion();
    const auto content = contentOf(fileOf(folder, number));
    if (!content)
        return fail(content.error());
    auto version = readVersion(*content);
    if (!version)
        return fail(Error::Kind::Malformed, firstOf(version.error()));
    return std::move(*version);
}

// False when there is such a file already.
Result<bool> writeOnce(const QString &path, const QByteArray &content)
{
    QTemporaryFile file(path + u".XXXXXX"_s);
    file.setAutoRemove(true);
    if (!file.open())
        return fail(Error::Kind::Storage, file.errorString());
    if (file.write(content) != content.size() || !file.flush() || ::fsync(file.handle()) != 0)
        return fail(file.error() == QFileDevice::ResourceError ? Error::Kind::DiskFull : Error::Kind::Storage, file.errorString());
    const QString temporary = file.fileName();
    if (::link(QFile::encodeName(temporary).constData(), QFile::encodeName(path).constData()) == 0)
        return true; // a second name for the same file, and the first goes with the temporary file
    if (QFile::exists(path))
        return false;
    if (!QFile::rename(temporary, path)) // file systems without links
        return fail(Error::Kind::Storage, path);
    return true;
}

Result<PlanSave> saved(const QString &folder, const PlanVersion &version, int basedOn)
{
    constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (!QDir(folder).exists() && (!QDir().mkpath(folder) || !QFile::setPermissions(folder, ownerOnly)))
        return fail(Error::Kind::Storage, folder);
    const auto theirs = [&folder]() -> Result<PlanSave> {
        auto other = read(folder, newestIn(folder));
        if (!other)
            return fail(other.error());
        return PlanSave{PlanSave::Outcome::SomebodyWasFirst, std::move(*other)};
    };
    if (newestIn(folder) != basedOn)
        return theirs();
    const auto written = writeOnce(fileOf(folder, version.note.number), writeVersion(version));
    if (!written)
        return fail(written.error());
    return *written ? PlanSave{PlanSave::Outcome::Saved, version} : theirs();
}

} // namespace

FilePlanStore::FilePlanStore(QString folder, QString author, Clock clock, QObject *parent)
    : PlanStore(parent), m_folder(std::move(folder)), m_author(std::move(author)), m_clock(std::move(clock))
{
    m_thread.setMaxThreadCount(1);
}

FilePlanStore::~FilePlanStore()
{
    m_thread.waitForDone();
}

QFuture<Result<PlanVersion>> FilePlanStore::load()
{
    return QtConcurrent::run(&m_thread, [folder = m_folder] { return read(folder, newestIn(folder)); });
}

QFuture<Result<PlanSave>> FilePlanStore::save(Plan plan, QString reason, int basedOn)
{
    const QDateTime now = QDateTime::fromSecsSinceEpoch(m_clock().toSecsSinceEpoch(), Qt::UTC);
    PlanVersion version{{basedOn + 1, m_author, now, std::move(reason)}, std::move(plan)};
    auto future = QtConcurrent::run(&m_thread, [folder = m_folder, version = std::move(version), basedOn] {
        return saved(folder, version, basedOn);
    });
    whenDone(future, this, [this](const Result<PlanSave> &outcome) {
        if (outcome && outcome->outcome == PlanSave::Outcome::Saved)
            Q_EMIT changed();
    });
    return future;
}

QFuture<Result<QList<PlanNote>>> FilePlanStore::history()
{
    return QtConcurrent::run(&m_thread, [folder = m_folder]() -> Result<QList<PlanNote>> {
        QList<PlanNote> notes;
        for (const int number : numbersIn(folder)) {
            const auto content = contentOf(fileOf(folder, number));
            if (!content)
                return fail(content.error());
            const auto note = readNote(*content);
            notes.append(note ? *note : PlanNote{.number = number}); // one that cannot be read is still one that was
        }
        return notes;
    });
}

QFuture<Result<PlanVersion>> FilePlanStore::version(int number)
{
    return QtConcurrent::run(&m_thread, [folder = m_folder, number]() -> Result<PlanVersion> {
        return number > 0 ? read(folder, number) : fail(Error::Kind::NotFound, u"versions start at 1"_s);
    });
}

QFuture<Result<>> exportPlan(Plan plan, QString path)
{
    return QtConcurrent::run([plan = std::move(plan), path = std::move(path)]() -> Result<> {
        QSaveFile file(path);
        const QByteArray json = writePlan(plan);
        if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
            return fail(Error::Kind::Storage, file.errorString());
        return {};
    });
}

} // namespace milassist
