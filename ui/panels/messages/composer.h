// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/draftstore.h"
#include "ui/panels/messages/composerview.h"
#include "ui/panels/messages/growingtextedit.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace milassist
{

class FlowLayout;
class Label;
class Notice;

/// Where a text is written: from-line, box, counter, pictures, Send. Knows no store: it says what happens.
class Composer : public QWidget
{
    Q_OBJECT
public:
    explicit Composer(QWidget *parent = nullptr);

    struct Line {
        Party number;
        QString name;
        bool operator==(const Line &) const = default;
    };
    void setLines(const QList<Line> &lines);
    void setLine(const Party &line);
    Party line() const;
    /// The line last used with this peer; a different choice is pointed out. Empty = none yet.
    void setUsualLine(const Party &line);

    void setDraft(const TextDraft &draft); ///< no draftChanged() follows
    TextDraft draft() const;
    void setPeer(const Party &peer);
    void setOptOut(const OptOut &optOut);
    void setPricePerPart(const std::optional<Money> &price);
    void setSendKey(SendKey key);
    void setCanWait(bool canWait); ///< somebody keeps texts for later
    void tellProblem(const Error &error);
    void focusText();
    const ComposerView &view() const { return m_view; }

Q_SIGNALS:
    void lineChosen(const Party &line);
    void draftChanged(const TextDraft &draft); ///< after a pause in typing, and before the composer turns to another thread
    void sendRequested(const TextDraft &draft);
    void sendKeyChosen(SendKey key);
    void laterRequested(const TextDraft &draft);

public Q_SLOTS:
    /// Says draftChanged() now if a pause in typing is still being waited for.
    void flush();

private:
    void build();
    void buildTools(QVBoxLayout *column);
    void render();
    void send();
    void attach();
    void showPictures();
    void warnOfFiles();
    QString lineText(const Line &line) const;

    QList<Line> m_lines;
    Party m_usualLine, m_peer;
    QStringList m_pictures;
    OptOut m_optOut;
    std::optional<Money> m_price;
    ComposerView m_view;
    SendKey m_sendKey = SendKey::CtrlEnter;
    QTimer m_pause;
    bool m_filling = false;

    QComboBox *m_linePicker;
    Label *m_lineWarning;
    Notice *m_problem;
    Notice *m_closed;
    QWidget *m_open;
    GrowingTextEdit *m_text;
    QWidget *m_pictureBar;
    FlowLayout *m_pictureFlow;
    QWidget *m_addressBar;
    QLineEdit *m_address;
    Label *m_addressHint;
    QWidget *m_costlyBar;
    Label *m_costly;
    QPushButton *m_replace;
    Label *m_counter;
    QToolButton *m_attach;
    QPushButton *m_send;
    QToolButton *m_keyMenu;
    QToolButton *m_later;
};

} // namespace milassist
