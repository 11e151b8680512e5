package dev.attune.text.linear;

/// The calibrated probability of one label, and from which probability on the answer is yes.
public record Verdict(double probability, double threshold) {
    public boolean yes() {
        return probability >= threshold;
    }
}
