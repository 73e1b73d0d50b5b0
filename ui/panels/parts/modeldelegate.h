// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/rowdelegate.h"

#include <functional>

namespace milassist {

/// Paints the rows of a PagedModel as @p View says; those not read yet as grey bars.
template <typename Model, typename Row>
class ModelDelegate : public RowDelegate {
public:
    using View = std::function<RowView(const Row &)>;

    ModelDelegate(const Model &model, View view, QObject *parent) : RowDelegate(parent), m_model(model), m_view(std::move(view)) {}

protected:
    RowView rowView(const QModelIndex &index) const override
    {
        if (const Row *row = m_model.row(index.row()))
            return m_view(*row);
        return {.hasAvatar = true, .isPlaceholder = true};
    }

private:
    const Model &m_model;
    View m_view;
};

} // namespace milassist
