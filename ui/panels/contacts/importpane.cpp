// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/contacts/importpane.h"

#include "core/base/whendone.h"
#include "core/contacts/contactcsv.h"
#include "core/contacts/vcard.h"
#include "ui/panels/contacts/contactwords.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"

#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>
#include <iterator>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

class ImportDelegate : public RowDelegate
{
public:
    ImportDelegate(const ImportModel &model, QString home, QObject *parent)
        : RowDelegate(parent), m_model(model), m_home(std::move(home))
    {
    }

protected:
    RowView rowView(const QModelIndex &index) const override { return importRowView(m_model.at(index.row()), m_home); }

private:
    const ImportModel &m_model;
    QString m_home;
};

/// Runs in a thread of the pool. A vCard says so in its first line, everything else is taken for a table.
Result<ImportPlan> planOf(const QString &path, const QList<Contact> &existing, const QString &country)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Storage, file.errorString());
    const QByteArray bytes = file.read(ImportLimits::fileBytes + 1);
    const QString start = textOfUnknownEncoding(QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), 4096)));
    const bool cards = start.contains("BEGIN:VCARD"_L1, Qt::CaseInsensitive);
    return planImport(cards ? readVCards(bytes, country) : readContactCsv(bytes, country), existing, country);
}

} // namespace

void ImportModel::setPlan(const ImportPlan &plan)
{
    beginResetModel();
    m_plan = plan;
    choose();
    endResetModel();
}

void ImportModel::setOutcome(std::optional<ImportPlan::Outcome> outcome)
{
    beginResetModel();
    m_outcome = outcome;
    choose();
    endResetModel();
}

void ImportModel::choose()
{
    m_rows.clear();
    for (int i = 0; i < m_plan.items.size(); ++i) {
        if (!m_outcome || m_plan.items[i].outcome == *m_outcome)
            m_rows.append(i);
    }
}

QVariant ImportModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    return spokenRow(importRowView(at(index.row()), m_home));
}

