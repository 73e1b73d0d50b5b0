// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractItemDelegate;
class QStackedWidget;

namespace milassist {

class EmptyState;
class Label;
class Notice;
class RowListModel;
class RowListView;

/// What a list says when it is empty.
struct EmptyWords {
    QString icon, sentence, more, action;
    bool operator==(const EmptyWords &) const = default;
};

/// The left side of a screen: filters, how many pass them, the rows; or why there are none.
class RowPane : public QWidget {
    Q_OBJECT

public:
    struct Words {
        QString name, plural; ///< "call", "calls": object names begin with them
        QString title;        ///< what a screen reader calls the list
        QString exportName;   ///< "Export these calls as CSV"
    };
    /// @param filters stand above the list; becomes a child
    RowPane(RowListModel &model, QWidget *filters, const Words &words, QWidget *parent = nullptr);

    RowListView *list() const { return m_list; }
    Notice *notice() const { return m_notice; }
    /// @param nothing why there are no rows
    void render(const QString &count, const EmptyWords &nothing);

Q_SIGNALS:
    void exportWanted();
    void everythingWanted(); ///< without filters

private:
    void buildBar(const Words &words);
    void buildPages(const Words &words);

    RowListModel &m_model;
    bool m_isLoaded = false;
    Label *m_count;
    QWidget *m_export;
    Notice *m_notice;
    QStackedWidget *m_pages;
    RowListView *m_list;
    QWidget *m_skeleton;
    EmptyState *m_empty;
    QWidget *m_trouble;
    Notice *m_troubleNotice;
};

} // namespace milassist
