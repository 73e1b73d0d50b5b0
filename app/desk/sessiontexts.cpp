// SPDX-License-Identifier: GPL-3.0-or-later
// The screens that write, and what stands behind their questions.
#include "app/desk/session.h"

#include "ui/panels/contacts/contactspanel.h"
#include "ui/panels/messages/messagespanel.h"
#include "ui/panels/numbers/numberspanel.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

NumberKind kindFrom(NumberType type)
{
    switch (type) {
    case NumberType::Local: return NumberKind::Local;
    case NumberType::Mobile: return NumberKind::Mobile;
    case NumberType::TollFree: return NumberKind::TollFree;
    }
    return NumberKind::Local;
}

NumberSearch searchFrom(const NumberWish &wish)
{
    NumberSearch search{.country = wish.country, .kind = kindFrom(wish.type), .areaCode = wish.areaCode, .contains = wish.contains,
                        .withoutAddress = wish.withoutAddress, .locality = wish.place};
    // What was not asked for may be there all the same.
    if (wish.voice)
        search.voice = true;
    if (wish.sms)
        search.sms = true;
    if (wish.mms)
        search.mms = true;
    return search;
}

Result<QList<AvailableNumber>> numbersOf(const Result<QList<Offer>> &offers)
{
    if (!offers)
        return fail(offers.error());
    QList<AvailableNumber> numbers;
    for (const Offer &offer : *offers)
        numbers.append(offer.number);
    return numbers;
}

Result<QStringList> notTakenOf(const Result<Configured> &configured)
{
    if (!configured)
        return fail(configured.error());
    return configured->notTaken;
}

} // namespace

void Session::addTextPages(QList<PageSpec> &pages)
{
    pages.append({.id = u"messages"_s,
                  .word = tr("Messages"),
                  .icon = u"message"_s,
                  .make = [this](QWidget *parent) -> Panel * {
                      return new MessagesPanel(
                          {.messages = m_messages,
                           .talk = m_talk,
                           .drafts = m_drafts,
                           .optOuts = m_optOuts,
                           .contacts = m_contacts,
                           .lines = m_lines,
                           .clock = m_options.clock,
                           .send = [this](Party line, Party peer, TextDraft text) { return m_outbox.send({line, peer, text.body, text.media, {}}); },
                           .retry = [this](OutboxId id) { return m_outbox.retry(id); },
                           .takeBack = [this](OutboxId id) { return m_outbox.cancel(id); },
                           .picture = [this](MessageSid message, MediaSid media, QSize within) { return m_media.picture(message, media, within); },
                           .savePicture = [this](MessageSid message, MediaSid media, QString path) { return m_media.saveAttachment(message, media, path); },
                           .later = m_team ? &m_team->later() : nullptr,
                           .colleague = [this](const QString &id) {
                               return m_team && id != m_team->client().access().user ? m_team->roster().names().of(id) : QString();
                           },
                           .sendKey = m_options.enterSends ? SendKey::Enter : SendKey::CtrlEnter,
                           .keepSendKey = [this](SendKey key) { Q_EMIT sendKeyChosen(key == SendKey::Enter); }},
                          parent);
                  },
                  .takes = [](const Target &target) { return std::holds_alternative<ThreadTarget>(target); }});
    pages.append({.id = u"contacts"_s,
                  .word = tr("Contacts"),
                  .icon = u"people"_s,
                  .make = [this](QWidget *parent) -> Panel * {
                      return new ContactsPanel({.contacts = m_contacts, .calls = m_calls, .voicemails = m_voicemails, .messages = m_messages,
                                                .lines = m_lines, .clock = m_options.clock},
                                               parent);
                  },
                  .takes = [](const Target &target) { return std::holds_alternative<ContactTarget>(target); }});
    if (!mayAs(TeamRole::Admin))
        return;
    pages.append({.id = u"numbers"_s,
                  .word = tr("Numbers"),
                  .icon = u"number"_s,
                  .make = [this](QWidget *parent) -> Panel * {
                      return new NumbersPanel(
                          {.numbers = m_numbers,
                           .lines = m_lines,
                           .clock = m_options.clock,
                           .search = [this](NumberWish wish) { return m_shop.search(searchFrom(wish)).then(numbersOf); },
                           .price = [this](QString country, NumberType type) { return m_shop.price(country, kindFrom(type)); },
                           .buy = [this](AvailableNumber number, NumberType type, NumberConfig config, AddressSid address) {
                               return m_shop.buy({.number = number, .kind = kindFrom(type), .monthly = {}}, config, address);
                           },
                           .addresses = [this] { return m_addresses.list(); },
                           .createAddress = [this](AddressData address) { return m_addresses.create(std::move(address)); },
                           .serviceOf = [this](PhoneNumberSid sid) { return m_serviceFinder.serviceOf(std::move(sid)); },
                           .configure = [this](PhoneNumberSid sid, NumberConfig wanted) { return m_shop.configure(sid, wanted).then(notTakenOf); },
                           .restore = [this](PhoneNumberSid sid) { return m_shop.restore(sid).then(notTakenOf); },
                           .release = [this](PhoneNumberSid sid, QString lastFour) { return m_shop.release(sid, lastFour); }},
                          parent);
                  },
                  .takes = [](const Target &target) { return std::holds_alternative<NumberTarget>(target); }});
}

} // namespace milassist
