package dev.keyrack.authority;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What the organisation of a sample authority pays for.
public enum Plan {
    /// Nothing.
    FREE(0),
    /// A little.
    PRO(4_900),
    /// A lot.
    ENTERPRISE(99_000);

    private final int monthlyCents;

    Plan(int monthlyCents) {
        this.monthlyCents = monthlyCents;
    }

    /// Reads `free`, `pro` or `enterprise`; empty if it is none of them.
    public static Optional<Plan> parse(String text) {
        return Arrays.stream(values()).filter(plan -> plan.word().equals(text)).findFirst();
    }

    /// The plan's name, lower case.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    int monthlyCents() {
        return monthlyCents;
    }
}
