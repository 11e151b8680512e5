package dev.attune.decisions.experiments;

/// Outcomes beside what the same people did before, summed up: `Y' = Y − θ (X − X̄)`, `θ = cov(Y, X) /
/// var(X)` pooled over the arms (Deng et al. 2013). X is the same metric in the days before this
/// person's first exposure, so that nothing the experiment did is in it.
///
/// @param y outcomes
/// @param x the same people before, in the same order
/// @param products Σ (y − ȳ)(x − x̄)
public record Cuped(Sample y, Sample x, double products) {
    public static final Cuped EMPTY = new Cuped(Sample.EMPTY, Sample.EMPTY, 0);

    public Cuped {
        if (y.n() != x.n())
            throw new IllegalArgumentException("as many outcomes as before, got %d and %d".formatted(y.n(), x.n()));
        if (!Double.isFinite(products)) throw new IllegalArgumentException("products must be finite, got " + products);
    }

    public Cuped plus(double outcome, double before) {
        var nextX = x.plus(before);
        return new Cuped(y.plus(outcome), nextX, products + (outcome - y.mean()) * (before - nextX.mean()));
    }

    public Cuped plus(Cuped other) {
        if (y.n() == 0) return other;
        if (other.y.n() == 0) return this;
        double share = (double) y.n() * other.y.n() / (y.n() + other.y.n());
        return new Cuped(
                y.plus(other.y),
                x.plus(other.x),
                products + other.products + share * (other.y.mean() - y.mean()) * (other.x.mean() - x.mean()));
    }

    /// θ of all arms together, each about its own means; 0 when nobody differed before.
    public static double theta(Iterable<Cuped> arms) {
        double products = 0;
        double squares = 0;
        for (var arm : arms) {
            products += arm.products;
            squares += arm.x.squares();
        }
        return squares == 0 ? 0 : products / squares;
    }

    /// The outcomes once what was already so before is taken out.
    ///
    /// @param pooledBefore mean of X over all arms
    public Sample adjusted(double theta, double pooledBefore) {
        double squares = y.squares() - 2 * theta * products + theta * theta * x.squares();
        return new Sample(y.n(), y.mean() - theta * (x.mean() - pooledBefore), Math.max(0, squares));
    }
}
