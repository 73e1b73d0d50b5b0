// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desk/embeddedrelay.h"
#include "app/desk/telephone.h"
#include "core/planning/fileplanstore.h"
#include "core/planning/plancopy.h"
#include "ui/panels/settings/answerview.h"

namespace milassist {

class AnswerCard;

/// Answers the calls of the open account on this computer, for whoever has it to themselves: a relay inside the program that
/// Twilio reaches through a tunnel. It is on again at the next start until somebody stops it. Outlives the session. Main thread.
class Answering : public QObject {
    Q_OBJECT
public:
    /// @param port where the tunnel leads to: the same at every start
    explicit Answering(quint16 port = 8420, QObject *parent = nullptr);
    ~Answering() override;

    /// Another account is opened: what ran for the one before stops, what was on for this one starts. @p then when that is so.
    void open(const Profile &profile, const QString &folder, const Secret &secret, std::function<void()> then);
    /// The account that was open is left.
    void close() { open({}, {}, {}, [] {}); }
    /// The desk's way to the relay; none while it is off.
    std::optional<TeamAccess> access() const;

    /// While the account is open.
    void attach(Session &session, Telephone &telephone);
    void detach() { m_session = nullptr; m_telephone = nullptr; }
    void showIn(AnswerCard *card);
    AnswerFacts facts() const;

    /// @param person of the plan, by id, whose computer this is; empty: its only one
    void start(const QString &publicUrl, const QString &person);
    void stop(); ///< what was pointed here is put back first
    void answerHere(const PhoneNumberSid &number);
    void putBack(const PhoneNumberSid &number);

    const Secret &secret() const { return m_secret; }
    EmbeddedRelay *relay() const { return m_isOn ? m_relay.get() : nullptr; }

Q_SIGNALS:
    /// It is on or off now: the session is to be opened anew, as it works with the relay or without.
    void switched();
    void changed();

private:
    struct Kept { ///< in the profile's folder
        bool isOn = false;
        QString publicUrl, sipUser, sipDomain, person;
    };
    void read();
    void write();
    void begin(std::function<void()> then);
    void launch(EmbeddedRelayOptions options, std::function<void()> then);
    void readPeople();
    void fail(const Error &error);
    void leave();
    void end();
    bool isHere(const NumberConfig &config) const;
    NumberConfig pointed(NumberConfig config) const;
    void readNumbers();
    void change(const PhoneNumberSid &number, QFuture<Result<Configured>> done);
    void render();

    const quint16 m_port;
    Profile m_profile;
    QString m_folder;
    Secret m_secret;
    Kept m_kept;
    std::unique_ptr<FilePlanStore> m_plans; ///< of the account while it is off
    QList<PlannedPerson> m_people;          ///< of the plan in them
    std::unique_ptr<EmbeddedRelay> m_relay;
    std::unique_ptr<PlanCopy> m_copy; ///< of the relay's plan in ours, while it is on
    bool m_isOn = false;
    std::optional<Error> m_error;
    QString m_person;
    QList<NumberRow> m_numbers;
    QList<PhoneNumberSid> m_changing;
    Session *m_session = nullptr;
    Telephone *m_telephone = nullptr;
    QPointer<AnswerCard> m_card;
    QTimer m_look; ///< whether Twilio has come
};

} // namespace milassist
