// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "ui/widgets/rowdelegate.h"

#include <QWidget>

namespace milassist {

/// Who somebody is, in two strings: the name and the number, or the number and its place.
struct PartyWords {
    QString title;
    QString note;    ///< may be empty
    bool operator==(const PartyWords &) const = default;
};

/// @param name empty when nobody is known under that number
/// @param home ISO country; its numbers are shown in national form
PartyWords partyWords(const Party &party, const QString &name, const QString &home);

/// The mark of what became of something, beside the sentence that says it.
class OutcomeMark : public QWidget {
    Q_OBJECT

public:
    explicit OutcomeMark(QWidget *parent = nullptr);
    void show(const QString &iconName, Tone tone);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    Tone m_tone = Tone::Neutral;
};

/// Grey rows, as long as nothing is known of what will be there: the same shape as the rows that follow.
class RowSkeleton : public QWidget {
    Q_OBJECT

public:
    explicit RowSkeleton(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace milassist
