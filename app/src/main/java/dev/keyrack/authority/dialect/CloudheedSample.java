package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Base62;
import dev.keyrack.authority.core.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What the demo's company has at Cloudheed.
final class CloudheedSample {
    private static final int OLDEST_DAYS = 400;

    private CloudheedSample() {
    }

    static List<Resource> resources(Instant now, RandomGenerator random) {
        List<Resource> resources = new ArrayList<>();
        for (String name : List.of("orders", "billing", "tracking", "warehouse", "reporting")) {
            Instant created = now.minus(Duration.ofDays(OLDEST_DAYS - random.nextInt(200)));
            Resource database = new Resource(Base62.id("db_", random), "database", Optional.empty(), name, "running",
                    Map.of("engine", "postgres", "region", "eu-central"), created, created);
            resources.add(database);
            for (int day = 1; day <= 2; day++) {
                Instant at = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(day)).plus(Duration.ofHours(2));
                resources.add(new Resource(Base62.id("bak_", random), "backup", Optional.of(database.id()),
                        name + " " + at, "completed", Map.of(), at, at));
            }
        }
        return resources;
    }
}
