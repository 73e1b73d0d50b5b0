// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSplitter>

namespace milassist {

/// List on the left, detail on the right, a hairline between them. Below the folding width one pane shows at a time:
/// the list until showDetail(), then the detail until showList(). The main window remembers its widths by objectName.
class SplitView : public QSplitter {
    Q_OBJECT
public:
    /// @param listWidth in pixels at the usual text size; grows with the text
    SplitView(QWidget *list, QWidget *detail, int listWidth = 360, QWidget *parent = nullptr);

    void setFoldingWidth(int pixels);
    bool isFolded() const { return m_folded; }
    void showDetail();
    void showList();

Q_SIGNALS:
    /// The detail pane offers a way back to the list while folded is true.
    void foldedChanged(bool folded);

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    QSplitterHandle *createHandle() override;

private:
    void arrange();
    void keepFocus();

    QWidget *m_list;
    QWidget *m_detail;
    int m_foldingWidth = 620;
    bool m_folded = false;
    bool m_detailWanted = false;
};

} // namespace milassist
