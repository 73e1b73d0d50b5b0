// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace milassist {

/// A transcript being corrected. Ctrl+Enter saves, Escape leaves it as it was; what was typed is saved, too, when another
/// voicemail is chosen.
class TranscriptEditor : public QWidget {
    Q_OBJECT

public:
    explicit TranscriptEditor(QWidget *parent = nullptr);

    /// @param canRestore Twilio's own words are there to go back to
    /// @param typed what stands in the field at first, if not @p text
    void begin(const QString &text, bool canRestore, const QString &typed = {});
    /// Saves what was typed, if anything, and is done.
    void flush();

Q_SIGNALS:
    void saved(const QString &text);
    void restoreWanted();
    void done(bool hadFocus); ///< saved or not

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void finish();
    void fitHeight();

    QString m_before;
    QPlainTextEdit *m_text;
    QPushButton *m_restore;
};

} // namespace milassist
