// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/numbers/numberwords.h"

#include "core/domain/phoneformat.h"
#include "ui/widgets/words.h"

#include <QUrl>

#include <algorithm>
#include <iterator>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

QString inNumbers(const char *text)
{
    return QCoreApplication::translate("Numbers", text);
}

QString hostOf(const QString &url)
{
    const QUrl parsed(url);
    return parsed.host().isEmpty() ? url.left(60) : parsed.host();
}

QString ignoredNote(const QString &url)
{
    return url.isEmpty() ? QString() : inNumbers("The webhook at %1 is set too and ignored.").arg(hostOf(url));
}

struct NamedField {
    const char *twilio;
    const char *words;
    QString NumberConfig::*member;
};
constexpr NamedField configFields[] = {
    {"friendly_name", QT_TRANSLATE_NOOP("Numbers", "Name"), &NumberConfig::friendlyName},
    {"voice_url", QT_TRANSLATE_NOOP("Numbers", "Calls go to"), &NumberConfig::voiceUrl},
    {"voice_method", QT_TRANSLATE_NOOP("Numbers", "Method for calls"), &NumberConfig::voiceMethod},
    {"voice_fallback_url", QT_TRANSLATE_NOOP("Numbers", "If that fails, calls go to"), &NumberConfig::voiceFallbackUrl},
    {"voice_fallback_method", QT_TRANSLATE_NOOP("Numbers", "Method for failed calls"), &NumberConfig::voiceFallbackMethod},
    {"voice_application_sid", QT_TRANSLATE_NOOP("Numbers", "App for calls"), &NumberConfig::voiceApplicationSid},
    {"trunk_sid", QT_TRANSLATE_NOOP("Numbers", "SIP trunk"), &NumberConfig::trunkSid},
    {"sms_url", QT_TRANSLATE_NOOP("Numbers", "Texts go to"), &NumberConfig::smsUrl},
    {"sms_method", QT_TRANSLATE_NOOP("Numbers", "Method for texts"), &NumberConfig::smsMethod},
    {"sms_fallback_url", QT_TRANSLATE_NOOP("Numbers", "If that fails, texts go to"), &NumberConfig::smsFallbackUrl},
    {"sms_fallback_method", QT_TRANSLATE_NOOP("Numbers", "Method for failed texts"), &NumberConfig::smsFallbackMethod},
    {"sms_application_sid", QT_TRANSLATE_NOOP("Numbers", "App for texts"), &NumberConfig::smsApplicationSid},
    {"status_callback", QT_TRANSLATE_NOOP("Numbers", "Call states go to"), &NumberConfig::statusCallback},
    {"status_callback_method", QT_TRANSLATE_NOOP("Numbers", "Method for call states"), &NumberConfig::statusCallbackMethod},
};

} // namespace

Destination callDestination(const NumberConfig &config)
{
    if (!config.trunkSid.isEmpty())
        return {.icon = u"building"_s,
                .words = inNumbers("SIP trunk %1").arg(config.trunkSid.left(8) + u"\u2026"_s),
                .note = ignoredNote(config.voiceUrl)};
    if (!config.voiceApplicationSid.isEmpty())
        return {.icon = u"command"_s,
                .words = inNumbers("TwiML app %1").arg(config.voiceApplicationSid.left(8) + u"\u2026"_s),
                .note = ignoredNote(config.voiceUrl)};
    if (!config.voiceUrl.isEmpty())
        return {.icon = u"globe"_s, .words = inNumbers("Webhook at %1").arg(hostOf(config.voiceUrl))};
    return {.icon = u"warning"_s,
            .words = inNumbers("Nowhere"),
            .note = inNumbers("Callers hear that there is an error."),
            .tone = Tone::Warning};
}

