package dev.attune.server.database;

import java.util.function.Supplier;

/// Whose data a piece of work may see. Bound to the work, not to a thread's past: whoever starts another thread for a
/// tenant binds it there again.
public record Tenant(String id) {
    public static final Tenant DEFAULT = new Tenant("default");

    /// For finding out who calls, before it is known whose caller that is, and for nothing else.
    public static final Tenant ALL = new Tenant("*");

    private static final ScopedValue<Tenant> CURRENT = ScopedValue.newInstance();

    public Tenant {
        if (!id.equals("*") && !id.matches("[a-z0-9][a-z0-9-]{0,62}"))
            throw new IllegalArgumentException(
                    "a tenant's id has 1 to 63 small letters, digits or dashes, got '%s'".formatted(id));
    }

    /// The tenant of this work; [#DEFAULT] where nobody said.
    public static Tenant current() {
        return CURRENT.orElse(DEFAULT);
    }

    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    public <T> T get(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }
}
