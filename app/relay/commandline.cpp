// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/relay/commandline.h"

#include "app/relay/words.h"

namespace milassist
{

using namespace Qt::StringLiterals;
using Verb = RelayCommand::Verb;

namespace
{

tl::unexpected<Error> wrong(const QString &what)
{
    return fail(Error::Kind::Malformed, what);
}

// What a verb takes: words after it, and options of its own. Where the relay keeps its things may be said to any.
struct Grammar {
    Verb verb;
    QStringList words;    ///< "plan", "check"
    QString operand;      ///< what the one free word is; empty: there is none
    QStringList required; ///< options
};

const QList<Grammar> &grammars()
{
    static const QList<Grammar> all{
        {Verb::Serve, {u"serve"_s}, {}, {}},
        {Verb::UserAdd, {u"user"_s, u"add"_s}, u"NAME"_s, {u"--role"_s}},
        {Verb::UserList, {u"user"_s, u"list"_s}, {}, {}},
        {Verb::UserRenew, {u"user"_s, u"renew"_s}, u"NAME"_s, {}},
        {Verb::UserReinstate, {u"user"_s, u"reinstate"_s}, u"NAME"_s, {}},
        {Verb::UserRevoke, {u"user"_s, u"revoke"_s}, u"NAME"_s, {}},
        {Verb::PlanCheck, {u"plan"_s, u"check"_s}, u"FILE"_s, {}},
        {Verb::PlanExplain, {u"plan"_s, u"explain"_s}, u"FILE"_s, {u"--at"_s, u"--from"_s, u"--to"_s}},
        {Verb::Backup, {u"backup"_s}, u"FILE"_s, {}},
        {Verb::Restore, {u"restore"_s}, u"FILE"_s, {}},
        {Verb::Doctor, {u"doctor"_s}, {}, {}},
    };
    return all;
}

const QStringList &placeOptions()
{
    static const QStringList names{u"--listen"_s, u"--public-url"_s, u"--twilio-url"_s,   u"--database"_s,
                                   u"--plan"_s,   u"--sip-domain"_s, u"--trust-proxies"_s};
    return names;
}

Result<Grammar> grammarOf(const QStringList &words)
{
    for (const Grammar &grammar : grammars()) {
        if (words.first(std::min(words.size(), grammar.words.size())) == grammar.words)
            return grammar;
    }
    const QString what = words.first(std::min<qsizetype>(2, words.size())).join(u' ');
    return wrong(u"unknown command \"%1\"; see --help"_s.arg(what));
}

// What comes without an option comes from the environment.
QString settingOf(const CommandWords &words, const QString &option, const QString &variable,
                  const std::function<QString(const QString &)> &environment)
{
    return words.options.contains(option) ? words.options.value(option) : environment(variable);
}

Result<QUrl> webAddress(const QString &name, const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isWeb || url.host().isEmpty() || url.hasQuery() || url.hasFragment())
        return wrong(u"%1 wants an address like https://relay.example.org, not \"%2\""_s.arg(name, text));
    return url;
}

Result<> readPlaces(const CommandWords &words, const std::function<QString(const QString &)> &environment,
                    RelaySettings &settings)
{
    if (const QString text = settingOf(words, u"--listen"_s, u"MILASSIST_LISTEN"_s, environment); !text.isEmpty()) {
        const auto endpoint = parseEndpoint(text);
        if (!endpoint)
            return wrong(u"--listen wants ADDRESS:PORT, not \"%1\""_s.arg(text));
        settings.listen = *endpoint;
    }
    if (QString text = settingOf(words, u"--public-url"_s, u"APP_URL"_s, environment); !text.isEmpty()) {
        while (text.endsWith(u'/'))
            text.chop(1);
        if (const auto url = webAddress(u"--public-url (APP_URL)"_s, text); !url)
            return fail(url.error());
        settings.publicUrl = text; // as it is written: signatures are made over it
    }
    if (const QString text = settingOf(words, u"--twilio-url"_s, u"TWILIO_API_URL"_s, environment); !text.isEmpty()) {
        const auto url = webAddress(u"--twilio-url (TWILIO_API_URL)"_s, text);
        if (!url)
            return fail(url.error());
        settings.twilioUrl = *url;
    }
    if (const QString text = settingOf(words, u"--database"_s, u"MILASSIST_DATABASE"_s, environment); !text.isEmpty()) {
        if (const auto url = DatabaseUrl::parse(text); !url)
            return wrong(u"--database (MILASSIST_DATABASE): %1"_s.arg(url.error().detail));
        settings.database = text;
    }
    const auto proxies =
        TrustedProxies::parse(settingOf(words, u"--trust-proxies"_s, u"MILASSIST_TRUSTED_PROXIES"_s, environment));
    if (!proxies)
        return wrong(u"--trust-proxies (MILASSIST_TRUSTED_PROXIES): %1"_s.arg(proxies.error().detail));
    settings.proxies = *proxies;
    settings.planFile = settingOf(words, u"--plan"_s, u"MILASSIST_PLAN"_s, environment);
    settings.sipDomain = settingOf(words, u"--sip-domain"_s, u"MILASSIST_SIP_DOMAIN"_s, environment);
    return {};
}

Result<> readAccount(const std::function<QString(const QString &)> &environment, RelaySettings &settings)
{
    const QString account = environment(u"TWILIO_ACCOUNT_SID"_s);
    settings.account = AccountSid::parse(account).value_or(AccountSid());
    if (!account.isEmpty() && settings.account.isNull())
        return wrong(u"TWILIO_ACCOUNT_SID wants AC and 32 hexadecimal digits"_s);
    for (const QString &variable : {u"TWILIO_AUTH_TOKEN"_s, u"TWILIO_AUTH_TOKEN_OLD"_s}) {
        if (const QString token = environment(variable); !token.isEmpty())
            settings.authTokens << Secret(token.toUtf8());
    }
    settings.debug = environment(u"DEBUG"_s);
    return {};
}

Result<> readRole(const QString &text, RelayCommand &command)
{
    const Word<Role> role(text);
    if (!role.isKnown())
        return wrong(u"--role wants assistant, manager or admin, not \"%1\""_s.arg(text));
    command.role = role.valueOr(Role::Assistant);
    return {};
}

Result<> readCall(const CommandWords &words, RelayCommand &command)
{
    const QString at = words.options.value(u"--at"_s);
    command.at = QDateTime::fromString(at, Qt::ISODate);
    const bool saysZone = command.at.timeSpec() != Qt::LocalTime;
    if (!command.at.isValid() || !saysZone)
        return wrong(u"--at wants an instant with its zone, like 2026-12-24T16:59:50-08:00 or ...Z, not \"%1\""_s.arg(at));
    command.at = command.at.toUTC();
    const auto to = PhoneNumber::parse(words.options.value(u"--to"_s));
    if (!to)
        return wrong(u"--to wants one of the plan's lines, like +12065550142, not \"%1\""_s.arg(words.options.value(u"--to"_s)));
    command.call = routing::IncomingCall{.from = Party(words.options.value(u"--from"_s)), .to = *to};
    return {};
}

Result<> checkWords(const CommandWords &words, const Grammar &grammar)
{
    const QString verb = grammar.words.join(u' ');
    const qsizetype wanted = grammar.words.size() + (grammar.operand.isEmpty() ? 0 : 1);
    if (words.words.size() < wanted)
        return wrong(u"%1 wants %2; see --help"_s.arg(verb, grammar.operand));
    if (words.words.size() > wanted)
        return wrong(u"unexpected \"%1\"; see --help"_s.arg(words.words[wanted]));
    if (words.json && grammar.verb != Verb::Doctor)
        return wrong(u"%1 has no option \"--json\"; see --help"_s.arg(verb));
    for (const QString &name : words.options.keys()) {
        if (!grammar.required.contains(name) && !placeOptions().contains(name))
            return wrong(u"%1 has no option \"%2\"; see --help"_s.arg(verb, name));
    }
    for (const QString &name : grammar.required) {
        if (!words.options.contains(name))
            return wrong(u"%1 wants %2; see --help"_s.arg(verb, name));
    }
    return {};
}

} // namespace

