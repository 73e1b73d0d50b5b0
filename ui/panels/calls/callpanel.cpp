// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/calls/callpanel.h"

#include "core/cache/callstore.h"
#include "ui/panels/calls/calldetailview.h"
#include "ui/panels/calls/callfilterbar.h"
#include "ui/panels/calls/calltexts.h"
#include "ui/panels/parts/modeldelegate.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/splitview.h"

namespace milassist {

using namespace Qt::StringLiterals;

CallPanel::CallPanel(CallStore &calls, const LineNames &lines, PlayerHub &hub, Clock clock, QWidget *parent, WhyServices why)
    : ListDetailPanel(lines, clock, parent), m_calls(calls),
      m_model(calls, [this](const CallRow &call) { return spokenRow(callRowView(call, this->lines(), this->clock()())); }),
      m_filters(new CallFilterBar(lines, clock, this)), m_detail(new CallDetailView(lines, hub, clock, std::move(why), this))
{
    setObjectName(u"callPanel"_s);
    Words words;
    words.name = u"call"_s;
    words.plural = u"calls"_s;
    words.title = tr("Calls");
    words.exportName = tr("Export these calls as CSV");
    words.exportTitle = tr("Export calls");
    words.exportFile = tr("calls-%1.csv", "file name");
    words.icon = u"call"_s;
    words.choose = tr("Choose a call to see everything about it.");
    words.keys = tr("J and K go through the list, Space plays the recording.");
    build({m_model, m_filters, m_filters->searchField(), m_detail}, words);
    const auto view = [this](const CallRow &call) { return callRowView(call, this->lines(), this->clock()()); };
    pane()->list()->setItemDelegate(new ModelDelegate<CallModel, CallRow>(m_model, view, pane()->list()));
    addKeys();
    connect(m_filters, &CallFilterBar::changed, this, [this](const CallFilter &filter) {
        holdChosen();
        m_model.setFilter(filter);
    });
    connect(m_detail, &CallDetailView::personWanted, this, [this](const Party &peer, const QString &name) {
        m_filters->setPerson(peer, name);
        split()->showList();
    });
    connect(&calls, &CallStore::changed, this, &CallPanel::rowsChanged);
    m_model.setFilter({});
    render();
}

CallPanel::~CallPanel()
{
    m_detail->flush();
}

void CallPanel::addKeys()
{
    addKey(For::Screen, u"showMissedCalls"_s, tr("Show missed calls"), {}, [this] {
        CallFilter filter;
        filter.missedOnly = true;
        m_filters->setFilter(filter);
    });
    addKey(For::Screen, u"showAllCalls"_s, tr("Show all calls"), {}, [this] { showEverything(); });
    addKey(For::Screen, u"exportCalls"_s, tr("Export these calls as CSV"), {}, [this] { askForExport(); });
    addUsualKeys();
}

void CallPanel::open(const Target &target)
{
    const auto *call = std::get_if<CallTarget>(&target);
    if (!call)
        return;
    const auto go = [this](qint64 id) {
        want(id);
        showEverything(); // it must not be hidden
        split()->showDetail();
    };
    if (call->row != 0)
        return go(call->row);
    whenDone(m_calls.idOf(call->sid), this, [this, go](const Result<qint64> &id) {
        if (id)
            go(*id);
        else
            pane()->notice()->tell(Tone::Warning, tr("This call is not on this computer yet."),
                                   tr("It appears when everything has been fetched from Twilio."));
    });
}

QString CallPanel::countText(int rows) const
{
    return callCountText(rows);
}

EmptyWords CallPanel::emptyWords() const
{
    return noCallsWords(m_model.filter());
}

void CallPanel::showEverything()
{
    m_filters->setFilter({});
}

void CallPanel::openChosen()
{
    m_detail->widget()->setFocus(Qt::OtherFocusReason);
}

void CallPanel::readDetail(qint64 id)
{
    whenDone(m_calls.detail(id), this, [this, id](const Result<CallDetail> &detail) {
        if (id != chosen())
            return;
        if (!detail)
            return failedToRead(detail.error());
        m_detail->show(*detail);
        showDetail();
    });
}

QFuture<Result<qint64>> CallPanel::exportRows(const QString &path)
{
    return m_calls.exportCsv(m_model.filter(), path);
}

QFuture<Result<>> CallPanel::setNote(qint64 id, const QString &note)
{
    return m_calls.setNote(id, note);
}

} // namespace milassist
