// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twiml/writer.h"

#include "core/twiml/shapes.h"

#include <QMap>
#include <QXmlStreamWriter>

namespace milassist::twiml {

using namespace Qt::StringLiterals;

namespace {

/// What XML 1.0 can carry of @p text.
QString carried(const QString &text)
{
    QString clean;
    clean.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            clean += c;
            clean += text[++i];
        } else if (!c.isSurrogate() && c.unicode() < 0xfffe && (c.unicode() >= 0x20 || c == u'\t' || c == u'\n' || c == u'\r')) {
            clean += c;
        }
    }
    return clean;
}

class Writer {
public:
    QByteArray run(const Document &document)
    {
        m_xml.writeStartDocument();
        m_xml.writeStartElement(u"Response"_s);
        for (const Verb &verb : document.verbs)
            std::visit([this](const auto &one) { write(one); }, verb);
        m_xml.writeEndElement();
        m_xml.writeEndDocument();
        return m_bytes.trimmed();
    }

private:
    template <typename Element>
    void open(const Element &element)
    {
        m_xml.writeStartElement(QLatin1StringView(Shape<Element>::name).toString());
        const Element usual;
        QMap<QString, QString> attributes;
        forEachAttribute<Element>([&](const auto &attribute) {
            const auto &value = attribute.place(element);
            if (value == attribute.place(usual))
                return;
            if (const auto text = written(value))
                attributes.insert(QLatin1StringView(attribute.name).toString(), carried(*text));
        });
        for (auto it = attributes.cbegin(); it != attributes.cend(); ++it)
            m_xml.writeAttribute(it.key(), it.value());
    }
    void text(const QString &words)
    {
        if (!words.isEmpty())
            m_xml.writeCharacters(carried(words));
    }
    template <typename Element>
    void whole(const Element &element, const QString &words = {})
    {
        open(element);
        text(words);
        m_xml.writeEndElement();
    }
    void leaf(const QString &name, const QString &words) { m_xml.writeTextElement(name, carried(words)); }
    void parameters(const QList<std::pair<QString, QString>> &all)
    {
        for (const auto &[name, value] : all) {
            m_xml.writeStartElement(u"Parameter"_s);
            m_xml.writeAttribute(u"name"_s, carried(name));
            m_xml.writeAttribute(u"value"_s, carried(value));
            m_xml.writeEndElement();
        }
    }

    void write(const Say &say) { whole(say, say.text); }
    void write(const Play &play) { whole(play, play.url); }
    void write(const Pause &pause) { whole(pause); }
    void write(const Record &record) { whole(record); }
    void write(const Redirect &redirect) { whole(redirect, redirect.url); }
    void write(const Reject &reject) { whole(reject); }
    void write(const Hangup &hangup) { whole(hangup); }
    void write(const Enqueue &enqueue) { whole(enqueue, enqueue.name); }
    void write(const Leave &leave) { whole(leave); }
    void write(const Sms &sms) { whole(sms, sms.text); }
    void write(const Number &number) { whole(number, number.number); }
    void write(const Sip &sip) { whole(sip, sip.uri); }
    void write(const Conference &conference) { whole(conference, conference.name); }
    void write(const Queue &queue) { whole(queue, queue.name); }
    void write(const Client &client)
    {
        open(client);
        leaf(u"Identity"_s, client.identity);
        parameters(client.parameters);
        m_xml.writeEndElement();
    }
    void write(const Application &application)
    {
        open(application);
        leaf(u"ApplicationSid"_s, application.sid);
        parameters(application.parameters);
        m_xml.writeEndElement();
    }
    void write(const Gather &gather)
    {
        open(gather);
        for (const Prompt &prompt : gather.prompts)
            std::visit([this](const auto &one) { write(one); }, prompt);
        m_xml.writeEndElement();
    }
    void write(const Dial &dial)
    {
        open(dial);
        for (const Noun &noun : dial.targets)
            std::visit([this](const auto &one) { write(one); }, noun);
        m_xml.writeEndElement();
    }
    void write(const Refer &refer)
    {
        open(refer);
        if (!refer.uri.isEmpty())
            leaf(u"Sip"_s, refer.uri);
        m_xml.writeEndElement();
    }
    void write(const Start &start)
    {
        open(start);
        if (start.recording)
            whole(*start.recording);
        m_xml.writeEndElement();
    }
    void write(const Stop &stop)
    {
        open(stop);
        if (stop.recording)
            m_xml.writeEmptyElement(u"Recording"_s);
        m_xml.writeEndElement();
    }
    void write(const Message &message)
    {
        open(message);
        if (message.media.isEmpty()) {
            text(message.body);
        } else {
            if (!message.body.isEmpty())
                leaf(u"Body"_s, message.body);
            for (const QString &url : message.media)
                leaf(u"Media"_s, url);
        }
        m_xml.writeEndElement();
    }

    QByteArray m_bytes;
    QXmlStreamWriter m_xml{&m_bytes};
};

} // namespace

QByteArray write(const Document &document)
{
    return Writer().run(document);
}

} // namespace milassist::twiml
