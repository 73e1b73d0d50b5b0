// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/tokens.h"

#include <QString>
#include <QWidget>

namespace milassist {

/// "Maria Lopez" -> "ML", "Zoe" -> "Z"; empty for a number or nothing.
QString initialsOf(const QString &name);
/// A circle with the initials of @p name on a calm colour of its own; a person's outline when there is no name.
void paintAvatar(QPainter &painter, const QRectF &circle, const QString &name, const Tokens &tokens);

class Avatar : public QWidget {
    Q_OBJECT
public:
    explicit Avatar(int diameter, QWidget *parent = nullptr);
    void setName(const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
};

} // namespace milassist
