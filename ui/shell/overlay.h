// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace milassist {

/// A card over the dimmed window. Escape or a click beside it closes it and gives the keyboard focus back to where it
/// was. Not a dialog: nothing waits for it.
class Overlay : public QWidget {
    Q_OBJECT
public:
    /// @param width of the card at the usual text size; grows with the text, never wider than the window
    Overlay(QWidget *host, int width);

    virtual void open();
    void close();
    bool isOpen() const { return isVisible(); }

protected:
    QWidget *card() const { return m_card; }
    /// How high the card wants to be; at most what fits.
    virtual int wantedHeight() const;
    void place();

    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    QWidget *m_host;
    QWidget *m_card;
    QPointer<QWidget> m_before;
    int m_width;
};

} // namespace milassist
