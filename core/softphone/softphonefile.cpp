// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/softphone/softphonefile.h"

#include <QFile>
#include <QSettings>

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

const std::pair<SipTransport, QLatin1StringView> transportWords[] = {{SipTransport::Tls, "tls"_L1}, {SipTransport::Tcp, "tcp"_L1}, {SipTransport::Udp, "udp"_L1}};
const std::pair<Srtp, QLatin1StringView> srtpWords[] = {{Srtp::Required, "required"_L1}, {Srtp::IfOffered, "offered"_L1}, {Srtp::Never, "never"_L1}};
const std::pair<SoftphoneOrigin, QLatin1StringView> originWords[] = {{SoftphoneOrigin::Made, "made"_L1}, {SoftphoneOrigin::Entered, "entered"_L1}};

template <typename T, size_t N>
QString wordOf(const std::pair<T, QLatin1StringView> (&words)[N], T value)
{
    const auto found = std::ranges::find(words, value, &std::pair<T, QLatin1StringView>::first);
    return found == std::end(words) ? QString() : QString(found->second);
}

template <typename T, size_t N>
T valueOf(const std::pair<T, QLatin1StringView> (&words)[N], const QString &text)
{
    const auto found = std::ranges::find_if(words, [&text](const auto &word) { return word.second == text; });
    return found == std::end(words) ? words[0].first : found->first;
}

} // namespace

std::optional<Softphone> SoftphoneFile::load() const
{
    if (m_path.isEmpty() || !QFile::exists(m_path))
        return std::nullopt;
    const QSettings file(m_path, QSettings::IniFormat);
    const auto text = [&file](const char *key) { return file.value(QLatin1StringView(key)).toString(); };
    Softphone phone{.origin = valueOf(originWords, text("origin")),
                    .user = text("user"),
                    .domain = text("domain"),
                    .transport = valueOf(transportWords, text("transport")),
                    .srtp = valueOf(srtpWords, text("srtp")),
                    .port = std::clamp(file.value(u"port"_s).toInt(), 0, 65535),
                    .name = text("name"),
                    .voiceUrl = text("voice_url"),
                    .isDomainBegun = file.value(u"domain_begun"_s).toBool(),
                    .isListBegun = file.value(u"list_begun"_s).toBool(),
                    .domainSid = SipDomainSid::parse(text("domain_sid")).value_or(SipDomainSid()),
                    .listSid = CredentialListSid::parse(text("list_sid")).value_or(CredentialListSid()),
                    .credentialSid = CredentialSid::parse(text("credential_sid")).value_or(CredentialSid()),
                    .isComplete = file.value(u"complete"_s).toBool()};
    if (phone.user.isEmpty() || phone.domain.isEmpty())
        return std::nullopt;
    return phone;
}

Result<> SoftphoneFile::save(const Softphone &phone)
{
    if (m_path.isEmpty())
        return {};
    QSettings file(m_path, QSettings::IniFormat);
    file.setValue(u"origin"_s, wordOf(originWords, phone.origin));
    file.setValue(u"user"_s, phone.user);
    file.setValue(u"domain"_s, phone.domain);
    file.setValue(u"transport"_s, wordOf(transportWords, phone.transport));
    file.setValue(u"srtp"_s, wordOf(srtpWords, phone.srtp));
    file.setValue(u"port"_s, phone.port);
    file.setValue(u"name"_s, phone.name);
    file.setValue(u"voice_url"_s, phone.voiceUrl);
    file.setValue(u"domain_begun"_s, phone.isDomainBegun);
    file.setValue(u"list_begun"_s, phone.isListBegun);
    file.setValue(u"domain_sid"_s, phone.domainSid.text());
    file.setValue(u"list_sid"_s, phone.listSid.text());
    file.setValue(u"credential_sid"_s, phone.credentialSid.text());
    file.setValue(u"complete"_s, phone.isComplete);
    file.sync();
    if (file.status() != QSettings::NoError)
        return fail(Error::Kind::Storage, u"cannot write the softphone's file"_s);
    return {};
}

Result<> SoftphoneFile::clear()
{
    if (!m_path.isEmpty() && QFile::exists(m_path) && !QFile::remove(m_path))
        return fail(Error::Kind::Storage, u"cannot remove the softphone's file"_s);
    return {};
}

} // namespace milassist