namespace
{

Destination ownTextDestination(const NumberConfig &config)
{
    if (!config.smsApplicationSid.isEmpty())
        return {.icon = u"command"_s,
                .words = inNumbers("TwiML app %1").arg(config.smsApplicationSid.left(8) + u"\u2026"_s),
                .note = ignoredNote(config.smsUrl)};
    if (!config.smsUrl.isEmpty())
        return {.icon = u"globe"_s, .words = inNumbers("Webhook at %1").arg(hostOf(config.smsUrl)), .note = {}};
    return {.icon = u"inbox"_s,
            .words = inNumbers("Kept at Twilio"),
            .note = inNumbers("Texts are read from there; nobody else is told of them.")};
}

} // namespace

Destination textDestination(const NumberConfig &config, const std::optional<MessagingService> &service)
{
    Destination own = ownTextDestination(config);
    if (!service)
        return own;
    const QString name = service->friendlyName.isEmpty() ? service->sid.text().left(8) + u"\u2026"_s : service->friendlyName;
    if (service->usesWebhookOfNumber) {
        const QString leaves = inNumbers("It belongs to the Messaging Service \u201c%1\u201d, which leaves this to the number.").arg(name);
        own.note = own.note.isEmpty() ? leaves : own.note + u' ' + leaves;
        return own;
    }
    const QString ignored = config.smsApplicationSid.isEmpty() ? ignoredNote(config.smsUrl)
                                                               : inNumbers("The number's own TwiML app is set too and ignored.");
    if (service->inboundUrl.isEmpty()) {
        const QString lost = inNumbers("The Messaging Service \u201c%1\u201d takes none: what people text here is not kept.").arg(name);
        return {.icon = u"warning"_s,
                .words = inNumbers("Nowhere"),
                .note = ignored.isEmpty() ? lost : lost + u' ' + ignored,
                .tone = Tone::Warning};
    }
    const QString decides = inNumbers("The Messaging Service \u201c%1\u201d decides this.").arg(name);
    return {.icon = u"globe"_s,
            .words = inNumbers("Webhook at %1").arg(hostOf(service->inboundUrl)),
            .note = ignored.isEmpty() ? decides : decides + u' ' + ignored};
}

QStringList capabilityWords(const Capabilities &capabilities)
{
    QStringList words;
    if (capabilities.voice)
        words.append(inNumbers("Calls"));
    if (capabilities.sms)
        words.append(inNumbers("Texts"));
    if (capabilities.mms)
        words.append(inNumbers("Pictures"));
    if (capabilities.fax)
        words.append(inNumbers("Fax"));
    return words;
}

RowView numberRowView(const NumberRow &row, const LineNames &lines)
{
    const QString number = displayForm(row.number.phoneNumber, lines.home());
    const QString name = lines.nameOf(row.number.phoneNumber);
    const Destination calls = callDestination(row.number.config);
    RowView view{.title = name,
                 .titleNote = name == number ? QString() : number,
                 .icon = calls.icon,
                 .iconTone = calls.tone,
                 .subtitle = calls.words,
                 .subtitleTone = calls.tone};
    if (calls.tone == Tone::Warning)
        view.subtitle = inNumbers("Calls go nowhere");
    if (!row.drifted.isEmpty())
        view.tags.append({inNumbers("Changed elsewhere"), Tone::Warning, {}});
    return view;
}

QString configFieldName(const QString &twilioName)
{
    const auto *found = std::ranges::find_if(
        configFields, [&](const NamedField &field) { return twilioName == QLatin1StringView(field.twilio); });
    return found == std::end(configFields) ? twilioName : inNumbers(found->words);
}

QList<ConfigChange> configChanges(const NumberConfig &previous, const NumberConfig &now)
{
    QList<ConfigChange> changes;
    for (const NamedField &field : configFields) {
        const QString before = previous.*field.member, after = now.*field.member;
        const bool isMethod = QLatin1StringView(field.twilio).endsWith("_method"_L1);
        if (before != after && !(isMethod && (before.isEmpty() || after.isEmpty()))) // Twilio fills methods in by itself
            changes.append({inNumbers(field.words), before, after});
    }
    return changes;
}