ImportPane::ImportPane(const ContactServices &services, QWidget *parent)
    : QWidget(parent), m_services(services), m_model(new ImportModel(services.lines.home(), this))
{
    setObjectName(u"importPane"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QWidget(this);
    auto *headColumn = new QVBoxLayout(head);
    headColumn->setContentsMargins(space::l, space::l, space::l, space::m);
    headColumn->setSpacing(space::s);
    m_title = new Label(TextStyle::Title, head);
    m_title->setElided(true);
    m_summary = new Label(TextStyle::Body, head);
    m_summary->setObjectName(u"importSummary"_s);
    m_summary->setLevel(Label::Level::Second);
    m_summary->setWordWrap(true);
    m_notice = new Notice(head);
    m_notice->setObjectName(u"importNotice"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    m_import = new QPushButton(icon(u"import"_s), QString(), head);
    m_import->setObjectName(u"importButton"_s);
    setButtonKind(m_import, ButtonKind::Primary);
    auto *cancel = new QPushButton(tr("Cancel"), head);
    cancel->setObjectName(u"cancelImportButton"_s);
    cancel->setAccessibleName(tr("Cancel the import"));
    m_filter = new QComboBox(head);
    m_filter->setObjectName(u"importFilter"_s);
    m_filter->setAccessibleName(tr("Which to show"));
    m_filter->addItem(tr("All"), -1);
    using Outcome = ImportPlan::Outcome;
    for (const Outcome outcome : {Outcome::Added, Outcome::Merged, Outcome::Unchanged, Outcome::Skipped})
        m_filter->addItem(outcomeText(outcome), int(outcome));
    row->addWidget(m_import);
    row->addWidget(cancel);
    row->addStretch(1);
    row->addWidget(m_filter);
    headColumn->addWidget(m_title);
    headColumn->addWidget(m_summary);
    headColumn->addWidget(m_notice);
    headColumn->addLayout(row);
    column->addWidget(head);
    column->addWidget(new Hairline(Qt::Horizontal, this));
    m_view = new RowListView(this);
    m_view->setObjectName(u"importList"_s);
    m_view->setAccessibleName(tr("What the file holds"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ImportDelegate(*m_model, services.lines.home(), m_view));
    m_empty = new EmptyState(this);
    column->addWidget(m_view, 1);
    column->addWidget(m_empty, 1);
    connect(m_import, &QPushButton::clicked, this, &ImportPane::import);
    connect(cancel, &QPushButton::clicked, this, [this] {
        ++m_generation;
        Q_EMIT cancelled();
    });
    connect(m_filter, &QComboBox::currentIndexChanged, this, [this] {
        const int chosen = m_filter->currentData().toInt();
        m_model->setOutcome(chosen < 0 ? std::nullopt : std::optional(ImportPlan::Outcome(chosen)));
        render();
    });
}

void ImportPane::readFile(const QString &path)
{
    m_file = QFileInfo(path).fileName();
    m_plan = {};
    m_model->setPlan(m_plan);
    m_filter->setCurrentIndex(0);
    m_notice->clear();
    m_busy = true;
    render();
    const int wanted = ++m_generation;
    const auto stop = [this, wanted](const Error &error) {
        if (wanted != m_generation)
            return;
        m_busy = false;
        m_notice->tell(error);
        render();
    };
    whenDone(m_services.contacts.rowIds({}), this, [this, wanted, path, stop](const Result<RowIds> &ids) {
        if (!ids)
            return stop(ids.error());
        whenDone(m_services.contacts.contacts(*ids), this, [this, wanted, path, stop](const Result<QList<Contact>> &existing) {
            if (!existing)
                return stop(existing.error());
            m_existing = *existing;
            whenDone(QtConcurrent::run(planOf, path, *existing, m_services.lines.home()), this,
                     [this, wanted, stop](const Result<ImportPlan> &plan) {
                         if (!plan)
                             return stop(plan.error());
                         if (wanted == m_generation)
                             planned(*plan);
                     });
        });
    });
}

void ImportPane::planned(const ImportPlan &plan)
{
    m_busy = false;
    m_plan = plan;
    m_model->setPlan(plan);
    if (plan.cut)
        m_notice->tell(Tone::Warning, tr("The file is larger than we read."),
                       tr("What is listed here can be imported; split the file for the rest."));
    render();
}

void ImportPane::import()
{
    if (m_busy || m_plan.contacts.isEmpty())
        return;
    m_busy = true;
    render();
    whenDone(m_services.contacts.saveAll(m_plan.contacts), this, [this](const Result<RowIds> &ids) {
        m_busy = false;
        if (!ids) {
            m_notice->tell(ids.error());
            return render();
        }
        RowIds added;
        QList<Contact> before;
        QSet<qint64> replaced;
        for (qsizetype i = 0; i < m_plan.contacts.size(); ++i) {
            if (m_plan.contacts[i].id == 0)
                added.append(ids->value(i));
            else
                replaced.insert(m_plan.contacts[i].id);
        }
        std::ranges::copy_if(m_existing, std::back_inserter(before),
                             [&](const Contact &old) { return replaced.contains(old.id); });
        Q_EMIT imported(planSummary(m_plan), added, before);
    });
}

void ImportPane::render()
{
    const int saved = int(m_plan.contacts.size());
    m_title->setText(tr("Import from %1").arg(m_file));
    m_summary->setText(m_busy && m_plan.items.isEmpty() ? tr("Reading the file.") : planSummary(m_plan));
    m_import->setText(saved == 0 ? tr("Nothing to import") : tr("Import %n contact(s)", nullptr, saved));
    m_import->setAccessibleName(m_import->text());
    m_import->setEnabled(!m_busy && saved > 0);
    m_filter->setEnabled(!m_plan.items.isEmpty());
    const bool nothing = m_model->rowCount() == 0;
    m_view->setVisible(!nothing);
    m_empty->setVisible(nothing);
    if (m_plan.items.isEmpty())
        m_empty->setText(u"import"_s, m_busy ? tr("Reading the file.") : tr("The file holds no contacts."));
    else
        m_empty->setText(u"check-circle"_s, tr("None of these."));
}

} // namespace milassist
