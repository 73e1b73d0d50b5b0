// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace milassist {

// Whether a file is all there, by what the file says itself. Nothing is decoded. Thread: any.

/// A RIFF WAVE file of as many bytes as it says; a recorder that never came back to say how many is believed.
bool isWholeWav(QByteArrayView bytes);
/// PNG, JPEG, GIF and WebP end where they should; of other files nothing is known, so they are taken for whole.
bool isWholeAttachment(QByteArrayView bytes);

} // namespace milassist
