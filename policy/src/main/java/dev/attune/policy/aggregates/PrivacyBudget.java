package dev.attune.policy.aggregates;

import java.util.concurrent.atomic.AtomicInteger;

/// How much privacy may be spent in a period, in hundredths of epsilon. Spending adds up; safe to share.
public final class PrivacyBudget {
    private final AtomicInteger left;

    public PrivacyBudget(int hundredths) {
        if (hundredths < 0) throw new IllegalArgumentException("a budget must not be negative, got " + hundredths);
        this.left = new AtomicInteger(hundredths);
    }

    /// Spends if so much is left; otherwise nothing is spent.
    public boolean spend(int hundredths) {
        if (hundredths < 1) throw new IllegalArgumentException("an answer costs at least 0.01, got " + hundredths);
        while (true) {
            int now = left.get();
            if (now < hundredths) return false;
            if (left.compareAndSet(now, now - hundredths)) return true;
        }
    }

    public int leftHundredths() {
        return left.get();
    }
}
