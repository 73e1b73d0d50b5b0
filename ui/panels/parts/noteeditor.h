// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>
#include <QTimer>

namespace milassist {

/// Our own note on something. Saved by itself a moment after typing, when the field is left and when something else is
/// shown; grows with its text.
class NoteEditor : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit NoteEditor(QWidget *parent = nullptr);
    ~NoteEditor() override;

    /// Shows the note of @p id. What is being typed on the same id is not overwritten.
    void show(qint64 id, const QString &note);
    /// Says changed() now if something was typed.
    void flush();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void changed(qint64 id, const QString &note);

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    qint64 m_id = 0;
    QString m_saved;
    QTimer m_pause;
};

} // namespace milassist
