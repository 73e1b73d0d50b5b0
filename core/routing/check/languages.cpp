// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/check/languages.h"

#include <algorithm>

namespace milassist::routing
{

using namespace Qt::StringLiterals;

const QStringList &spokenLanguages()
{
    static const QStringList all{
        u"af-ZA"_s,  u"am-ET"_s, u"ar-AE"_s, u"ar-SA"_s, u"ar-XA"_s, u"arb"_s,   u"bg-BG"_s, u"bn-IN"_s, u"ca-ES"_s, u"cmn-CN"_s,
        u"cmn-TW"_s, u"cs-CZ"_s, u"cy-GB"_s, u"da-DK"_s, u"de-AT"_s, u"de-CH"_s, u"de-DE"_s, u"el-GR"_s, u"en-AU"_s, u"en-CA"_s,
        u"en-GB"_s,  u"en-IE"_s, u"en-IN"_s, u"en-NZ"_s, u"en-US"_s, u"en-ZA"_s, u"es-ES"_s, u"es-MX"_s, u"es-US"_s, u"et-EE"_s,
        u"eu-ES"_s,  u"fi-FI"_s, u"fil-PH"_s, u"fr-BE"_s, u"fr-CA"_s, u"fr-CH"_s, u"fr-FR"_s, u"gl-ES"_s, u"gu-IN"_s, u"he-IL"_s,
        u"hi-IN"_s,  u"hr-HR"_s, u"hu-HU"_s, u"id-ID"_s, u"is-IS"_s, u"it-IT"_s, u"ja-JP"_s, u"kn-IN"_s, u"ko-KR"_s, u"lt-LT"_s,
        u"lv-LV"_s,  u"ml-IN"_s, u"mr-IN"_s, u"ms-MY"_s, u"nb-NO"_s, u"nl-BE"_s, u"nl-NL"_s, u"pa-IN"_s, u"pl-PL"_s, u"pt-BR"_s,
        u"pt-PT"_s,  u"ro-RO"_s, u"ru-RU"_s, u"sk-SK"_s, u"sl-SI"_s, u"sr-RS"_s, u"sv-SE"_s, u"ta-IN"_s, u"te-IN"_s, u"th-TH"_s,
        u"tr-TR"_s,  u"uk-UA"_s, u"ur-PK"_s, u"vi-VN"_s, u"yue-CN"_s, u"yue-HK"_s, u"zh-CN"_s, u"zh-HK"_s, u"zh-TW"_s};
    return all;
}

bool isReadAloud(const QString &language)
{
    return std::ranges::any_of(spokenLanguages(), [&](const QString &one) { return one.compare(language, Qt::CaseInsensitive) == 0; });
}

} // namespace milassist::routing
