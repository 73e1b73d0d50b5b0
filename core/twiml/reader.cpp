// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twiml/reader.h"

#include "core/twiml/shapes.h"

#include <QXmlStreamReader>

#include <algorithm>

namespace milassist::twiml {

using namespace Qt::StringLiterals;

namespace {

constexpr int schemaWarning = 12200, nestedInDial = 13215, nestedInGather = 13320;
constexpr qsizetype maxProblems = 50; // a document of nothing but mistakes says enough with these

enum class Markup { None, Speech };

class Reader {
public:
    Reader(const QByteArray &bytes, Kind kind) : m_xml(bytes), m_kind(kind) {}

    Reading run()
    {
        if (!m_xml.readNextStartElement())
            return fatal(12100, m_xml.hasError() ? m_xml.errorString() : u"there is no element"_s);
        if (m_xml.name() != "Response"_L1)
            return fatal(12102, u"the root element is %1"_s.arg(m_xml.name()));
        while (m_xml.readNextStartElement())
            readVerb();
        while (!m_xml.atEnd()) // the whole has to be well-formed before anything of it counts
            m_xml.readNext();
        if (m_xml.hasError())
            return fatal(12100, m_xml.errorString());
        return m_reading;
    }

private:
    Reading fatal(int code, const QString &detail) const
    {
        return {{}, {Problem{code, m_xml.lineNumber(), detail.left(200)}}};
    }
    void complain(int code, const QString &detail)
    {
        if (m_reading.problems.size() < maxProblems)
            m_reading.problems.append({code, m_xml.lineNumber(), detail.left(200)});
    }
    void skip(int code)
    {
        complain(code, u"%1 does not belong here"_s.arg(m_xml.name()));
        m_xml.skipCurrentElement();
    }

    template <typename Element>
    void readAttributes(Element &element)
    {
        for (const QXmlStreamAttribute &given : m_xml.attributes()) {
            bool isKnown = !given.namespaceUri().isEmpty() || given.prefix() == "xml"_L1 || given.prefix() == "xsi"_L1;
            forEachAttribute<Element>([&](const auto &attribute) {
                if (given.name() != QLatin1StringView(attribute.name))
                    return;
                isKnown = true;
                if (!assign(attribute.place(element), given.value().toString(), attribute.rule))
                    complain(attribute.rule.code, u"%1: %2 is not valid: %3"_s.arg(QLatin1StringView(Shape<Element>::name), given.name(), given.value()));
            });
            if (!isKnown)
                complain(schemaWarning, u"%1 has no attribute %2"_s.arg(QLatin1StringView(Shape<Element>::name), given.name()));
        }
    }

    /// Everything up to the end of the element. The words of speech markup count, other elements are skipped.
    QString text(Markup markup = Markup::None)
    {
        QString words;
        for (int depth = 0; !m_xml.atEnd();) {
            switch (m_xml.readNext()) {
            case QXmlStreamReader::Characters:
            case QXmlStreamReader::EntityReference:
                words += m_xml.text();
                break;
            case QXmlStreamReader::StartElement:
                if (markup == Markup::None) {
                    skip(schemaWarning);
                } else {
                    ++depth;
                    words += u' '; // <break/>, <p>: what stood apart stays apart
                }
                break;
            case QXmlStreamReader::EndElement:
                if (depth-- == 0)
                    return markup == Markup::Speech ? words.simplified() : words.trimmed();
                words += u' ';
                break;
            default:
                break;
            }
        }
        return words.trimmed();
    }
    void nothing() { text(); }

    template <typename Element>
    Element withAttributes()
    {
        Element element;
        readAttributes(element);
        return element;
    }

    /// Calls @p child for every element inside, and gives the text around them.
    template <typename Child>
    QString children(Child child)
    {
        QString words;
        while (!m_xml.atEnd()) {
            const auto token = m_xml.readNext();
            if (token == QXmlStreamReader::EndElement)
                break;
            if (token == QXmlStreamReader::Characters)
                words += m_xml.text();
            else if (token == QXmlStreamReader::StartElement)
                child(m_xml.name().toString());
        }
        return words.trimmed();
    }

    Say say()
    {
        auto say = withAttributes<Say>();
        say.text = text(Markup::Speech);
        return say;
    }
    Play play()
    {
        auto play = withAttributes<Play>();
        play.url = text();
        return play;
    }
    Pause pause()
    {
        auto pause = withAttributes<Pause>();
        nothing();
        return pause;
    }
    template <typename Element>
    Element empty()
    {
        auto element = withAttributes<Element>();
        nothing();
        return element;
    }
    template <typename Element>
    Element named(QString Element::*content)
    {
        auto element = withAttributes<Element>();
        element.*content = text();
        return element;
    }

    Gather gather()
    {
        auto gather = withAttributes<Gather>();
        children([&](const QString &name) {
            if (name == "Say"_L1)
                gather.prompts.append(say());
            else if (name == "Play"_L1)
                gather.prompts.append(play());
            else if (name == "Pause"_L1)
                gather.prompts.append(pause());
            else
                skip(nestedInGather);
        });
        return gather;
    }

    Record record()
    {
        auto record = empty<Record>();
        if (record.transcribe && record.maxLength.value_or(0) > 120)
            complain(13615, u"Record: maxLength is too high for transcription"_s);
        return record;
    }

