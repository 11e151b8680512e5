/// Early warning: rules that watch how satisfied people are, one by one and by product, region,
/// release, queue, topic or channel, and tell somebody when it falls.
///
/// The reckoning is [dev.attune.decisions.warning]; its state lies in the database and moves with every
/// reading as it arrives. What is about a person is sealed with their key and told without content;
/// what is about a thing rests on at least as many people as the floor of
/// [dev.attune.policy.aggregates.SmallCells] asks for. Displayed affect and satisfaction answers are
/// never mixed: a rule watches one of them.
@NullMarked
package dev.attune.server.warning;

import org.jspecify.annotations.NullMarked;
