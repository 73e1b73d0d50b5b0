// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/keypad.h"

#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QPainter>
#include <QPushButton>
#include <QStyleOptionButton>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

class Key : public QPushButton {
public:
    Key(QChar sign, const QString &letters, QWidget *parent) : QPushButton(parent), m_sign(sign), m_letters(letters)
    {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        const int height = QFontMetrics(fontOf(TextStyle::Heading)).height() + QFontMetrics(fontOf(TextStyle::Caption)).height() + space::s;
        return {height * 3 / 2, height};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPushButton::paintEvent(event); // the face; it has no text of its own
        const Tokens &t = tokens(palette());
        QPainter painter(this);
        QFont font = fontOf(TextStyle::Heading);
        painter.setFont(font);
        painter.setPen(isEnabled() ? t.text : palette().color(QPalette::Disabled, QPalette::ButtonText));
        const int letters = QFontMetrics(fontOf(TextStyle::Caption)).height();
        painter.drawText(rect().adjusted(0, space::hair, 0, m_letters.isEmpty() ? -space::hair : -letters), Qt::AlignCenter, m_sign);
        painter.setFont(fontOf(TextStyle::Caption));
        painter.setPen(isEnabled() ? t.textSecondary : palette().color(QPalette::Disabled, QPalette::ButtonText));
        painter.drawText(rect().adjusted(0, 0, 0, -space::xs), Qt::AlignHCenter | Qt::AlignBottom, m_letters);
    }

private:
    QChar m_sign;
    QString m_letters;
};

} // namespace

Keypad::Keypad(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Keypad"));
    const struct {
        char sign;
        const char *letters;
        const char *name;
    } keys[] = {{'1', "", "1"}, {'2', "ABC", "2"}, {'3', "DEF", "3"}, {'4', "GHI", "4"}, {'5', "JKL", "5"}, {'6', "MNO", "6"},
                {'7', "PQRS", "7"}, {'8', "TUV", "8"}, {'9', "WXYZ", "9"}, {'*', "", "star"}, {'0', "+", "0"}, {'#', "", "pound"}};
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(space::xs);
    int at = 0;
    for (const auto &key : keys) {
        const QChar sign = QLatin1Char(key.sign);
        auto *button = new Key(sign, QString::fromLatin1(key.letters), this);
        button->setObjectName(u"key_"_s + QLatin1StringView(key.name));
        button->setAccessibleName(sign == u'*' ? tr("Star") : sign == u'#' ? tr("Pound sign") : QString(sign));
        button->setAutoRepeat(false);
        connect(button, &QPushButton::clicked, this, [this, sign] { Q_EMIT pressed(sign); });
        grid->addWidget(button, at / 3, at % 3);
        ++at;
    }
}

} // namespace milassist
