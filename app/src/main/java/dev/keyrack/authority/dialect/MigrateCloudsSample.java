package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Base62;
import dev.keyrack.authority.core.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What the demo's company has at MigrateClouds.
final class MigrateCloudsSample {
    private final Instant now;
    private final RandomGenerator random;

    private MigrateCloudsSample(Instant now, RandomGenerator random) {
        this.now = now;
        this.random = random;
    }

    static List<Resource> resources(Instant now, RandomGenerator random) {
        return new MigrateCloudsSample(now, random).resources();
    }

    private List<Resource> resources() {
        Resource bucket = connection("Archive bucket", "s3", 402);
        Resource office = connection("Head office SharePoint", "sharepoint", 371);
        Resource drive = connection("Sales Google Drive", "google_drive", 298);
        Resource dropbox = connection("Old Dropbox", "dropbox", 655);
        return List.of(bucket, office, drive, dropbox, connection("Azure pilot", "azure_blob", 189),
                file("waybills-2026-q1.zip", 231), file("waybills-2026-q2.zip", 140), file("waybills-2026-q3.zip", 49),
                file("proof-of-delivery-samples.pdf", 33), file("customs-tariffs.xlsx", 97),
                file("fleet-photos.tar", 12),
                migration("SharePoint archive to S3", "running", office, bucket, 2),
                migration("Google Drive cutover", "running", drive, bucket, 1),
                migration("Dropbox exit", "cancelled", dropbox, bucket, 320));
    }

    private Resource connection(String name, String service, int age) {
        return resource("connection", "con_", name, "connected", Map.of("service", service), age);
    }

    private Resource file(String name, int age) {
        return resource("file", "fil_", name, "stored", Map.of(), age);
    }

    private Resource migration(String name, String state, Resource source, Resource target, int age) {
        return resource("migration", "mig_", name, state, Map.of("source_id", source.id(), "target_id", target.id()),
                age);
    }

    private Resource resource(String kind, String prefix, String name, String state, Map<String, String> details,
            int age) {
        Instant at = now.minus(Duration.ofDays(age)).truncatedTo(ChronoUnit.SECONDS);
        return new Resource(Base62.id(prefix, random), kind, Optional.empty(), name, state, details, at, at);
    }
}