QString urlProblem(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return {};
    const QUrl url(trimmed, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "https"_L1 && url.scheme() != "http"_L1))
        return inNumbers("A web address begins with https://, for example https://phone.example.org/voice.");
    const QString host = url.host().toLower();
    if (host == "localhost"_L1 || host == "127.0.0.1"_L1 || host.endsWith(".local"_L1))
        return inNumbers("Twilio cannot reach this computer under that name. It needs a public address.");
    return {};
}


QString placeOfOffer(const AvailableNumber &offer)
{
    QStringList parts;
    for (const QString &part : {offer.locality, offer.region}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    return parts.isEmpty() ? offer.rateCenter : parts.join(u", "_s);
}

QString addressNeed(const QString &requirements)
{
    if (requirements == "any"_L1)
        return inNumbers("Needs an address");
    if (requirements == "local"_L1)
        return inNumbers("Needs a local address");
    if (requirements == "foreign"_L1)
        return inNumbers("Needs an address abroad");
    return {};
}

RowView offerRowView(const AvailableNumber &offer, const std::optional<Money> &price, const QString &home, Tick tick)
{
    RowView view{.title = displayForm(offer.phoneNumber, home),
                 .time = price ? inNumbers("%1 a month").arg(moneyText(*price)) : QString(),
                 .subtitle = placeOfOffer(offer)};
    for (const QString &word : capabilityWords(offer.capabilities))
        view.tags.append({word, Tone::Neutral, {}});
    if (const QString need = addressNeed(offer.addressRequirements); !need.isEmpty())
        view.tags.append({need, Tone::Warning, {}});
    if (offer.beta)
        view.titleNote = inNumbers("new at Twilio");
    view.tick = tick;
    return view;
}

std::optional<WishHint> easierWish(const NumberWish &wish)
{
    NumberWish easier = wish;
    if (!wish.contains.isEmpty()) {
        easier.contains.clear();
        return WishHint{inNumbers("None has \u201c%1\u201d in it.").arg(wish.contains), inNumbers("Search without the pattern"),
                        easier};
    }
    if (!wish.place.isEmpty()) {
        easier.place.clear();
        return WishHint{inNumbers("None is in %1.").arg(wish.place), inNumbers("Search everywhere"), easier};
    }
    if (!wish.areaCode.isEmpty()) {
        easier.areaCode.clear();
        return WishHint{inNumbers("None is left in area code %1.").arg(wish.areaCode), inNumbers("Search in all area codes"),
                        easier};
    }
    if (wish.withoutAddress) {
        easier.withoutAddress = false;
        return WishHint{inNumbers("All of these need an address."), inNumbers("Show those too"), easier};
    }
    if (wish.mms || wish.sms) {
        (wish.mms ? easier.mms : easier.sms) = false;
        return WishHint{wish.mms ? inNumbers("None can send pictures.") : inNumbers("None can send texts."),
                        inNumbers("Search without that"), easier};
    }
    if (wish.type != NumberType::Local) {
        easier.type = NumberType::Local;
        return WishHint{inNumbers("There are none of this type."), inNumbers("Search local numbers"), easier};
    }
    return std::nullopt;
}

QList<std::pair<QString, QString>> sellingCountries(const QString &home)
{
    static const QStringList codes =
        u"AR AT AU BE BR CA CH CL CO CZ DE DK ES FI FR GB GR HK HU IE IL IN IT JP KE KR MX MY NG NL NO NZ PE PH PL PT RO SE SG TH US ZA"_s
            .split(u' ');
    QList<std::pair<QString, QString>> countries;
    for (const QString &code : codes) {
        const QString name = QLocale::territoryToString(QLocale::codeToTerritory(code));
        if (code != home)
            countries.append({code, name});
    }
    std::ranges::sort(countries, [](const auto &a, const auto &b) { return a.second.localeAwareCompare(b.second) < 0; });
    if (!home.isEmpty())
        countries.prepend({home, QLocale::territoryToString(QLocale::codeToTerritory(home))});
    return countries;
}

bool hasAreaCodes(const QString &country)
{
    return country == "US"_L1 || country == "CA"_L1;
}

} // namespace milassist
