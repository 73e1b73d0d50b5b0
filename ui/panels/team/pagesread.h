// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/whendone.h"

#include <QObject>

#include <functional>
#include <optional>

namespace milassist
{

/// What a relay gives a hundred at a time, as far as somebody has looked: read anew it is as long as it was. Whoever began to
/// read later is heard alone.
/// @tparam Page has `next`, where the rest begins
/// @tparam Item of which one page holds a list
template <typename Page, typename Item>
class PagesRead
{
public:
    using Ask = std::function<QFuture<Result<Page>>(int offset)>;
    using Then = std::function<void(const Result<Page> &)>;
    using IsSame = std::function<bool(const Item &, const Item &)>;

    PagesRead(QList<Item> Page::*items, IsSame isSame, QObject *context) : m_items(items), m_isSame(std::move(isSame)), m_context(context) {}

    /// From the beginning, as far as was read before. @p then hears of all pages as of one.
    void read(Ask ask, Then then) { readOn(Page(), 0, std::move(ask), std::move(then), ++m_generation); }
    /// One page more.
    void more(const Page &soFar, Ask ask, Then then)
    {
        if (!soFar.next || m_isReading)
            return;
        m_wanted = int((soFar.*m_items).size()) + 1;
        readOn(soFar, *soFar.next, std::move(ask), std::move(then), ++m_generation);
    }
    /// What is read from now on is another list.
    void startOver() { m_wanted = 0; }
    bool isReading() const { return m_isReading; }

private:
    void readOn(Page soFar, int offset, Ask ask, Then then, int generation)
    {
        m_isReading = true;
        whenDone(ask(offset), m_context, [=, this](const Result<Page> &page) {
            if (generation != m_generation)
                return;
            m_isReading = false;
            if (!page)
                return then(page);
            Page all = *page;
            QList<Item> items = soFar.*m_items;
            for (const Item &item : (*page).*m_items) { // rows move from page to page while others work
                if (std::ranges::none_of(items, [&](const Item &known) { return m_isSame(known, item); }))
                    items << item;
            }
            all.*m_items = items;
            if (page->next && items.size() < m_wanted)
                return readOn(all, *page->next, ask, then, generation);
            then(Result<Page>(all));
        });
    }

    QList<Item> Page::*m_items;
    IsSame m_isSame;
    QObject *m_context;
    int m_wanted = 0, m_generation = 0;
    bool m_isReading = false;
};

} // namespace milassist
