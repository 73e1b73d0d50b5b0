// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "ui/panels/parts/detailpane.h"
#include "ui/widgets/panel.h"

namespace milassist {

class NoteEditor;
class Notice;
class PartyHeader;
class PlayerView;

/// Everything about one call or voicemail: who it was with, a sound if there is one, our note. What else there is, and
/// where it stands, says the screen.
class PartyDetail : public DetailPane {
    Q_OBJECT

public:
    explicit PartyDetail(QWidget *parent = nullptr);

    PartyHeader *header() const { return m_header; }
    Notice *notice() const { return m_notice; }
    /// What the keys play; null when there is nothing.
    virtual PlayerView *player() const = 0;
    void writeText(); ///< to whom it was with, if they can get texts
    virtual void flush(); ///< saves what is being typed
    void editNote();

Q_SIGNALS:
    void openRequested(const Target &target);
    void noteChanged(qint64 id, const QString &note);

protected:
    struct Of {
        qint64 id = 0;
        Party line, peer;
        QString name; ///< of the peer; empty when nobody is known
        QString note;
    };
    /// Shows who and the note. @return whether this is another one than before
    bool turnTo(const Of &of, const QString &home);
    void addNote(); ///< at the end of the column

private:
    Of m_of;
    PartyHeader *m_header;
    Notice *m_notice;
    NoteEditor *m_note;
};

} // namespace milassist
