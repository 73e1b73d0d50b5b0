// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/joined.h"

#include "app/desk/sipenvironment.h"
#include "core/base/logging.h"
#include "core/base/whendone.h"
#include "core/profile/environment/environment.h"
#include "ui/widgets/words.h"

#include <QPointer>

namespace milassist {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr auto untilPlanIsInForce = 2s; // at every relay of the team, after it was told

} // namespace

Profile joinedProfile(const Profiles &profiles, const JoinRequest &request)
{
    Profile profile = profiles.draft(request.access.url.host());
    for (const Profile &known : profiles.all())
        if (known.team && known.baseUrl == request.access.url && known.user == request.access.user)
            profile = known;
    profile.baseUrl = request.access.url;
    profile.user = request.access.user;
    profile.secretPlace = request.place;
    return withSeat(std::move(profile), request.seat);
}

std::optional<TeamAccess> teamOf(const Profile &profile, const Secret &secret)
{
    if (!profile.team || secret.isEmpty())
        return std::nullopt;
    return TeamAccess{.url = profile.baseUrl, .user = profile.user, .token = secret};
}

Profile withSeat(Profile profile, const TeamSeat &seat)
{
    profile.account = seat.account;
    const QString known = profile.team ? profile.team->sight : QString(); // stays until the rows of that time are gone
    profile.team = TeamMark{
        .role = seat.role.text(), .sipDomain = seat.sipDomain, .sipUser = seat.sipUser, .sight = known.isEmpty() ? seat.sight : known};
    return profile;
}

JoinedDesk::JoinedDesk(Session &session, Telephone &telephone, Profiles &profiles, MainWindow &window, QObject *parent)
    : QObject(parent), m_session(session), m_telephone(telephone), m_profiles(profiles), m_window(window),
      m_mark(session.profile().team.value_or(TeamMark())), m_setup(session.twilio())
{
    connect(&m_setup, &SeatSetup::made, this, [this](const Softphone &phone) {
        m_isMade = true;
        adopt(phone);
    });
    connect(&m_setup, &SeatSetup::failed, this, [this](const Error &error) {
        qCWarning(lcVoice) << "the telephone of this seat could not be seen to:" << error.detail;
        const Secret password = seatPassword(m_session.team()->client().access().token, m_mark.sipUser + u'@' + m_mark.sipDomain);
        if (m_telephone.state().is == SoftphoneState::Is::None) // it may well be there from an earlier time
            adopt({.origin = SoftphoneOrigin::Seat, .user = m_mark.sipUser, .domain = m_mark.sipDomain, .password = password, .isComplete = true});
    });
    if (!m_mark.sipDomain.isEmpty() && !m_mark.sipUser.isEmpty()) // until there is one, and it is registered
        session.team()->presence().setTelephone(telephone.phone() && telephone.phone()->phone().isRegistered());
    connect(&session.team()->events(), &TeamEvents::happened, this, [this](const TeamEvent &event) {
        if (event.kind == "user"_L1 && event.text("person"_L1) == m_session.team()->client().access().user)
            askWhoWeAre();
        else if (event.kind == "plan"_L1)
            m_planSettles.start();
    });
    connect(&session.team()->voicemails(), &TeamVoicemails::given, this, [this](const RecordingSid &sid, const QString &by) {
        m_window.showToast({.text = tr("%1 gave you a voicemail").arg(m_session.team()->roster().names().of(by)),
                            .action = tr("Show"),
                            .act = [window = QPointer(&m_window), sid] {
                                if (window)
                                    window->open(VoicemailTarget{sid});
                            },
                            .lapsed = {},
                            .seconds = 15});
    });
    m_planSettles.setSingleShot(true);
    m_planSettles.setInterval(untilPlanIsInForce);
    connect(&m_planSettles, &QTimer::timeout, this, &JoinedDesk::askWhoWeAre);
    connect(&session.team()->events(), &TeamEvents::linkChanged, this, [this](TeamEvents::Link link) {
        if (link != TeamEvents::Link::Live)
            return;
        askWhoWeAre();
        if (!m_isMade)
            start();
    });
}

void JoinedDesk::start()
{
    if (m_mark.sipDomain.isEmpty() || m_mark.sipUser.isEmpty())
        return;
    m_setup.make(m_mark.sipUser, m_mark.sipDomain, seatPassword(m_session.team()->client().access().token, m_mark.sipUser + u'@' + m_mark.sipDomain));
}

void JoinedDesk::adopt(const Softphone &phone)
{
    const Softphone &now = m_telephone.state().phone;
    if (m_telephone.phone() && now.address() == phone.address() && now.srtp == phone.srtp)
        return m_telephone.phone()->phone().tryNow(); // it may have been refused before
    m_telephone.adopt(phone, sipEdgeFrom(environmentValues()));
}

void JoinedDesk::askWhoWeAre()
{
    whenDone(m_session.team()->client().get(u"/api/team/me"_s), this, [this](const Result<QJsonObject> &me) {
        if (const auto seat = me ? seatFrom(*me) : std::nullopt)
            take(*seat);
    });
}

void JoinedDesk::take(const TeamSeat &seat)
{
    const TeamMark before = m_mark;
    const Profile now = withSeat(m_session.profile(), seat);
    if (now.team != before)
        keep(*now.team);
    if (m_mark.role != before.role) {
        m_window.tell(Tone::Neutral, tr("Your role in the team has changed."), tr("The screens are those of your new role."));
        Q_EMIT roleChanged();
    }
    if (m_mark.sipDomain != before.sipDomain || m_mark.sipUser != before.sipUser)
        start();
    if (!seat.sight.isEmpty() && seat.sight != m_mark.sight)
        seeAfresh(seat.sight, m_mark.role != before.role);
}

void JoinedDesk::keep(const TeamMark &mark)
{
    m_mark = mark;
    m_session.setTeamMark(mark);
    if (const auto saved = m_profiles.save(m_session.profile()); !saved)
        qCWarning(lcUi) << "the place in the team could not be kept:" << saved.error().detail;
}

/// @param isTold whether the person knows already why
void JoinedDesk::seeAfresh(const QString &sight, bool isTold)
{
    if (std::exchange(m_isFetchingAfresh, true))
        return;
    whenDone(m_session.fetchAfresh(), this, [this, sight, isTold](const Result<> &begun) {
        m_isFetchingAfresh = false;
        if (!begun) { // the mark stays the old one, so it is tried again at the next connection
            qCWarning(lcStore) << "rows of before could not be removed:" << begun.error().detail;
            m_window.tell(Tone::Warning, tr("What you may see in the team has changed."),
                          tr("What was fetched before could not be removed from this computer. %1").arg(errorText(begun.error()).whatToDo));
            return;
        }
        TeamMark mark = m_mark;
        mark.sight = sight;
        keep(mark);
        if (!isTold)
            m_window.tell(Tone::Neutral, tr("What you may see in the team has changed."), tr("Calls, texts and voicemails are fetched again."));
        askWhoWeAre(); // it may have changed once more meanwhile
    });
}

} // namespace milassist
