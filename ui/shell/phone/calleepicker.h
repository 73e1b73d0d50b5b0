// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phoneformat.h"
#include "core/voice/dialtarget.h"
#include "ui/shell/phone/calleemodel.h"

#include <QWidget>

#include <functional>

class QLineEdit;
class QListView;

namespace milassist {

class Label;

/// Who is to be called: a field that understands names and numbers, formats a number while it is typed, says what is wrong
/// with it, and lists who could be meant. Never calls by itself.
class CalleePicker : public QWidget {
    Q_OBJECT

public:
    using Read = std::function<DialTarget(QStringView typed)>;

    /// @param model becomes a child of the picker
    CalleePicker(CalleeModel *model, const QString &country, Read read, QWidget *parent = nullptr);

    struct Choice {
        DialTarget target;
        QString name;        ///< when it was chosen by name
        Party lastLine;      ///< our line in the last call with them; may be empty
    };
    /// The row that is chosen, else what was typed.
    Choice choice() const;

    void setText(const QString &text);
    QString text() const;
    void type(QChar sign);   ///< at the cursor, as from a keypad
    void takeFocus();
    /// Says why nothing can be done with the choice; empty texts say nothing.
    void tell(const QString &text, const QString &advice, bool isDanger);
    void setLarge(bool large); ///< the field in large letters, for a dialer
    void setRows(int rows);    ///< how many of the list are to be seen

Q_SIGNALS:
    void changed();          ///< choice() may be another
    void accepted();         ///< Return
    void cancelled();        ///< Escape

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString typed() const;
    void edited();
    void dress();
    void render();

    CalleeModel *m_model;
    AsYouType m_format;
    Read m_read;
    QString m_hidden; ///< the handle of a number that we do not see, while the field shows what we may
    QLineEdit *m_field;
    Label *m_words, *m_advice;
    QListView *m_list;
    bool m_large = false;
    int m_rows = 3;
    bool m_rowChosen = false; // by the person: then it counts more than what was typed
};

} // namespace milassist
