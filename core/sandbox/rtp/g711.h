// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <vector>

namespace milassist::rtp
{

/// 20 ms of sound: signed 16 bit, 8000 Hz, one channel.
using Frame = std::array<qint16, 160>;
constexpr int samplesPerFrame = 160, sampleRate = 8000;

/// ITU-T G.711. Payload types 0 (PCMU) and 8 (PCMA).
enum class Law { Mu, A };
constexpr int muType = 0, aType = 8; ///< their payload types

quint8 encoded(Law law, qint16 sample);
qint16 decoded(Law law, quint8 byte);
QByteArray encoded(Law law, const Frame &frame);
std::vector<qint16> decoded(Law law, QByteArrayView bytes);

} // namespace milassist::rtp