QString relayUsage()
{
    return u"Usage: milassist-relay serve [--listen 127.0.0.1:0] [--public-url URL] [--twilio-url URL] [--plan FILE]\n"
           "                             [--sip-domain NAME] [--trust-proxies ADDRESSES]\n"
           "       milassist-relay user add NAME --role assistant|manager|admin\n"
           "       milassist-relay user list | user renew NAME | user revoke NAME | user reinstate NAME\n"
           "       milassist-relay plan check FILE\n"
           "       milassist-relay plan explain FILE --at INSTANT --from NUMBER --to NUMBER\n"
           "       milassist-relay backup FILE      the database in a file, also while the relay runs\n"
           "       milassist-relay doctor [--json]  what is wrong between Twilio and the relay, and how to mend it\n"
           "       milassist-relay restore FILE     puts a backup in its place; the relay must be stopped\n"
           "Options of all: [--database FILE|postgresql://...]\n"
           "Answers Twilio for a team. serve prints one JSON line when it is ready; SIGTERM ends it.\n"
           "Secrets come from the environment, or a .env file in the current folder or beside the program:\n"
           "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, and TWILIO_AUTH_TOKEN_OLD while the token is rotated.\n"
           "APP_URL is the public address; DEBUG=twilio:* says more in the log.\n"_s;
}

