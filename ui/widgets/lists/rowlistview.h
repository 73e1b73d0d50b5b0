// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace milassist {

/// A list of rows of one height that stays quick with a million of them: geometry is arithmetic, nothing is laid out.
/// The rows one looks at stay where they are when others come in above. J and K move as the arrows do.
class RowListView : public QListView {
    Q_OBJECT

public:
    explicit RowListView(QWidget *parent = nullptr);

    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;
    void reset() override;
    void keyboardSearch(const QString &search) override;
    /// Selects the row and brings it into sight; -1 selects none.
    void choose(int row);

Q_SIGNALS:
    /// The chosen row, however it was chosen; -1 for none.
    void chosen(int row);

protected:
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &) const override { return false; }
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    int heightOfRow() const;
    int rows() const;

    mutable int m_rowHeight = 0;
};

} // namespace milassist
