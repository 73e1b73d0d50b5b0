// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "ui/shell/overlay.h"
#include "ui/shell/palettemodel.h"

class QListView;

namespace milassist {

class Label;
class SearchField;
class SearchStore;

/// Ctrl+K: one field over everything. People, calls, texts and transcripts from the cache, and what can be done.
class CommandPalette : public Overlay {
    Q_OBJECT
public:
    CommandPalette(QWidget *host, Clock clock);

    /// Null: commands only (nobody is signed in).
    void setSearch(SearchStore *store);
    void setHome(const QString &country) { m_home = country; }
    using Call = std::function<void(const Party &peer, const QString &name)>;
    /// What "call NAME" does; empty: the words mean nothing special.
    void setCall(Call call) { m_call = std::move(call); }
    void setCommands(QList<PaletteItem> commands);
    void open() override;
    void openWith(const QString &text);

Q_SIGNALS:
    void chosen(const Target &target);

protected:
    int wantedHeight() const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search(const QString &text);
    void show(const QList<PaletteItem> &found, const QString &text);
    void move(int step);
    void choose(int row);

    Clock m_clock;
    SearchStore *m_store = nullptr;
    QString m_home;
    Call m_call;
    QList<PaletteItem> m_commands;
    SearchField *m_field;
    QListView *m_list;
    PaletteModel *m_model;
    Label *m_nothing;
    quint64 m_generation = 0;
};

} // namespace milassist
