package dev.attune.decisions.ranking;

/// How a policy in the shadow does: how often it would have done what the baseline did.
///
/// @param decisions in apprentice mode so far
/// @param matches of these
public record Apprenticeship(long decisions, long matches) {
    public static final Apprenticeship NEW = new Apprenticeship(0, 0);

    /// Azure Personalizer's documentation asks for 75 to 85 % before a policy may lead.
    private static final double READY = 0.75;

    private static final long FEWEST_DECISIONS = 500; // ± 4 points; our own choice

    public Apprenticeship {
        if (matches < 0 || matches > decisions)
            throw new IllegalArgumentException("matches must be in 0..%d, got %d".formatted(decisions, matches));
    }

    public Apprenticeship after(LoggedDecision decision) {
        return decision.matched()
                .map(matched -> new Apprenticeship(decisions + 1, matches + (matched ? 1 : 0)))
                .orElse(this);
    }

    /// In [0, 1]; 0 before the first decision.
    public double matchRate() {
        return decisions == 0 ? 0 : (double) matches / decisions;
    }

    /// Whether somebody may be asked to promote it. Nothing is promoted by itself.
    public boolean mayBePromoted() {
        return decisions >= FEWEST_DECISIONS && matchRate() >= READY;
    }
}
