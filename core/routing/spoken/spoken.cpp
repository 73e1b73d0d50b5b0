// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/spoken/spoken.h"

#include <array>

namespace milassist::routing
{

namespace
{

struct Tongue {
    const char *code;                     ///< of ISO 639
    std::array<const char *, 12> phrases; ///< in the order of Phrase, UTF-8
};

constexpr Tongue tongues[] = {
    {"en",
     {"Please leave a message after the tone.", "We did not hear a message. Goodbye.", "Thank you. Goodbye.",
      "This call is recorded.", "All of us are speaking. Please hold.", "The caller has hung up.",
      "A colleague has already taken the call.", "Emergency calls cannot be made from here. Please use another telephone.",
      "This number cannot be dialled. Please check it.", "There is no line from which you can call.",
      "This call may be recorded.", "You are number %1 in the queue. Please hold."}},
    {"de",
     {"Bitte hinterlassen Sie nach dem Ton eine Nachricht.", "Wir haben keine Nachricht gehört. Auf Wiederhören.",
      "Vielen Dank. Auf Wiederhören.", "Dieses Gespräch wird aufgezeichnet.", "Alle Plätze sind besetzt. Bitte warten Sie.",
      "Der Anrufer hat aufgelegt.", "Ein Kollege hat den Anruf schon angenommen.",
      "Notrufe sind von hier aus nicht möglich. Bitte benutzen Sie ein anderes Telefon.",
      "Diese Nummer kann nicht gewählt werden. Bitte prüfen Sie sie.", "Es gibt keine Leitung, von der Sie anrufen können.",
      "Dieses Gespräch wird möglicherweise aufgezeichnet.", "Sie sind Nummer %1 in der Warteschlange. Bitte warten Sie."}},
    {"es",
     {"Por favor, deje un mensaje después del tono.", "No hemos oído ningún mensaje. Adiós.", "Gracias. Adiós.",
      "Esta llamada se graba.", "Todos nuestros compañeros están ocupados. Espere, por favor.",
      "La persona que llamaba ha colgado.", "Un compañero ya ha atendido la llamada.",
      "Desde aquí no se puede llamar a emergencias. Utilice otro teléfono, por favor.",
      "No se puede marcar este número. Compruébelo, por favor.", "No hay ninguna línea desde la que pueda llamar.",
      "Es posible que se grabe esta llamada.", "Usted es el número %1 en la cola. Espere, por favor."}},
    {"fr",
     {"Veuillez laisser un message après le signal sonore.", "Nous n'avons pas entendu de message. Au revoir.",
      "Merci. Au revoir.", "Cet appel est enregistré.", "Toutes nos lignes sont occupées. Veuillez patienter.",
      "L'appelant a raccroché.", "Un collègue a déjà pris l'appel.",
      "Les appels d'urgence ne sont pas possibles d'ici. Veuillez utiliser un autre téléphone.",
      "Ce numéro ne peut pas être composé. Veuillez le vérifier.", "Il n'y a aucune ligne depuis laquelle vous pouvez appeler.",
      "Cet appel peut être enregistré.", "Vous êtes numéro %1 dans la file d'attente. Veuillez patienter."}},
};

const Tongue &tongueOf(const QString &language)
{
    for (const Tongue &tongue : tongues) {
        if (language.startsWith(QLatin1String(tongue.code), Qt::CaseInsensitive))
            return tongue;
    }
    return tongues[0];
}

} // namespace

QString spoken(Phrase phrase, const QString &language)
{
    return QString::fromUtf8(tongueOf(language).phrases[size_t(phrase)]);
}

Phrase announcementOf(Record record)
{
    return record == Record::On ? Phrase::IsRecorded : Phrase::MayBeRecorded;
}

QString spokenLanguage(const QString &language)
{
    return language.startsWith(QLatin1String(tongueOf(language).code), Qt::CaseInsensitive) ? language : QStringLiteral("en-US");
}

} // namespace milassist::routing