    template <typename Element>
    Element withParameters(QLatin1StringView main, QString Element::*content)
    {
        auto element = withAttributes<Element>();
        const QString words = children([&](const QString &name) {
            if (name == main) {
                element.*content = text();
            } else if (name == "Parameter"_L1) {
                const auto given = m_xml.attributes();
                element.parameters.append({given.value("name"_L1).toString(), given.value("value"_L1).toString()});
                nothing();
            } else {
                skip(schemaWarning);
            }
        });
        if ((element.*content).isEmpty())
            element.*content = words;
        return element;
    }

    Dial dial()
    {
        auto dial = withAttributes<Dial>();
        const QString number = children([&](const QString &name) {
            if (name == "Number"_L1)
                dial.targets.append(named(&Number::number));
            else if (name == "Sip"_L1)
                dial.targets.append(named(&Sip::uri));
            else if (name == "Client"_L1)
                dial.targets.append(withParameters("Identity"_L1, &Client::identity));
            else if (name == "Conference"_L1)
                dial.targets.append(named(&Conference::name));
            else if (name == "Queue"_L1)
                dial.targets.append(named(&Queue::name));
            else if (name == "Application"_L1)
                dial.targets.append(withParameters("ApplicationSid"_L1, &Application::sid));
            else
                skip(nestedInDial);
        });
        if (dial.targets.isEmpty() && !number.isEmpty())
            dial.targets.append(Number{.number = number});
        return dial;
    }

    Enqueue enqueue()
    {
        auto enqueue = withAttributes<Enqueue>();
        enqueue.name = children([&](const QString &) { skip(schemaWarning); }); // <Task> is TaskRouter's
        return enqueue;
    }

    Refer refer()
    {
        auto refer = withAttributes<Refer>();
        const QString words = children([&](const QString &name) {
            if (name == "Sip"_L1)
                refer.uri = text();
            else
                skip(schemaWarning);
        });
        if (refer.uri.isEmpty())
            refer.uri = words;
        return refer;
    }

    Start start()
    {
        auto start = withAttributes<Start>();
        children([&](const QString &name) {
            if (name == "Recording"_L1)
                start.recording = empty<LiveRecording>();
            else
                skip(schemaWarning);
        });
        return start;
    }

    Stop stop()
    {
        auto stop = withAttributes<Stop>();
        children([&](const QString &name) {
            if (name != "Recording"_L1)
                return skip(schemaWarning);
            stop.recording = true;
            nothing();
        });
        return stop;
    }

    Message message()
    {
        auto message = withAttributes<Message>();
        QStringList bodies;
        const QString words = children([&](const QString &name) {
            if (name == "Body"_L1)
                bodies.append(text());
            else if (name == "Media"_L1)
                message.media.append(text());
            else
                skip(schemaWarning);
        });
        message.body = bodies.isEmpty() ? words : bodies.join(QString()).trimmed();
        return message;
    }

    void readVerb()
    {
        const QString name = m_xml.name().toString();
        QList<Verb> &verbs = m_reading.document.verbs;
        if (name == "Redirect"_L1)
            return verbs.append(named(&Redirect::url));
        if (m_kind == Kind::Messaging)
            return name == "Message"_L1 || name == "Sms"_L1 ? verbs.append(message()) : skip(schemaWarning);
        if (name == "Say"_L1)
            verbs.append(say());
        else if (name == "Play"_L1)
            verbs.append(play());
        else if (name == "Pause"_L1)
            verbs.append(pause());
        else if (name == "Gather"_L1)
            verbs.append(gather());
        else if (name == "Record"_L1)
            verbs.append(record());
        else if (name == "Dial"_L1)
            verbs.append(dial());
        else if (name == "Reject"_L1)
            verbs.append(empty<Reject>());
        else if (name == "Hangup"_L1)
            verbs.append(empty<Hangup>());
        else if (name == "Enqueue"_L1)
            verbs.append(enqueue());
        else if (name == "Leave"_L1)
            verbs.append(empty<Leave>());
        else if (name == "Refer"_L1)
            verbs.append(refer());
        else if (name == "Start"_L1)
            verbs.append(start());
        else if (name == "Stop"_L1)
            verbs.append(stop());
        else if (name == "Sms"_L1)
            verbs.append(named(&Sms::text));
        else
            skip(schemaWarning);
    }

    QXmlStreamReader m_xml;
    const Kind m_kind;
    Reading m_reading;
};

} // namespace

Reading read(const QByteArray &bytes, Kind kind)
{
    if (bytes.size() > maxDocument)
        return {{}, {Problem{11750, 0, u"the document has %1 bytes"_s.arg(bytes.size())}}};
    if (bytes.trimmed().isEmpty())
        return {{}, {Problem{11770, 0, u"the answer is empty"_s}}};
    return Reader(bytes, kind).run();
}

Reading readAnswer(const QByteArray &contentType, const QByteArray &body, const QString &url, Kind kind)
{
    const QByteArray type = contentType.split(';').value(0).trimmed().toLower();
    if (kind == Kind::Voice && type.startsWith("audio/"))
        return {{{Play{.url = url}, Hangup{}}}, {}};
    if (body.trimmed().isEmpty() || type == "text/xml" || type == "application/xml" || type == "text/html")
        return read(body, kind);
    if (type != "text/plain")
        return {{}, {Problem{12300, 0, u"the content type is %1"_s.arg(QString::fromLatin1(type.left(80)))}}};
    const QString words = QString::fromUtf8(body.left(maxDocument)).trimmed();
    if (kind == Kind::Messaging)
        return {{{Message{.body = words}}}, {}};
    return {{{Say{.text = words}, Hangup{}}}, {}};
}

} // namespace milassist::twiml
