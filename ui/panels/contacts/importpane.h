// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contacts/importplan.h"
#include "ui/panels/contacts/contactservices.h"

#include <QAbstractListModel>
#include <QWidget>

class QComboBox;
class QPushButton;

namespace milassist
{

class EmptyState;
class Label;
class Notice;
class RowListView;

/// What an import would do, line by line, before it does it.
class ImportModel : public QAbstractListModel
{
    Q_OBJECT
public:
    explicit ImportModel(QString home, QObject *parent = nullptr) : QAbstractListModel(parent), m_home(std::move(home)) {}

    void setPlan(const ImportPlan &plan);
    /// Only those of this outcome; none = all.
    void setOutcome(std::optional<ImportPlan::Outcome> outcome);
    const ImportPlan::Item &at(int row) const { return m_plan.items[m_rows[row]]; }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void choose();

    QString m_home;
    ImportPlan m_plan;
    std::optional<ImportPlan::Outcome> m_outcome;
    QList<int> m_rows;
};

class ImportPane : public QWidget
{
    Q_OBJECT
public:
    explicit ImportPane(const ContactServices &services, QWidget *parent = nullptr);

    /// Reads the file in another thread and shows what would happen.
    void readFile(const QString &path);

Q_SIGNALS:
    void cancelled();
    /// @param ids of what was saved, @param before the contacts that it replaced
    void imported(const QString &summary, const RowIds &added, const QList<Contact> &before);

private:
    void planned(const ImportPlan &plan);
    void import();
    void render();

    const ContactServices &m_services;
    ImportPlan m_plan;
    QList<Contact> m_existing;
    QString m_file;
    bool m_busy = false;
    int m_generation = 0;
    ImportModel *m_model;
    Label *m_title;
    Label *m_summary;
    Notice *m_notice;
    QComboBox *m_filter;
    RowListView *m_view;
    EmptyState *m_empty;
    QPushButton *m_import;
};

} // namespace milassist
