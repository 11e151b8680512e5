/// How what people display moves over the whole base: by product, channel, segment and topic, hour by
/// hour and day by day, kept up with every event so that no question reads events.
///
/// Only people who allow analytics count. Cells of fewer people than the floor of
/// [dev.attune.policy.aggregates.SmallCells] are not shown, nor those that would give one away. Sums
/// hold nobody's name or id; they stay when a person is erased.
@NullMarked
package dev.attune.server.dashboards;

import org.jspecify.annotations.NullMarked;
