package dev.attune.training.voice;

import dev.attune.training.voice.SpokenExamples.Example;
import java.util.List;

/// What is compared: a way to learn all questions from examples.
interface Learner {
    String name();

    /// @param train examples of the speakers that may be heard
    Fitted fit(List<Example> train);

    /// What was learned.
    interface Fitted {
        /// One score a class of the question, higher for the likelier; how they become probabilities is
        /// [Calibration]'s.
        double[] scores(Question question, Example example);

        /// The examples of people whose own neutral voice is known, read with it; none where it is not used.
        List<Example> withBaseline(List<Example> examples);
    }
}
