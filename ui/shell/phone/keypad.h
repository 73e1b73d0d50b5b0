// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace milassist {

/// Twelve keys of a telephone.
class Keypad : public QWidget {
    Q_OBJECT

public:
    explicit Keypad(QWidget *parent = nullptr);

Q_SIGNALS:
    void pressed(QChar sign);
};

} // namespace milassist
