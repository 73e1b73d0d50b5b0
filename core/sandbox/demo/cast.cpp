// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/demo/cast.h"

namespace milassist::world::demo
{

using namespace Qt::StringLiterals;

namespace
{

using Reach = Person::Reach;
using Temper = Person::Temper;

Member client(const QString &name, const QString &number, const QString &about, bool deep, Temper temper = Temper::Friendly,
              Reach reach = Reach::Good)
{
    const QString email = name.toLower().replace(u' ', u'.').remove(u'\'') + "@example.com"_L1;
    return {
        {.name = name, .number = number, .about = about, .email = email, .reach = reach, .temper = temper}, Role::Client, deep};
}

Member business(const QString &name, const QString &number, const QString &about, Role role, bool deep, Reach reach = Reach::Good)
{
    return {
        {.name = name, .number = number, .about = about, .isBusiness = true, .reach = reach, .temper = Temper::Busy}, role, deep};
}

} // namespace

QString businessName()
{
    return u"Cedar & Pine Kitchens"_s;
}

QString sipDomain()
{
    return u"cedar-and-pine.sip.twilio.com"_s;
}

const QList<Line> &lines()
{
    static const QList<Line> all{
        {u"+12065550110"_s, u"Front desk"_s},
        {u"+12065550124"_s, u"Projects"_s},
        {u"+12065550137"_s, u"Service and repairs"_s},
        {u"+18885550142"_s, u"Showroom, toll-free"_s},
        {u"+14255550163"_s, u"(425) 555-0163"_s, false},
        {u"+12065550171"_s, u"Spring campaign (unused)"_s, false},
    };
    return all;
}

const QList<Assistant> &assistants()
{
    static const QList<Assistant> all{
        {u"Maya Lindqvist"_s, u"maya"_s}, {u"Theo Okafor"_s, u"theo"_s}, {u"Rosa Delgado"_s, u"rosa"_s}};
    return all;
}

QString sipAddressOf(const Assistant &assistant)
{
    return "sip:"_L1 + assistant.user + u'@' + sipDomain();
}

const QList<Member> &cast()
{
    static const QList<Member> all{
        client(u"Ada Winter"_s, u"+12065550181"_s, u"garden room on a slope, loves oak"_s, false),
        client(u"Benjamin Osei"_s, u"+12065550182"_s, u"new kitchen for a family of five"_s, true),
        client(u"Carla Mendes"_s, u"+14255550183"_s, u"kitchen island with a sink"_s, false),
        client(u"Dmitri Volkov"_s, u"+12535550184"_s, u"rental flat, wants it robust"_s, true, Temper::Curt),
        client(u"Eleanor Whitfield"_s, u"+12065550185"_s, u"retired teacher, prefers calls"_s, false, Temper::Friendly,
               Reach::Landline),
        client(u"Farid Haddad"_s, u"+14255550186"_s, u"restaurant kitchen, two ovens"_s, true, Temper::Busy),
        client(u"Grace Nakamura"_s, u"+12065550187"_s, u"small condo, every inch counts"_s, false),
        client(u"Hugo Lindgren"_s, u"+13605550188"_s, u"cabin on the lake, no hurry"_s, true),
        client(u"Imani Brooks"_s, u"+12065550189"_s, u"open plan, wall to be removed"_s, false),
        client(u"Jonas Keller"_s, u"+15095550190"_s, u"moved from Zurich, metric plans"_s, true),
        client(u"Keiko Tanaka"_s, u"+12065550191"_s, u"pantry and a tea corner"_s, false),
        client(u"Liam O'Connor"_s, u"+14255550192"_s, u"leaking faucet under warranty"_s, true, Temper::Curt),
        client(u"Maribel Torres"_s, u"+12535550193"_s, u"quartz countertop, second bathroom"_s, false),
        client(u"Noah Feldman"_s, u"+12065550194"_s, u"first house, careful budget"_s, true),
        client(u"Olivia Grant"_s, u"+12065550195"_s, u"interior designer, sends many pictures"_s, false),
        client(u"Priya Raman"_s, u"+14255550196"_s, u"induction stove, allergic to dust"_s, false),
        client(u"Quentin Moreau"_s, u"+15035550151"_s, u"wine cellar door"_s, true, Temper::Busy),
        client(u"Ruth Abernathy"_s, u"+12065550152"_s, u"wants the same cabinets as her sister"_s, false),
        client(u"Samir Patel"_s, u"+14255550153"_s, u"garden room as an office"_s, true),
        client(u"Tessa Vandenberg"_s, u"+13605550154"_s, u"stable conversion"_s, false),
        client(u"Uma Krishnan"_s, u"+12065550155"_s, u"paid in advance, very kind"_s, false),
        client(u"Victor Castellano"_s, u"+12535550156"_s, u"unhappy with a scratch"_s, true, Temper::Curt),
        client(u"Wendy Cho"_s, u"+12065550157"_s, u"asks for a weekend slot"_s, false),
        client(u"Xavier Dupont"_s, u"+15035550158"_s, u"phone mostly switched off"_s, true, Temper::Silent, Reach::SwitchedOff),
        client(u"Yara Haddadin"_s, u"+12065550159"_s, u"won the showroom raffle"_s, false),
        client(u"Zoe Marchetti"_s, u"+14255550160"_s, u"twins, needs soft-close drawers"_s, false, Temper::Busy),
        client(u"Arthur Pell"_s, u"+12065550161"_s, u"asked to get no more texts"_s, true, Temper::WantsOut),
        client(u"Bianca Russo"_s, u"+12535550162"_s, u"asked to get no more texts"_s, false, Temper::WantsOut),
        business(u"Northline Tile"_s, u"+12065550172"_s, u"tile supplier, Georgetown"_s, Role::Supplier, true),
        business(u"Evergreen Lumber"_s, u"+12535550173"_s, u"oak and cedar boards"_s, Role::Supplier, true),
        business(u"Puget Stone Works"_s, u"+14255550174"_s, u"countertops, ten working days"_s, Role::Supplier, false),
        business(u"Halden Hardware"_s, u"+18005550175"_s, u"hinges, runners, handles"_s, Role::Supplier, false),
        business(u"Ray the plumber"_s, u"+12065550176"_s, u"Ray Castillo, licensed, mornings only"_s, Role::Trade, true),
        business(u"Lumen Electric"_s, u"+12065550177"_s, u"Ines Lumen, electrician"_s, Role::Trade, false),
        business(u"Bright Side Painters"_s, u"+14255550178"_s, u"two painters and a dog"_s, Role::Trade, true),
        business(u"City permit office"_s, u"+12065550179"_s, u"permits and inspections"_s, Role::Office, false, Reach::Landline),
        business(u"Pike Street Bank"_s, u"+12065550180"_s, u"Mr. Hollis, business accounts"_s, Role::Office, true,
                 Reach::Landline),
        business(u"Harbor Insurance"_s, u"+18775550143"_s, u"liability policy, yearly"_s, Role::Office, false),
        business(u"Cascade Delivery"_s, u"+12535550144"_s, u"two trucks, tail lift"_s, Role::Trade, true),
        business(u"Olympic Print"_s, u"+13605550145"_s, u"flyers and yard signs"_s, Role::Supplier, false, Reach::Filtered),
        {{.name = u"Unknown caller"_s,
          .number = u"+13125550146"_s,
          .about = u"sells advertising, does not give up"_s,
          .temper = Temper::Silent},
         Role::Stranger,
         true},
        {{.name = u"Jamie from the course"_s, .number = u"+12065550147"_s, .about = u"applies as an apprentice"_s},
         Role::Stranger,
         false},
    };
    return all;
}

} // namespace milassist::world::demo