Result<RelayCommand> parseRelayCommand(const QStringList &arguments, const std::function<QString(const QString &)> &environment,
                                       const QString &defaultDatabase)
{
    const auto words = commandWords(arguments);
    if (!words)
        return fail(words.error());
    if (words->help || words->version)
        return RelayCommand{.verb = words->help ? Verb::Help : Verb::Version};
    if (words->words.isEmpty())
        return wrong(u"say what to do: serve, doctor, user, plan, backup or restore; see --help"_s);
    const auto grammar = grammarOf(words->words);
    if (!grammar)
        return fail(grammar.error());
    if (const auto fits = checkWords(*words, *grammar); !fits)
        return fail(fits.error());

    RelayCommand command{.verb = grammar->verb, .settings = {.database = defaultDatabase}};
    if (const auto read = readPlaces(*words, environment, command.settings); !read)
        return fail(read.error());
    if (const auto read = readAccount(environment, command.settings); !read)
        return fail(read.error());
    if (grammar->operand == "NAME"_L1)
        command.name = words->words.last();
    if (grammar->operand == "FILE"_L1)
        command.file = words->words.last();
    command.asJson = words->json;
    const bool wantsAccount = command.verb == Verb::Serve || command.verb == Verb::Doctor;
    if (wantsAccount && (command.settings.account.isNull() || command.settings.authTokens.isEmpty()))
        return wrong(u"%1 wants TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN in the environment; see --help"_s.arg(words->words.first()));
    if (command.verb == Verb::Doctor && command.settings.publicUrl.isEmpty())
        return wrong(u"doctor wants --public-url (APP_URL), the address at which Twilio reaches the relay; see --help"_s);
    if (command.verb == Verb::UserAdd) {
        if (!UserTable::isName(command.name))
            return wrong(
                u"a NAME is of a to z, digits, dots and dashes, at most 64, as it is part of a SIP address; not \"%1\""_s.arg(
                    command.name));
        if (const auto read = readRole(words->options.value(u"--role"_s), command); !read)
            return fail(read.error());
    }
    if (command.verb == Verb::PlanExplain) {
        if (const auto read = readCall(*words, command); !read)
            return fail(read.error());
    }
    return command;
}

} // namespace milassist
