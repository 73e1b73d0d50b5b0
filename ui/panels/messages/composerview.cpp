// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/composerview.h"

#include "ui/widgets/words.h"

#include <QUrl>

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int counterFrom = 100; // characters; shorter texts need no counting

QString inComposer(const char *text)
{
    return QCoreApplication::translate("Composer", text);
}

QString parts(int count)
{
    return count == 1 ? inComposer("1 part") : inComposer("%1 parts").arg(count);
}

QString priceOf(const ComposerInput &input, int count)
{
    if (!input.pricePerPart || count == 0 || input.pictures > 0)
        return {};
    const Money total{input.pricePerPart->micros * count, input.pricePerPart->currency};
    return inComposer(", about %1").arg(moneyText(total));
}

QString costlySentence(const CostlyCharacter &costly, const Segments &now, const Segments &plain)
{
    const QString sign = u"%1 %2"_s.arg(nameOfSign(costly.text), costly.text);
    if (plain.parts < now.parts)
        return inComposer("The %1 makes it %2 instead of %3.").arg(sign, parts(now.parts), QString::number(plain.parts));
    return inComposer("With the %1 a part holds 70 characters instead of 160.").arg(sign);
}

QString closedReason(const OptOut &optOut)
{
    const QString day = QLocale().toString(optOut.at.toLocalTime().date(), QLocale::LongFormat);
    switch (optOut.source) {
    case OptOut::Source::Keyword:
        return inComposer("They texted %1 on %2. Twilio blocks every further text from this line until they text START.")
            .arg(optOut.keyword, day);
    case OptOut::Source::TwilioError:
        return inComposer("Twilio refused a text on %1 because they had opted out (21610). They can text START to this line.")
            .arg(day);
    case OptOut::Source::Person:
        return inComposer("Somebody of us noted on %1 that they want no texts.").arg(day);
    case OptOut::Source::None:
        break;
    }
    return {};
}

} // namespace

QString nameOfSign(const QString &sign)
{
    if (sign.isEmpty())
        return {};
    const char32_t c = sign.toUcs4().value(0);
    const auto isOneOf = [c](std::u32string_view list) { return list.find(c) != list.npos; };
    if (isOneOf(U"‘’‚‛“”„‟«»‹›′″`´"))
        return inComposer("curly quote");
    if (isOneOf(U"‐‑‒–—―−"))
        return inComposer("long dash");
    if (c == U'…')
        return inComposer("ellipsis");
    if (c == U'\t')
        return inComposer("tab");
    if (QChar::isSpace(c) || c == 0x200b || c == 0xfeff || c == 0x2060)
        return inComposer("unusual space");
    if (QChar::isLetter(c))
        return inComposer("letter");
    const bool emoji = (c >= 0x1f000 && c <= 0x1faff) || (c >= 0x2600 && c <= 0x27bf) || sign.contains(QChar(0xfe0f));
    return emoji ? inComposer("emoji") : inComposer("sign");
}

ComposerView composerViewOf(const ComposerInput &input)
{
    ComposerView view;
    if (input.optOut.optedOut) {
        view.isClosed = true;
        view.closedTitle = inComposer("They asked not to get texts from this line.");
        view.closedWhy = closedReason(input.optOut);
        return view;
    }

    const Segments now = segmentsOf(input.body);
    const auto costly = costlyCharacters(input.body);
    const bool empty = QStringView(input.body).trimmed().isEmpty();
    if (!input.hasLine)
        view.whyNot = inComposer("None of your numbers can send texts.");
    else if (!input.hasPeer)
        view.whyNot = empty && input.pictures == 0 ? QString() : inComposer("Choose who gets it.");
    else if (!input.peerCanBeTexted)
        view.whyNot = inComposer("This sender cannot get texts.");
    else if (now.tooLong())
        view.whyNot =
            inComposer("%1 characters too long. Twilio takes 1,600 at most.").arg(now.characters - Segments::maximumCharacters);
    view.canSend = view.whyNot.isEmpty() && input.hasPeer && (!empty || input.pictures > 0);

    if (!empty && (now.characters >= counterFrom || !costly.isEmpty() || now.parts > 1)) {
        view.counter =
            inComposer("%1 / %2").arg(QLocale().toString(now.characters), parts(now.parts)) + priceOf(input, now.parts);
        if (input.pictures > 0)
            view.counter = inComposer("%1 characters, sent as a picture message").arg(QLocale().toString(now.characters));
    }
    view.counterTone = now.tooLong() ? Tone::Danger : now.parts > 3 ? Tone::Warning : Tone::Neutral;
    if (!empty && !costly.isEmpty() && input.pictures == 0) {
        // Name first what can be helped; an emoji that somebody wants is not a mistake.
        const auto helped = std::ranges::find_if(costly, [](const CostlyCharacter &c) { return !c.replacement.isNull(); });
        view.canReplace = helped != costly.end();
        const Segments plain = segmentsOf(withPlainLookalikes(input.body));
        const bool worthIt = now.parts > 1 || plain.encoding == TextEncoding::Gsm7;
        if (worthIt || !view.canReplace)
            view.costly = costlySentence(view.canReplace ? *helped : costly.first(), now, plain);
        view.canReplace = view.canReplace && worthIt;
    }
    return view;
}

Result<QString> pictureAddress(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool fetchable = url.isValid() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1) && !url.host().isEmpty()
        && url.userInfo().isEmpty();
    if (!fetchable || text.size() > 2000)
        return fail(Error::Kind::Malformed, u"not a web address"_s);
    return url.toString(QUrl::FullyEncoded);
}

} // namespace milassist
