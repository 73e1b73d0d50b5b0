// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

class QKeyEvent;

namespace milassist {

/// What a key means while a call goes on: M mute, H hold, T transfer, R record, Shift+R pause that, and every digit of the
/// keyboard.
struct CallKey {
    enum class Kind { None, Mute, Hold, Transfer, Record, PauseRecording, Digit };
    Kind kind = Kind::None;
    QChar digit;
    bool operator==(const CallKey &) const = default;
};
/// Pure. @param text of the key event @param modifiers without the keypad's
CallKey callKeyOf(int key, const QString &text, Qt::KeyboardModifiers modifiers);

/// Takes those keys before the screens do while a call goes on, but never from somebody who is writing.
class CallKeys : public QObject {
    Q_OBJECT

public:
    explicit CallKeys(QObject *parent = nullptr);
    void setActive(bool active) { m_active = active; }

Q_SIGNALS:
    void pressed(const milassist::CallKey &key);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool m_active = false;
};

} // namespace milassist
