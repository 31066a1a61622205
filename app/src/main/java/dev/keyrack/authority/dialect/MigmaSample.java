package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Base62;
import dev.keyrack.authority.core.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What the demo's company has at Migma.
final class MigmaSample {
    private static final int OLDEST_DAYS = 400;

    private final Instant now;
    private final RandomGenerator random;
    private final List<Resource> made = new ArrayList<>();

    MigmaSample(Instant now, RandomGenerator random) {
        this.now = now;
        this.random = random;
    }

    List<Resource> resources() {
        add("project", "Shipment updates", "Partner newsletter", "Customer onboarding");
        add("subscriber", "maya.linden@example.com", "j.okafor@example.org", "dispatch@example.net",
                "lea.brandt@example.com", "purchasing@example.org", "t.ivanov@example.net");
        add("tag", "carrier", "customer", "newsletter", "beta");
        add("segment", "Active customers", "Carriers in Europe");
        add("template", "Shipment delayed", "Shipment delivered", "Monthly newsletter", "Welcome");
        add("webhook", "https://hooks.quillhaven.test/migma");
        return List.copyOf(made);
    }

    private void add(String kind, String... names) {
        for (String name : names) {
            Instant created = now.minus(Duration.ofDays(1 + random.nextInt(OLDEST_DAYS)));
            made.add(new Resource(Base62.id("", random), kind, Optional.empty(), name, "active", Map.of(), created,
                    created));
        }
    }
}
