// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace milassist
{

enum class TextEncoding { Gsm7, Ucs2 };

/// A character that makes a text cost more than it need.
struct CostlyCharacter {
    QString text;           ///< the whole sign: one code point, or a composed emoji
    qsizetype position = 0; ///< of its first occurrence, in UTF-16 units
    int count = 0;          ///< how often it occurs
    QString replacement;    ///< what says the same in the cheap alphabet; null when nothing does (empty = leave it out)
    bool operator==(const CostlyCharacter &) const = default;
};

/// How many parts a text is sent, and charged, in.
struct Segments {
    TextEncoding encoding = TextEncoding::Gsm7;
    int parts = 1;      ///< at least 1, also for an empty text
    int units = 0;      ///< septets or UTF-16 units, padding not counted
    int perPart = 160;  ///< units of one part: 160 or 70, and 153 or 67 as soon as there are two
    int left = 160;     ///< units that still fit into the last part
    int characters = 0; ///< as Twilio counts its limit of 1600
    bool tooLong() const { return characters > maximumCharacters; }
    static constexpr int maximumCharacters = 1600;
    bool operator==(const Segments &) const = default;
};

/// Counts as Twilio does: GSM-7 only if every character is in its alphabet; a two-septet character and a composed sign
/// are never split over parts, so a part may stay one unit short.
/// Source: Twilio's message segment calculator and GSM 03.38. O(length), about 10 ns a character.
Segments segmentsOf(QStringView text);

/// The characters outside GSM-7, in the order in which they first occur; empty if the text is GSM-7. At most 20.
QList<CostlyCharacter> costlyCharacters(QStringView text);

/// @p text with everything that has a GSM-7 look-alike replaced by it: curly quotes, dashes, ellipsis, unusual spaces.
/// Emoji and letters of other alphabets stay.
QString withPlainLookalikes(QStringView text);

} // namespace milassist
