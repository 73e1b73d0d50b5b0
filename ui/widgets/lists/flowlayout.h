// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

namespace milassist {

/// Items one after the other, on as many lines as the width asks for: rows of chips and buttons that stay whole in a
/// narrow window and with large text.
class FlowLayout : public QLayout {
    Q_OBJECT

public:
    explicit FlowLayout(QWidget *parent = nullptr, int gap = 8);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    int arrange(const QRect &rect, bool isMeasuring) const;

    QList<QLayoutItem *> m_items; // owned, as in every QLayout
    int m_gap;
};

} // namespace milassist
