package dev.keyrack.cli;

import dev.keyrack.cli.JsonOut.JsonObject;
import dev.keyrack.cli.UsageCommand.KeyUsage;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.usage.domain.Bucket;
import dev.keyrack.usage.domain.UsageBucket;
import dev.keyrack.usage.domain.UsageSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes usage in the three formats.
///
/// @param from when the first bucket begins
record UsagePrinter(Session session, Profile profile, Bucket bucket, Instant from) {
    private static final List<String> COUNTS = List.of("OK", "LIMITED", "REFUSED", "FAILED", "TOTAL");

    /// One key, bucket by bucket.
    void one(KeyUsage usage) {
        switch (session.format()) {
            case JSON -> session.json().object(json -> members(json, usage));
            case CSV -> csv(List.of(usage));
            case TABLE -> {
                if (usage.series().total() == 0) {
                    session.print(Printable.clean(session.messages().get("cli.usage.none", usage.name(),
                            KeyPrinter.moment(from))));
                    return;
                }
                Table table = new Table(header("START"));
                usage.series().buckets().stream().filter(each -> each.total() > 0)
                        .forEach(each -> table.add(row(List.of(KeyPrinter.moment(each.start())), each)));
                table.add(row(List.of(session.messages().get("cli.usage.sum")), sum(usage.series())));
                table.lines().forEach(session::print);
            }
        }
    }

    /// Several keys; for people only their sums.
    void all(List<KeyUsage> all) {
        switch (session.format()) {
            case JSON -> session.json().array(all, this::members);
            case CSV -> csv(all);
            case TABLE -> {
                if (all.isEmpty()) {
                    session.print(session.messages().get("cli.key.none"));
                    return;
                }
                Table table = new Table(header("NAME", "ID"));
                all.forEach(usage -> table.add(row(List.of(usage.name(), usage.id()), sum(usage.series()))));
                table.lines().forEach(session::print);
            }
        }
    }

    private void members(JsonObject json, KeyUsage usage) {
        json.text("profile", profile.name().value()).text("id", usage.id()).text("name", usage.name())
                .text("bucket", bucket.name().toLowerCase(Locale.ROOT)).text("since", from.toString())
                .objects("buckets", usage.series().buckets(),
                        (object, each) -> object.text("start", each.start().toString()).number("ok", each.ok())
                                .number("limited", each.limited()).number("refused", each.refused())
                                .number("failed", each.failed()))
                .number("total", usage.series().total());
    }

    private void csv(List<KeyUsage> all) {
        session.print("profile,id,name,bucket,start,ok,limited,refused,failed");
        for (KeyUsage usage : all) {
            for (UsageBucket each : usage.series().buckets()) {
                session.print(Csv.line(List.of(profile.name().value(), usage.id(), usage.name(),
                        bucket.name().toLowerCase(Locale.ROOT), each.start().toString(), Long.toString(each.ok()),
                        Long.toString(each.limited()), Long.toString(each.refused()), Long.toString(each.failed()))));
            }
        }
    }

    private UsageBucket sum(UsageSeries series) {
        return new UsageBucket(from, series.sum(UsageBucket::ok), series.sum(UsageBucket::limited),
                series.sum(UsageBucket::refused), series.sum(UsageBucket::failed));
    }

    private static List<String> header(String... first) {
        List<String> header = new ArrayList<>(List.of(first));
        header.addAll(COUNTS);
        return header;
    }

    private static List<String> row(List<String> first, UsageBucket counts) {
        List<String> row = new ArrayList<>(first);
        for (long count : new long[]{counts.ok(), counts.limited(), counts.refused(), counts.failed(),
                counts.total()}) {
            row.add(Long.toString(count));
        }
        return row;
    }
}
