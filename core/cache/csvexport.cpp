// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/csvexport.h"

#include "core/domain/csv.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype exportPage = 500;

} // namespace

QFuture<Result<qint64>> CsvExport::start(Store &store, QString path, QStringList header, Ids ids, Page page)
{
    auto *running = new CsvExport(store, path, std::move(page));
    running->m_promise.start();
    auto future = running->m_promise.future();
    whenDone(store.scan(std::move(ids)), running,
             [running, header = std::move(header)](const Result<RowIds> &found) { running->begin(header, found); });
    return future;
}

CsvExport::CsvExport(Store &store, const QString &path, Page page) : QObject(&store), m_store(store), m_file(path), m_page(std::move(page)) {}

bool CsvExport::isCanceled()
{
    if (!m_promise.isCanceled())
        return false;
    finish(fail(Error::Kind::Cancelled, u"export cancelled"_s));
    return true;
}

void CsvExport::begin(const QStringList &header, const Result<RowIds> &ids)
{
    if (isCanceled())
        return;
    if (!ids)
        return finish(fail(ids.error()));
    if (!m_file.open(QIODevice::WriteOnly))
        return finish(fail(Error::Kind::Storage, u"cannot write the file: "_s + m_file.errorString()));
    m_ids = *ids;
    m_promise.setProgressRange(0, int(qMin<qsizetype>(m_ids.size(), std::numeric_limits<int>::max())));
    m_file.write("\xef\xbb\xbf");
    m_file.write(csvLine(header).toUtf8());
    step();
}

void CsvExport::step()
{
    if (isCanceled())
        return;
    if (m_next >= m_ids.size()) {
        if (!m_file.commit())
            return finish(fail(Error::Kind::Storage, u"cannot write the file: "_s + m_file.errorString()));
        return finish(m_written);
    }
    const RowIds page = m_ids.mid(m_next, exportPage);
    m_next += page.size();
    whenDone(m_store.scan([page, read = m_page](QSqlDatabase &db) { return read(db, page); }), this,
             [this](const Result<QList<QStringList>> &rows) {
                 if (isCanceled())
                     return;
                 if (!rows)
                     return finish(fail(rows.error()));
                 write(*rows);
             });
}

void CsvExport::write(const QList<QStringList> &rows)
{
    QString text;
    for (const QStringList &row : rows)
        text += csvLine(row);
    const QByteArray bytes = text.toUtf8();
    if (m_file.write(bytes) != bytes.size())
        return finish(fail(Error::Kind::DiskFull, u"cannot write the file: "_s + m_file.errorString()));
    m_written += rows.size();
    m_promise.setProgressValue(int(m_next));
    step();
}

void CsvExport::finish(Result<qint64> outcome)
{
    if (!outcome)
        m_file.cancelWriting();
    m_promise.addResult(std::move(outcome));
    m_promise.finish();
    deleteLater();
}

} // namespace milassist
