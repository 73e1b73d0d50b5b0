// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/cache/rowids.h"
#include "ui/panels/parts/rowpane.h"
#include "ui/widgets/panel.h"

#include <QFuture>
#include <QKeySequence>
#include <QTimer>

class QAction;

namespace milassist {

class LineNames;
class PartyDetail;
class PlayerView;
class SearchField;
class SplitView;

/// A screen with rows at the left and everything about the chosen one at the right. It knows how to choose, to keep what
/// is chosen while the list changes, to read its detail in time, and which keys do so; what the rows are says the screen.
///
/// All its keys are actions, so that the list of keys has them. J and K or the arrows go through the list, Space plays,
/// Left and Right seek 5 s (Shift 1 s), [ and ] change the speed, L marks a loop, T texts, C copies the number, N writes a note, Escape
/// comes back. What has the focus keeps its own keys: letters in a field, Space on a button.
class ListDetailPanel : public Panel {
    Q_OBJECT

public:
    void activate() override;
    void find() override;

    /// Writes what the list shows now.
    void exportTo(const QString &path);

protected:
    struct Words : RowPane::Words {
        QString exportTitle;
        QString exportFile;         ///< "calls-%1.csv", %1 being the day
        QString icon, choose, keys; ///< what stands at the right while nothing is chosen
    };
    struct Parts {
        RowListModel &model;
        QWidget *filters;
        SearchField *search;
        PartyDetail *detail;
    };

    ListDetailPanel(const LineNames &lines, Clock clock, QWidget *parent);
    /// To be called once, by the constructor of the screen.
    void build(const Parts &parts, const Words &words);

    // What the screen says of its rows.
    virtual QString countText(int rows) const = 0;
    virtual EmptyWords emptyWords() const = 0;
    virtual void showEverything() = 0; ///< takes all filters away
    virtual void openChosen() = 0;     ///< Enter
    /// Reads the detail of the chosen row, then calls showDetail() or failedToRead().
    virtual void readDetail(qint64 id) = 0;
    virtual void nothingToRead() {}
    virtual void chosenChanged() {}
    virtual QFuture<Result<qint64>> exportRows(const QString &path) = 0;
    virtual QFuture<Result<>> setNote(qint64 id, const QString &note) = 0;

    qint64 chosen() const { return m_chosen; } ///< id; 0 = none
    RowPane *pane() const { return m_pane; }
    SplitView *split() const { return m_split; }
    const LineNames &lines() const { return m_lines; }
    const Clock &clock() const { return m_clock; }

    void showDetail();
    void failedToRead(const Error &error);
    /// The chosen row is to be found again in what a new filter lets through.
    void holdChosen();
    /// Chooses @p id as soon as the list has it.
    void want(qint64 id);
    /// By @p rows up or down; stays inside of the list.
    void chooseBy(int rows);
    void rowsChanged(const RowIds &ids); ///< empty = any may have
    void render();
    void askForExport();

    enum class For { Screen, Chosen, Keys };
    /// @param what For::Chosen stands in the menu of a row, too; all but For::Screen wait until something is chosen
    QAction *addKey(For what, const QString &name, const QString &text, const QList<QKeySequence> &keys, std::function<void()> act);
    void addUsualKeys();
    /// Only if there is something to play.
    void withPlayer(const std::function<void(PlayerView &)> &act);

    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void choose(int row);
    void keepChosen();
    void read();

    const LineNames &m_lines;
    Clock m_clock;
    Words m_words;
    RowListModel *m_model = nullptr;
    qint64 m_chosen = 0;
    qint64 m_wanted = 0; // to be chosen as soon as the list has it
    QTimer m_soon;
    QList<QAction *> m_needChosen;

    RowPane *m_pane = nullptr;
    SearchField *m_search = nullptr;
    PartyDetail *m_detail = nullptr;
    QStackedWidget *m_stack = nullptr;
    QWidget *m_nothingChosen = nullptr;
    QWidget *m_nothingToChoose = nullptr;
    SplitView *m_split = nullptr;
};

} // namespace milassist
